"""MindSpore cells exported as ONNX."""

from __future__ import annotations

TOOL = "mindspore"
FORMAT = "onnx"
ENVIRONMENT = "mindspore"
MODELS = "mindspore_cells"
VERSIONS = ("mindspore",)
STATIC_BATCH = True  # the ONNX exporter takes no open shapes
LABEL = "mindspore.export (ONNX)"


def export(model, x, path):
    """One file for this batch size."""
    import os

    import mindspore

    mindspore.export(model, mindspore.Tensor(x), file_name=path, file_format="ONNX")
    os.rename(path + ".onnx", path)
