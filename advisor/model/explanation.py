"""Every intermediate number of a recommendation, so that it can be followed by hand. Nothing is rounded here.

Symbols: x_ij is a fact about alternative i and criterion j, p its points 0-100, a how often it counts in its cell;
s_ij = sum(a p) / sum(a) the score; w_j = (M_k m_j / n_k) / sum the share of criterion j in category k; w_ij the share after
unknown scores have passed theirs on; c_ij = w_ij s_ij the contribution; S_i = sum of c_ij the total.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from advisor.model.knowledge import Evidence, Fact, Scale, Side

Doubt = Literal["", "undated", "too old"]
"""What is wrong with the date of a fact: its source gives none, or it is older than its criterion allows."""


class WeightRow(NamedTuple):
    """How a criterion got its share: ``product`` = ``factor`` * ``multiplier`` / ``size``, ``share`` = product / their sum.

    ``level`` and ``because`` are what set ``multiplier`` (m_j), ``category_level`` and ``category_because`` what set ``factor``
    (M_k); ``size`` is n_k. Weights that a file states itself have the level ``expert`` and stand for ``multiplier``,
    with a factor and a size of 1. ``ends`` are the
    parts of the share at the prototype and at the deploy end of a stack, which sum to it.
    """

    criterion: str
    category: str
    level: str
    because: str
    multiplier: float
    category_level: str
    category_because: str
    factor: float
    size: int
    product: float
    share: float
    ends: tuple[float, float]


class Step(NamedTuple):
    """What one fact adds to a cell; ``fact`` is None for what the team says itself.

    ``side`` is the side of a two-sided fact that was read, ``scale`` the scale of a figure, ``times`` is a. At the end of a
    stack, what a tool does only through another alternative has no points.
    """

    fact: Fact | None
    side: Side | None
    scale: Scale | None
    points: float
    times: float
    doubt: Doubt


class Row(NamedTuple):
    """One cell: ``share`` is w_j (or its part at this end), ``weight`` is w_ij, 0 where ``score`` is None."""

    criterion: str
    category: str
    steps: tuple[Step, ...]
    score: float | None
    share: float
    weight: float
    contribution: float


class Moved(NamedTuple):
    """Where unknown scores leave the weight of a category: ``weight`` = ``share`` * ``factor`` for its known criteria.

    ``factor`` = (``mass`` / ``known``) * (``all_mass`` / ``all_known``): the shares of the category over those of its known
    criteria, times all shares over those of the categories of which anything is known. 0 where nothing is known.
    """

    category: str
    unknown: tuple[str, ...]
    mass: float
    known: float
    all_mass: float
    all_known: float
    factor: float


class Derivation(NamedTuple):
    """One alternative, alone or as one end of a stack; ``total`` is the sum of the contributions."""

    id: str
    rows: tuple[Row, ...]
    moved: tuple[Moved, ...]
    total: float


class StackDerivation(NamedTuple):
    """The headline stack: ``total`` = (prototype total + deploy total) * ``reliability``."""

    route: str
    prototype: Derivation
    deploy: Derivation
    reliability: float
    total: float


class Leaders(NamedTuple):
    """The first of the ranking and the best stack as (prototype, exchange, deploy); None where there is none."""

    winner: str | None
    stack: tuple[str, str, str] | None


class Change(NamedTuple):
    """One fact changed, everything decided anew: ``to`` is the other level, None for unknown; ``leaders`` are the new ones.

    ``side`` says which side of a two-sided fact was moved, None for the whole fact.
    """

    alternative: str
    fact: Fact
    side: Side | None
    to: str | None
    leaders: Leaders
    winner_changes: bool
    stack_changes: bool
    doubt: Doubt

    @property
    def evidence(self) -> Evidence:
        """Where the fact comes from."""
        return self.fact.evidence


class Sensitivity(NamedTuple):
    """What single facts decide: ``facts`` and ``tried`` count the facts and changes, ``changes`` are those that mattered."""

    facts: int
    tried: int
    leaders: Leaders
    changes: tuple[Change, ...]

    @property
    def rests_on(self) -> tuple[Change, ...]:
        """The facts without which another framework comes first."""
        return tuple(one for one in self.changes if one.to is None and one.winner_changes)

    @property
    def stack_rests_on(self) -> tuple[Change, ...]:
        """The facts without which another stack comes first."""
        return tuple(one for one in self.changes if one.to is None and one.stack_changes)


class Explanation(NamedTuple):
    """All tables: weights, the first of the ranking, the headline stack, who dominates whom, what single facts decide.

    ``dominance`` holds pairs (better, worse) of the ranking; ``level_points`` the points of each support level and
    ``multipliers`` those of each importance level.
    """

    weights: tuple[WeightRow, ...]
    alternatives: tuple[Derivation, ...]
    stack: StackDerivation | None
    dominance: tuple[tuple[str, str], ...]
    sensitivity: Sensitivity
    level_points: Mapping[str, float]
    multipliers: Mapping[str, float]
