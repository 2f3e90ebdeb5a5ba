"""What moved between two recommendations, old and new, and because of which facts. Nothing is rounded here.

A change is always new minus old. Both sides are known as far as the JSON contract goes, so that a saved recommendation of a year
ago is as good a side as one that was just computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from advisor.model.contract.entries import Ends, Importance, Reason, Unmet, Verified
from advisor.model.lead import SAME, CriterionMove, LeadMove

StackIds = tuple[str, str, str]
"""Prototype, exchange, deploy end."""


class Sureness(NamedTuple):
    """How often the first of a side stays first, the error of that, and what is as good: ids, and routes by their names."""

    confidence: float
    error: float | None
    level_with: tuple[str, ...]
    level_stacks: tuple[str, ...]


class Side(NamedTuple):
    """One side: what it is, and what it decided; ``winner`` is None where nothing fits, ``route`` names the stack."""

    source: str
    edition: str
    knowledge_date: str
    winner: str | None
    stack: StackIds | None
    route: str | None
    sureness: Sureness | None


class NeedMove(NamedTuple):
    """A requirement that differs, by its dotted path; None where a side does not say it."""

    path: str
    old: Any
    new: Any


class Place(NamedTuple):
    """A place in a ranking; ``unmet`` are the requirements that only a partner meets, or nobody confirms."""

    rank: int
    score: float
    unmet: tuple[Unmet, ...] = ()


class Absent(NamedTuple):
    """No place in a ranking: ruled out for ``reasons``, below the end of a ranking that was cut, or not listed at all."""

    why: Literal["ruled_out", "cut", "unlisted"]
    reasons: tuple[Reason, ...] = ()


class RankMove(NamedTuple):
    """A framework that is ranked on one side at least.

    Where both sides rank it, ``criteria`` are the changes that sum to that of its score, the largest (by size) first.
    """

    id: str
    old: Place | Absent
    new: Place | Absent
    criteria: tuple[CriterionMove, ...] = ()

    @property
    def points(self) -> float | None:
        """By how much the score moved; None where one side does not rank it."""
        if isinstance(self.old, Absent) or isinstance(self.new, Absent):
            return None
        return self.new.score - self.old.score

    @property
    def cut(self) -> bool:
        """Whether one side's ranking ends before it, so that nobody knows whether it moved."""
        return any(isinstance(place, Absent) and place.why == "cut" for place in (self.old, self.new))

    @property
    def gaps(self) -> tuple[tuple[Unmet, ...], tuple[Unmet, ...]]:
        """What only a partner meets now, and what only a partner met before; empty where one side does not rank it."""
        if isinstance(self.old, Absent) or isinstance(self.new, Absent):
            return (), ()
        before, now = ({gap.requirement: gap for gap in place.unmet} for place in (self.old, self.new))
        added = tuple(gap for key, gap in now.items() if key not in before)
        return added, tuple(gap for key, gap in before.items() if key not in now)

    @property
    def same(self) -> bool:
        """Whether rank, score and gaps are the same."""
        if isinstance(self.old, Absent) or isinstance(self.new, Absent):
            return False
        level = self.old.rank == self.new.rank and abs(self.new.score - self.old.score) < SAME
        return level and self.gaps == ((), ())


class StackPlace(NamedTuple):
    """A stack in its list: position from 1, score, the two ends, what the exchange counts, what came of it when it was run."""

    position: int
    score: float
    ends: Ends | None
    reliability: float | None
    verified: Verified | None


class StackParts(NamedTuple):
    """Where the change of a stack's score comes from; the three parts sum to it."""

    prototype: float
    deploy: float
    exchange: float


class StackMove(NamedTuple):
    """The headline stack of a side, on both sides; None where a side does not list it."""

    stack: StackIds
    route: str
    old: StackPlace | None
    new: StackPlace | None

    @property
    def same(self) -> bool:
        """Whether place, score and proof are the same."""
        if self.old is None or self.new is None or abs(self.new.score - self.old.score) >= SAME:
            return False
        return (self.old.position, self.old.verified) == (self.new.position, self.new.verified)

    @property
    def parts(self) -> StackParts | None:
        """The change of its score by end and exchange; None where a side does not list it or does not tell them.

        score = (prototype + deploy) * reliability, so that with the means of both sides the parts sum to the change.
        """
        old, new = self.old, self.new
        if not (old and new and old.ends and new.ends) or old.reliability is None or new.reliability is None:
            return None
        factor = (old.reliability + new.reliability) / 2
        ends = (old.ends.prototype + old.ends.deploy + new.ends.prototype + new.ends.deploy) / 2
        return StackParts(
            factor * (new.ends.prototype - old.ends.prototype),
            factor * (new.ends.deploy - old.ends.deploy),
            ends * (new.reliability - old.reliability),
        )


class WeightMove(NamedTuple):
    """A weight that differs, 0 where a criterion does not count, and what set its importance."""

    criterion: str
    old: float
    new: float
    old_importance: Importance | None
    new_importance: Importance | None


class Drift(NamedTuple):
    """Everything that moved; ``labels`` names criteria, ``names`` alternatives, by id."""

    old: Side
    new: Side
    needs: tuple[NeedMove, ...]
    ranking: tuple[RankMove, ...]
    stacks: tuple[StackMove, ...]
    weights: tuple[WeightMove, ...]
    lead: LeadMove | None
    labels: Mapping[str, str]
    names: Mapping[str, str]

    @property
    def winner_changed(self) -> bool:
        """Whether another framework comes first."""
        return self.old.winner != self.new.winner

    @property
    def stack_changed(self) -> bool:
        """Whether another stack is the best."""
        return self.old.stack != self.new.stack

    @property
    def stands(self) -> bool:
        """Whether the decision is the same: the first of the ranking and the best stack."""
        return not self.winner_changed and not self.stack_changed
