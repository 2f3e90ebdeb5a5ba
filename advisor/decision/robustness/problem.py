"""A ranking as plain arrays, and what follows from it without any sample: intervals, unknown scores that matter, ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.decision.ranking import TIE, effective_weights, overall
from advisor.decision.robustness import smaa
from advisor.decision.robustness.stability import ranges
from advisor.model.knowledge import Knowledge, RobustnessRules
from advisor.model.recommendation import Ranked
from advisor.model.robustness import Interval, Unknown

Floats = NDArray[np.float64]


class Problem(NamedTuple):
    """Ranked alternatives as arrays, the first of them in row 0."""

    ids: tuple[str, ...]
    criteria: tuple[str, ...]
    scores: Floats
    weights: Floats
    membership: Floats
    clones: list[smaa.Integers]

    @classmethod
    def of(cls, ranking: Sequence[Ranked], weights: Mapping[str, float], knowledge: Knowledge) -> Problem:
        """In the order of the ranking, so that row 0 is the winner; it depends on scores and ids alone."""
        criteria, ids = tuple(weights), tuple(entry.id for entry in ranking)
        cells = [[entry.criteria[criterion].score for criterion in criteria] for entry in ranking]
        scores, shares = np.array(cells, dtype=float), np.array(list(weights.values()))
        membership = [
            [float(knowledge.criteria[criterion].category == category) for criterion in criteria]
            for category in knowledge.categories
        ]
        return cls(ids, criteria, scores, shares, np.array(membership), smaa.clones(scores, shares > 0))

    def stability(self) -> dict[str, Interval]:
        """The interval of every criterion."""
        name: dict[int | None, str | None] = {None: None, **dict(enumerate(self.ids))}
        found = ranges(self.scores, self.weights, self.membership, 0)
        return {
            criterion: Interval(float(share), one.low, one.high, name[one.below], name[one.above])
            for criterion, share, one in zip(self.criteria, self.weights, found, strict=True)
        }

    def unknown(self) -> tuple[Unknown, ...]:
        """Frameworks with unknown scores, those that matter first, else by rank."""
        missing = np.isnan(self.scores)
        found = []
        for row in np.flatnonzero(missing.any(axis=1)).tolist():
            filled = self.scores.copy()
            filled[row, missing[row]] = 0.0 if row == 0 else smaa.FULL_SCORE
            totals = overall(filled, effective_weights(filled, self.weights, self.membership))
            matters = bool(totals.max() > totals[0] + TIE)
            criteria = tuple(self.criteria[column] for column in np.flatnonzero(missing[row]))
            found.append(Unknown(self.ids[row], criteria, matters))
        return tuple(sorted(found, key=lambda one: not one.matters))


def level_with(ranking: Sequence[Ranked], beaten_by: Mapping[str, float], rules: RobustnessRules) -> tuple[str, ...]:
    """Who is as good as the winner: the same score, or better in a large share of the weightings; strongest first."""
    tied = [entry.id for entry in ranking[1:] if entry.rank == 1]
    near = [id_ for id_, share in beaten_by.items() if share >= rules.near_tie and id_ not in tied]
    return (*tied, *sorted(near, key=lambda id_: -beaten_by[id_]))
