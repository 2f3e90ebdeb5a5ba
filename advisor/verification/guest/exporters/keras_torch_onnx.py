"""Keras on PyTorch to ONNX; Keras calls torch.onnx, and traces where the batch size is open."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "onnx"
ENVIRONMENT = "keras_torch"
MODELS = "keras_torch"
VERSIONS = ("keras", "torch", "onnx", "onnxscript")
LABEL = "Keras (PyTorch) to ONNX"


def export(model, x, path):
    """One file, the batch size left open."""
    model.export(path, format="onnx", verbose=False)
