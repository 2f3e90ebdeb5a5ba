"""A serialized jax.export, read back and called by JAX."""

from __future__ import annotations

TOOL = "jax"
READS = ()
ACCEPTS = ("jax_export",)
ENVIRONMENT = "jax"
VERSIONS = ("jax", "jaxlib", "flatbuffers")
LABEL = "JAX (jax.export)"


def load(path):
    """The exported function."""
    from jax import export

    with open(path, "rb") as file:
        return export.deserialize(bytearray(file.read()))


def call(loaded, x):
    """Its answer."""
    import numpy as np

    return np.asarray(loaded.call(x))
