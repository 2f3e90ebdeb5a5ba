"""Paddle, from what paddle.jit.save wrote."""

from __future__ import annotations

TOOL = "paddlepaddle"
READS = ("paddle-model",)
ENVIRONMENT = "paddle"
VERSIONS = ("paddlepaddle",)
LABEL = "Paddle (paddle.jit.load)"


def load(path):
    """The translated layer."""
    import os

    import paddle

    layer = paddle.jit.load(os.path.join(path, "model"))
    layer.eval()
    return layer


def call(loaded, x):
    """Its answer."""
    import paddle

    with paddle.no_grad():
        answer = loaded(paddle.to_tensor(x))
    return (answer[0] if isinstance(answer, (list, tuple)) else answer).numpy()
