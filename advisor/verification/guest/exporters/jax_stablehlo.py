"""JAX to StableHLO: the module that jax.export makes, as MLIR text."""

from __future__ import annotations

TOOL = "jax"
FORMAT = "stablehlo"
ENVIRONMENT = "jax"
MODELS = "jax_functions"
VERSIONS = ("jax", "jaxlib")
STATIC_BATCH = True  # with a symbolic batch the module is meant for JAX, which refines its shapes before compiling
LABEL = "jax.export (StableHLO)"


def export(model, x, path):
    """One file for this batch size."""
    import jax
    from jax import export

    with open(path, "w") as file:
        file.write(export.export(jax.jit(model))(x).mlir_module())
