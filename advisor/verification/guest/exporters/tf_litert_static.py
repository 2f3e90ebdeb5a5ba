"""TensorFlow to LiteRT with the batch size fixed, which recurrent networks need here to use built-in operators only."""

from __future__ import annotations

TOOL = "tensorflow"
FORMAT = "litert"
ENVIRONMENT = "tf"
MODELS = "tf_models"
VERSIONS = ("tensorflow-cpu",)
STATIC_BATCH = True
LABEL = "tf.lite.TFLiteConverter (fixed batch)"


def export(model, x, path):
    """One file for the batch size of ``x``."""
    from exporters import tf_litert

    tf_litert.write(model, x, path, x.shape[0])
