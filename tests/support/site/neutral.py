"""Where every alternative of an edition stands while nothing is asked for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.decision.decision import Decision
from advisor.decision.ranking import category_means, effective_weights, overall, ranks
from advisor.model.knowledge import Knowledge
from advisor.model.recommendation import Ranked, Recommendation
from advisor.model.requirements import Requirements

Floats = NDArray[np.float64]
VIEWS = ("alone", "prototype", "deploy")


class Place(NamedTuple):
    """A rank and a score."""

    rank: int
    score: float


class Standing:
    """Scores of criteria, categories and in all: alone, as the prototype and as the deploy end of a stack."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Decide without any needs."""
        self.knowledge = knowledge
        self.decision = Decision.of(Requirements(), knowledge)
        self.recommendation: Recommendation = self.decision.recommendation()
        self.ranked: dict[str, Ranked] = {one.id: one for one in self.recommendation.ranking}
        table, shares = self.decision.table, self.decision.shares
        self.criteria = table.criteria
        self.row = {id_: position for position, id_ in enumerate(table.ids)}
        self._scores: dict[str, Floats] = dict(zip(VIEWS, (table.single(), *table.ends()), strict=True))
        self._weights: dict[str, Floats] = dict(zip(VIEWS, (shares, *table.end_weights(shares)), strict=True))

    def cell(self, id_: str, criterion: str, view: str) -> float | None:
        """A score, None where it is unknown or where this end is not judged on the criterion."""
        column = self.criteria.index(criterion)
        found = float(self._scores[view][self.row[id_], column])
        return None if np.isnan(found) or not self._weights[view][column] else found

    def category(self, id_: str, category: str, view: str) -> float | None:
        """The mean of a category, None where nothing of it is known or judged."""
        means = category_means(self._scores[view], self._weights[view], self.decision.membership)
        found = float(means[self.row[id_], list(self.knowledge.categories).index(category)])
        return None if np.isnan(found) else found

    def total(self, id_: str, view: str) -> float | None:
        """The weighted mean of all scores, None where nothing is known or judged."""
        row = self._scores[view][[self.row[id_]]]
        effective = effective_weights(row, self._weights[view], self.decision.membership)
        return float(overall(row, effective)[0]) if effective.any() else None

    def deploy_ends(self) -> dict[str, Place]:
        """Whoever can be deployed on, the best first."""
        scores = {id_: score for id_ in self.decision.deploy_ends() if (score := self.total(id_, "deploy")) is not None}
        order = sorted(scores, key=lambda id_: (-round(scores[id_], 9), id_))
        places = ranks([scores[id_] for id_ in order])
        return {id_: Place(rank, scores[id_]) for id_, rank in zip(order, places, strict=True)}

    def judged(self, criterion: str, view: str) -> bool:
        """Whether this end is judged on a criterion at all."""
        return bool(self._weights[view][self.criteria.index(criterion)])
