"""The nets in tinygrad under TinyJit, the way that its documentation trains."""

from __future__ import annotations

import shutil

from probes.kinds.throughput import RATE

WAYS = ("compiled",)


def prepare(net, mode, way, x, y):
    """A function that does one batch, and the number of parameters."""
    from tinygrad import Context, Tensor, TinyJit, nn

    if shutil.which("clang") is None:
        raise RuntimeError("its CPU device compiles with clang, which is not installed here")
    Tensor.manual_seed(0)
    model = {"cnn": _Cnn, "transformer": _Transformer}[net]()
    parameters = nn.state.get_parameters(model)
    for one in parameters:
        one.realize()
    optimizer = nn.optim.SGD(parameters, RATE)
    x, y = Tensor(x).realize(), Tensor(y).realize()

    @TinyJit
    def train(x, y):
        optimizer.zero_grad()
        loss = model(x).sparse_categorical_crossentropy(y).backward()
        return loss.realize(*optimizer.schedule_step())

    @TinyJit
    def infer(x, y):
        return model(x).realize()

    def run_train():
        with Context(TRAINING=1):
            return train(x, y).numpy()

    return {"train": run_train, "infer": lambda: infer(x, y).numpy()}[mode], sum(
        one.numel() for one in parameters
    )


class _Cnn:
    def __init__(self):
        from tinygrad import nn

        self.first, self.second = nn.Conv2d(3, 32, 3, padding=1), nn.Conv2d(32, 64, 3, padding=1)
        self.head = nn.Linear(64 * 8 * 8, 10)

    def __call__(self, x):
        x = self.first(x).relu().max_pool2d(2)
        return self.head(self.second(x).relu().max_pool2d(2).flatten(1))


class _Transformer:
    def __init__(self):
        from tinygrad import nn

        self.projections = [nn.Linear(64, 64) for _ in range(4)]
        self.norms = [nn.LayerNorm(64), nn.LayerNorm(64)]
        self.wide, self.narrow, self.head = (
            nn.Linear(64, 256),
            nn.Linear(256, 64),
            nn.Linear(64, 10),
        )

    def __call__(self, x):
        q, k, v = (one(x).reshape(-1, 32, 4, 16).transpose(1, 2) for one in self.projections[:3])
        attended = q.scaled_dot_product_attention(k, v).transpose(1, 2).reshape(-1, 32, 64)
        x = self.norms[0](x + self.projections[3](attended))
        x = self.norms[1](x + self.narrow(self.wide(x).gelu()))
        return self.head(x.mean(1))
