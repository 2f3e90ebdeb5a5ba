"""TensorFlow to LiteRT through a SavedModel, the converter's documented way in."""

from __future__ import annotations

TOOL = "tensorflow"
FORMAT = "litert"
ENVIRONMENT = "tf"
MODELS = "tf_models"
VERSIONS = ("tensorflow-cpu",)
LABEL = "tf.lite.TFLiteConverter"


def export(model, x, path):
    """One file, built-in operators only, the batch size left open."""
    write(model, x, path, None)


def write(model, x, path, batch):
    """One file for this batch size, or for any."""
    import tempfile

    import tensorflow as tf
    from models import tf_models

    with tempfile.TemporaryDirectory() as folder:
        model.serve = tf_models.function(model, x, batch)
        tf.saved_model.save(model, folder, signatures={"serving_default": model.serve})
        converted = tf.lite.TFLiteConverter.from_saved_model(folder).convert()
    with open(path, "wb") as file:
        file.write(converted)
