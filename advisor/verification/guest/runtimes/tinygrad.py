"""tinygrad's ONNX importer."""

from __future__ import annotations

TOOL = "tinygrad"
READS = ("onnx",)
ENVIRONMENT = "tinygrad"
VERSIONS = ("tinygrad",)
LABEL = "tinygrad (OnnxRunner)"


def load(path):
    """The parsed model."""
    from tinygrad.nn.onnx import OnnxRunner

    return OnnxRunner(path)


def call(loaded, x):
    """The first output."""
    from tinygrad import Tensor

    name = next(iter(loaded.graph_inputs))
    return next(iter(loaded({name: Tensor(x)}).values())).numpy()
