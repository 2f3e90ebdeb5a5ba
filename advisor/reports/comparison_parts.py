"""Which rows of a comparison are shown, and which sources they cite."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.model.comparison import Comparison, CriterionRow, FactRow
from advisor.model.knowledge import Evidence
from advisor.reports.interface import Rows


def shown_criteria(one: Comparison, wanted: Rows) -> list[CriterionRow]:
    """The criteria that count, or those on which not all are the same."""
    return [row for row in one.criteria if row.differs or not wanted.differences]


def shown_facts(one: Comparison, wanted: Rows) -> list[FactRow]:
    """The facts that are wanted, or those that differ."""
    return [row for row in _facts(one, wanted) if row.differs or not wanted.differences]


def alike(one: Comparison, wanted: Rows) -> tuple[str, str]:
    """What is left out because it is the same for all, of criteria and of facts: ``3 more are the same for all.``, or nothing."""
    criteria = len(one.criteria) - len(shown_criteria(one, wanted))
    facts = len(_facts(one, wanted)) - len(shown_facts(one, wanted))
    told = [
        f"{count} more {'is' if count == 1 else 'are'} the same for all." if count else ""
        for count in (criteria, facts)
    ]
    return told[0], told[1]


def shown_sources(one: Comparison, wanted: Rows) -> list[tuple[int, Evidence]]:
    """The sources of what is shown with their numbers, in their order."""
    numbers = sorted({one.number(evidence) for evidence in _evidence(one, wanted)})
    return [(number, one.sources[number - 1]) for number in numbers]


def _facts(one: Comparison, wanted: Rows) -> list[FactRow]:
    if wanted.facts == "none":
        return []
    return [row for row in one.facts if row.criterion or wanted.facts == "all"]


def _evidence(one: Comparison, wanted: Rows) -> Iterator[Evidence]:
    for alternative in one.alternatives:
        yield from (gap.evidence for gap in alternative.missed if gap.evidence)
        if alternative.retired:
            yield alternative.retired.evidence
    for stack in one.routes:
        yield from stack.evidence
    for row in shown_facts(one, wanted):
        yield from (cell.fact.evidence for cell in row.cells.values() if cell and cell.fact)
