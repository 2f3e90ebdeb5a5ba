"""JAX to StableHLO: the module that jax.export makes, as MLIR text."""

from __future__ import annotations

TOOL = "jax"
FORMAT = "stablehlo"
ENVIRONMENT = "jax"
MODELS = "jax_functions"
VERSIONS = ("jax", "jaxlib")
LABEL = "jax.export (StableHLO)"


def export(model, x, path):
    """One file, the batch size left open as a symbolic dimension."""
    import jax
    from jax import export

    (batch,) = export.symbolic_shape("b")
    exported = export.export(jax.jit(model))(jax.ShapeDtypeStruct((batch,) + x.shape[1:], x.dtype))
    with open(path, "w") as file:
        file.write(exported.mlir_module())
