"""PyTorch to ONNX through TorchScript tracing: the default exporter up to 2.8, deprecated since."""

from __future__ import annotations

TOOL = "pytorch"
FORMAT = "onnx"
ENVIRONMENT = "torch"
MODELS = "torch_modules"
VERSIONS = ("torch", "onnx")
ADVISED = False
LABEL = "torch.onnx (TorchScript)"


def export(model, x, path):
    """One file, the batch size left open."""
    import torch

    torch.onnx.export(
        model,
        (torch.from_numpy(x),),
        path,
        input_names=["x"],
        output_names=["y"],
        dynamo=False,
        dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}},
    )
