"""OpenVINO on the CPU, from its own format."""

from __future__ import annotations

import os

TOOL = "openvino"
ACCEPTS = ("torch_openvino", "keras_tf_openvino", "keras_torch_openvino")
ENVIRONMENT = "rt_core"
VERSIONS = ("openvino",)
LABEL = "OpenVINO (IR)"


def load(path):
    """The compiled model; some processors would calculate with less precision unless told."""
    import openvino

    model = os.path.join(path, "model.xml")
    return openvino.Core().compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})


def call(loaded, x):
    """The first output."""
    return loaded([x])[0]
