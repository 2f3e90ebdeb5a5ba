"""The array functions, on a made-up library that is right, wrong, silent or loud in known places."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from advisor.verification.catalogue import GUEST
from advisor.verification.facts import FIGURES
from advisor.verification.measurements import PROBES

PINNED = {
    "elementwise_functions": 65,
    "creation_functions": 16,
    "data_type_functions": 6,
    "indexing_functions": 1,
    "linear_algebra_functions": 4,
    "manipulation_functions": 14,
    "searching_functions": 5,
    "set_functions": 4,
    "sorting_functions": 2,
    "statistical_functions": 8,
    "utility_functions": 2,
    "linalg": 23 - 4,
    "fft": 14,
}
"""Names in `__all__` of each file of the specification, without the four that linalg repeats."""
HERE = "made_up_arrays"
LIBRARY = """
import os
import numpy as np

abs, where, sort = np.abs, np.where, np.sort
def mean(x): return np.mean(x)
def negative(x): return x  # wrong
def exp(x): raise RuntimeError("no kernel")
def cos(x): return np.cos(x).ravel()  # another shape
def isnan(x): return np.isnan(x).astype(np.float32)  # another kind
def sin(x): return np.sin(x)  # right, with a wrong gradient
def tan(x): os.abort()
def inverse_cosine(x): return np.arccos(x)
def total(x, dim): return np.sum(x, axis=dim)
def unique_counts(x): return tuple(part[::-1] for part in np.unique(x, return_counts=True))  # in another order
class linalg: eigvalsh = np.linalg.eigvalsh
def parts(x): return np.linalg.svd(x)[::-1]
"""
TABLE = """
import numpy as np
import made_up_arrays

NAMESPACES = ("made_up_arrays",)
KEYWORDS = {"axis": "dim"}
ALIASES = {
    "acos": "made_up_arrays.inverse_cosine",
    "atan": ["made_up_arrays.no_such_name", "made_up_arrays.negative"],
    "linalg.svd": ("made_up_arrays.parts", "tall", "out[2], out[1], out[0]"),
    "cumulative_sum": ("made_up_arrays.total", "x, dim=1"),
}

def array(x): return x
def numpy(x): return x
def dtype(name): return np.dtype(name)

def gradient(function, x, weights):
    if function(x).shape == x.shape and np.allclose(function(x), np.sin(x)):
        return 0 * x
    step, made = 1e-3, np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        more, less = x.astype(float), x.astype(float)
        more[place] += step
        less[place] -= step
        made[place] = ((function(more) - function(less)) * weights).sum() / (2 * step)
    return (made + made.T) / 2 if x.shape == (4, 4) else made  # as if either half of a symmetric matrix were read
"""


@pytest.fixture
def guest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Imports a module of the guest, which knows a made-up framework beside the others."""
    (tmp_path / f"{HERE}.py").write_text(LIBRARY)
    (tmp_path / "more").mkdir()
    (tmp_path / "more/made_up").mkdir()
    (tmp_path / "more/made_up/__init__.py").write_text("")
    (tmp_path / "more/made_up/numerics.py").write_text(TABLE)
    (tmp_path / "more/bare").mkdir()
    (tmp_path / "more/bare/__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(GUEST))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    probes = importlib.import_module("probes")
    monkeypatch.setattr(probes, "__path__", [*probes.__path__, str(tmp_path / "more")])
    yield lambda name: importlib.import_module(f"probes.{name}")
    for name in [one for one in sys.modules if one == HERE or one.startswith(("probes.made_up", "probes.bare"))]:
        del sys.modules[name]


def outcome(guest: Any, name: str) -> dict[str, Any]:
    """What the made-up framework's function of the list comes to."""
    numerics = guest("kinds.numerics")
    (row,) = [one for one in numerics.functions() if one[0] == name]
    told: dict[str, Any] = numerics.one(guest("made_up.numerics"), *row)
    return told


def test_the_list_is_that_of_the_specification() -> None:
    """As many functions of each file as it lists, each once."""
    lines = (GUEST / "probes/array_functions.txt").read_text().splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines if not line.startswith("#")]
    assert len({row[0] for row in rows}) == len(rows) == sum(PINNED.values())
    assert {page: sum(row[1] == page for row in rows) for page in PINNED} == PINNED


def test_numpy_agrees_with_itself(guest: Any) -> None:
    """Every line can be evaluated, and what it compares is stable, finite where it should be, and not empty."""
    numerics, arrays = guest("kinds.numerics"), guest("arrays")
    for name, _, oracle, compared in numerics.functions():
        first, second = (numerics.look(compared, numerics.evaluate(oracle, numerics.host())) for _ in range(2))
        assert arrays.wrong(first, second) == "", name
        assert np.size(first if not isinstance(first, tuple | list) else first[0]) > 0, name


@pytest.mark.skipif(not hasattr(np, "matrix_transpose"), reason="needs a NumPy that has the standard's names")
def test_older_words_mean_the_same(guest: Any) -> None:
    """The fourth column is the standard's function in NumPy 2, which has (nearly) all of them under the standard's names."""
    numerics, arrays = guest("kinds.numerics"), guest("arrays")
    checked = 0
    for name, arguments, oracle, compared in numerics.functions():
        try:
            own = numerics.evaluate(f"np.{name}({arguments})", numerics.host())
        except AttributeError:
            continue  # not in this NumPy
        told = numerics.look(compared, numerics.evaluate(oracle, numerics.host()))
        assert arrays.wrong(numerics.look(compared, own), told) == "", name
        checked += 1
    assert checked > 150


@pytest.mark.parametrize(
    ("name", "score", "told"),
    [
        ("abs", 1, "standard"),
        ("mean", 0, "raises: made_up_arrays.mean: TypeError"),
        ("sort", 1, "standard"),
        ("acos", 1, "alias"),
        ("linalg.svd", 1, "alias"),
        ("unique_counts", 1, "standard"),
        ("negative", 0, "wrong: made_up_arrays.negative: off by "),
        ("exp", 0, "raises: made_up_arrays.exp: RuntimeError: no kernel"),
        ("cos", 0, "wrong: made_up_arrays.cos: shape (12,) instead of (3, 4)"),
        ("isnan", 0, "wrong: made_up_arrays.isnan: real instead of bool"),
        ("atan", 0, "wrong: made_up_arrays.negative"),
        ("cumulative_sum", 0, "wrong: made_up_arrays.total: shape (3,) instead of (3, 4)"),
        ("floor", 0, "absent"),
        ("fft.fft", 0, "absent"),
    ],
)
def test_a_function_counts_by_its_answer(guest: Any, name: str, score: int, told: str) -> None:
    """Right under either name, absent, raising, or wrong in value, shape or kind."""
    found = outcome(guest, name)
    assert found["score"] == score
    assert str(found.get("way", found.get("reason"))).startswith(told)


def test_a_gradient_is_compared_with_differences(guest: Any) -> None:
    """A wrong one is told; what is constant or no function of real numbers has none."""
    numerics = guest("kinds.numerics")
    module = guest("made_up.numerics")

    def slope(name: str) -> str | None:
        (row,) = [one for one in numerics.functions() if one[0] == name]
        told: str | None = numerics.slope(module, numerics.one(module, *row), *row)
        return told

    assert slope("abs") == ""
    assert slope("where") == ""
    assert slope("linalg.eigvalsh") == ""
    assert str(slope("sin")).startswith("wrong: made_up_arrays.sin: off by ")
    assert slope("linalg.svd") is None
    assert numerics.differences(lambda z: float((z**2).sum()), np.array([1.0, -3.0])) == pytest.approx([2.0, -6.0])


@pytest.mark.skipif(os.name == "nt", reason="a process that aborts has another status")
def test_a_crash_costs_one_function(guest: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The next process goes on behind it."""
    numerics = guest("kinds.numerics")
    monkeypatch.setattr(
        numerics,
        "GUEST",
        str(tmp_path / "guest"),
    )
    (tmp_path / "guest").mkdir()
    (tmp_path / "guest/probes").symlink_to(_joined(tmp_path))
    (tmp_path / "guest/step.py").symlink_to(GUEST / "step.py")
    told = numerics.answers("made_up", ["abs", "tan", "floor", "sin"])
    assert (told["abs"]["score"], told["abs"]["gradient"]) == (1, "")
    assert told["tan"] == {"score": 0, "reason": "crashes with status -6"}
    assert told["floor"]["reason"] == "absent"
    assert told["sin"]["gradient"].startswith("wrong")


def _joined(folder: Path) -> Path:
    """A folder of probes that holds the made-up framework too."""
    made = folder / "joined"
    made.mkdir()
    for one in [*(GUEST / "probes").iterdir(), folder / "more/made_up"]:
        (made / one.name).symlink_to(one)
    return made


def test_a_framework_without_the_table_has_a_reason(guest: Any) -> None:
    """Instead of a value; and the share is that of the whole list."""
    numerics = guest("kinds.numerics")
    assert numerics.measure("bare", "") == {"reason": "nobody has told its array namespaces"}


@pytest.mark.parametrize("name", ["numerics", "documentation"])
def test_both_give_a_figure_of_their_criterion(name: str) -> None:
    """More is better, and a figure carries it."""
    assert PROBES[name].criterion == name
    assert PROBES[name].higher_is_better
    assert FIGURES[name] == {"numerics": "array_functions", "documentation": "documented_share"}[name]


@pytest.mark.parametrize("path", sorted((GUEST / "probes").glob("*/numerics.py")), ids=lambda path: path.parent.name)
def test_every_table_speaks_of_the_list(path: Path, guest: Any) -> None:
    """Its aliases are functions of the list; `kinds` is no framework."""
    if path.parent.name == "kinds":
        return
    module = guest(f"{path.parent.name}.numerics")
    assert set(module.ALIASES) <= {one[0] for one in guest("kinds.numerics").functions()}
    assert module.NAMESPACES
    assert all(callable(getattr(module, one)) for one in ("array", "numpy", "dtype"))
