"""LiteRT's interpreter, with its XNNPACK kernels."""

from __future__ import annotations

TOOL = "litert"
READS = ("litert",)
ENVIRONMENT = "rt_mob"
VERSIONS = ("ai-edge-litert",)
LABEL = "LiteRT"


def load(path):
    """An interpreter."""
    from ai_edge_litert.interpreter import Interpreter

    return Interpreter(model_path=path)


def call(loaded, x):
    """The first output, after the open sizes have been set to those of ``x``."""
    entry = loaded.get_input_details()[0]["index"]
    loaded.resize_tensor_input(entry, x.shape, strict=True)
    loaded.allocate_tensors()
    loaded.set_tensor(entry, x)
    loaded.invoke()
    return loaded.get_tensor(loaded.get_output_details()[0]["index"])
