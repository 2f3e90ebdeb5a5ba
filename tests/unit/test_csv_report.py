"""The ranking as a tidy table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from advisor.decision.recommend import decide
from advisor.model.recommendation import Recommendation
from advisor.reports.interface import Surface
from advisor.reports.registry import render
from tests.support.knowledge import asked, edition_2018, newest


def rows(recommendation: Recommendation, surface: Surface | None = None) -> list[dict[str, str]]:
    """The table as the standard library reads it."""
    return list(csv.DictReader(io.StringIO(render(recommendation, "csv", surface))))


@pytest.mark.parametrize("edition", ["2018", "2026"])
def test_totals_can_be_added_up(edition: str) -> None:
    """Contributions of a framework sum to its total, and are weight times score; whole numbers of rows, nothing rounded."""
    one = decide(asked(goal="production"), edition_2018() if edition == "2018" else newest())
    table = pd.read_csv(io.StringIO(render(one, "csv")))
    assert len(table) == sum(len(entry.criteria) for entry in one.ranking)
    sums = table.groupby("id")["contribution"].sum()
    for entry in one.ranking:
        assert sums[entry.id] == pytest.approx(entry.score)
    known = table.dropna(subset="score")
    assert (known["score"] * known["weight"]).tolist() == pytest.approx(known["contribution"].tolist())
    assert table.groupby("id")["weight"].sum().tolist() == pytest.approx([1.0] * len(one.ranking))


def test_unknown_is_empty_and_known_has_a_source() -> None:
    """A missing score is no zero; every known one names facts, sources and days."""
    found = rows(decide(asked(), edition_2018()))
    unknown = [row for row in found if row["score"] == ""]
    assert unknown
    assert all(row["contribution"] == "0.0" and row["weight"] == "0.0" for row in unknown)
    assert all(row["sources"] and row["facts"] and row["oldest"] <= row["newest"] for row in found if row["score"])


def test_top_limits_the_frameworks() -> None:
    """As in the printout."""
    found = rows(decide(asked(), edition_2018()), Surface(top=2))
    assert len({row["id"] for row in found}) == 2


def test_hostile_names_come_out_inert() -> None:
    """No cell begins a formula, breaks a row or carries terminal escapes."""
    one = decide(asked(), edition_2018())
    names = ["=cmd|'/c calc'!A1", "+1", "@sum", "a\nb\r,c\x1b[31m", '"quoted", <script>']
    ranking = tuple(entry._replace(name=name) for entry, name in zip(one.ranking, names, strict=False))
    found = rows(replace(one, ranking=ranking))
    assert list(dict.fromkeys(row["name"] for row in found)) == [
        "'=cmd|'/c calc'!A1", "'+1", "'@sum", "a b\ufffd,c\ufffd[31m", '"quoted", <script>',
    ]  # fmt: skip
    assert len(found) == sum(len(entry.criteria) for entry in ranking)


def test_nothing_ranked_is_a_header() -> None:
    """An empty table is still a table."""
    nothing = decide(asked(languages={"train": ["php"]}), edition_2018())
    assert not nothing.ranking
    assert render(nothing, "csv").count("\n") == 1
