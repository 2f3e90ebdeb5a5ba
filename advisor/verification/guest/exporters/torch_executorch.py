"""PyTorch to an ExecuTorch program, with all that XNNPACK can take lowered to it."""

from __future__ import annotations

TOOL = "pytorch"
FORMAT = "torch-export"
ENVIRONMENT = "executorch"
MODELS = "torch_modules"
VERSIONS = ("torch", "executorch")
LABEL = "ExecuTorch (XNNPACK)"


def export(model, x, path):
    """One file, the batch size left open up to a limit: memory is planned ahead."""
    import torch
    from executorch.backends.xnnpack.partition.xnnpack_partitioner import XnnpackPartitioner
    from executorch.exir import to_edge_transform_and_lower

    example = torch.from_numpy(x).repeat((2,) + (1,) * (x.ndim - 1))  # a batch of one would be taken for a constant
    batch = torch.export.Dim("batch", min=1, max=16)
    program = torch.export.export(model, (example,), dynamic_shapes=({0: batch},))
    lowered = to_edge_transform_and_lower(program, partitioner=[XnnpackPartitioner()]).to_executorch()
    with open(path, "wb") as file:
        lowered.write_to_file(file)
