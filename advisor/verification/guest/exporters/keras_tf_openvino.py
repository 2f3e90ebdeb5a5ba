"""Keras on TensorFlow to OpenVINO IR."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "native"
ENVIRONMENT = "keras_tf"
MODELS = "keras_tf"
VERSIONS = ("keras", "tensorflow-cpu", "openvino")
LABEL = "Keras (TensorFlow) to OpenVINO"


def export(model, x, path):
    """A folder with model.xml and model.bin, the batch size left open."""
    import os

    os.mkdir(path)
    model.export(os.path.join(path, "model.xml"), format="openvino", verbose=False)
