"""What the cells of the neutral ranking rest on, and which are empty: unknowns are a debt to count down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import numpy as np

from advisor.decision.freshness import is_too_old
from advisor.decision.scores import ScoreTable, score_table
from advisor.decision.weights import weigh
from advisor.model.knowledge import Alternative, Fact, Knowledge
from advisor.model.requirements import Requirements

MOST_USED = 10
READ_BY_MACHINE = ("measured", "registry")


class MostUsed(NamedTuple):
    """Shares of the cells of some frameworks: ``known`` at all, ``by_machine`` with a measured or registry fact behind them."""

    ids: tuple[str, ...]
    known: float
    by_machine: float


class Coverage(NamedTuple):
    """Empty cells by alternative, facts too old by criterion, and the shares of the ten most used frameworks.

    Runtimes are judged on what a deploy end is judged on.
    """

    empty: dict[str, list[str]]
    too_old: dict[str, int]
    most_used: MostUsed


def coverage(knowledge: Knowledge, today: date) -> Coverage:
    """How well the neutral ranking is covered on this day."""
    criteria = tuple(weigh(Requirements(), knowledge).shares)
    table = score_table(Requirements(), knowledge, criteria)
    return Coverage(_empty(table, knowledge), _too_old(table, knowledge, today), _most_used(table, knowledge))


def _empty(table: ScoreTable, knowledge: Knowledge) -> dict[str, list[str]]:
    gaps = {}
    for row, id_ in enumerate(table.ids):
        runtime = knowledge.alternatives[id_].kind == "runtime"
        known = table.den[1, row] if runtime else table.den[:, row].sum(axis=0)
        asked = table.possible[1] if runtime else table.possible.sum(axis=0)
        missing = np.flatnonzero((known == 0) & (asked > 0))
        gaps[id_] = [table.criteria[column] for column in missing]
    return gaps


def _too_old(table: ScoreTable, knowledge: Knowledge, today: date) -> dict[str, int]:
    old = Counter(
        criterion
        for (_, criterion), facts in table.facts.items()
        for fact in facts
        if is_too_old(fact.evidence, knowledge.criteria[criterion], today)
    )
    return dict(old.most_common())


def _most_used(table: ScoreTable, knowledge: Knowledge) -> MostUsed:
    """The cells of the ten frameworks with the highest ecosystem scores that their makers have not retired."""
    scores = dict(zip(table.ids, table.single(), strict=True))
    ecosystem = table.criteria.index("ecosystem")
    alive = [one.id for one in knowledge.frameworks if not _retired(one) and not np.isnan(scores[one.id][ecosystem])]
    ids = sorted(alive, key=lambda id_: (-scores[id_][ecosystem], id_))[:MOST_USED]
    cells = [(id_, column) for id_ in ids for column in range(len(table.criteria))]
    known = [cell for cell in cells if not np.isnan(scores[cell[0]][cell[1]])]
    by_machine = [(id_, column) for id_, column in known if _read_by_machine(table.facts[id_, table.criteria[column]])]
    total = max(1, len(cells))
    return MostUsed(tuple(ids), len(known) / total, len(by_machine) / total)


def _retired(one: Alternative) -> bool:
    fact = one.fact("maintenance")
    return fact is not None and fact.value == "retired"


def _read_by_machine(facts: Iterable[Fact]) -> bool:
    return any(fact.evidence.method in READ_BY_MACHINE for fact in facts)
