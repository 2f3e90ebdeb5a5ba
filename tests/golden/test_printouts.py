"""The printouts of the example files, whole: a change of results or of words is a reviewed event."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from advisor.decision.recommend import recommend
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from advisor.reports.interface import Surface
from advisor.reports.registry import render
from tests.support.cli import ROOT
from tests.support.knowledge import edition_2018

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def printed(path: Path, surface: Surface, format_: str = "table") -> str:
    """The report for an example file on edition 2018."""
    knowledge = edition_2018()
    requirements = read_requirements(path.read_bytes(), path.name, known_of(knowledge))
    return render(recommend(requirements, knowledge), format_, surface)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_printout_at_80_columns(path: Path, snapshot: SnapshotAssertion) -> None:
    """What a pipe gets."""
    assert printed(path, Surface(80)) == snapshot


def test_wide_coloured_printout(snapshot: SnapshotAssertion) -> None:
    """What a wide terminal with colours gets."""
    assert printed(ROOT / "examples/neutral.yaml", Surface(140, color=True)) == snapshot


def test_ascii_printout(snapshot: SnapshotAssertion) -> None:
    """What a terminal without Unicode gets."""
    text = printed(ROOT / "examples/neutral.yaml", Surface(80, unicode=False))
    assert text.isascii()
    assert text == snapshot


def test_wide_terminals_are_used() -> None:
    """The bars grow with the terminal."""
    narrow, wide = (printed(ROOT / "examples/neutral.yaml", Surface(width)) for width in (80, 140))
    assert wide.count("█") > 1.8 * narrow.count("█")


def test_contributions_are_told_with_their_signs() -> None:
    """The sentence of the issue: who beats whom by how much, and through which criteria."""
    text = printed(ROOT / "examples/neutral.yaml", Surface(140))
    assert "Apache MXNet beats PyTorch by 2.9: Languages +3.9, Activity -3.7" in text


def test_csv(snapshot: SnapshotAssertion) -> None:
    """The tidy table of the first two."""
    assert printed(ROOT / "examples/neutral.yaml", Surface(top=2), "csv") == snapshot


@pytest.mark.parametrize("name", ["neutral", "on-device-speech"])
def test_decision_record(name: str, snapshot: SnapshotAssertion) -> None:
    """A record that a team would commit."""
    assert printed(ROOT / f"examples/{name}.yaml", Surface(top=5), "markdown") == snapshot
