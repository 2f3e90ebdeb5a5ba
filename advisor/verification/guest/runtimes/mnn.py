"""MNN on the CPU, after its own converter."""

from __future__ import annotations

import os
import tempfile

TOOL = "mnn"
READS = ("onnx",)
ENVIRONMENT = "rt_mob"
VERSIONS = ("mnn",)
LABEL = "MNN"


def load(path):
    """The module that the converter makes of it.

    The converter is called below its command line, which would install a telemetry package and report the conversion.
    """
    import _tools
    import MNN
    import onnx

    graph = onnx.load(path).graph
    stored = {one.name for one in graph.initializer}
    inputs = [one.name for one in graph.input if one.name not in stored]
    converted = os.path.join(tempfile.mkdtemp(), "model.mnn")
    _tools.mnnconvert(
        ["mnnconvert", "-f", "ONNX", "--modelFile", path, "--MNNModel", converted, "--bizCode", "advisor"]
    )
    return MNN.nn.load_module_from_file(converted, inputs[:1], [graph.output[0].name])


def call(loaded, x):
    """The first output."""
    import MNN

    shape = list(x.shape)
    answer = loaded.forward(MNN.expr.const(x, shape, MNN.expr.NCHW))
    return MNN.expr.convert(answer, MNN.expr.NCHW).read().copy()  # what it reads is freed with the variable
