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


WAITS = """
import json, os, subprocess, sys, time

def wait_if_told(guest):
    if os.path.exists(os.path.join(guest, "hold")):
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        with open(os.path.join(guest, "pids.part"), "w") as file:
            json.dump([os.getpid(), child.pid], file)
        os.replace(os.path.join(guest, "pids.part"), os.path.join(guest, "pids"))
        time.sleep(600)
"""
"""Waits for ever, with a child of its own, as long as there is a file `hold` in the guest; says who waits in `pids`."""

PROBE = """
import json, os, sys
guest = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, guest)
from waits import wait_if_told
kind, name, out = sys.argv[1:]
if name == "waits":
    wait_if_told(guest)
with open(out, "w") as file:
    json.dump({"value": 0.5, "details": {}, "versions": {name: "1.0"}}, file)
"""

BACKEND = """
import os, zipfile
from waits import wait_if_told

def build_wheel(folder, settings=None, metadata=None):
    wait_if_told(GUEST)
    info = "slow-1.0.dist-info/"
    with zipfile.ZipFile(os.path.join(folder, "slow-1.0-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("slow.py", "")
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: slow\\nVersion: 1.0\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return "slow-1.0-py3-none-any.whl"
"""
"""Builds a package from its folder, without any other package; its first line says where the guest is."""


def add_waiting(guest: Path) -> None:
    """Add an exporter, a runtime, probes and an environment that wait where they are told to."""
    (guest / "waits.py").write_text(WAITS)
    wait = (
        "import sys; sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))\n"
        "    from waits import wait_if_told\n"
        "    if model['name'] == 'cnn': wait_if_told(sys.path[0])"
    )
    (guest / "exporters" / "waits.py").write_text(EXPORTER.format(id="waits", body=wait))
    (guest / "runtimes" / "waits.py").write_text(RUNTIME.format(id="waits", body=wait))
    slow = EXPORTER.format(id="slow", body="pass").replace('"fake"', '"slow"')
    (guest / "exporters" / "slow.py").write_text(slow)
    project = guest / "slow"
    project.mkdir()
    (project / "waits.py").write_text(WAITS)
    (project / "backend.py").write_text(f"GUEST = {str(guest)!r}\n{BACKEND}")
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    )
    (guest / "pins" / "slow.txt").write_text(f"slow @ {project.as_uri()}\n")
    (guest / "probe.py").write_text(PROBE)
    for name in ("first", "waits"):
        folder = guest / "probes" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(f'TOOL = "{name}"\nENVIRONMENT = "fake"\n')
        (folder / "program.py").write_text('"""Says."""\n\nprint(1)\n')


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
