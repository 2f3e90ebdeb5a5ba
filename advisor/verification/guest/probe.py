"""One probe of one framework, in a process of its own: `probe.py PROBE FRAMEWORK OUT.json`.

    graph, nn_ops, footprint, program, distributed, throughput
                 FRAMEWORK is a folder of `probes/`
    nets         writes the two nets as ONNX files beside OUT.json
    inference    FRAMEWORK is a file of `runtimes/`; reads the nets beside OUT.json

OUT.json holds `value`, `details` and `versions`, or `reason` where nothing could be measured.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys

from step import one_line, versions

THREADS = 2


def main(arguments):
    """Measure and write; the exit status is 0 when a result or a reason was written."""
    kind, name, out = arguments
    out = os.path.abspath(out)
    try:
        home = importlib.import_module(("runtimes." if kind == "inference" else "probes.") + name)
        os.environ.update(getattr(home, "SETTINGS", {}))
        limit_threads()
        result = importlib.import_module("probes.kinds." + kind).measure(name, os.path.dirname(out))
        result["versions"] = versions(getattr(home, "DISTRIBUTIONS", None) or home.VERSIONS)
        result["versions"].update(programs(getattr(home, "PROGRAMS", ())))
    except BaseException as error:  # noqa: BLE001 - whatever a framework raises is a result
        if isinstance(error, KeyboardInterrupt):
            raise
        result = {"reason": one_line(error)}
    with open(out, "w") as file:
        json.dump(result, file)
    return 0


def programs(names):
    """What programs of the system that a framework calls say of their version, as far as they are there."""
    found = [(name, shutil.which(name)) for name in names]
    said = {
        name: subprocess.run([path, "--version"], stdout=subprocess.PIPE, check=False) for name, path in found if path
    }
    return {name: one.stdout.decode("utf-8", "replace").partition("\n")[0] for name, one in said.items()}


def limit_threads():
    """Keep this process to `THREADS` processors where the system can; most frameworks start a thread for each."""
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = str(THREADS)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stderr.flush()
    os._exit(status)  # some frameworks crash while they are being torn down, after the result is safe
