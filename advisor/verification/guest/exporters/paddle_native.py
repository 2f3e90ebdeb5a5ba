"""Paddle layers saved with paddle.jit.save."""

from __future__ import annotations

TOOL = "paddlepaddle"
FORMAT = "paddle-model"
ENVIRONMENT = "paddle"
MODELS = "paddle_layers"
VERSIONS = ("paddlepaddle",)
LABEL = "paddle.jit.save"


def export(model, x, path):
    """A folder with the program and its parameters, the batch size left open."""
    import os

    import paddle

    specification = paddle.static.InputSpec([None] + list(x.shape[1:]), "float32")
    paddle.jit.save(model, os.path.join(path, "model"), input_spec=[specification])
