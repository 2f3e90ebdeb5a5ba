"""PyTorch to LiteRT through litert-torch, which calls torch.export itself."""

from __future__ import annotations

TOOL = "pytorch"
FORMAT = "litert"
ENVIRONMENT = "litert_torch"
MODELS = "torch_modules"
VERSIONS = ("torch", "litert-torch", "litert-converter")
STATIC_BATCH = True
LABEL = "LiteRT Torch"


def export(model, x, path):
    """One file for this batch size."""
    import litert_torch
    import torch

    litert_torch.convert(model, (torch.from_numpy(x),)).export(path)
