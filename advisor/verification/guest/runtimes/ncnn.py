"""ncnn on the CPU."""

from __future__ import annotations

import os
import re

TOOL = "ncnn"
ACCEPTS = ("torch_pnnx",)
ENVIRONMENT = "rt_mob"
VERSIONS = ("ncnn",)
LABEL = "ncnn"


def load(path):
    """The network in float32, which is not the default, with the axes that are the batch of input and output.

    The script that pnnx wrote says which axes it took for the batch.
    """
    import ncnn

    net = ncnn.Net()
    net.opt.use_fp16_packed = net.opt.use_fp16_storage = net.opt.use_fp16_arithmetic = False
    if net.load_param(os.path.join(path, "model.ncnn.param")) or net.load_model(os.path.join(path, "model.ncnn.bin")):
        raise RuntimeError("ncnn cannot load the model")
    with open(os.path.join(path, "model_ncnn.py")) as file:
        axes = [int(axis) for axis in re.findall(r"batch_index=(\d+)", file.read())]
    return net, axes[0], axes[1]


def call(loaded, x):
    """The output."""
    import ncnn

    net, of_input, of_output = loaded
    with net.create_extractor() as extractor:
        extractor.input("in0", ncnn.Mat(x, batch_index=of_input).clone())
        status, answer = extractor.extract("out0")
        if status:
            raise RuntimeError("ncnn stopped with status %d" % status)
        return answer.numpy(batch_index=of_output).copy()
