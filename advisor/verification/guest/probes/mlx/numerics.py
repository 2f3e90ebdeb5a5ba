"""The array namespace of MLX."""

from __future__ import annotations

NAMESPACES = ("mlx.core",)
ALIASES = {
    "unique_all": (
        "mlx.core.unique",
        "repeated, return_index=True, return_inverse=True, return_counts=True",
    ),
    "unique_counts": ("mlx.core.unique", "repeated, return_counts=True"),
    "unique_inverse": ("mlx.core.unique", "repeated, return_inverse=True"),
    "unique_values": "mlx.core.unique",
    "linalg.diagonal": ("mlx.core.diagonal", "batch, 0, -2, -1"),
    "linalg.matrix_norm": "mlx.core.linalg.norm",
    "linalg.outer": "mlx.core.outer",
    "linalg.svd": ("mlx.core.linalg.svd", "tall"),
    "linalg.svdvals": ("mlx.core.linalg.svd", "tall, compute_uv=False"),
    "linalg.trace": "mlx.core.trace",
    "linalg.vector_norm": "mlx.core.linalg.norm",
}


def array(x):
    import mlx.core as mx

    return mx.array(x)


def dtype(name):
    import mlx.core as mx

    return getattr(mx, name)


def numpy(x):
    import mlx.core as mx
    import numpy as np

    return np.array(x) if isinstance(x, mx.array) else x


def gradient(function, x, weights):
    import mlx.core as mx

    return numpy(mx.grad(lambda x: (function(x) * array(weights)).sum())(array(x)))
