"""PyTorch to ONNX through torch.export (the default exporter since 2.9)."""

from __future__ import annotations

TOOL = "pytorch"
FORMAT = "onnx"
ENVIRONMENT = "torch"
MODELS = "torch_modules"
VERSIONS = ("torch", "onnx", "onnxscript")
LABEL = "torch.onnx (dynamo)"


def export(model, x, path):
    """One file, the batch size left open."""
    import torch

    example = torch.from_numpy(x).repeat((2,) + (1,) * (x.ndim - 1))  # a batch of one would be taken for a constant
    program = torch.onnx.export(
        model,
        (example,),
        input_names=["x"],
        output_names=["y"],
        dynamo=True,
        dynamic_shapes=({0: torch.export.Dim.DYNAMIC},),
        verbose=False,
    )
    program.save(path)
