"""The models as Paddle layers."""

from __future__ import annotations


def build(name):
    """A seeded layer in inference mode."""
    import paddle

    paddle.seed(20180626)
    model = _MAKERS[name]()
    model.eval()
    return model


def call(model, x):
    """The layer's own answer."""
    import paddle

    with paddle.no_grad():
        return model(paddle.to_tensor(x)).numpy()


def _mlp():
    from paddle import nn

    return nn.Sequential(nn.Linear(16, 32), nn.LayerNorm(32), nn.GELU(), nn.Linear(32, 4))


def _cnn():
    from paddle import nn

    return nn.Sequential(
        nn.Conv2D(3, 8, 3, padding=1),
        nn.BatchNorm2D(8),
        nn.ReLU(),
        nn.MaxPool2D(2),
        nn.Conv2D(8, 16, 3, stride=2, padding=1),
        nn.ReLU(),
        nn.AdaptiveAvgPool2D(1),
        nn.Flatten(),
        nn.Dropout(0.5),
        nn.Linear(16, 4),
    )


def _rnn():
    from paddle import nn

    class Recurrent(nn.Layer):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(8, 12)
            self.gru = nn.GRU(12, 10)
            self.head = nn.Linear(10, 4)

        def forward(self, x):
            x, _ = self.lstm(x)
            x, _ = self.gru(x)
            return self.head(x[:, -1])

    return Recurrent()


def _transformer():
    from paddle import nn

    return nn.TransformerEncoderLayer(16, 4, 32, activation="gelu")


def _control():
    from paddle import nn

    class Branches(nn.Layer):
        def __init__(self):
            super().__init__()
            self.up, self.down = nn.Linear(8, 4), nn.Linear(8, 4)

        def forward(self, x):
            if x.sum() > 0:  # noqa: SIM108 - compiled by the framework
                y = self.up(x) + 10
            else:
                y = self.down(x) - 10
            while y.abs().sum() > 20:
                y = y * 0.5
            return y

    return Branches()


def _control_ops():
    import paddle
    from paddle import nn

    class Branches(nn.Layer):
        def __init__(self):
            super().__init__()
            self.up, self.down = nn.Linear(8, 4), nn.Linear(8, 4)

        def forward(self, x):
            y = paddle.static.nn.cond(x.sum() > 0, lambda: self.up(x) + 10, lambda: self.down(x) - 10)
            (y,) = paddle.static.nn.while_loop(lambda y: y.abs().sum() > 20, lambda y: [y * 0.5], [y])
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
