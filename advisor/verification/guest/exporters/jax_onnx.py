"""JAX functions to ONNX through jax2onnx."""

from __future__ import annotations

TOOL = "jax"
FORMAT = "onnx"
ENVIRONMENT = "jax"
MODELS = "jax_functions"
VERSIONS = ("jax", "jax2onnx", "onnx")
LABEL = "jax2onnx (JAX)"


def export(model, x, path):
    """One file, the batch size left open."""
    from jax2onnx import to_onnx

    to_onnx(model, [("B",) + x.shape[1:]], return_mode="file", output_path=path)
