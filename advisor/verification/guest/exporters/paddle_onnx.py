"""Paddle to ONNX through paddle.onnx.export (Paddle2ONNX)."""

from __future__ import annotations

TOOL = "paddlepaddle"
FORMAT = "onnx"
ENVIRONMENT = "paddle"
MODELS = "paddle_layers"
VERSIONS = ("paddlepaddle", "paddle2onnx", "onnx")
LABEL = "paddle.onnx.export"


def export(model, x, path):
    """One file, the batch size left open."""
    import os

    import paddle
    import polygraphy.config

    polygraphy.config.AUTOINSTALL_DEPS = False  # paddle2onnx would let it call pip

    specification = paddle.static.InputSpec([None] + list(x.shape[1:]), "float32")
    paddle.onnx.export(model, path, input_spec=[specification], opset_version=17)
    os.rename(path + ".onnx", path)
