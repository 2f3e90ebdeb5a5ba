"""MLX, from a function that mx.export_function wrote."""

from __future__ import annotations

TOOL = "mlx"
READS = ()
ACCEPTS = ("mlx_native",)
ENVIRONMENT = "mlx"
VERSIONS = ("mlx",)
LABEL = "MLX (mx.import_function)"


def load(path):
    """The imported function."""
    import mlx.core as mx

    return mx.import_function(path)


def call(loaded, x):
    """Its first output."""
    import mlx.core as mx
    import numpy as np

    return np.array(loaded(mx.array(x))[0])
