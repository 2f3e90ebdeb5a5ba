"""Keras on JAX to a SavedModel; Keras calls jax2tf."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "savedmodel"
ENVIRONMENT = "keras_jax"
MODELS = "keras_jax"
VERSIONS = ("keras", "jax", "tensorflow-cpu")
LABEL = "Keras (JAX) to SavedModel"


def export(model, x, path):
    """A folder, the batch size left open."""
    model.export(path, format="tf_saved_model", verbose=False)
