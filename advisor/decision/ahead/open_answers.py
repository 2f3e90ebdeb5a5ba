"""What is answered and what is open, and how much each criterion can come to weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from advisor.decision.many.deciding import Many
from advisor.decision.many.effects import UNSAID, Bools, Effect, Floats


class Open(NamedTuple):
    """An open question: its id, its kind, and the effects of every single option."""

    id: str
    kind: str
    options: Sequence[Effect]


class Situation:
    """The effects of all answers together, and the open questions by the field that they set."""

    def __init__(self, many: Many, closed: Effect, open_: Mapping[str, Open]) -> None:
        """``closed`` without a set axis."""
        self.many, self.closed, self.open = many, closed, open_
        self.medium, self.sizes, self.category_medium = many.defaults

    def level(self, column: int, stated: float = UNSAID) -> float:
        """The multiplier of a criterion if, beside what is answered, this level is stated."""
        if self.closed.forced[column] != UNSAID:
            return float(self.closed.forced[column])
        level = max(float(self.closed.levels[column]), stated)
        return level if level != UNSAID else float(self.medium[column])

    @cached_property
    def strengths(self) -> list[float]:
        """How strong an open question about priorities can make criteria; 0 when it is not open."""
        found = self.open.get("priorities")
        return sorted({float(one.levels.max()) for one in found.options}) if found else [0.0]

    @cached_property
    def prioritised(self) -> Bools:
        """The criteria that an open question about priorities can raise."""
        found = self.open.get("priorities")
        if found is None:
            return np.zeros(len(self.medium), bool)
        raised: Bools = np.logical_or.reduce([one.levels != UNSAID for one in found.options])
        raised &= self.closed.forced == UNSAID
        return raised

    @cached_property
    def factors(self) -> list[Floats]:
        """The factors of the categories, for every answer to an open question about the goal."""
        raised = [self.closed.raised]
        if "goal" in self.open:
            raised += [np.maximum(self.closed.raised, one.raised) for one in self.open["goal"].options]
        lowered = self.closed.lowered
        found = [
            np.where(lowered != UNSAID, lowered, np.where(one != UNSAID, one, self.category_medium)) for one in raised
        ]
        return list({one.tobytes(): one for one in found}.values())

    @cached_property
    def possible_items(self) -> Bools:
        """The items that are asked for or may still be."""
        found = self.closed.counts > 0
        for one in self.open.values():
            for option in one.options:
                found = found | (option.counts > 0)
        return found

    @cached_property
    def levels(self) -> tuple[Floats, Floats]:
        """The smallest and the largest multiplier of each criterion."""
        low = np.array([self.level(column) for column in range(len(self.medium))])
        high = low.copy()
        for one in self.open.values():
            for option in one.options:
                for column in np.flatnonzero(option.levels != UNSAID).tolist():
                    level = self.level(column, float(option.levels[column]))
                    low[column], high[column] = min(low[column], level), max(high[column], level)
        return low, high

    @property
    def default_possible(self) -> Bools:
        """The criteria about which nothing was asked yet, so that they may keep the score that they have without needs."""
        asked = np.zeros(len(self.medium), bool)
        asked[self.many.effects.items.column[self.closed.counts > 0]] = True
        return ~asked
