"""Alternatives side by side: one frozen value that every report of a comparison is a pure function of.

Scores and contributions are on the 0-100 scale, weights are shares that sum to 1. Nothing is rounded here. Only the order of
``Comparison.alternatives`` follows that in which they were named; everything else would be the same in any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from advisor.model.explanation import Doubt
from advisor.model.knowledge import Evidence, Fact, Kind, Scale, Side
from advisor.model.recommendation import Contrast, Ranked, Stack
from advisor.model.robustness import Interval, Unknown, standard_error

End = Literal["alone", "deploy"]
"""What alternatives are compared as: one tool end to end, or the end of a stack that models are deployed on."""


class Missed(NamedTuple):
    """A hard requirement that an alternative misses (``unmet``), or that no source says it meets (``unknown``).

    ``met_by`` is the route that meets it in its place; ``evidence`` is None where no fact decides.
    """

    requirement: str
    status: Literal["unmet", "unknown"]
    fact: str
    evidence: Evidence | None
    met_by: str | None


class Compared(NamedTuple):
    """One alternative. ``entry`` is its row in a ranking of the compared alone; its ``rank`` is the place among them.

    ``rank`` is its place in the whole ranking of these needs, None where it is ruled out; ``points`` is what it brings to a
    stack as its deploy end, None where tools are compared end to end; ``retired`` is the fact that its makers have given it up.
    """

    id: str
    name: str
    kind: Kind
    summary: str
    homepage: str
    entry: Ranked
    points: float | None
    rank: int | None
    missed: tuple[Missed, ...]
    retired: Fact | None

    @property
    def ruled_out(self) -> bool:
        """Whether a hard requirement keeps it out of the ranking."""
        return self.rank is None

    @property
    def score(self) -> float | None:
        """The total, None where nothing that counts is known."""
        return self.entry.score if any(cell.score is not None for cell in self.entry.criteria.values()) else None


class CategoryRow(NamedTuple):
    """A category: the sum of its weights, what it contributes to each total, and the ids with the highest mean of it."""

    id: str
    name: str
    share: float
    contributions: Mapping[str, float]
    best: tuple[str, ...]
    differs: bool


class CriterionRow(NamedTuple):
    """A criterion: its weight with what set its level and that of its category, and how far the weight may move.

    ``best`` are the ids with the highest known score, none where nothing is known: those that would lead if only this counted.
    """

    id: str
    category: str
    share: float
    level: str
    because: str
    category_level: str
    category_because: str
    interval: Interval
    best: tuple[str, ...]
    differs: bool


class FactCell(NamedTuple):
    """A fact of one alternative; ``fact`` is None for what the team says itself.

    ``points`` are what it is worth, ``times`` how often they count in the score of the criterion; both None where the score of
    this alternative does not rest on the fact.
    """

    fact: Fact | None
    points: float | None
    times: float | None
    doubt: Doubt


class FactRow(NamedTuple):
    """One fact of all alternatives, by their ids, None where it is unknown; ``criterion`` is None where no score rests on it.

    ``side`` is the side of a two-sided fact that is read, ``scale`` the scale of a figure.
    """

    criterion: str | None
    id: str
    side: Side | None
    scale: Scale | None
    cells: Mapping[str, FactCell | None]
    differs: bool


class Shares(NamedTuple):
    """Over ``samples`` weightings: the share in which each takes each rank among the compared, by id.

    ``concentration`` is that of the weightings around the stated one, None for all weightings alike.
    """

    samples: int
    concentration: float | None
    ranks: Mapping[str, tuple[float, ...]]

    @property
    def first(self) -> dict[str, float]:
        """The share in which each comes first."""
        return {id_: shares[0] for id_, shares in self.ranks.items()}

    def error(self, share: float) -> float:
        """The standard error of a share."""
        return standard_error(share, self.samples)


class Winning(NamedTuple):
    """Who wins under which weights: ``order`` holds the ids by their totals, and ``leader`` is the first of them.

    ``contrasts`` set the leader against each other one; ``beaten_by`` is the share of weightings around the stated one in which
    each other one scores above the leader, ``level_with`` are those that are as good as it. ``dominance`` holds pairs (better,
    worse), ``never_first`` those that no weights put first among these.
    """

    leader: str
    order: tuple[str, ...]
    contrasts: tuple[Contrast, ...]
    around: Shares
    anywhere: Shares
    beaten_by: Mapping[str, float]
    level_with: tuple[str, ...]
    dominance: tuple[tuple[str, str], ...]
    never_first: tuple[str, ...]
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole comparison.

    ``end`` says what they are compared as, ``part`` which share of all weights judges that (1 for end to end), and ``ranked`` how
    many the whole ranking has. ``labels`` names criteria and categories, ``names`` alternatives by id. ``facts`` are first those
    behind the scores, criterion by criterion, then the others; ``routes`` lead from one of the compared to another; ``sources``
    are everything that is cited, numbered from 1.
    """

    edition: str
    edition_title: str
    knowledge_date: str
    title: str
    requirements: Mapping[str, Any]
    end: End
    part: float
    ranked: int
    labels: Mapping[str, str]
    names: Mapping[str, str]
    not_scored: tuple[str, ...]
    alternatives: tuple[Compared, ...]
    categories: tuple[CategoryRow, ...]
    criteria: tuple[CriterionRow, ...]
    winning: Winning
    facts: tuple[FactRow, ...]
    routes: tuple[Stack, ...]
    sources: tuple[Evidence, ...]

    def of(self, id_: str) -> Compared:
        """The alternative with that id."""
        return next(one for one in self.alternatives if one.id == id_)

    def number(self, evidence: Evidence) -> int:
        """The number of a source, from 1."""
        return self.sources.index(cited(evidence)) + 1


def cited(evidence: Evidence) -> Evidence:
    """A piece of evidence as it is listed among the sources: without the place on the page and the note."""
    return evidence._replace(locator="", note="")
