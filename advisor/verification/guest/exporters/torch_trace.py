"""PyTorch to TorchScript by tracing: deprecated, and it keeps the one branch that the example took."""

from __future__ import annotations

TOOL = "pytorch"
FORMAT = "native"
ENVIRONMENT = "torch"
MODELS = "torch_modules"
VERSIONS = ("torch",)
ADVISED = False
LABEL = "TorchScript tracing"


def export(model, x, path):
    """One file; a trace leaves the batch size open."""
    import torch

    torch.jit.trace(model, torch.from_numpy(x)).save(path)
