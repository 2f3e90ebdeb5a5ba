"""The branch in PyTorch."""

from __future__ import annotations


def eager():
    """Autograd follows the Python that ran."""
    return _gradient(_branch)


def compiled():
    """torch.compile, which may break the graph at the branch."""
    import torch

    return _gradient(torch.compile(_branch))


def whole():
    """torch.compile that may not break the graph."""
    import torch

    torch.compiler.reset()  # or the code that `compiled` left behind would be used again
    return _gradient(torch.compile(_branch, fullgraph=True))


def conditional():
    """torch.cond in one graph."""
    import torch

    def branch(x):
        return torch.cond(x.sum() > 0, lambda x: (x * x).sum(), lambda x: (3 * x).sum(), (x,))

    return _gradient(torch.compile(branch, fullgraph=True))


def _branch(x):
    return (x * x).sum() if x.sum() > 0 else (3 * x).sum()


def _gradient(function):
    import torch

    def gradient(point):
        x = torch.tensor(point, requires_grad=True)
        function(x).backward()
        return x.grad.tolist()

    return gradient
