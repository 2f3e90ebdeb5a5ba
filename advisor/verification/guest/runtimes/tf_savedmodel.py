"""TensorFlow loading a SavedModel."""

from __future__ import annotations

TOOL = "tensorflow"
READS = ("savedmodel",)
ENVIRONMENT = "tf"
VERSIONS = ("tensorflow-cpu",)
LABEL = "TensorFlow (tf.saved_model.load)"


def load(path):
    """The restored module, which its signature needs to stay alive."""
    import tensorflow as tf

    return tf.saved_model.load(path)


def call(loaded, x):
    """The first output of the serving signature."""
    import tensorflow as tf

    signature = loaded.signatures["serving_default"]
    name = next(iter(signature.structured_input_signature[1]))
    return next(iter(signature(**{name: tf.constant(x)}).values())).numpy()
