"""The models as Gluon blocks of MXNet 1.9."""

from __future__ import annotations


def build(name):
    """A seeded block; MXNet is in inference mode unless it records."""
    import mxnet

    mxnet.random.seed(20180626)
    model = _MAKERS[name]()
    model.initialize(mxnet.init.Xavier())
    return model


def call(model, x):
    """The block's own answer."""
    import mxnet

    return model(mxnet.nd.array(x)).asnumpy()


def _mlp():
    from mxnet.gluon import nn

    model = nn.HybridSequential()
    model.add(nn.Dense(32, in_units=16), nn.LayerNorm(in_channels=32), nn.GELU(), nn.Dense(4, in_units=32))
    return model


def _cnn():
    from mxnet.gluon import nn

    model = nn.HybridSequential()
    model.add(
        nn.Conv2D(8, 3, padding=1, in_channels=3),
        nn.BatchNorm(in_channels=8),
        nn.Activation("relu"),
        nn.MaxPool2D(2),
        nn.Conv2D(16, 3, strides=2, padding=1, in_channels=8),
        nn.Activation("relu"),
        nn.GlobalAvgPool2D(),
        nn.Flatten(),
        nn.Dropout(0.5),
        nn.Dense(4, in_units=16),
    )
    return model


def _rnn():
    from mxnet.gluon import HybridBlock, nn, rnn

    class Recurrent(HybridBlock):
        def __init__(self):
            super().__init__()
            self.lstm = rnn.LSTM(12, layout="NTC", input_size=8)
            self.gru = rnn.GRU(10, layout="NTC", input_size=12)
            self.head = nn.Dense(4, in_units=10)

        def hybrid_forward(self, F, x):
            x = self.gru(self.lstm(x))
            return self.head(F.slice_axis(x, axis=1, begin=-1, end=None))

    return Recurrent()


def _transformer():
    from mxnet.gluon import HybridBlock, nn

    class Encoder(HybridBlock):
        def __init__(self):
            super().__init__()
            for name in ("query", "key", "value", "merge"):
                setattr(self, name, nn.Dense(16, flatten=False, in_units=16))
            self.norm1, self.norm2 = nn.LayerNorm(in_channels=16), nn.LayerNorm(in_channels=16)
            self.dense1 = nn.Dense(32, flatten=False, in_units=16)
            self.dense2 = nn.Dense(16, flatten=False, in_units=32)
            self.gelu = nn.GELU()

        def hybrid_forward(self, F, x):
            layers = (self.query, self.key, self.value)
            q, k, v = (F.transpose(F.reshape(layer(x), (0, 0, 4, 4)), (0, 2, 1, 3)) for layer in layers)
            weights = F.softmax(F.linalg.gemm2(q, k, transpose_b=True) * 0.5)
            attended = F.reshape(F.transpose(F.linalg.gemm2(weights, v), (0, 2, 1, 3)), (0, 0, 16))
            x = self.norm1(x + self.merge(attended))
            return self.norm2(x + self.dense2(self.gelu(self.dense1(x))))

    return Encoder()


def _control():
    from mxnet.gluon import HybridBlock, nn

    class Branches(HybridBlock):
        def __init__(self):
            super().__init__()
            self.up, self.down = nn.Dense(4, in_units=8), nn.Dense(4, in_units=8)

        def hybrid_forward(self, F, x):
            y = self.up(x) + 10 if F.sum(x) > 0 else self.down(x) - 10
            while F.sum(F.abs(y)) > 20:
                y = y * 0.5
            return y

    return Branches()


def _control_ops():
    from mxnet.gluon import HybridBlock, nn

    class Branches(HybridBlock):
        def __init__(self):
            super().__init__()
            self.up, self.down = nn.Dense(4, in_units=8), nn.Dense(4, in_units=8)

        def hybrid_forward(self, F, x):
            y = F.contrib.cond(F.sum(x) > 0, lambda: self.up(x) + 10, lambda: self.down(x) - 10)
            _, (y,) = F.contrib.while_loop(
                lambda y: F.sum(F.abs(y)) > 20, lambda y: ([], [y * 0.5]), [y], max_iterations=8
            )
            return y

    return Branches()


_MAKERS = {
    "mlp": _mlp,
    "cnn": _cnn,
    "rnn": _rnn,
    "transformer": _transformer,
    "control": _control,
    "control_ops": _control_ops,
}
