"""ONNX Runtime on the CPU."""

from __future__ import annotations

TOOL = "onnxruntime"
READS = ("onnx",)
ENVIRONMENT = "rt_core"
VERSIONS = ("onnxruntime",)
LABEL = "ONNX Runtime"


def load(path):
    """A session."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])


def call(loaded, x):
    """The first output."""
    return loaded.run(None, {loaded.get_inputs()[0].name: x})[0]
