"""Keras on TensorFlow to LiteRT with the batch size fixed, which recurrent networks need here to use built-in operators only."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "litert"
ENVIRONMENT = "keras_tf"
MODELS = "keras_tf"
VERSIONS = ("keras", "tensorflow-cpu")
STATIC_BATCH = True
LABEL = "Keras (TensorFlow) to LiteRT (fixed batch)"


def export(model, x, path):
    """One file for the batch size of ``x``; Keras wants its own suffix."""
    import os

    import keras

    signature = [keras.InputSpec(shape=x.shape, dtype="float32", name="x")]
    model.export(path + ".tflite", format="litert", input_signature=signature, verbose=False)
    os.replace(path + ".tflite", path)
