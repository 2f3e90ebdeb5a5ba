"""The nets in MLX, as they stand and compiled; images are turned to channels last beforehand."""

from __future__ import annotations

from probes.kinds.throughput import RATE

WAYS = ("eager", "compiled")


def prepare(net, mode, way, x, y):
    """A function that does one batch, and the number of parameters."""
    import mlx.core as mx
    import mlx.nn as nn
    import mlx.optimizers as optimizers
    import numpy as np
    from mlx.utils import tree_flatten

    mx.random.seed(0)
    model = {"cnn": _cnn, "transformer": _transformer}[net]()
    model.train(mode == "train")
    x = mx.array(np.ascontiguousarray(x.transpose(0, 2, 3, 1)) if net == "cnn" else x)
    y = mx.array(y)
    optimizer = optimizers.SGD(RATE)
    optimizer.init(model.trainable_parameters())
    state = [model.state, optimizer.state]
    gradient = nn.value_and_grad(
        model, lambda x, y: nn.losses.cross_entropy(model(x), y, reduction="mean")
    )

    def train(x, y):
        loss, gradients = gradient(x, y)
        optimizer.update(model, gradients)
        return loss

    def infer(x, y):
        return model(x)

    step = {"train": train, "infer": infer}[mode]
    if way == "compiled":
        step = mx.compile(step, inputs=state, outputs=state)

    def run():
        answer = step(x, y)
        mx.eval(answer, state)
        return np.array(answer)

    return run, sum(one.size for _, one in tree_flatten(model.trainable_parameters()))


def _cnn():
    import mlx.nn as nn

    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2, 2),
        nn.Conv2d(32, 64, 3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2, 2),
        lambda x: x.flatten(1),
        nn.Linear(64 * 8 * 8, 10),
    )


def _transformer():
    import mlx.nn as nn

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.attention = nn.MultiHeadAttention(64, 4, bias=True)
            self.norms = [nn.LayerNorm(64), nn.LayerNorm(64)]
            self.wide, self.narrow = nn.Linear(64, 256), nn.Linear(256, 64)
            self.head = nn.Linear(64, 10)

        def __call__(self, x):
            x = self.norms[0](x + self.attention(x, x, x))
            x = self.norms[1](x + self.narrow(nn.gelu(self.wide(x))))
            return self.head(x.mean(1))

    return Net()
