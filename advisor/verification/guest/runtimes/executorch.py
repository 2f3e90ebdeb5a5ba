"""ExecuTorch on the CPU, through its Python binding."""

from __future__ import annotations

TOOL = "executorch"
ACCEPTS = ("torch_executorch",)
ENVIRONMENT = "executorch"
VERSIONS = ("executorch",)
LABEL = "ExecuTorch"


def load(path):
    """The program, and its method."""
    from executorch.runtime import Runtime

    program = Runtime.get().load_program(path)
    return program, program.load_method("forward")


def call(loaded, x):
    """The first output."""
    import torch

    return loaded[1].execute([torch.from_numpy(x)])[0].clone().numpy()
