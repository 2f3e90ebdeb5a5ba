"""The models as MLX modules."""

from __future__ import annotations

LAYOUT = "NHWC"


def build(name):
    """A seeded module in inference mode."""
    import mlx.core as mx

    mx.random.seed(20180626)
    return _MAKERS[name]().eval()


def call(model, x):
    """The module's own answer."""
    import mlx.core as mx
    import numpy as np

    return np.array(model(mx.array(x)))


def _mlp():
    from mlx import nn

    return nn.Sequential(nn.Linear(16, 32), nn.LayerNorm(32), nn.GELU(), nn.Linear(32, 4))


def _cnn():
    from mlx import nn

    class Images(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(3, 8, 3, padding=1)
            self.norm = nn.BatchNorm(8)
            self.pool = nn.MaxPool2d(2)
            self.conv2 = nn.Conv2d(8, 16, 3, stride=2, padding=1)
            self.dropout = nn.Dropout(0.5)
            self.head = nn.Linear(16, 4)

        def __call__(self, x):
            x = self.pool(nn.relu(self.norm(self.conv1(x))))
            x = nn.relu(self.conv2(x)).mean((1, 2))
            return self.head(self.dropout(x))

    return Images()


def _rnn():
    from mlx import nn

    class Recurrent(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(8, 12)
            self.gru = nn.GRU(12, 10)
            self.head = nn.Linear(10, 4)

        def __call__(self, x):
            x, _ = self.lstm(x)
            return self.head(self.gru(x)[:, -1])

    return Recurrent()


def _transformer():
    from mlx import nn

    class Encoder(nn.Module):
        def __init__(self):
            super().__init__()
            self.attention = nn.MultiHeadAttention(16, 4, bias=True)
            self.norm1, self.norm2 = nn.LayerNorm(16), nn.LayerNorm(16)
            self.dense1, self.dense2 = nn.Linear(16, 32), nn.Linear(32, 16)

        def __call__(self, x):
            x = self.norm1(x + self.attention(x, x, x))
            return self.norm2(x + self.dense2(nn.gelu(self.dense1(x))))

    return Encoder()


def _control():
    import mlx.core as mx
    from mlx import nn

    class Branches(nn.Module):
        def __init__(self):
            super().__init__()
            self.up, self.down = nn.Linear(8, 4), nn.Linear(8, 4)

        def __call__(self, x):
            y = self.up(x) + 10 if x.sum() > 0 else self.down(x) - 10
            while mx.abs(y).sum() > 20:
                y = y * 0.5
            return y

    return Branches()


def _control_ops():
    raise NotImplementedError("MLX has neither a conditional nor a loop of its own")


_MAKERS = {
    "mlp": _mlp,
    "cnn": _cnn,
    "rnn": _rnn,
    "transformer": _transformer,
    "control": _control,
    "control_ops": _control_ops,
}
