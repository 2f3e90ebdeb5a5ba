"""Keras on TensorFlow to LiteRT."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "litert"
ENVIRONMENT = "keras_tf"
MODELS = "keras_tf"
VERSIONS = ("keras", "tensorflow-cpu")
LABEL = "Keras (TensorFlow) to LiteRT"


def export(model, x, path):
    """One file, the batch size left open; Keras wants its own suffix."""
    import os

    model.export(path + ".tflite", format="litert", verbose=False)
    os.replace(path + ".tflite", path)
