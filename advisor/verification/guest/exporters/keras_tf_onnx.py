"""Keras on TensorFlow to ONNX; Keras calls tf2onnx."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "onnx"
ENVIRONMENT = "keras_tf"
MODELS = "keras_tf"
VERSIONS = ("keras", "tensorflow-cpu", "tf2onnx", "onnx")
LABEL = "Keras (TensorFlow) to ONNX"


def export(model, x, path):
    """One file, the batch size left open."""
    model.export(path, format="onnx", verbose=False)
