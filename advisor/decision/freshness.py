"""How well known a score is: the share of its weight that is known, how old its facts are, and which are too old."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from statistics import median
from typing import NamedTuple

from advisor.model.knowledge import Criterion, Evidence, Fact
from advisor.model.recommendation import CriterionResult


class Standing(NamedTuple):
    """``known`` is a share of the weight, ``age_days`` the median age of the facts, None where no criterion limits it."""

    known: float
    age_days: float | None
    too_old: tuple[Fact, ...]


def standing(
    cells: Mapping[str, CriterionResult], weights: Mapping[str, float], criteria: Mapping[str, Criterion], when: date
) -> Standing:
    """What stands behind the score of one entry on the day ``when``; criteria without an age limit have no age."""
    facts = {fact.id: (fact, criteria[id_]) for id_, cell in cells.items() for fact in cell.facts}
    aging = [(fact, criterion) for fact, criterion in facts.values() if criterion.max_age_days]
    return Standing(
        known=1 - sum(weights[id_] for id_, cell in cells.items() if cell.score is None),
        age_days=median(age_days(fact.evidence, when) for fact, _ in aging) if aging else None,
        too_old=tuple(fact for fact, criterion in aging if is_too_old(fact.evidence, criterion, when)),
    )


def age_days(evidence: Evidence, when: date) -> int:
    """Days from the date of a piece of evidence to ``when``, never below 0."""
    return max(0, (when - date.fromisoformat(evidence.as_of)).days)


def is_too_old(evidence: Evidence, criterion: Criterion, when: date) -> bool:
    """Whether the evidence is older than the criterion allows."""
    return bool(criterion.max_age_days) and age_days(evidence, when) > criterion.max_age_days


def is_undated(evidence: Evidence) -> bool:
    """Whether the source gives no date of its own, so that ``as_of`` is only the day on which it was seen."""
    return "undated" in evidence.note
