"""tinygrad's ONNX importer."""

from __future__ import annotations

TOOL = "tinygrad"
READS = ("onnx",)
ENVIRONMENT = "tinygrad"
VERSIONS = ("tinygrad",)
LABEL = "tinygrad (OnnxRunner)"


def load(path):
    """A place for one runner per shape: a runner keeps the batch size of its first call."""
    import os
    import shutil

    if shutil.which(os.environ.get("CC", "clang")) is None:  # the CPU device compiles with clang
        os.environ.setdefault("DEV", "PYTHON")  # the interpreter: slow, but needs nothing
    return path, {}


def call(loaded, x):
    """The first output."""
    from tinygrad import Tensor
    from tinygrad.nn.onnx import OnnxRunner

    path, runners = loaded
    if x.shape not in runners:
        runners[x.shape] = OnnxRunner(path)
    runner = runners[x.shape]
    return next(iter(runner({next(iter(runner.graph_inputs)): Tensor(x)}).values())).numpy()
