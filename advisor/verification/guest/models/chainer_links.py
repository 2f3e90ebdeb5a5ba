"""The models as Chainer links."""

from __future__ import annotations


def build(name):
    """A seeded chain in inference mode."""
    import chainer
    import numpy as np

    np.random.seed(20180626)
    chainer.config.train = False
    return _MAKERS[name]()


def call(model, x):
    """The chain's own answer."""
    import chainer

    with chainer.no_backprop_mode():
        return model(x).array


def _gelu(x):
    import chainer.functions as F

    return 0.5 * x * (1 + F.erf(x * 0.5**0.5))


def _chain(links, forward):
    import chainer

    class Model(chainer.Chain):
        def __init__(self):
            super().__init__()
            with self.init_scope():
                for name, link in links.items():
                    setattr(self, name, link)

        def forward(self, x):
            return forward(self, x)

    return Model()


def _mlp():
    import chainer.links as L

    def forward(self, x):
        return self.dense2(_gelu(self.norm(self.dense1(x))))

    return _chain({"dense1": L.Linear(16, 32), "norm": L.LayerNormalization(32), "dense2": L.Linear(32, 4)}, forward)


def _cnn():
    import chainer.functions as F
    import chainer.links as L

    def forward(self, x):
        x = F.max_pooling_2d(F.relu(self.norm(self.conv1(x))), 2)
        x = F.relu(self.conv2(x))
        x = F.average_pooling_2d(x, x.shape[2:])
        return self.head(F.dropout(x, 0.5))

    links = {
        "conv1": L.Convolution2D(3, 8, 3, pad=1),
        "norm": L.BatchNormalization(8),
        "conv2": L.Convolution2D(8, 16, 3, stride=2, pad=1),
        "head": L.Linear(16, 4),
    }
    return _chain(links, forward)


def _rnn():
    import chainer.functions as F
    import chainer.links as L

    def forward(self, x):
        _, _, sequences = self.lstm(None, None, list(F.separate(x, axis=0)))
        last, _ = self.gru(None, sequences)
        return self.head(last[0])

    links = {"lstm": L.NStepLSTM(1, 8, 12, 0.0), "gru": L.NStepGRU(1, 12, 10, 0.0), "head": L.Linear(10, 4)}
    return _chain(links, forward)


def _transformer():
    import chainer.functions as F
    import chainer.links as L

    def normalize(norm, x):
        return F.reshape(norm(F.reshape(x, (-1, 16))), x.shape)

    def forward(self, x):
        split = (x.shape[0], x.shape[1], 4, 4)
        layers = (self.query, self.key, self.value)
        q, k, v = (F.transpose(F.reshape(layer(x, n_batch_axes=2), split), (0, 2, 1, 3)) for layer in layers)
        weights = F.softmax(F.matmul(q, k, transb=True) * 0.5, axis=3)
        attended = F.reshape(F.transpose(F.matmul(weights, v), (0, 2, 1, 3)), x.shape)
        x = normalize(self.norm1, x + self.merge(attended, n_batch_axes=2))
        return normalize(self.norm2, x + self.dense2(_gelu(self.dense1(x, n_batch_axes=2)), n_batch_axes=2))

    links = {name: L.Linear(16, 16) for name in ("query", "key", "value", "merge")}
    links.update({"norm1": L.LayerNormalization(16), "norm2": L.LayerNormalization(16)})
    links.update({"dense1": L.Linear(16, 32), "dense2": L.Linear(32, 16)})
    return _chain(links, forward)


def _control():
    import chainer.functions as F
    import chainer.links as L

    def forward(self, x):
        y = self.up(x) + 10 if F.sum(x).array > 0 else self.down(x) - 10
        while F.sum(F.absolute(y)).array > 20:
            y = y * 0.5
        return y

    return _chain({"up": L.Linear(8, 4), "down": L.Linear(8, 4)}, forward)


def _control_ops():
    raise NotImplementedError("Chainer has neither a conditional nor a loop of its own")


_MAKERS = {
    "mlp": _mlp,
    "cnn": _cnn,
    "rnn": _rnn,
    "transformer": _transformer,
    "control": _control,
    "control_ops": _control_ops,
}
