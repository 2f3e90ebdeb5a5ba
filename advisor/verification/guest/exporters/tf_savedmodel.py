"""TensorFlow SavedModel from a tf.function."""

from __future__ import annotations

TOOL = "tensorflow"
FORMAT = "savedmodel"
ENVIRONMENT = "tf"
MODELS = "tf_models"
VERSIONS = ("tensorflow-cpu",)
LABEL = "tf.saved_model.save"


def export(model, x, path):
    """A folder with one signature, the batch size left open."""
    import tensorflow as tf
    from models import tf_models

    model.serve = tf_models.function(model, x)
    tf.saved_model.save(model, path, signatures={"serving_default": model.serve})
