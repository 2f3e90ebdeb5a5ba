"""One step of a route, in a process of its own: export a model, or load an artefact and run it.

    step.py export EXPORTER MODEL FOLDER    writes cases.npz, artefact files and export.json
    step.py run RUNTIME FOLDER OUT          reads them, writes OUT/outputs.npz and OUT/run.json

What a tool says no to ends up as error.json with exit status 3; anything worse is a crash.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
REFUSED = 3
EMPTY_WORDS = (  # how the messages of several tools begin, before they say anything
    "Exception from",
    "Exception encountered when calling",
    "Check 'false'",
    "FrontEnd API failed",
    "Model wasn't fully converted",
    "Summary:",
    "in user code:",
    "Error invoking IREE compiler tool",
    "Error code:",
    "Diagnostics:",
)


def main(arguments):
    """Run one step; the exit status is 0 or `REFUSED`."""
    sys.path.insert(0, HERE)
    action, rest = arguments[0], arguments[1:]
    folder = rest[-1]
    try:
        {"export": export, "run": run}[action](*rest)
    except BaseException as error:  # noqa: BLE001 - whatever a framework raises is a result
        if isinstance(error, KeyboardInterrupt):
            raise
        kind = "unsupported" if isinstance(error, NotImplementedError) and _ours(error) else "refused"
        _write(folder, "error.json", {"kind": kind, "text": one_line(error)})
        sys.stderr.write(one_line(error) + "\n")
        return REFUSED
    return 0


def _ours(error):
    """Whether a model file itself said that there is no such model, rather than a framework deep inside."""
    trace = error.__traceback__
    while trace.tb_next is not None:
        trace = trace.tb_next
    return os.path.basename(os.path.dirname(trace.tb_frame.f_code.co_filename)) == "models"


def one_line(error):
    """The type and the first telling line of what lies at the root of an error, at most 300 characters."""
    while error.__cause__ is not None:
        error = error.__cause__
    text = re.sub("\x1b\\[[0-9;]*m", "", str(error))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    telling = [line for line in lines if not line.startswith(EMPTY_WORDS)] or lines
    told = " ".join(telling[: 2 if telling and telling[0].endswith((":", ")")) else 1])
    return (type(error).__name__ + (": " + told if told else ""))[:300]


def export(exporter_id, model_name, folder):
    """Build the model, record what it answers itself, and export it."""
    import cases
    import numpy as np

    exporter = importlib.import_module("exporters." + exporter_id)
    family = importlib.import_module("models." + exporter.MODELS)
    arrays = cases.inputs(model_name, getattr(family, "LAYOUT", "NCHW"))
    model = family.build(model_name)
    answers = [np.asarray(family.call(model, x)) for x in arrays]
    np.savez(
        os.path.join(folder, "cases.npz"),
        **{"x%d" % i: x for i, x in enumerate(arrays)},
        **{"y%d" % i: y for i, y in enumerate(answers)},
    )
    static = getattr(exporter, "STATIC_BATCH", False)
    started = time.perf_counter()
    artefacts, made = [], {}
    for x in arrays:
        key = x.shape[0] if static else 0
        if key not in made:
            made[key] = "artefact-%d" % key
            exporter.export(model, x, os.path.join(folder, made[key]))
        artefacts.append(made[key])
    seconds = time.perf_counter() - started
    size = sum(_size(os.path.join(folder, name)) for name in set(artefacts))
    _write(
        folder,
        "export.json",
        {"seconds": seconds, "bytes": size, "artefacts": artefacts, "versions": versions(exporter.VERSIONS)},
    )


def run(runtime_id, folder, out):
    """Load each artefact once, run it on its inputs, and keep the answers."""
    import numpy as np

    runtime = importlib.import_module("runtimes." + runtime_id)
    with open(os.path.join(folder, "export.json")) as file:
        artefacts = json.load(file)["artefacts"]
    stored = np.load(os.path.join(folder, "cases.npz"))
    started = time.perf_counter()
    loaded, answers = {}, {}
    for i, name in enumerate(artefacts):
        if name not in loaded:
            loaded[name] = runtime.load(os.path.join(folder, name))
        answers["y%d" % i] = np.asarray(runtime.call(loaded[name], stored["x%d" % i]))
    seconds = time.perf_counter() - started
    np.savez(os.path.join(out, "outputs.npz"), **answers)
    _write(out, "run.json", {"seconds": seconds, "versions": versions(runtime.VERSIONS)})


def versions(names):
    """The versions of distributions, in this environment."""
    try:
        from importlib.metadata import PackageNotFoundError, version
    except ImportError:  # Python 3.7, whose environments pin the package of this name
        from importlib_metadata import PackageNotFoundError, version

    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found


def _size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(root, name)) for root, _, files in os.walk(path) for name in files)


def _write(folder, name, data):
    with open(os.path.join(folder, name), "w") as file:
        json.dump(data, file)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
