"""Training in parts: the oracle by finite differences, made-up frameworks over real sockets, and nothing left running."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import psutil
import pytest

from advisor.verification.catalogue import GUEST
from advisor.verification.sandbox import run_step, without_network

FRAMEWORKS = ("jax", "keras", "mindspore", "mlx", "paddlepaddle", "pytorch", "tensorflow", "tinygrad")
WAYS = {"processes", "devices", "sharded"}

MADE_UP = """
import json, os, socket, time
from urllib.request import getproxies_environment, proxy_bypass_environment
import numpy as np
from probes import net

BY = {"processes": "sockets"}
PROCESSES = {"processes": 2, "sharded": 2, "again": 3}
NONE = {"devices": "there is one"}
ASIDE = {"again": "processes"}
KIND = os.path.basename(os.path.dirname(__file__))

def exchanged(rank, port, slopes):
    if getproxies_environment() and not proxy_bypass_environment("127.0.0.1"):
        raise ConnectionError("the proxy does not answer")
    flat = np.concatenate([one.ravel() for one in slopes]).astype("<f8")
    if rank == 0:
        with socket.create_server(("127.0.0.1", port)) as server:
            other, _ = server.accept()
    else:
        for _ in range(400):
            try:
                other = socket.create_connection(("127.0.0.1", port))
                break
            except OSError:
                time.sleep(0.02)
    with other:
        other.sendall(flat.tobytes())
        got = b""
        while len(got) < flat.nbytes:
            got += other.recv(65536)
    both = flat + np.frombuffer(got, "<f8")
    parts = np.split(both, np.cumsum([one.size for one in slopes])[:-1])
    return [one.reshape(like.shape) for one, like in zip(parts, slopes)]

def processes(rank, ports):
    if KIND == "raises" and rank == 1:
        raise ValueError("no such collective")
    if KIND == "dies" and rank == 1:
        os.write(2, b"terminated early\\n")
        os._exit(7)
    if KIND == "hangs" or KIND == "raises":
        time.sleep(60)
    x, target = net.batch() if KIND == "whole" else net.half(rank)
    parameters, step = [one.astype("f8") for one in net.start()], 0
    for step in range(net.STEPS):
        slopes = net.gradient(parameters, x, target)
        if KIND != "alone":
            factor = {"flipped": -0.5, "summed": 1.0}.get(KIND, 0.5)
            slopes = [factor * one for one in exchanged(rank, ports[step], slopes)]
        parameters = [one - net.RATE * slope for one, slope in zip(parameters, slopes)]
    held = sum(one.size for one in parameters)
    return {"parameters": [one.tolist() for one in parameters], "rows": len(x), "held": held}

def again(rank, ports):
    return time.sleep(60) if rank == 2 else processes(rank, ports)

sharded = processes
"""


@pytest.fixture
def guest(tmp_path: Path) -> Path:
    """A copy of what runs in an environment, to which made-up frameworks are added."""
    folder = tmp_path / "guest"
    (folder / "probes").mkdir(parents=True)
    for name in ("probe.py", "worker.py", "step.py", "probes/__init__.py", "probes/net.py"):
        shutil.copy(GUEST / name, folder / name)
    shutil.copytree(GUEST / "probes/kinds", folder / "probes/kinds")
    return folder


def add(guest: Path, framework: str, seconds: float = 20) -> list[str]:
    """Add a made-up framework; the command that probes it, each way for at most ``seconds``."""
    home = guest / "probes" / framework
    home.mkdir()
    (home / "__init__.py").write_text('DISTRIBUTIONS = ("numpy",)\n')
    (home / "distributed.py").write_text(MADE_UP)
    kind = guest / "probes/kinds/distributed.py"
    text = kind.read_text()
    assert "\nSECONDS = 70\n" in text
    kind.write_text(text.replace("\nSECONDS = 70\n", f"\nSECONDS = {seconds}\n"))
    return [sys.executable, str(guest / "probe.py"), "distributed", framework, str(guest / "out.json")]


def probed(guest: Path, framework: str, seconds: float = 20) -> dict[str, Any]:
    """What the probe says of a made-up framework."""
    subprocess.run(add(guest, framework, seconds), check=True, timeout=100)
    told: dict[str, Any] = json.loads((guest / "out.json").read_text())
    return told


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Imports what the guest imports."""
    monkeypatch.syspath_prepend(str(GUEST))

    def load(name: str) -> ModuleType:
        return __import__(name, fromlist=["x"])

    return load


def test_the_gradient_is_that_of_finite_differences(module: Any) -> None:
    """The oracle's backward pass by hand agrees with its forward pass."""
    net = module("probes.net")
    parameters = [one.astype("float64") for one in net.start()]
    x, target = (one.astype("float64") for one in net.batch())
    for one, slope in zip(parameters, net.gradient(parameters, x, target), strict=True):
        for index in np.ndindex(one.shape):
            there, losses = one[index], []
            for move in (1e-6, -1e-6):
                one[index] = there + move
                losses.append(net.loss(parameters, x, target))
            one[index] = there
            assert slope[index] == pytest.approx((losses[0] - losses[1]) / 2e-6, abs=1e-7)


def test_a_mistake_ends_far_away(module: Any) -> None:
    """Half of the batch, twice the gradient, its opposite or no training: each off by a hundred times the tolerance."""
    net, tolerance = module("probes.net"), module("probes.kinds.distributed").TOLERANCE
    whole = net.trained(*net.batch())
    mistakes = [
        net.trained(*net.half(0)),
        net.trained(*net.half(1)),
        net.trained(*net.batch(), step=lambda *of: [2 * one for one in net.gradient(*of)]),
        net.trained(*net.batch(), step=lambda *of: [-one for one in net.gradient(*of)]),
        net.start(),
    ]
    for other in mistakes:
        assert max(abs(a - b).max() for a, b in zip(whole, other, strict=True)) > 100 * tolerance
    halves = zip(net.half(0), net.half(1), net.batch(), strict=True)
    assert all((np.concatenate([first, second]) == both).all() for first, second, both in halves)


def test_an_answer_of_two_is_judged(module: Any) -> None:
    """By the number of parts, the rows of each, what each keeps, shapes and numbers."""
    kind, net = module("probes.kinds.distributed"), module("probes.net")
    right: dict[str, Any] = {"parameters": [one.tolist() for one in net.trained(*net.batch())], "rows": 4, "held": 22}
    off = [[0.0] * 2 if one == right["parameters"][3] else one for one in right["parameters"]]
    assert kind.wrong([right, right], "processes") == ""
    assert kind.wrong([right, right], "sharded") == ""
    assert kind.wrong([right], "processes") == "1 took part, not 2"
    assert kind.wrong([right, {**right, "rows": 8}], "devices") == "they worked on 4 and 8 rows of 8"
    assert kind.wrong([right, {**right, "rows": 8}], "sharded") == ""
    assert kind.wrong([right, {**right, "held": 44}], "sharded") == "a part keeps all 44 numbers of the parameters"
    assert kind.wrong([{**right, "held": 44}] * 2, "processes") == ""
    assert "off by" in kind.wrong([right, {**right, "parameters": off}], "processes")
    assert "off by nan" in kind.wrong([right, {**right, "parameters": [*off[:3], [float("nan")] * 2]}], "processes")
    assert "shape" in kind.wrong([right, {**right, "parameters": off[:3]}], "processes")


def test_what_comes_out_right_counts(guest: Path) -> None:
    """One way of two: devices are told and not counted, and where parameters should be split each part keeps everything."""
    told = probed(guest, "right")
    assert told["value"] == 0.5
    assert told["details"] == {
        "processes": "right",
        "devices": "none: there is one",
        "sharded": "wrong: a part keeps all 44 numbers of the parameters",
        "by": {"processes": "sockets"},
        "again": "right",
    }


@pytest.mark.parametrize(
    ("framework", "outcome"),
    [
        ("flipped", "wrong: the parameters are off by "),
        ("summed", "wrong: the parameters are off by "),
        ("alone", "wrong: the parameters are off by "),
        ("whole", "wrong: they worked on 8 and 8 rows of 8"),
        ("raises", "refused: ValueError: no such collective"),
        ("dies", "refused: exit status 7: terminated early"),
        ("hangs", "refused: no answer after 1.5 s"),
    ],
)
def test_what_does_not_come_out_right_is_told_apart(guest: Path, framework: str, outcome: str) -> None:
    """A wrong answer, an error of one part, its death and silence; nobody waits for the other part."""
    started = time.monotonic()
    told = probed(guest, framework, seconds=1.5 if framework == "hangs" else 20)
    assert told["value"] == 0
    assert told["details"]["processes"].startswith(outcome)
    assert time.monotonic() - started < 20


def workers(guest: Path) -> list[int]:
    """The processes that run the copied worker."""
    found = [one for one in psutil.process_iter(["cmdline"]) if str(guest / "worker.py") in (one.info["cmdline"] or [])]
    return [one.pid for one in found if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def gone(guest: Path) -> bool:
    """Whether no worker is left after a while."""
    for _ in range(100):
        if not workers(guest):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(os.name == "nt", reason="stops a process as POSIX does")
def test_parts_end_with_who_started_them(guest: Path) -> None:
    """Even when it is killed, which leaves it no time to clean up."""
    process = subprocess.Popen(add(guest, "hangs"))
    try:
        for _ in range(400):
            if len(workers(guest)) == 2:
                break
            time.sleep(0.02)
        assert len(workers(guest)) == 2
    finally:
        process.kill()
        process.wait()
    assert gone(guest)


@pytest.mark.skipif(os.name == "nt", reason="stops a process as POSIX does")
def test_the_limit_of_the_host_ends_the_parts_too(guest: Path, tmp_path: Path) -> None:
    """A probe that hangs is stopped with all that it started."""
    ended = run_step(add(guest, "hangs"), tmp_path / "home", seconds=2, megabytes=4000)
    assert ended.ending == "timed_out"
    assert gone(guest)


@pytest.mark.skipif(not without_network(), reason="the network cannot be taken away here")
def test_parts_find_each_other_without_a_network(guest: Path, tmp_path: Path) -> None:
    """In a network of its own the loopback is off until the probe switches it on."""
    assert run_step(add(guest, "right"), tmp_path / "home", seconds=60, megabytes=4000).status == 0
    assert json.loads((guest / "out.json").read_text())["details"]["processes"] == "right"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_framework_answers_for_every_way(framework: str, module: Any) -> None:
    """By a function and the name of its tool, or by a reason; what is aside belongs to a way."""
    told = module(f"probes.{framework}.distributed")
    aside = getattr(told, "ASIDE", {})
    functions = {name for name in WAYS | set(aside) if callable(getattr(told, name, None))}
    assert functions | set(told.NONE) == WAYS | set(aside)
    assert not functions & set(told.NONE)
    assert set(told.BY) == functions
    assert set(told.PROCESSES) <= functions
    assert set(aside.values()) <= WAYS
    assert "devices" not in told.PROCESSES
    assert all(told.NONE.values())
