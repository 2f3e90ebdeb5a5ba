"""Keras on JAX to ONNX; Keras calls jax2onnx."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "onnx"
ENVIRONMENT = "jax"
MODELS = "keras_jax"
VERSIONS = ("keras", "jax", "jax2onnx", "onnx")
LABEL = "Keras (JAX) to ONNX"


def export(model, x, path):
    """One file, the batch size left open."""
    model.export(path, format="onnx", verbose=False)
