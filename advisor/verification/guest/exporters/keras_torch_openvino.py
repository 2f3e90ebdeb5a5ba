"""Keras on PyTorch to OpenVINO IR; Keras traces the model: it keeps the one branch that the example took."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "native"
ENVIRONMENT = "keras_torch"
MODELS = "keras_torch"
VERSIONS = ("keras", "torch", "openvino")
LABEL = "Keras (PyTorch) to OpenVINO"


def export(model, x, path):
    """A folder with model.xml and model.bin, the batch size left open."""
    import os

    os.mkdir(path)
    model.export(os.path.join(path, "model.xml"), format="openvino", verbose=False)
