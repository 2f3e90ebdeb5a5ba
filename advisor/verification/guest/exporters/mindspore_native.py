"""MindSpore cells exported as MindIR."""

from __future__ import annotations

TOOL = "mindspore"
FORMAT = "native"
ENVIRONMENT = "mindspore"
MODELS = "mindspore_cells"
VERSIONS = ("mindspore",)
LABEL = "mindspore.export (MINDIR)"


def export(model, x, path):
    """One file, the batch size left open."""
    import os

    import mindspore

    example = mindspore.Tensor(shape=[None] + list(x.shape[1:]), dtype=mindspore.float32)
    mindspore.export(model, example, file_name=path, file_format="MINDIR")
    os.rename(path + ".mindir", path)
