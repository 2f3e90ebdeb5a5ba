"""PyTorch to ncnn through pnnx, which traces: it keeps the one branch that the example took."""

from __future__ import annotations

import os

TOOL = "pytorch"
FORMAT = "native"
ENVIRONMENT = "torch"
MODELS = "torch_modules"
VERSIONS = ("torch", "pnnx")
STATIC_BATCH = True
LABEL = "pnnx"


def export(model, x, path):
    """A folder with the two files of ncnn, weights as float32, beside what pnnx writes besides."""
    import pnnx
    import torch

    os.makedirs(path)
    pnnx.export(model, os.path.join(path, "model.pt"), torch.from_numpy(x), fp16=False)
