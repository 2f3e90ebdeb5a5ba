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

    os.environ["POLYGRAPHY_AUTOINSTALL_DEPS"] = "0"  # paddle2onnx folds constants with a tool that may call pip
    import paddle

    specification = paddle.static.InputSpec([None] + list(x.shape[1:]), "float32")
    paddle.onnx.export(model, path, input_spec=[specification], opset_version=17)
    os.rename(path + ".onnx", path)
