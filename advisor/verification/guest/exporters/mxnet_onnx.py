"""MXNet to ONNX through mxnet.onnx (mx2onnx of 1.9)."""

from __future__ import annotations

TOOL = "mxnet"
FORMAT = "onnx"
ENVIRONMENT = "mxnet"
MODELS = "mxnet_blocks"
VERSIONS = ("mxnet", "onnx")
LABEL = "mx.onnx.export_model"


def export(model, x, path):
    """One file, the batch size left open."""
    import mxnet
    import numpy as np

    model.hybridize()
    model(mxnet.nd.array(x))
    model.export(path)
    files = (path + "-symbol.json", path + "-0000.params")
    open_shape = (None,) + x.shape[1:]
    mxnet.onnx.export_model(*files, [x.shape], np.float32, path, dynamic=True, dynamic_input_shapes=[open_shape])
