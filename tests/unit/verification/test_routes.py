"""Every way in which a route can go wrong gets its right outcome, and none stops the others."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from advisor.verification import catalogue, runner, trials
from advisor.verification.catalogue import GUEST, Exporter, Runtime
from advisor.verification.environments import read_pins
from advisor.verification.runner import Bench
from advisor.verification.sandbox import without_network
from advisor.verification.trials import Trial
from tests.support.guest_tools import make_bench

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the made-up environments are shell scripts")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """One made-up guest for all tests of this module."""
    return make_bench(tmp_path_factory.mktemp("verify"))


def tried(bench: Bench, exporter: str, runtime_id: str, model: str = "mlp") -> Trial:
    """The one trial of a route and a model."""
    route = catalogue.routes(bench.guest)[f"{exporter}>{runtime_id}"]
    (trial,) = runner.run([route], [model], bench)
    return trial


@pytest.mark.parametrize(
    ("exporter", "model", "outcome", "stage"),
    [
        ("honest", "mlp", "ok", "compare"),
        ("honest", "control", "ok", "compare"),
        ("a_little_off", "mlp", "close", "compare"),
        ("flips_sign", "mlp", "wrong", "compare"),
        ("ignores_branch", "mlp", "ok", "compare"),
        ("ignores_branch", "control", "wrong", "compare"),
        ("refuses", "mlp", "refused", "export"),
        ("crashes", "mlp", "crashed", "export"),
        ("leaves", "mlp", "crashed", "export"),
        ("honest", "control_ops", "not_available", "environment"),
    ],
)
def test_exporters(bench: Bench, exporter: str, model: str, outcome: str, stage: str) -> None:
    """What an exporter does wrong is found where it happens."""
    found = tried(bench, exporter, "faithful", model)
    assert (found.outcome, found.stage) == (outcome, stage), found.text


@pytest.mark.parametrize(
    ("runtime_id", "outcome", "stage", "text"),
    [
        ("returns_nan", "wrong", "compare", "not a finite number"),
        ("wrong_shape", "wrong", "compare", "shape"),
        ("dies", "crashed", "load", "signal 6"),
    ],
)
def test_runtimes(bench: Bench, runtime_id: str, outcome: str, stage: str, text: str) -> None:
    """What a runtime does wrong is found too."""
    found = tried(bench, "honest", runtime_id)
    assert (found.outcome, found.stage) == (outcome, stage)
    assert text in found.text


@pytest.mark.parametrize(("exporter", "runtime_id"), [("hangs", "faithful"), ("honest", "hangs")])
def test_what_hangs_is_stopped(bench: Bench, exporter: str, runtime_id: str) -> None:
    """A time limit ends a step; the outcome says so."""
    found = tried(bench._replace(limits=bench.limits._replace(seconds=2)), exporter, runtime_id)
    assert found.outcome == "timed_out"


@pytest.mark.parametrize(("exporter", "runtime_id"), [("eats_memory", "faithful"), ("honest", "hoards")])
def test_what_eats_memory_is_stopped(bench: Bench, exporter: str, runtime_id: str) -> None:
    """A memory limit ends a step long before the machine suffers."""
    found = tried(bench._replace(limits=bench.limits._replace(megabytes=300)), exporter, runtime_id)
    assert found.outcome == "crashed"
    assert "memory" in found.text


@pytest.mark.skipif(not without_network(), reason="this system does not let a process give up its network")
def test_no_step_reaches_the_network(bench: Bench) -> None:
    """An exporter that calls home gets nowhere."""
    found = tried(bench, "calls_home", "faithful")
    assert (found.outcome, found.stage) == ("refused", "export")


def test_the_error_is_one_line_and_numbers_are_kept(bench: Bench) -> None:
    """A refusal keeps the first line of its message; a pass keeps error, times, size and versions."""
    assert tried(bench, "refuses", "faithful").text == "ValueError: no such operator: Shrug"
    passed = tried(bench, "honest", "faithful")
    assert passed.error == 0.0
    assert passed.bytes
    assert passed.export_seconds is not None
    assert passed.run_seconds is not None
    assert set(passed.versions) == {"numpy"}
    assert tried(bench, "flips_sign", "faithful").error > 1  # type: ignore[operator]


def test_a_failing_route_never_stops_the_others(bench: Bench) -> None:
    """All routes of all exporters but the slow ones, in one run: one trial each."""
    routes = [
        route
        for route in catalogue.routes(bench.guest).values()
        if not {"hangs", "eats_memory", "hoards", "calls_home"} & {route.exporter.id, route.runtime.id}
    ]
    found = list(runner.run(routes, ["mlp", "control"], bench))
    assert len(found) == 2 * len(routes)
    assert {trial.route for trial in found} == {route.id for route in routes}


def test_an_environment_that_cannot_be_had_is_said_so(bench: Bench) -> None:
    """Another Python than those installed: not available here, with the reason."""
    path = bench.guest / "exporters" / "old.py"
    text = (bench.guest / "exporters" / "honest.py").read_text().replace('"fake"', '"elsewhere"')
    path.write_text(text)
    try:
        found = tried(bench, "old", "faithful")
    finally:
        path.unlink()
    assert (found.outcome, found.stage, found.text) == ("not_available", "environment", "Python 9.9 is not installed")


def test_a_failed_export_leaves_nothing_behind(bench: Bench) -> None:
    """Only whole exports are kept, so that a second run never loads half of one."""
    tried(bench, "crashes", "faithful", "cnn")
    left = {path.name for path in (bench.cache / "artefacts").glob("crashes-*/*")}
    assert left == set()


def test_trials_survive_a_torn_last_line(tmp_path: Path, bench: Bench) -> None:
    """What was written before an interrupt is read again; half a line is not."""
    file = tmp_path / "runs.jsonl"
    trial = tried(bench, "honest", "faithful")
    trials.append(file, [trial, trial._replace(outcome="wrong"), trial._replace(model="cnn")])
    with file.open("a") as out:
        out.write('{"route": "torn')
    read = {one.model: one.outcome for one in trials.read(file)}
    assert read == {"mlp": "wrong", "cnn": "ok"}


def test_every_shipped_exporter_and_runtime_is_complete() -> None:
    """Names, pins and model families exist; each exporter has a runtime and each runtime an exporter; the quick set is real."""
    exporters, runtimes = catalogue.exporters(), catalogue.runtimes()
    every: list[Exporter | Runtime] = [*exporters.values(), *runtimes.values()]
    for one in every:
        assert (catalogue.GUEST / "pins" / f"{one.environment}.txt").is_file(), one.id
        assert one.versions, one.id
        assert one.label, one.id
    for exporter in exporters.values():
        assert (catalogue.GUEST / "models" / f"{exporter.models}.py").is_file(), exporter.id
        assert any(runtime.takes(exporter) for runtime in runtimes.values()), exporter.id
    for runtime in runtimes.values():
        assert any(runtime.takes(exporter) for exporter in exporters.values()), runtime.id
        if runtime.command:
            assert (catalogue.GUEST / runtime.command[1]).is_file(), runtime.id
    assert set(catalogue.QUICK) <= set(catalogue.routes())


def test_the_models_of_host_and_guest_are_one_list() -> None:
    """The host names the models without importing the guest; both lists are equal."""
    sys.path.insert(0, str(catalogue.GUEST))
    try:
        import cases  # type: ignore[import-not-found]
    finally:
        sys.path.remove(str(catalogue.GUEST))
        sys.modules.pop("cases", None)
    assert runner.MODELS == cases.MODELS


def test_versions_are_told_by_a_python_without_importlib_metadata(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.7 has it as a package only."""
    monkeypatch.syspath_prepend(str(GUEST))
    package = SimpleNamespace(PackageNotFoundError=KeyError, version={"chainer": "7.8.1"}.__getitem__)
    monkeypatch.setitem(sys.modules, "importlib.metadata", None)
    monkeypatch.setitem(sys.modules, "importlib_metadata", package)
    assert import_module("step").versions(["chainer", "absent"]) == {"chainer": "7.8.1", "absent": "unknown"}


def test_environments_of_python_3_7_have_that_package() -> None:
    """Without it no route that begins there could tell its versions."""
    pins = [read_pins(path.stem) for path in (GUEST / "pins").glob("*.txt")]
    old = [one for one in pins if one.python == "3.7"]
    assert "chainer" in {one.name for one in old}
    assert all(any(package.startswith("importlib-metadata==") for package in one.packages) for one in old)
