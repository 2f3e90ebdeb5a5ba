"""What the probes say: definitions, and one record for each probe of each framework."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from typing import Any, NamedTuple


class Definition(NamedTuple):
    """What a probe measures: its criterion, the unit of its value, the question; ``seconds`` is the most one process may take."""

    criterion: str
    unit: str
    question: str
    seconds: float = 300
    higher_is_better: bool = True


PROBES = {
    "graph": Definition(
        "graph",
        "share of eager and compiled",
        "Does a Python branch on a tensor value give the right gradient on both sides, as it stands and compiled?",
    ),
    "nn_ops": Definition(
        "nn_ops",
        "of 32",
        "How many of the 32 layers, losses, optimizers and operations run out of the box (1) or from a few lines of parts (0.5)?",
    ),
    "footprint": Definition(
        "footprint",
        "MB (10^6 bytes) installed",
        "What do the framework and all it requires weigh, and how many seconds does its import take (`import_seconds`)?",
        higher_is_better=False,
    ),
    "program": Definition(
        "ease_of_use",
        "lines of code",
        "How long is the reference program: a small net, its training, saving, loading?",
        seconds=900,
        higher_is_better=False,
    ),
    "numerics": Definition(
        "numerics",
        "share of the array API standard",
        "How much of the Python array API standard 2023.12 (160 functions) is there and answers as NumPy does?",
        seconds=600,
    ),
    "documentation": Definition(
        "documentation",
        "mean of documented, parameters, example",
        "Which share of the public functions and classes has a docstring that explains it, its parameters, with an example?",
    ),
    "distributed": Definition(
        "scalability",
        "share of processes and sharded",
        "Does training over two processes, and with split parameters, end where one process does?",
    ),
    "throughput": Definition(
        "speed",
        "ratio to the fastest of the run",
        "How fast does it train and predict with the same cnn and transformer on this CPU, with two threads?",
        seconds=600,
    ),
    "inference": Definition(
        "speed",
        "ratio to the fastest of the run",
        "How fast does a runtime predict with the same exported ONNX cnn and transformer, batches of 1 and 32, on this CPU?",
    ),
}
"""The definition of each probe; its guest half is `guest/probes/kinds/<probe>.py`."""


class Measurement(NamedTuple):
    """One probe of one framework: a value in the probe's unit, or None with the reason."""

    probe: str
    framework: str
    value: float | None
    unit: str
    details: Mapping[str, Any]
    versions: Mapping[str, str]
    date: str
    machine: Mapping[str, Any]
    reason: str | None = None

    def record(self) -> str:
        """One line of JSON."""
        return json.dumps(self._asdict(), ensure_ascii=False)


def read(line: str) -> Measurement:
    """The measurement of a line that `Measurement.record` wrote."""
    return Measurement(**json.loads(line))


def machine() -> dict[str, Any]:
    """Where a run takes place; ``load`` is the load average of the minute before it, low for a fair comparison of speeds."""
    import psutil

    return {
        "system": platform.platform(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "python": platform.python_version(),
        "load": round(psutil.getloadavg()[0], 2),
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123 - not a file of anybody's
            names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.processor()
