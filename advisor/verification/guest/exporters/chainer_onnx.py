"""Chainer to ONNX through onnx_chainer, which is part of Chainer since version 7."""

from __future__ import annotations

TOOL = "chainer"
FORMAT = "onnx"
ENVIRONMENT = "chainer"
MODELS = "chainer_links"
VERSIONS = ("chainer", "onnx")
STATIC_BATCH = True  # the model is run once and recorded as it was
LABEL = "onnx_chainer"


def export(model, x, path):
    """One file for this batch size."""
    import onnx_chainer

    onnx_chainer.export(model, x, filename=path)
