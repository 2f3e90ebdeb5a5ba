"""JAX functions serialized with jax.export."""

from __future__ import annotations

TOOL = "jax"
FORMAT = "native"
ENVIRONMENT = "jax"
MODELS = "jax_functions"
VERSIONS = ("jax", "jaxlib", "flatbuffers")
LABEL = "jax.export"


def export(model, x, path):
    """One file, the batch size left open as a symbolic dimension."""
    import jax
    from jax import export

    (batch,) = export.symbolic_shape("b")
    exported = export.export(jax.jit(model))(jax.ShapeDtypeStruct((batch,) + x.shape[1:], x.dtype))
    with open(path, "wb") as file:
        file.write(exported.serialize())
