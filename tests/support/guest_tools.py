"""A made-up guest: one honest framework, and exporters and runtimes that fail in every way there is."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from advisor.verification.catalogue import GUEST
from advisor.verification.environments import READY, environment
from advisor.verification.runner import Bench, Limits

FAMILY = """
import numpy as np

def build(name):
    if name == "control_ops":
        raise NotImplementedError("this framework has no conditional of its own")
    return {"slope": 2.0, "other": -3.0, "name": name}

def call(model, x):
    if model["name"] == "control" and x.sum() <= 0:
        return x * model["other"]
    return x * model["slope"]
"""

EXPORTER = """
TOOL = "pytorch"
FORMAT = "onnx"
ENVIRONMENT = "fake"
MODELS = "plain"
VERSIONS = ("numpy",)
LABEL = "{id}"

def export(model, x, path):
    import json, os, time
    {body}
    json.dump(model, open(path, "w"))
"""

RUNTIME = """
TOOL = "onnxruntime"
READS = ("onnx",)
ENVIRONMENT = "fake"
VERSIONS = ("numpy",)
LABEL = "{id}"

def load(path):
    import json
    return json.load(open(path))

def call(model, x):
    import os, time
    import numpy as np
    slope = model["slope"]
    if model["name"] == "control" and x.sum() <= 0 and model["other"] is not None:
        slope = model["other"]
    y = x * slope
    {body}
    return y
"""

EXPORTERS = {
    "honest": "pass",
    "flips_sign": 'model = dict(model, slope=-model["slope"])',
    "a_little_off": 'model = dict(model, slope=model["slope"] * (1 + 4e-4))',
    "ignores_branch": "model = dict(model, other=None)",
    "refuses": 'raise ValueError("no such operator: Shrug\\nsecond line")',
    "crashes": "os.kill(os.getpid(), 11)",
    "leaves": "os._exit(7)",
    "hangs": "time.sleep(600)",
    "eats_memory": "hoard = [bytearray(10_000_000) for _ in range(200)]; time.sleep(600)",
    "calls_home": "import urllib.request; urllib.request.urlopen('http://example.org', timeout=5)",
}
RUNTIMES = {
    "faithful": "pass",
    "returns_nan": "y = y * np.nan",
    "wrong_shape": "y = y[..., :1]",
    "hangs": "time.sleep(600)",
    "dies": "os.abort()",
    "hoards": "hoard = [bytearray(10_000_000) for _ in range(200)]; time.sleep(600)",
}


def make_guest(folder: Path) -> Path:
    """A guest folder with the real `step.py` and `cases.py` and the made-up tools."""
    guest = folder / "guest"
    for part in ("models", "exporters", "runtimes", "pins"):
        (guest / part).mkdir(parents=True)
        (guest / part / "__init__.py").write_text("")
    for name in ("step.py", "cases.py"):
        shutil.copy(GUEST / name, guest / name)
    (guest / "models" / "plain.py").write_text(FAMILY)
    for id_, body in EXPORTERS.items():
        (guest / "exporters" / f"{id_}.py").write_text(EXPORTER.format(id=id_, body=body))
    for id_, body in RUNTIMES.items():
        (guest / "runtimes" / f"{id_}.py").write_text(RUNTIME.format(id=id_, body=body))
    (guest / "pins" / "fake.txt").write_text("# megabytes: 12\nnumpy==1.0\n")
    (guest / "pins" / "elsewhere.txt").write_text("# python: 9.9\nnumpy==1.0\n")
    return guest


def make_bench(folder: Path, *, seconds: float = 20, megabytes: float = 600) -> Bench:
    """A bench whose environment `fake` is this very Python, so that nothing is installed."""
    bench = Bench(folder / "cache", "2026-11-23", lambda _: None, Limits(seconds, megabytes), make_guest(folder))
    fake = environment("fake", bench.cache, bench.guest)
    fake.interpreter.parent.mkdir(parents=True)
    fake.interpreter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    fake.interpreter.chmod(0o755)
    (fake.folder / READY).write_text(json.dumps({"pins": []}))
    return bench
