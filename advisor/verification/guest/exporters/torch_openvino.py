"""PyTorch to OpenVINO without ONNX in between; the module is traced: it keeps the one branch that the example took."""

from __future__ import annotations

import os

TOOL = "pytorch"
FORMAT = "native"
ENVIRONMENT = "torch"
MODELS = "torch_modules"
VERSIONS = ("torch", "openvino")
LABEL = "openvino.convert_model"


def export(model, x, path):
    """A folder with the model as IR; weights stay float32, which is not the default."""
    import openvino
    import torch

    converted = openvino.convert_model(model, example_input=torch.from_numpy(x))
    os.makedirs(path)
    openvino.save_model(converted, os.path.join(path, "model.xml"), compress_to_fp16=False)
