"""How the lead of one framework over another moved, by criterion and down to single facts. A change is always new minus old."""

from __future__ import annotations

from typing import NamedTuple

from advisor.model.contract.base import Fact
from advisor.model.contract.entries import Cell

SAME = 1e-9
"""Points and shares that differ by less are the same: other machines round other last digits."""


class FactMove(NamedTuple):
    """A fact of a cell whose value differs, or which counts on one side only (None on the other)."""

    id: str
    old: Fact | None
    new: Fact | None


class CellMove(NamedTuple):
    """One framework on one criterion: ``by_score`` + ``by_weight`` is the change of its contribution.

    With the means of both sides: mean weight * change of score + mean score * change of weight. Where a score is unknown on one
    side all of it is ``by_score``, where the criterion counts on one side only all of it is ``by_weight``.
    """

    id: str
    old: Cell | None
    new: Cell | None
    by_score: float
    by_weight: float
    facts: tuple[FactMove, ...]

    @property
    def rescored(self) -> bool:
        """Whether the score moved although its facts say the same."""
        if self.old is None or self.new is None or self.facts:
            return False
        return self.old.score != self.new.score and abs(self.by_score) >= SAME


class CriterionMove(NamedTuple):
    """What one criterion adds to the change of a score."""

    criterion: str
    cell: CellMove

    @property
    def points(self) -> float:
        """The change of the contribution."""
        return self.cell.by_score + self.cell.by_weight


class LeadPart(NamedTuple):
    """What one criterion adds to the change of a lead."""

    criterion: str
    ahead: CellMove
    behind: CellMove

    @property
    def by_score(self) -> float:
        """The part that comes from scores."""
        return self.ahead.by_score - self.behind.by_score

    @property
    def by_weight(self) -> float:
        """The part that comes from weights."""
        return self.ahead.by_weight - self.behind.by_weight

    @property
    def points(self) -> float:
        """Both together."""
        return self.by_score + self.by_weight


class LeadMove(NamedTuple):
    """The lead of one framework over another on both sides; ``parts`` sum to its change, the largest (by size) first.

    Of those that both sides rank, ``ahead`` is the first now; ``behind`` was the first or, where that is the same, the second of
    now or of before.
    """

    ahead: str
    behind: str
    old: float
    new: float
    parts: tuple[LeadPart, ...]
