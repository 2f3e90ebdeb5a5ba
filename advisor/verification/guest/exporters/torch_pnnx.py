"""PyTorch to ncnn through pnnx, which takes a trace: it keeps the one branch that the example took."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile

TOOL = "pytorch"
FORMAT = "torch-export"
ENVIRONMENT = "torch"
MODELS = "torch_modules"
VERSIONS = ("torch", "pnnx")
LABEL = "pnnx"


def export(model, x, path):
    """A folder with the two files of ncnn, weights as float32, and the script that tells which axis is the batch.

    The command and not ``pnnx.export``: that one imports a script which is no Python where a module is an ``nn.Sequential``.
    """
    import pnnx
    import torch

    os.makedirs(path)
    with tempfile.TemporaryDirectory() as folder:
        traced = os.path.join(folder, "model.pt")
        torch.jit.trace(model, torch.from_numpy(x)).save(traced)
        shape = ",".join(str(size) for size in x.shape)
        subprocess.run(
            [pnnx.EXEC_PATH, traced, "inputshape=[%s]" % shape, "fp16=0"], check=True, stdout=subprocess.DEVNULL
        )
        for name in ("model.ncnn.param", "model.ncnn.bin", "model_ncnn.py"):
            shutil.copy(os.path.join(folder, name), path)
