"""scikit-learn to ONNX through skl2onnx."""

from __future__ import annotations

TOOL = "scikit-learn"
FORMAT = "onnx"
ENVIRONMENT = "sklearn"
MODELS = "sklearn_models"
VERSIONS = ("scikit-learn", "skl2onnx", "onnx")
LABEL = "skl2onnx"


def export(model, x, path):
    """One file, the batch size left open."""
    from skl2onnx import to_onnx

    with open(path, "wb") as file:
        file.write(to_onnx(model, x[:1]).SerializeToString())
