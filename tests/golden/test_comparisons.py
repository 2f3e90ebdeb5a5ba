"""Two comparisons, whole: a change of results or of words is a reviewed event."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from advisor.decision.comparison.compare import compare
from advisor.model.comparison import Comparison
from advisor.reports.comparison_formats import render
from advisor.reports.interface import Rows, Surface
from tests.support.knowledge import asked, edition_2018, newest


def article() -> Comparison:
    """Two frameworks of the article, for a team that needs ONNX in production."""
    return compare(["tensorflow", "pytorch"], asked(goal="production", onnx="required"), edition_2018())


def runtimes() -> Comparison:
    """Two runtimes of 2026, for phones."""
    needs = asked(title="Speech on a phone", targets=["android"], languages={"serve": ["swift"]})
    return compare(["onnxruntime", "litert"], needs, newest())


@pytest.mark.parametrize("made", [article, runtimes], ids=lambda made: made.__name__)
def test_table_at_80_columns(made: Callable[[], Comparison], snapshot: SnapshotAssertion) -> None:
    """What a pipe gets."""
    assert render(made(), "table", Surface(80)) == snapshot


@pytest.mark.parametrize("made", [article, runtimes], ids=lambda made: made.__name__)
def test_markdown(made: Callable[[], Comparison], snapshot: SnapshotAssertion) -> None:
    """What goes into a pull request."""
    assert render(made(), "markdown", wanted=Rows(differences=True)) == snapshot
