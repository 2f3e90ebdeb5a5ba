"""MindSpore, from MindIR."""

from __future__ import annotations

TOOL = "mindspore"
READS = ()
ACCEPTS = ("mindspore_native",)
ENVIRONMENT = "mindspore"
VERSIONS = ("mindspore",)
LABEL = "MindSpore (MindIR)"


def load(path):
    """A cell around the graph."""
    import os
    import shutil
    import tempfile

    import mindspore
    from mindspore import nn

    mindspore.set_context(mode=mindspore.GRAPH_MODE)
    with tempfile.TemporaryDirectory() as folder:
        named = os.path.join(folder, "model.mindir")  # the suffix is required
        shutil.copyfile(path, named)
        return nn.GraphCell(mindspore.load(named))


def call(loaded, x):
    """Its answer."""
    import mindspore

    return loaded(mindspore.Tensor(x)).asnumpy()
