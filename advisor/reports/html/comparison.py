"""A comparison as a page: the charts of the recommendation for the compared alone, facts side by side, every source numbered."""

from __future__ import annotations

from typing import Any

from advisor.documents import write_document
from advisor.model.comparison import Compared, Comparison
from advisor.reports import comparison_words as words
from advisor.reports import sureness
from advisor.reports.comparison_parts import alike, shown_criteria, shown_facts, shown_sources
from advisor.reports.html.chart_data import COMPARED, waterfall
from advisor.reports.html.document import render_page
from advisor.reports.interface import Rows, Surface

SCRIPTS = ("mapping.js", "charts.js", "page.js")


def report(one: Comparison, surface: Surface, wanted: Rows) -> str:
    """The whole page."""
    del surface
    return render_page(
        "comparison.html.j2",
        SCRIPTS,
        comparison_data(one),
        one=one,
        words=words,
        sureness=sureness,
        criteria=shown_criteria(one, wanted),
        facts=shown_facts(one, wanted),
        left_out=alike(one, wanted),
        sources=shown_sources(one, wanted),
        requirements=write_document(dict(one.requirements)),
    )


def comparison_data(one: Comparison) -> dict[str, Any]:
    """What is drawn: totals by category, the leader against the second, the first three as radars, who wins how often."""
    order = [one.of(id_) for id_ in one.winning.order]
    known = [entry for entry in order if entry.score is not None]
    return {
        "labels": dict(one.labels),
        "names": dict(one.names),
        "categories": [row.id for row in one.categories],
        "ranking": [_bar(one, entry) for entry in known],
        "radar": [_radar(entry) for entry in known[:COMPARED]],
        "waterfall": waterfall(one.winning.contrasts[0]) if len(known) > 1 else None,
        "acceptability": [
            {"id": entry.id, "name": entry.name, "ranks": list(one.winning.around.ranks[entry.id])} for entry in known
        ],
        "map": None,
        "board": None,
    }


def _bar(one: Comparison, entry: Compared) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "score": entry.score,
        "rank": entry.entry.rank,
        "parts": {row.id: row.contributions[entry.id] for row in one.categories},
        "partner": any(gap.met_by for gap in entry.missed),
    }


def _radar(entry: Compared) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "categories": dict(entry.entry.categories),
        "criteria": {id_: cell.score for id_, cell in entry.entry.criteria.items()},
    }
