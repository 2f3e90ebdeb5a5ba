"""What the guest's half of each probe says of made-up frameworks."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from advisor.verification.catalogue import GUEST


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Imports a kind of probe as the guest does."""
    monkeypatch.syspath_prepend(str(GUEST))

    def load(name: str) -> ModuleType:
        return importlib.import_module(f"probes.kinds.{name}")

    return load


def by_hand(point: list[float]) -> list[float]:
    """The gradient on either side of the branch."""
    return [2 * one for one in point] if sum(point) > 0 else [3.0 for _ in point]


def refuse(point: list[float]) -> list[float]:
    """What a tracer says to a branch."""
    raise TypeError("no boolean of a tracer")


def test_a_branch_is_right_wrong_refused_or_not_there(kind: Any) -> None:
    """A silent wrong answer is told apart from an error."""
    outcome = kind("graph").outcome
    assert outcome(lambda: by_hand) == "right"
    assert outcome(lambda: lambda point: [2 * one for one in point]).startswith("wrong: ")
    assert outcome(lambda: lambda point: [*by_hand(point)[:-1], float("nan")]).startswith("wrong: ")
    assert outcome(lambda: refuse) == "refused: TypeError: no boolean of a tracer"
    assert outcome(None) == "none"


@pytest.mark.parametrize(
    ("name", "answer", "score"),
    [
        ("collections.OrderedDict", [3.0, 7.0], 1),
        (None, [3.0, 7.0], 0.5),
        ("collections.NoSuchThing", [3.0, 7.0], 0),
        ("collections.OrderedDict", [3.0, 8.0], 0),
        (None, [3.0, 8.0], 0),
    ],
)
def test_an_operation_counts_by_what_ran(kind: Any, name: str | None, answer: list[float], score: float) -> None:
    """It must be there under its name, and its answer must be right."""
    module = SimpleNamespace(NAMES={"segment_sum": name} if name else {}, ABSENT={}, segment_sum=lambda *_: answer)
    told = kind("nn_ops").one(module, "segment_sum")
    assert told["score"] == score
    assert ("reason" in told) == (score == 0)


def test_an_absent_operation_keeps_its_reason(kind: Any) -> None:
    """And names that look like it are found, wherever the namespaces lead."""
    nn_ops = kind("nn_ops")
    assert nn_ops.one(SimpleNamespace(NAMES={}, ABSENT={"fft": "no complex numbers"}), "fft") == {
        "score": 0,
        "reason": "no complex numbers",
    }
    assert nn_ops.similar(["collections", "no_such_module"], ["ordereddict"]) == ["collections.OrderedDict"]


def test_a_footprint_counts_requirements_without_extras(kind: Any, tmp_path: Path) -> None:
    """And the files of a folder without those of installers."""
    footprint = kind("footprint")
    assert footprint.required(["numpy>=1", "jax[cpu]; extra == 'jax'", "wheel ; python_version > '3'"]) == [
        "numpy",
        "wheel",
    ]
    (tmp_path / "pip").mkdir()
    (tmp_path / "pip/a").write_bytes(b"123")
    (tmp_path / "b").write_bytes(b"12345")
    (tmp_path / "link").symlink_to(tmp_path / "b")
    assert footprint.size(str(tmp_path)) == 5
    assert footprint.closure(["no-such-distribution"]) == {}
    assert set(footprint.closure(["pandas"])) >= {"pandas", "numpy", "python-dateutil"}


def test_a_speed_needs_the_right_net_and_an_answer(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another number of parameters, a loss that stays, or a wrong shape is a reason, not a rate."""
    throughput = kind("throughput")
    monkeypatch.setattr(throughput, "SECONDS", 0.01)
    monkeypatch.setattr(throughput, "WARM", 0.0)

    def attempt(parameters: int, mode: str, *answers: Any) -> dict[str, Any]:
        waiting = list(answers)
        run = lambda: waiting.pop(0) if len(waiting) > 1 else waiting[0]  # noqa: E731
        module = SimpleNamespace(prepare=lambda *_: (run, parameters))
        told: dict[str, Any] = throughput.attempt(module, "cnn", mode, "eager")
        return told

    right = throughput.PARAMETERS["cnn"]
    assert attempt(right, "train", np.float32(2), np.float32(1))["per_second"] > 0
    assert "another net" in attempt(1, "train", np.float32(2), np.float32(1))["reason"]
    assert attempt(right, "train", np.float32(2))["reason"] == "the loss did not fall"
    assert attempt(right, "infer", np.zeros((32, 10)))["runs"] >= 5
    assert "shape" in attempt(right, "infer", np.zeros((32, 9)))["reason"]
    assert attempt(right, "infer", np.full((32, 10), np.nan))["reason"] == "the answer is not finite"


def test_a_runtime_must_agree_with_pytorch(kind: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A fast wrong answer has no rate."""
    inference = kind("inference")
    throughput = kind("throughput")
    monkeypatch.setattr(throughput, "SECONDS", 0.01)
    monkeypatch.setattr(throughput, "WARM", 0.0)
    x = np.ones((1, 4), np.float32)
    (tmp_path / "cnn-1.onnx").write_bytes(b"")
    np.savez(tmp_path / "cnn-1.npz", x=x, y=2 * x)

    def runtime(factor: float) -> SimpleNamespace:
        return SimpleNamespace(load=lambda _: factor, call=lambda loaded, x: loaded * x)

    assert inference.attempt(runtime(2), str(tmp_path), "cnn", 1)["per_second"] > 0
    assert inference.attempt(runtime(2.5), str(tmp_path), "cnn", 1) == {"reason": "its answer is off by 0.5"}
    assert "FileNotFoundError" in inference.attempt(runtime(2), str(tmp_path), "transformer", 1)["reason"]


def test_a_program_must_say_ok_and_save_something(kind: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its last words are the reason when it did not."""
    program = kind("program")
    monkeypatch.setattr(program, "__file__", str(tmp_path / "kinds/program.py"))
    path = tmp_path / "made_up/program.py"
    path.parent.mkdir()
    path.write_text("import sys, pathlib\npathlib.Path(sys.argv[1], 'm').write_text('12')\nprint('ok')\n")
    assert program.measure("made_up", "")["details"] == {"files": 1, "saved_bytes": 2}
    path.write_text("print('ok')\n")
    with pytest.raises(RuntimeError, match="it saved nothing"):
        program.measure("made_up", "")
    path.write_text("raise ValueError('no')\n")
    with pytest.raises(RuntimeError, match="exit status 1: ValueError: no"):
        program.measure("made_up", "")
