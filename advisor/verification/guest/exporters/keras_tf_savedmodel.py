"""Keras on TensorFlow to a SavedModel."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "savedmodel"
ENVIRONMENT = "keras_tf"
MODELS = "keras_tf"
VERSIONS = ("keras", "tensorflow-cpu")
LABEL = "Keras (TensorFlow) to SavedModel"


def export(model, x, path):
    """A folder, the batch size left open."""
    model.export(path, format="tf_saved_model", verbose=False)
