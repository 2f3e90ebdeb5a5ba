"""An ExportedProgram back in PyTorch."""

from __future__ import annotations

TOOL = "pytorch"
ACCEPTS = ("torch_export", "keras_torch_export")
ENVIRONMENT = "torch"
VERSIONS = ("torch",)
LABEL = "torch.export.load"


def load(path):
    """The program's module."""
    import torch

    with open(path, "rb") as file:
        return torch.export.load(file).module()


def call(loaded, x):
    """Its answer."""
    import torch

    with torch.no_grad():
        return loaded(torch.from_numpy(x)).numpy()
