"""MindSpore cells exported as MindIR."""

from __future__ import annotations

TOOL = "mindspore"
FORMAT = "native"
ENVIRONMENT = "mindspore"
MODELS = "mindspore_cells"
VERSIONS = ("mindspore",)
STATIC_BATCH = True  # open shapes are taken, but then the second batch size fails, or gets the first one's output shape
LABEL = "mindspore.export (MINDIR)"


def export(model, x, path):
    """One file for this batch size."""
    import os

    import mindspore

    mindspore.export(model, mindspore.Tensor(x), file_name=path, file_format="MINDIR")
    os.rename(path + ".mindir", path)
