"""OpenVINO on the CPU, reading the formats of others by itself."""

from __future__ import annotations

TOOL = "openvino"
READS = ("onnx", "savedmodel", "litert")
ENVIRONMENT = "rt_core"
VERSIONS = ("openvino",)
LABEL = "OpenVINO"


def load(path):
    """A compiled model that keeps float32; OpenVINO tells files apart by their suffix, so they are copied to get one."""
    import os
    import shutil
    import tempfile

    import openvino

    core = openvino.Core()
    with tempfile.TemporaryDirectory() as folder:
        if os.path.isfile(path):
            with open(path, "rb") as file:
                suffix = ".tflite" if file.read(8)[4:] == b"TFL3" else ".onnx"
            path = shutil.copy(path, os.path.join(folder, "model" + suffix))
        return core.compile_model(core.read_model(path), "CPU", {"EXECUTION_MODE_HINT": "ACCURACY"})


def call(loaded, x):
    """The first output."""
    return loaded(x)[loaded.output(0)]
