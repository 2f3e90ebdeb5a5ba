"""Training and inference of the same small nets on this CPU, in images (or sequences) a second.

    cnn          3x32x32 -> conv 32 -> relu -> max pool -> conv 64 -> relu -> max pool -> dense 10
    transformer  32x64 -> encoder block (4 heads, 256 hidden, gelu, norm after) -> mean over time -> dense 10

Training is forward, backward and a step of SGD (0.01) on cross-entropy; inference gives the logits. Batch 32.
"""

from __future__ import annotations

import importlib
import statistics
import time

import numpy as np

from step import one_line

BATCH = 32
CLASSES = 10
RATE = 0.01
SHAPES = {"cnn": (3, 32, 32), "transformer": (32, 64)}
PARAMETERS = {"cnn": 60362, "transformer": 50634}
MODES = ("train", "infer")
SECONDS = 2.0
WARM = 0.5


def measure(name, folder):
    """For `cnn_train`, `cnn_infer`, ...: what each way of the framework does a second; no value, the host compares."""
    module = importlib.import_module("probes.%s.throughput" % name)
    told = {}
    for net in SHAPES:
        for mode in MODES:
            told[net + "_" + mode] = {way: attempt(module, net, mode, way) for way in module.WAYS}
    return {"value": None, "details": told}


def attempt(module, net, mode, way):
    """One net in one mode in one way: `per_second` and what it rests on, or `reason`."""
    try:
        started = time.perf_counter()
        run, parameters = module.prepare(net, mode, way, *batch(net))
        if parameters != PARAMETERS[net]:
            return {"reason": "%d parameters, not %d: another net" % (parameters, PARAMETERS[net])}
        first = np.asarray(run())
        told = timed(run, time.perf_counter() - started)
        problem = wrong(mode, first, np.asarray(run()))
        return {"reason": problem} if problem else told
    except Exception as error:  # noqa: BLE001 - whatever a framework raises is a result
        return {"reason": one_line(error)}


def batch(net, size=BATCH):
    """Seeded inputs and their classes."""
    random = np.random.RandomState(11)
    x = random.standard_normal((size,) + SHAPES[net]).astype(np.float32)
    return x, (np.arange(size) % CLASSES).astype(np.int32)


def wrong(mode, first, last):
    """Why the answers of the first and the last run cannot be right; empty when they can."""
    if not np.all(np.isfinite(last)):
        return "the answer is not finite"
    if mode == "train":
        return "" if float(last) < float(first) else "the loss did not fall"
    return "" if last.shape == (BATCH, CLASSES) else "an answer of shape %s" % (last.shape,)


def timed(run, preparation, size=BATCH):
    """The median over runs that last `SECONDS` together, after a warm-up; preparation (seconds) is told beside it."""
    warm = time.perf_counter() + WARM
    while time.perf_counter() < warm:
        run()
    spent = []
    while sum(spent) < SECONDS or len(spent) < 5:
        started = time.perf_counter()
        run()
        spent.append(time.perf_counter() - started)
    middle = statistics.median(spent)
    return {
        "per_second": round(size / middle, 1),
        "milliseconds": round(middle * 1e3, 3),
        "quartile_milliseconds": round(sorted(spent)[len(spent) // 4] * 1e3, 3),
        "runs": len(spent),
        "preparation_seconds": round(preparation, 2),
    }
