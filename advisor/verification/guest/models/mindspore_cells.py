"""The models as MindSpore cells."""

from __future__ import annotations


def build(name):
    """A seeded cell in inference mode."""
    import mindspore

    mindspore.set_seed(20180626)
    mindspore.set_context(mode=mindspore.GRAPH_MODE)
    return _MAKERS[name]().set_train(False)


def call(model, x):
    """The cell's own answer."""
    import mindspore

    return model(mindspore.Tensor(x)).asnumpy()


def _mlp():
    from mindspore import nn

    return nn.SequentialCell(nn.Dense(16, 32), nn.LayerNorm((32,)), nn.GELU(approximate=False), nn.Dense(32, 4))


def _cnn():
    from mindspore import nn

    class Images(nn.Cell):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(3, 8, 3, pad_mode="pad", padding=1, has_bias=True)
            self.norm = nn.BatchNorm2d(8)
            self.pool = nn.MaxPool2d(2, stride=2)
            self.conv2 = nn.Conv2d(8, 16, 3, stride=2, pad_mode="pad", padding=1, has_bias=True)
            self.relu, self.dropout = nn.ReLU(), nn.Dropout(p=0.5)
            self.head = nn.Dense(16, 4)

        def construct(self, x):
            x = self.pool(self.relu(self.norm(self.conv1(x))))
            x = self.relu(self.conv2(x)).mean((2, 3))
            return self.head(self.dropout(x))

    return Images()


def _rnn():
    from mindspore import nn

    class Recurrent(nn.Cell):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(8, 12, batch_first=True)
            self.gru = nn.GRU(12, 10, batch_first=True)
            self.head = nn.Dense(10, 4)

        def construct(self, x):
            x, _ = self.lstm(x)
            x, _ = self.gru(x)
            return self.head(x[:, -1])

    return Recurrent()


def _transformer():
    from mindspore import nn

    return nn.TransformerEncoderLayer(16, 4, 32, activation="gelu", batch_first=True)


def _control():
    from mindspore import nn

    class Branches(nn.Cell):
        def __init__(self):
            super().__init__()
            self.up, self.down = nn.Dense(8, 4), nn.Dense(8, 4)

        def construct(self, x):
            if x.sum() > 0:  # noqa: SIM108 - compiled by the framework
                y = self.up(x) + 10
            else:
                y = self.down(x) - 10
            while y.abs().sum() > 20:
                y = y * 0.5
            return y

    return Branches()


def _control_ops():
    from mindspore import nn, ops

    class Branches(nn.Cell):
        def __init__(self):
            super().__init__()
            self.up, self.down = nn.Dense(8, 4), nn.Dense(8, 4)
            self.loop = ops.WhileLoop()

        def construct(self, x):
            if x.sum() > 0:  # noqa: SIM108 - compiled by the framework, which has no other conditional
                y = self.up(x) + 10
            else:
                y = self.down(x) - 10
            return self.loop(large, half, y)

    def large(y):
        return y.abs().sum() > 20

    def half(y):
        return y * 0.5

    return Branches()


_MAKERS = {
    "mlp": _mlp,
    "cnn": _cnn,
    "rnn": _rnn,
    "transformer": _transformer,
    "control": _control,
    "control_ops": _control_ops,
}
