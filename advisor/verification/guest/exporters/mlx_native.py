"""MLX functions written with mx.export_function."""

from __future__ import annotations

TOOL = "mlx"
FORMAT = "native"
ENVIRONMENT = "mlx"
MODELS = "mlx_modules"
VERSIONS = ("mlx",)
STATIC_BATCH = True  # what export_function does unless told otherwise; shapeless=True fails on reshapes and slices
LABEL = "mx.export_function"


def export(model, x, path):
    """One file for this batch size."""
    import os

    import mlx.core as mx

    mx.eval(model.parameters())
    mx.export_function(path + ".mlxfn", lambda x: model(x), mx.array(x))
    os.rename(path + ".mlxfn", path)
