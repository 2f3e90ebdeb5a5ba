"""The docstrings of made-up libraries, counted by hand."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from advisor.verification.catalogue import GUEST


@pytest.fixture
def documentation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The kind of probe, with room for made-up libraries."""
    monkeypatch.syspath_prepend(str(GUEST))
    monkeypatch.syspath_prepend(str(tmp_path))
    return importlib.import_module("probes.kinds.documentation")


DOCUMENTED = '''
from os.path import join
import collections

def _hidden(): pass

def bare(x): return x

def short(x):
    """Too short."""

def said(first, second):
    """Does something useful with what it is given."""

def named(first, second=1, *args):
    """Adds first and second to one another."""

def sections(first, second):
    """Does something useful.

    Args:
        first: what it is given.
    """

def shown():
    """Does something useful at once.

    >>> shown()
    """

def signature_only(first, second):
    """signature_only(first, second) -> Thing"""

def other(first):
    """Alias for :func:`named`, which says more."""

def named_(first):
    """In place, and not counted at all."""

again = named
OrderedDict = collections.OrderedDict
constant = 3

class Own:
    """A class with one parameter."""

    def __init__(self, width):
        """Takes the width of the thing::

            Own(3)
        """

class Child(Own):
    pass
'''


def test_docstrings_are_counted_as_by_hand(documentation: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine functions and classes of its own; third parties, aliases, second names and hidden ones do not count."""
    (tmp_path / "made_up_docs.py").write_text(DOCUMENTED)
    home = ModuleType("probes.made_up_home")
    home.NAMESPACES = ("made_up_docs", "made_up_docs.no_such_part")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "probes.made_up_home", home)
    told = documentation.measure("made_up_home", "")
    found = documentation.public(home.NAMESPACES)
    assert {name.rpartition(".")[2] for name in found} == {
        "Child", "Own", "again", "bare", "said", "sections", "short", "shown", "signature_only",
    }  # fmt: skip
    details = told["details"]
    assert details["count"] == 9
    assert details["docstring"] == round(7 / 9, 4)  # all but bare and Child, which has only an inherited one
    assert details["documented"] == round(5 / 9, 4)  # again, said, sections, shown, Own
    assert details["parameters"] == round(4 / 9, 4)  # not said
    assert details["example"] == round(2 / 9, 4)  # shown, Own
    assert told["value"] == pytest.approx((5 + 4 + 2) / 27, abs=1e-3)
    assert "made_up_docs.signature_only" in details["undocumented"]


@pytest.mark.parametrize(("listed", "names"), [("__all__ = ['_hidden', 'named']", {"named"}), ("", {"named", "said"})])
def test_what_is_listed_is_public(
    documentation: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: str, names: set[str]
) -> None:
    """Where `__all__` is there it decides, without what begins with an underscore."""
    module = f"made_up_{len(listed)}"
    (tmp_path / f"{module}.py").write_text(f"{listed}\ndef named(): pass\ndef said(): pass\ndef _hidden(): pass\n")
    assert {name.rpartition(".")[2] for name in documentation.public((module,))} == names


def test_a_compiled_function_tells_its_parameters_in_its_docstring(documentation: Any) -> None:
    """Where Python cannot read a signature."""
    assert (
        documentation.parameters("erf(input, other=(1, 2), *, out: Tuple[int, str] = None) -> Tensor", dict.get)
        is not None
    )
    text = "f(input, shape=(1, 2), *, out: Tuple[int, str] = None) -> Tensor\n\nGives the input in another shape."
    unreadable = type("Unreadable", (), {"__signature__": "no signature"})()
    assert documentation.parameters(text, unreadable) == ["input", "shape", "out"]
    assert not documentation.names_all(text, unreadable)
    assert documentation.names_all(text + " To `out`.", unreadable)
    assert documentation.parameters("No signature at all.", unreadable) is None
    assert not documentation.named("x", "a box of x")
    assert documentation.named("x", "the tensor `x`")
