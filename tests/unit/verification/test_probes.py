"""Probes: lines counted by hand, a list that every framework answers in full, ratios, and whatever a probe can do wrong."""

from __future__ import annotations

import ast
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from advisor.verification.catalogue import GUEST
from advisor.verification.environments import environment
from advisor.verification.lines import code_lines
from advisor.verification.measurements import PROBES, Measurement, read
from advisor.verification.probing import known_frameworks, known_runtimes, probe
from advisor.verification.ratios import best, geometric_mean, ratios

FRAMEWORKS = ("jax", "keras", "mindspore", "mlx", "paddlepaddle", "pytensor", "pytorch", "tensorflow", "tinygrad")
IDS = [line.partition("|")[0].strip() for line in (GUEST / "probes/operations.txt").read_text().splitlines()[1:]]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("", 0),
        ("# only a comment\n\n", 0),
        ('"""Only a docstring\n\nof three lines."""\n', 0),
        ("x = 1  # with a comment\n\n\ny = 2\n", 2),
        ("x = (\n    1,\n\n    # why\n    2,\n)\n", 4),
        ('def f():\n    """Says."""\n    return 1\n', 2),
        ('class A:\n    """Says\n    more."""\n\n    x = 1\n', 2),
        ('x = """three\n\nlines"""\n', 3),
        ('"""A docstring."""\n"no docstring"\n', 1),
        ("a = 1; b = 2\n", 1),
    ],
)
def test_lines_are_counted_as_by_hand(source: str, lines: int) -> None:
    """Blank lines, comments and docstrings are no code; every line of a bracket or a long string is."""
    assert code_lines(source) == lines


def test_the_list_has_32_distinct_operations() -> None:
    """Each with words to look for and a description."""
    rows = [line.split("|") for line in (GUEST / "probes/operations.txt").read_text().splitlines()[1:]]
    assert len(set(IDS)) == len(rows) == 32
    assert all(len(row) == 3 and row[1].split() and row[2].strip() for row in rows)


def nn_ops(framework: str) -> tuple[dict[str, ast.stmt], ast.Module]:
    """The functions and imported names of a framework's file, and its tree."""
    tree = ast.parse((GUEST / "probes" / framework / "nn_ops.py").read_text())
    named: dict[str, ast.stmt] = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            named |= {one.asname or one.name: node for one in node.names}
    return named, tree


def tables(framework: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module itself: frameworks are imported inside its functions only."""
    monkeypatch.syspath_prepend(str(GUEST))
    return __import__(f"probes.{framework}.nn_ops", fromlist=["NAMES"])


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_framework_answers_for_every_operation(framework: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a function of that name, or by a reason in `ABSENT`; never by both, and nothing beside the list."""
    functions = {name for name in nn_ops(framework)[0] if not name.startswith("_") and name in IDS}
    module = tables(framework, monkeypatch)
    assert functions | set(module.ABSENT) == set(IDS)
    assert not functions & set(module.ABSENT)
    assert set(module.NAMES) <= functions
    assert all(module.ABSENT.values())


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_is_trivial_to_write_takes_a_few_lines(framework: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a point is for at most ten lines, the imports among them."""
    functions, _ = nn_ops(framework)
    for name in set(IDS) & set(functions) - set(tables(framework, monkeypatch).NAMES):
        node = functions[name]
        assert isinstance(node, ast.FunctionDef)
        assert code_lines(ast.unparse(node)) <= 11, name


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_framework_has_every_probe(framework: str) -> None:
    """And the constants that the host and the guest read."""
    folder = GUEST / "probes" / framework
    assert {path.name for path in folder.glob("*.py")} - {"parts.py", "numerics.py", "distributed.py"} == {
        "__init__.py",
        "graph.py",
        "nn_ops.py",
        "program.py",
        "throughput.py",
    }
    told = {
        name.id
        for node in ast.parse((folder / "__init__.py").read_text()).body
        if isinstance(node, ast.Assign)
        for name in node.targets
        if isinstance(name, ast.Name)
    }
    assert told >= {"TOOL", "ENVIRONMENT", "DISTRIBUTIONS", "IMPORT", "SETTINGS", "NAMESPACES"}


def test_what_there_is_to_probe() -> None:
    """The frameworks are the folders, the runtimes those that read ONNX from Python."""
    assert tuple(known_frameworks()) == FRAMEWORKS
    assert {"onnxruntime", "openvino", "opencv_dnn", "tract", "mnn", "tvm"} <= set(known_runtimes())
    assert not {"ncnn", "onnxruntime_node"} & set(known_runtimes())


def test_the_answers_that_are_expected_are_right(monkeypatch: pytest.MonkeyPatch) -> None:
    """NumPy's own answers pass, others are named wrong."""
    monkeypatch.syspath_prepend(str(GUEST))
    known = __import__("probes.known", fromlist=["wrong"])
    assert set(known._EXPECTED) == set(IDS)
    assert known.wrong("segment_sum", [3, 7]) == ""
    assert "off by" in known.wrong("segment_sum", [3, 8])
    assert "numbers instead of" in known.wrong("dense", [1.0])
    assert "finite" in known.wrong("dense", [float("nan")] * 8)
    assert known.wrong("sgd_momentum", [14, 1]) == ""
    assert known.wrong("sgd_momentum", [14, 13])


def test_ratios_are_to_the_fastest_of_each_task() -> None:
    """By hand: 100 against 50 and 10 against 40."""
    speeds: dict[str, Any] = {
        "a": {"train": {"per_second": 100.0}, "infer": {"per_second": 10.0}},
        "b": {"train": {"per_second": 50.0}, "infer": {"per_second": 40.0}},
        "c": {"train": {"reason": "no"}, "infer": {"per_second": 20.0}},
        "d": {},
    }
    assert ratios(speeds) == {
        "a": {"train": 1.0, "infer": 0.25},
        "b": {"train": 0.5, "infer": 1.0},
        "c": {"infer": 0.5},
        "d": {},
    }
    assert geometric_mean([1.0, 0.25]) == pytest.approx(0.5)


def test_the_best_way_of_the_best_round_counts() -> None:
    """And a task that failed in every way keeps its first reason."""
    rounds: list[Any] = [
        {
            "train": {"eager": {"per_second": 10}, "compiled": {"per_second": 30}},
            "infer": {"eager": {"reason": "no kernel"}},
        },
        {
            "train": {"eager": {"per_second": 12}, "compiled": {"reason": "too late"}},
            "infer": {"eager": {"reason": "gone"}},
        },
    ]
    assert best(rounds) == {
        "train": {"per_second": 30, "way": "compiled", "rounds": [30, 12]},
        "infer": {"reason": "no kernel"},
    }


PROBE = """
import json, os, sys, time
kind, name, out = sys.argv[1:]
def write(text):
    with open(out, "w") as file:
        file.write(text)
def three():
    return json.dumps({"value": 3, "details": {"a": 1}, "versions": {"good": "1.0"}})
def rates(rate):
    return json.dumps({"value": None, "details": {"cnn_train": {"eager": {"per_second": rate}}}, "versions": {name: "1.0"}})
{
    "good": lambda: write(rates(10) if kind == "throughput" else three()),
    "slow": lambda: write(rates(5)),
    "crashes": lambda: os.abort(),
    "exits": lambda: (sys.stderr.write("no such kernel\\n"), sys.exit(4)),
    "hangs": lambda: time.sleep(60),
    "silent": lambda: None,
    "garbage": lambda: write("{"),
    "listed": lambda: write("[]"),
    "wordy": lambda: write('{"value": "fast", "details": {}, "versions": {}}'),
    "refuses": lambda: write('{"reason": "ValueError: no"}'),
}[name]()
"""


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up guest whose frameworks behave badly, with an environment that is ready: this Python."""
    for name in ("good", "slow", "crashes", "exits", "hangs", "silent", "garbage", "listed", "wordy", "refuses"):
        folder = tmp_path / "guest/probes" / name
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(f'TOOL = "{name}"\nENVIRONMENT = "empty"\n')
        (folder / "program.py").write_text('"""Says."""\n\nx = 1\nprint(x)\n')
    (tmp_path / "guest/probes/elsewhere.txt").write_text("# why\nfar | written in Rust\n")
    (tmp_path / "guest/probe.py").write_text(PROBE)
    (tmp_path / "guest/pins").mkdir()
    (tmp_path / "guest/pins/empty.txt").write_text("")
    empty = environment("empty", tmp_path / "cache", tmp_path / "guest")
    empty.interpreter.parent.mkdir(parents=True)
    empty.interpreter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I "$@"\n')
    empty.interpreter.chmod(0o755)
    (empty.folder / "ready.json").write_text("{}")
    shorter = {name: one._replace(seconds=2.0) for name, one in PROBES.items()}
    monkeypatch.setattr("advisor.verification.probing.PROBES", shorter)
    return tmp_path


def measured(workshop: Path, name: str, *frameworks: str, rounds: int = 1) -> list[Measurement]:
    """What a probe of made-up frameworks gives."""
    return probe(
        [name],
        frameworks,
        workshop / "cache",
        lambda _: None,
        today="2026-11-23",
        guest=workshop / "guest",
        rounds=rounds,
    )


@pytest.mark.skipif(os.name == "nt", reason="the made-up environment is a shell script")
@pytest.mark.parametrize(
    ("framework", "reason"),
    [
        ("crashes", "crashed with status -6"),
        ("exits", "crashed with status 4: no such kernel"),
        ("hangs", "stopped after 2 s"),
        ("silent", "crashed with status 0"),
        ("garbage", "its result cannot be read"),
        ("listed", "its result cannot be read"),
        ("wordy", "its result cannot be read: 'fast' is no number"),
        ("refuses", "ValueError: no"),
        ("far", "not available here: written in Rust"),
        ("unheard", "not available here: no probe is written for it"),
    ],
)
def test_what_cannot_be_measured_has_its_reason(workshop: Path, framework: str, reason: str) -> None:
    """And never stops the one after it."""
    bad, good = measured(workshop, "graph", framework, "good")
    assert bad.value is None
    assert bad.reason is not None
    assert bad.reason.startswith(reason)
    assert good.value == 3
    assert good.reason is None


@pytest.mark.skipif(os.name == "nt", reason="the made-up environment is a shell script")
def test_a_measurement_is_one_line(workshop: Path) -> None:
    """It survives writing and reading, and holds what evidence needs."""
    (made,) = measured(workshop, "graph", "good")
    assert read(made.record()) == made
    assert "\n" not in made.record()
    assert set(json.loads(made.record())) == {
        "probe", "framework", "value", "unit", "details", "versions", "date", "machine", "reason",
    }  # fmt: skip
    assert (made.date, made.versions, made.details) == ("2026-11-23", {"good": "1.0"}, {"a": 1})
    assert made.machine["cores"]


@pytest.mark.skipif(os.name == "nt", reason="the made-up environment is a shell script")
def test_a_program_is_measured_in_lines_when_it_runs(workshop: Path) -> None:
    """The seconds that it took stay in the details."""
    good, bad = measured(workshop, "program", "good", "crashes")
    assert (good.value, good.unit, good.details["seconds"]) == (2, "lines of code", 3)
    assert bad.value is None


@pytest.mark.skipif(os.name == "nt", reason="the made-up environment is a shell script")
def test_speeds_are_compared_within_a_run(workshop: Path) -> None:
    """Half as fast is a ratio of a half; one that fails has a reason and does not count."""
    good, slow, bad = measured(workshop, "throughput", "good", "slow", "crashes", rounds=2)
    assert (good.value, slow.value, bad.value) == (1.0, 0.5, None)
    assert slow.details["best"]["cnn_train"]["rounds"] == [5, 5]
    assert bad.reason is not None
    assert len(bad.details["rounds"]) == 2
