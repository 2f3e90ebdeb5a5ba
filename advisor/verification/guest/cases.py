"""The inputs of every model: the same numbers for every framework, batches 1 and 4, both branches of the control flow."""

from __future__ import annotations

import numpy as np

MODELS = ("mlp", "cnn", "rnn", "transformer", "control", "control_ops")
BATCHES = (1, 4)
SHAPES = {
    "mlp": (16,),
    "cnn": (3, 16, 16),
    "rnn": (7, 8),
    "transformer": (6, 16),
    "control": (8,),
    "control_ops": (8,),
}
SEED = 20180626


def inputs(model, layout="NCHW"):
    """The input arrays of a model, float32; the first is the one to export with."""
    random = np.random.RandomState(SEED)
    found = []
    for batch in BATCHES:
        array = random.standard_normal((batch,) + SHAPES[model]).astype("float32")
        if model.startswith("control"):
            found += [np.abs(array), -np.abs(array)]
        elif model == "cnn" and layout == "NHWC":
            found.append(np.ascontiguousarray(array.transpose(0, 2, 3, 1)))
        else:
            found.append(array)
    return found
