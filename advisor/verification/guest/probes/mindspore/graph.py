"""The branch in MindSpore."""

from __future__ import annotations


def eager():
    """PyNative mode, the default."""
    import mindspore

    return _gradient(mindspore.grad(_branch))


def compiled():
    """mindspore.jit, which compiles the branch."""
    import mindspore

    return _gradient(mindspore.jit(mindspore.grad(_branch)))


def _branch(x):
    if x.sum() > 0:
        y = (x * x).sum()
    else:  # the compiler reads statements
        y = (3 * x).sum()
    return y


def _gradient(function):
    import mindspore

    return lambda point: function(mindspore.Tensor(point, mindspore.float32)).asnumpy().tolist()
