"""Keras on PyTorch to LiteRT; Keras calls litert-torch."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "litert"
ENVIRONMENT = "keras_torch"
MODELS = "keras_torch"
VERSIONS = ("keras", "torch", "litert-torch")
STATIC_BATCH = True
LABEL = "Keras (PyTorch) to LiteRT"


def export(model, x, path):
    """One file for the batch size of ``x``; Keras wants its own suffix and cannot leave a size open here."""
    import os

    import keras

    signature = [keras.InputSpec(shape=x.shape, dtype="float32", name="x")]
    model.export(path + ".tflite", format="litert", input_signature=signature, verbose=False)
    os.replace(path + ".tflite", path)
