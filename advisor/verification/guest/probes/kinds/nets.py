"""The two nets of `throughput` as ONNX files of PyTorch, for the runtimes."""

from __future__ import annotations

import os

import numpy as np

from probes.kinds.throughput import SHAPES, batch

SIZES = (1, 32)


def measure(name, folder):
    """Writes `NET-SIZE.onnx` and `NET-SIZE.npz` (input, PyTorch's answer) for batches of 1 and 32; the value is their number."""
    import torch

    from probes.pytorch.throughput import network

    torch.backends.mha.set_fastpath_enabled(False)  # the fused path cannot be exported
    for net in SHAPES:
        model = network(net).eval()
        for size in SIZES:
            x, _ = batch(net, size)
            path = os.path.join(folder, "%s-%d" % (net, size))
            torch.onnx.export(
                model,
                (torch.from_numpy(x),),
                input_names=["x"],
                output_names=["y"],
                dynamo=True,
                verbose=False,
            ).save(path + ".onnx")
            with torch.no_grad():
                np.savez(path + ".npz", x=x, y=model(torch.from_numpy(x)).numpy())
    return {"value": len(SHAPES) * len(SIZES), "details": {}}
