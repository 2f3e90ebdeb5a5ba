"""PyTorch to an ExportedProgram in a file."""

from __future__ import annotations

TOOL = "pytorch"
FORMAT = "torch-export"
ENVIRONMENT = "torch"
MODELS = "torch_modules"
VERSIONS = ("torch",)
LABEL = "torch.export"


def export(model, x, path):
    """One file, the batch size left open."""
    import torch

    example = torch.from_numpy(x).repeat((2,) + (1,) * (x.ndim - 1))  # a batch of one would be taken for a constant
    program = torch.export.export(model, (example,), dynamic_shapes=({0: torch.export.Dim.DYNAMIC},))
    with open(path, "wb") as file:
        torch.export.save(program, file)
