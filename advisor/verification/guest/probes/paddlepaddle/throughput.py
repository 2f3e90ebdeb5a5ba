"""The nets in PaddlePaddle, as they stand and as static graphs."""

from __future__ import annotations

from probes.kinds.throughput import RATE

WAYS = ("eager", "compiled")


def prepare(net, mode, way, x, y):
    """A function that does one batch, and the number of parameters."""
    import paddle

    paddle.seed(0)
    model = {"cnn": _cnn, "transformer": _transformer}[net]()
    model.train() if mode == "train" else model.eval()
    x, y = paddle.to_tensor(x), paddle.to_tensor(y.astype("int64"))
    optimizer = paddle.optimizer.SGD(RATE, model.parameters())
    parameters = sum(one.size for one in model.parameters())
    called = paddle.jit.to_static(model, full_graph=True) if way == "compiled" else model

    def train():
        loss = paddle.nn.functional.cross_entropy(called(x), y)
        loss.backward()
        optimizer.step()
        optimizer.clear_grad()
        return loss.item()

    def infer():
        with paddle.no_grad():
            return called(x).numpy()

    return {"train": train, "infer": infer}[mode], parameters


def _cnn():
    from paddle import nn

    return nn.Sequential(
        nn.Conv2D(3, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2D(2),
        nn.Conv2D(32, 64, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2D(2),
        nn.Flatten(),
        nn.Linear(64 * 8 * 8, 10),
    )


def _transformer():
    from paddle import nn

    class Net(nn.Layer):
        def __init__(self):
            super().__init__()
            self.block = nn.TransformerEncoderLayer(64, 4, 256, 0.0, "gelu")
            self.head = nn.Linear(64, 10)

        def forward(self, x):
            return self.head(self.block(x).mean(1))

    return Net()
