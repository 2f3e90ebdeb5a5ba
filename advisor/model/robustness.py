"""How sure a recommendation is: shares of weightings, intervals of weights, and what would change the result.

Shares are 0-1 and, where they come from samples, have the standard error sqrt(p * (1 - p) / N).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal, NamedTuple

Level = Literal["quick", "full"]
Wanted = Literal["none", "quick", "full"]
"""How much of it a person asks for."""
Change = Literal["weight", "answer", "unsaid", "must", "wish", "dropped", "raised", "known"]


def standard_error(share: float, samples: int) -> float:
    """The standard error of a share that was counted over so many samples."""
    return sqrt(share * (1 - share) / samples)


class Acceptability(NamedTuple):
    """The share of weightings in which a framework comes first, or among the first three; ``ranks`` has one share a rank."""

    first: float
    top3: float
    ranks: tuple[float, ...]


class Interval(NamedTuple):
    """How far the share of one criterion may move, the others rescaled in proportion, while the winner stays first.

    ``share`` is the stated one; ``below`` and ``above`` are the ids that come first beyond the ends, None where nobody does.
    """

    share: float
    low: float
    high: float
    below: str | None
    above: str | None


class Flip(NamedTuple):
    """A single change that gives another winner or another headline stack.

    ``path`` is the criterion or the field of the requirements file, ``value`` what it becomes (a share for a weight, else an
    item); ``change`` says both as a person would write them. ``new_winner`` is None where nothing fits any more, ``new_stack``
    is (prototype, exchange, deploy) or None and ``new_route`` names it. ``moves`` says what is no longer the same; for weights
    the stack is not looked at.
    """

    kind: Change
    path: str
    value: str
    change: str
    new_winner: str | None
    new_stack: tuple[str, str, str] | None
    new_route: str | None
    moves: tuple[Literal["winner", "stack"], ...]


class Unknown(NamedTuple):
    """The criteria on which a framework's score is unknown.

    ``matters``: scores of 100 there would put it first, or, for the winner, scores of 0 would cost it the first place.
    """

    id: str
    criteria: tuple[str, ...]
    matters: bool


class Central(NamedTuple):
    """The mean of the weightings that put a framework first, and the share of samples in which it is first under that mean."""

    weights: Mapping[str, float]
    confidence: float


class StackShare(NamedTuple):
    """The share of weightings in which a stack is the best one."""

    prototype: str
    exchange: str
    deploy: str
    route: str
    share: float


@dataclass(frozen=True, slots=True)
class Robustness:
    """How sure the recommendation is, over ``samples`` weightings around the stated one.

    ``confidence`` is the share in which the winner stays first; ``beaten_by`` gives for every other framework the share in which
    it scores above the winner; ``level_with`` are those that are as good as the winner. ``stacks`` starts with the headline
    stack, and ``level_stacks`` names the routes that are about as often the best, or more often. ``answers_tried`` counts the
    single other answers that were tried for ``flips``.

    The last three are None unless the analysis is full: pairwise winning indices of the first three, central weights of what
    comes first in some sample, and the ids that can come first under any weighting at all.
    """

    level: Level
    samples: int
    concentration: float
    confidence: float
    acceptability: Mapping[str, Acceptability]
    beaten_by: Mapping[str, float]
    level_with: tuple[str, ...]
    stacks: tuple[StackShare, ...]
    level_stacks: tuple[str, ...]
    stability: Mapping[str, Interval]
    flips: tuple[Flip, ...]
    answers_tried: int
    unknown: tuple[Unknown, ...]
    pairwise: Mapping[str, Mapping[str, float]] | None = None
    central: Mapping[str, Central] | None = None
    possible_winners: tuple[str, ...] | None = None

    def error(self, share: float) -> float:
        """The standard error of a sampled share."""
        return standard_error(share, self.samples)
