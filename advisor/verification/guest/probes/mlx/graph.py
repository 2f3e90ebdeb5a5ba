"""The branch in MLX, which has no conditional of its own."""

from __future__ import annotations


def eager():
    """mlx.core.grad alone."""
    import mlx.core as mx

    return _gradient(mx.grad(_branch))


def compiled():
    """mlx.core.compile of mlx.core.grad."""
    import mlx.core as mx

    return _gradient(mx.compile(mx.grad(_branch)))


def _branch(x):
    return (x * x).sum() if x.sum() > 0 else (3 * x).sum()


def _gradient(function):
    import mlx.core as mx

    return lambda point: function(mx.array(point)).tolist()
