"""PyTorch to an ExecuTorch program, with all that XNNPACK can take lowered to it."""

from __future__ import annotations

TOOL = "pytorch"
FORMAT = "torch-export"
ENVIRONMENT = "executorch"
MODELS = "torch_modules"
VERSIONS = ("torch", "executorch")
STATIC_BATCH = True
LABEL = "ExecuTorch (XNNPACK)"


def export(model, x, path):
    """One file for this batch size: left open, it stops later in an LSTM."""
    import torch
    from executorch.backends.xnnpack.partition.xnnpack_partitioner import XnnpackPartitioner
    from executorch.exir import to_edge_transform_and_lower

    program = torch.export.export(model, (torch.from_numpy(x),))
    lowered = to_edge_transform_and_lower(program, partitioner=[XnnpackPartitioner()]).to_executorch()
    with open(path, "wb") as file:
        lowered.write_to_file(file)
