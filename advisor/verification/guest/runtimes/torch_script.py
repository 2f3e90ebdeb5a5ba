"""A TorchScript file in LibTorch, through its Python binding."""

from __future__ import annotations

TOOL = "libtorch"
ACCEPTS = ("torch_trace",)
ENVIRONMENT = "torch"
VERSIONS = ("torch",)
LABEL = "torch.jit.load"


def load(path):
    """The script module."""
    import torch

    return torch.jit.load(path)


def call(loaded, x):
    """Its answer."""
    import torch

    with torch.no_grad():
        return loaded(torch.from_numpy(x)).numpy()
