"""The nets in MindSpore, in PyNative mode and compiled by mindspore.jit."""

from __future__ import annotations

from probes.kinds.throughput import RATE

WAYS = ("eager", "compiled")


def prepare(net, mode, way, x, y):
    """A function that does one batch, and the number of parameters."""
    import mindspore as ms
    from mindspore import nn

    ms.set_seed(0)
    ms.set_device("CPU")
    model = {"cnn": _cnn, "transformer": _transformer}[net]()
    model.set_train(mode == "train")
    x, y = ms.Tensor(x), ms.Tensor(y)
    loss_of = nn.CrossEntropyLoss()
    optimizer = nn.SGD(model.trainable_params(), RATE)

    def forward(x, y):
        return loss_of(model(x), y)

    gradient = ms.value_and_grad(forward, None, optimizer.parameters)

    def train(x, y):
        loss, gradients = gradient(x, y)
        optimizer(gradients)
        return loss

    def infer(x, y):
        return model(x)

    step = {"train": train, "infer": infer}[mode]
    if way == "compiled":
        step = ms.jit(step)
    return lambda: step(x, y).asnumpy(), sum(one.size for one in model.trainable_params())


def _cnn():
    from mindspore import nn

    return nn.SequentialCell(
        nn.Conv2d(3, 32, 3, pad_mode="same", has_bias=True),
        nn.ReLU(),
        nn.MaxPool2d(2, 2),
        nn.Conv2d(32, 64, 3, pad_mode="same", has_bias=True),
        nn.ReLU(),
        nn.MaxPool2d(2, 2),
        nn.Flatten(),
        nn.Dense(64 * 8 * 8, 10),
    )


def _transformer():
    from mindspore import nn

    class Net(nn.Cell):
        def __init__(self):
            super().__init__()
            self.block = nn.TransformerEncoderLayer(64, 4, 256, 0.0, "gelu", batch_first=True)
            self.head = nn.Dense(64, 10)

        def construct(self, x):
            return self.head(self.block(x).mean(1))

    return Net()
