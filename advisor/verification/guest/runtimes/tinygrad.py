"""tinygrad's ONNX importer."""

from __future__ import annotations

TOOL = "tinygrad"
READS = ("onnx",)
ENVIRONMENT = "tinygrad"
VERSIONS = ("tinygrad",)
LABEL = "tinygrad (OnnxRunner, CPU)"


def load(path):
    """A place for one runner per shape, because a runner keeps the batch size of its first call."""
    import os
    import shutil
    import tempfile

    os.environ["DEV"] = "CPU"
    folder = tempfile.TemporaryDirectory()
    if shutil.which("clang"):
        os.environ["CC"] = "clang"
    else:  # the CPU device compiles with clang: Zig carries one
        import ziglang

        os.environ["CC"] = os.path.join(folder.name, "clang")
        with open(os.environ["CC"], "w") as file:
            file.write('#!/bin/sh\nexec "%s/zig" clang "$@"\n' % os.path.dirname(ziglang.__file__))
        os.chmod(os.environ["CC"], 0o755)
    return path, {}, folder


def call(loaded, x):
    """The first output."""
    from tinygrad import Tensor
    from tinygrad.nn.onnx import OnnxRunner

    path, runners, _ = loaded
    if x.shape not in runners:
        runners[x.shape] = OnnxRunner(path)
    runner = runners[x.shape]
    return next(iter(runner({next(iter(runner.graph_inputs)): Tensor(x)}).values())).numpy()
