"""Inference of the same exported nets by a runtime, in images (or sequences) a second, for batches of 1 and 32."""

from __future__ import annotations

import importlib
import os
import shutil
import time

import numpy as np

from probes.kinds.nets import SIZES
from probes.kinds.throughput import SHAPES, timed
from step import one_line

TOLERANCE = 1e-3


def measure(name, folder):
    """For `cnn_1`, `cnn_32`, ...: what the runtime does a second, or why not; no value, the host compares."""
    runtime = importlib.import_module("runtimes." + name)
    told = {}
    for net in SHAPES:
        for size in SIZES:
            told["%s_%d" % (net, size)] = {"python": attempt(runtime, folder, net, size)}
    return {"value": None, "details": told}


def attempt(runtime, folder, net, size):
    """One net at one batch size; an answer other than PyTorch's counts as none."""
    try:
        path = os.path.join(folder, "%s-%d" % (net, size))
        stored = np.load(path + ".npz")
        bare = path + "-artefact"  # runtimes expect a name without suffix
        shutil.copyfile(path + ".onnx", bare)
        x = stored["x"]
        started = time.perf_counter()
        loaded = runtime.load(bare)
        answer = np.asarray(runtime.call(loaded, x))
        spent = time.perf_counter() - started
        off = float(np.max(np.abs(answer.reshape(stored["y"].shape) - stored["y"])))
        if not off <= TOLERANCE * (1 + float(np.max(np.abs(stored["y"])))):
            return {"reason": "its answer is off by %.3g" % off}
        return dict(timed(lambda: np.asarray(runtime.call(loaded, x)), spent, size), off=off)
    except Exception as error:  # noqa: BLE001 - whatever a runtime raises is a result
        return {"reason": one_line(error)}
