"""The ranking as CSV, tidy: one row for each framework and criterion, numbers unrounded, sources beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from advisor.documents.cells import inert
from advisor.model.knowledge import Evidence
from advisor.model.recommendation import CriterionResult, Ranked, Recommendation
from advisor.reports.interface import Surface
from advisor.reports.text import clean

COLUMNS = (
    "edition", "knowledge_date", "rank", "tier", "id", "name", "total", "category", "criterion", "score", "weight",
    "contribution", "facts", "methods", "oldest", "newest", "sources",
)  # fmt: skip


class CsvReport:
    """Comes in one piece; an empty cell is unknown. Text that a spreadsheet would compute begins with an apostrophe."""

    complete = False
    pictures = False

    def lead(self, recommendation: Recommendation, surface: Surface) -> str:
        """Nothing comes first."""
        del recommendation, surface
        return ""

    def rest(self, recommendation: Recommendation, surface: Surface) -> str:
        """The whole table; `Surface.top` limits the frameworks."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        for entry in recommendation.ranking[: surface.top]:
            for criterion, cell in entry.criteria.items():
                writer.writerow(_row(recommendation, entry, criterion, cell))
        return text.getvalue()


def _row(recommendation: Recommendation, entry: Ranked, criterion: str, cell: CriterionResult) -> Iterator[object]:
    evidence = [fact.evidence for fact in cell.facts]
    days = sorted(one.as_of for one in evidence)
    values = (
        recommendation.edition,
        recommendation.knowledge_date,
        entry.rank,
        entry.tier,
        entry.id,
        entry.name,
        entry.score,
        recommendation.category_of[criterion],
        criterion,
        cell.score,
        cell.weight,
        cell.contribution,
        " ".join(fact.id for fact in cell.facts),
        " ".join(_once(one.method for one in evidence)),
        days[0] if days else None,
        days[-1] if days else None,
        _sources(evidence),
    )
    return (inert(clean(value)) if isinstance(value, str) else value for value in values)


def _sources(evidence: list[Evidence]) -> str:
    """Every source once."""
    return " ".join(_once(one.source for one in evidence))


def _once(values: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(values))
