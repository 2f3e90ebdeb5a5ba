"""The report of a changed decision, whole: a change of words is a reviewed event."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from advisor.decision.drift.compare import compare
from advisor.decision.naming import labels
from advisor.model.drift import Drift
from advisor.reports import drift_markdown, drift_text
from advisor.reports.interface import Surface
from tests.support.drifts import saved, with_fact, with_score
from tests.support.knowledge import edition_2018

OLD: dict[str, Any] = {"goal": "production", "languages": {"serve": ["cpp"]}, "cloud": {"preferred": ["aws"]}}
NEW: dict[str, Any] = {"goal": "production", "languages": {"serve": ["cpp"]}, "priorities": {"documentation": "high"}}


@cache
def drift() -> Drift:
    """A year later: other needs, MXNet loses C++, two scores are other ones."""
    base = edition_2018()
    later = with_score(with_score(base, "tensorflow", "documentation", 60.0), "cntk", "graph", 90.0)
    later = with_fact(later, "mxnet", "languages.cpp", {"train": "full", "serve": "limited"})
    return compare(
        saved(base, "quick", **OLD),
        saved(later, "quick", **NEW),
        sources=("decision.json", "needs.yaml"),
        labels=labels(base),
        names={one.id: one.name for one in base.alternatives.values()},
    )


def test_text(snapshot: SnapshotAssertion) -> None:
    """What a pipe gets."""
    assert drift_text.render(drift(), Surface(80)) == snapshot


def test_markdown(snapshot: SnapshotAssertion) -> None:
    """What a comment on a change gets."""
    assert drift_markdown.render(drift(), Surface()) == snapshot


@pytest.mark.parametrize("width", [60, 140])
def test_the_page_is_kept(width: int) -> None:
    """Lines that are no source fit the page."""
    lines = [line for line in drift_text.render(drift(), Surface(width)).split("\n") if "://" not in line]
    assert max(map(len, lines)) <= width
