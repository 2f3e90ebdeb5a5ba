"""tract, through its Python binding."""

from __future__ import annotations

TOOL = "tract"
READS = ("onnx",)
ENVIRONMENT = "rt_mob"
VERSIONS = ("tract",)
LABEL = "tract"


def load(path):
    """The optimized model."""
    import tract

    return tract.onnx().load(path).into_model().into_runnable()


def call(loaded, x):
    """The first output."""
    return loaded.run([x])[0].to_numpy()
