"""Keras on PyTorch to an ExportedProgram in a file."""

from __future__ import annotations

TOOL = "keras"
FORMAT = "torch-export"
ENVIRONMENT = "keras_torch"
MODELS = "keras_torch"
VERSIONS = ("keras", "torch")
LABEL = "Keras (PyTorch) to torch.export"


def export(model, x, path):
    """One file, the batch size left open; Keras wants its own suffix."""
    import os

    import torch

    model.export(path + ".pt2", format="torch", dynamic_shapes={0: torch.export.Dim("batch")}, verbose=False)
    os.replace(path + ".pt2", path)
