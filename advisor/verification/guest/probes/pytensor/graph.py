"""The branch in PyTensor, which keeps a graph of symbols: nothing has a value before it is compiled, so nothing is eager."""

from __future__ import annotations


def compiled():
    """The Python branch while the graph is made."""
    return _gradient(lambda x: (x * x).sum() if x.sum() > 0 else (3 * x).sum())


def conditional():
    """PyTensor's own branch, which computes one side only."""
    from pytensor.conditional import ifelse

    return _gradient(lambda x: ifelse(x.sum() > 0, (x * x).sum(), (3 * x).sum()))


def _gradient(function):
    import numpy as np
    import pytensor

    x = pytensor.tensor.dvector("x")
    gradient = pytensor.function([x], pytensor.grad(function(x), x))
    return lambda point: gradient(np.array(point))
