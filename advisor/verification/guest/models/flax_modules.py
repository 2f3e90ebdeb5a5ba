"""The models as Flax NNX modules."""

from __future__ import annotations

LAYOUT = "NHWC"


def build(name):
    """A seeded module in inference mode."""
    from flax import nnx

    model = _MAKERS[name](nnx.Rngs(20180626))
    model.eval()
    return model


def call(model, x):
    """The module's own answer."""
    import numpy as np

    return np.asarray(model(x))


def _gelu(x):
    from flax import nnx

    return nnx.gelu(x, approximate=False)


def _mlp(rngs):
    from flax import nnx

    return nnx.Sequential(
        nnx.Linear(16, 32, rngs=rngs), nnx.LayerNorm(32, rngs=rngs), _gelu, nnx.Linear(32, 4, rngs=rngs)
    )


def _cnn(rngs):
    from flax import nnx

    class Images(nnx.Module):
        def __init__(self):
            self.conv1 = nnx.Conv(3, 8, (3, 3), padding=1, rngs=rngs)
            self.norm = nnx.BatchNorm(8, rngs=rngs)
            self.conv2 = nnx.Conv(8, 16, (3, 3), strides=2, padding=1, rngs=rngs)
            self.dropout = nnx.Dropout(0.5, rngs=rngs)
            self.head = nnx.Linear(16, 4, rngs=rngs)

        def __call__(self, x):
            x = nnx.relu(self.norm(self.conv1(x)))
            x = nnx.max_pool(x, window_shape=(2, 2), strides=(2, 2))
            x = nnx.relu(self.conv2(x))
            return self.head(self.dropout(x.mean((1, 2))))

    return Images()


def _rnn(rngs):
    from flax import nnx

    class Recurrent(nnx.Module):
        def __init__(self):
            self.lstm = nnx.RNN(nnx.LSTMCell(8, 12, rngs=rngs))
            self.gru = nnx.RNN(nnx.GRUCell(12, 10, rngs=rngs))
            self.head = nnx.Linear(10, 4, rngs=rngs)

        def __call__(self, x):
            return self.head(self.gru(self.lstm(x))[:, -1])

    return Recurrent()


def _transformer(rngs):
    from flax import nnx

    class Encoder(nnx.Module):
        def __init__(self):
            self.attention = nnx.MultiHeadAttention(4, 16, decode=False, rngs=rngs)
            self.norm1, self.norm2 = nnx.LayerNorm(16, rngs=rngs), nnx.LayerNorm(16, rngs=rngs)
            self.dense1, self.dense2 = nnx.Linear(16, 32, rngs=rngs), nnx.Linear(32, 16, rngs=rngs)

        def __call__(self, x):
            x = self.norm1(x + self.attention(x))
            return self.norm2(x + self.dense2(_gelu(self.dense1(x))))

    return Encoder()


def _control(rngs):
    from flax import nnx

    class Branches(nnx.Module):
        def __init__(self):
            self.up, self.down = nnx.Linear(8, 4, rngs=rngs), nnx.Linear(8, 4, rngs=rngs)

        def __call__(self, x):
            y = self.up(x) + 10 if x.sum() > 0 else self.down(x) - 10
            while abs(y).sum() > 20:
                y = y * 0.5
            return y

    return Branches()


def _control_ops(rngs):
    from flax import nnx

    class Branches(nnx.Module):
        def __init__(self):
            self.up, self.down = nnx.Linear(8, 4, rngs=rngs), nnx.Linear(8, 4, rngs=rngs)

        def __call__(self, x):
            y = nnx.cond(x.sum() > 0, lambda x: self.up(x) + 10, lambda x: self.down(x) - 10, x)
            return nnx.while_loop(lambda y: abs(y).sum() > 20, lambda y: y * 0.5, y)

    return Branches()


_MAKERS = {
    "mlp": _mlp,
    "cnn": _cnn,
    "rnn": _rnn,
    "transformer": _transformer,
    "control": _control,
    "control_ops": _control_ops,
}
