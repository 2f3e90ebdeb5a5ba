"""The result: one frozen value that every report is a pure function of.

Scores and contributions are on the 0-100 scale, weights are shares that sum to 1. Nothing is rounded here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from advisor.model.explanation import Explanation
from advisor.model.knowledge import Case, Evidence, Fact
from advisor.model.pictures import Pictures
from advisor.model.robustness import Robustness
from advisor.model.verification import Verification


class CriterionResult(NamedTuple):
    """One cell of the ranking: ``contribution`` = ``weight`` * ``score``; the contributions of an entry sum to its score.

    ``weight`` is the share that counts for this entry: where a score is missing, the others of its category carry its weight.
    """

    score: float | None
    weight: float
    contribution: float
    facts: tuple[Fact, ...]


class Unmet(NamedTuple):
    """A serving-side requirement that the framework does not meet itself; ``met_by`` is the route that does.

    ``met_by`` is None where no source says whether the requirement is met.
    """

    requirement: str
    met_by: str | None


class Ranked(NamedTuple):
    """One framework in the ranking; equal scores share a rank, ``tier`` is None below the last named tier.

    ``known`` is the share of the weight whose scores are known; ``age_days`` is the median age of the facts behind them and
    ``too_old`` those older than their criterion allows, where the edition limits ages (else None and empty).
    """

    rank: int
    id: str
    name: str
    score: float
    tier: int | None
    categories: Mapping[str, float | None]
    criteria: Mapping[str, CriterionResult]
    unmet: tuple[Unmet, ...]
    known: float = 1.0
    age_days: float | None = None
    too_old: tuple[Fact, ...] = ()


NOT_RETIRED = "not retired"
"""The requirement that every recommendation has unless a retired alternative is asked for by name."""


class Reason(NamedTuple):
    """Why something is ruled out: the requirement, the fact that fails it, and where that fact comes from."""

    requirement: str
    fact: str
    evidence: Evidence | None


class RuledOut(NamedTuple):
    """A framework that misses a hard requirement; ``score`` is what it would have reached."""

    id: str
    name: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def retired(self) -> bool:
        """Whether it is ruled out only because its makers have given it up."""
        return [reason.requirement for reason in self.reasons] == [NOT_RETIRED]


NATIVE = "native"
"""The exchange of a tool that goes end to end."""


class Stack(NamedTuple):
    """Prototype in one tool, exchange, deploy on another; ``score`` already contains ``reliability`` in (0, 1].

    ``score`` = (sum of ``ends``) * ``reliability``; the ends are the points of the prototype and of the deploy end.
    """

    prototype: str
    prototype_name: str
    exchange: str
    exchange_name: str
    deploy: str
    deploy_name: str
    score: float
    ends: tuple[float, float]
    reliability: float
    steps: tuple[str, ...]
    limits: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    verified: Verification | None = None

    @property
    def single(self) -> bool:
        """Whether one tool goes end to end."""
        return self.prototype == self.deploy

    def route(self) -> str:
        """``PyTorch → ONNX → Apache MXNet``, or the one name."""
        if self.single:
            return f"{self.prototype_name} end to end"
        return f"{self.prototype_name} → {self.exchange_name} → {self.deploy_name}"


class Headline(NamedTuple):
    """The answer in one sentence."""

    kind: Literal["single", "stack", "none"]
    text: str


class Difference(NamedTuple):
    """How much a criterion adds to (or takes from) a lead, in score points."""

    criterion: str
    points: float


class Contrast(NamedTuple):
    """Why one framework stands above another; the differences sum to ``lead``, the largest first."""

    winner: str
    other: str
    lead: float
    differences: tuple[Difference, ...]


class Neighbour(NamedTuple):
    """A framework near a point; ``distance`` is the weighted Euclidean distance in score points.

    ``differs_on`` lists the criteria that set it apart from the winner, the largest weighted difference first (points by
    which it scores above, or below when negative).
    """

    id: str
    name: str
    distance: float
    differs_on: tuple[Difference, ...] = ()


class CaseNeighbour(NamedTuple):
    """A documented case and how far its needs are from these (0 the same, 1 nothing in common)."""

    case: Case
    distance: float


class Neighbours(NamedTuple):
    """Three questions of nearness: to the ideal of the needs, to the winner (plan B), to documented needs."""

    to_needs: tuple[Neighbour, ...]
    to_winner: tuple[Neighbour, ...]
    cases: tuple[CaseNeighbour, ...]


class Importance(NamedTuple):
    """The level that a criterion got, and the line of the requirements that gave it."""

    level: str
    because: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The whole answer; ``robustness`` is None until it is computed (or not wanted).

    ``neighbours`` is None until they are computed, the only part that needs scikit-learn.

    ``labels`` names criteria and categories, ``names`` the alternatives, by id; ``warnings`` tell of routes that were run and
    went wrong where these needs would suffer; ``category_of`` gives the category of each criterion; ``explanation`` and
    ``pictures`` are there only when they are asked for.
    """

    edition: str
    edition_title: str
    knowledge_date: str
    title: str
    requirements: Mapping[str, Any]
    weights: Mapping[str, float]
    importance: Mapping[str, Importance]
    not_scored: tuple[str, ...]
    labels: Mapping[str, str]
    category_of: Mapping[str, str]
    names: Mapping[str, str]
    headline: Headline
    ranking: tuple[Ranked, ...]
    contrasts: tuple[Contrast, ...]
    ruled_out: tuple[RuledOut, ...]
    stacks: tuple[Stack, ...]
    warnings: tuple[str, ...] = ()
    robustness: Robustness | None = None
    neighbours: Neighbours | None = None
    explanation: Explanation | None = None
    pictures: Pictures | None = None
