"""The branch in PaddlePaddle."""

from __future__ import annotations


def eager():
    """Dynamic graph mode follows the Python that ran."""
    return _gradient(_branch)


def compiled():
    """paddle.jit.to_static as it comes, which may break the graph at the branch."""
    import paddle

    return _gradient(paddle.jit.to_static(_branch))


def whole():
    """to_static of the full graph, which rewrites the branch."""
    import paddle

    return _gradient(paddle.jit.to_static(_branch, full_graph=True))


def conditional():
    """paddle.static.nn.cond in a full graph."""
    import paddle

    return _gradient(paddle.jit.to_static(_conditional, full_graph=True))


def _branch(x):
    if x.sum() > 0:
        y = (x * x).sum()
    else:  # to_static reads statements
        y = (3 * x).sum()
    return y


def _conditional(x):
    import paddle

    return paddle.static.nn.cond(x.sum() > 0, lambda: (x * x).sum(), lambda: (3 * x).sum())


def _gradient(function):
    import paddle

    def gradient(point):
        x = paddle.to_tensor(point, stop_gradient=False)
        function(x).backward()
        return x.grad.tolist()

    return gradient
