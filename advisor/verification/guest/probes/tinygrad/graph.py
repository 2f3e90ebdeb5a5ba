"""The branch in tinygrad, which has no conditional of its own; a tensor becomes a Python value by `item`."""

from __future__ import annotations


def eager():
    """Tensors are lazy, and realized where Python asks for a value."""
    return _gradient


def compiled():
    """TinyJit, which replays what the second call did."""
    from tinygrad import Tensor, TinyJit

    @TinyJit
    def step(x):
        x.grad = None
        _branch(x).backward()
        return x.grad.realize()

    def gradient(point):
        return [step(Tensor(point).realize()).tolist() for _ in range(3)][
            -1
        ]  # the third call replays

    return gradient


def _branch(x):
    return (x * x).sum() if (x.sum() > 0).item() else (3 * x).sum()


def _gradient(point):
    from tinygrad import Tensor

    x = Tensor(point)
    _branch(x).backward()
    return x.grad.tolist()
