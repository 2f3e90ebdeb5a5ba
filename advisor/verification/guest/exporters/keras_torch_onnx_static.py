"""Keras on PyTorch to ONNX with the batch size fixed: Keras tries torch.export first then, and traces where that refuses."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "onnx"
ENVIRONMENT = "keras_torch"
MODELS = "keras_torch"
VERSIONS = ("keras", "torch", "onnx", "onnxscript")
STATIC_BATCH = True
LABEL = "Keras (PyTorch) to ONNX (fixed batch)"


def export(model, x, path):
    """One file for the batch size of ``x``."""
    import keras

    signature = [keras.InputSpec(shape=x.shape, dtype="float32", name="x")]
    model.export(path, format="onnx", input_signature=signature, verbose=False)
