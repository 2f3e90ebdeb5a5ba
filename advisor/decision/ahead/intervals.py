"""Between which values a cell can lie whatever is still answered: exact where it is known, bounded where it is not.

A missing score is carried by the weighted mean of its category. The largest such mean for weights between bounds gives the
largest weight to the highest scores (Karnik and Mendel's algorithm for interval weighted averages).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from advisor.decision.ahead.open_answers import Situation
from advisor.decision.many.deciding import ROUNDING
from advisor.decision.many.effects import UNSAID, Bools, Floats


class Side(NamedTuple):
    """One way of looking at alternatives: bounds of values 0-100 by item and by criterion when nothing is asked.

    ``item_share`` (item) and ``share`` (criterion) say how much of the weight lies on this side.
    """

    item_low: Floats
    item_high: Floats
    low: Floats
    high: Floats
    item_share: Floats
    share: Floats


class _Known(NamedTuple):
    """Of one side: scores and what is known without needs (alternative, criterion), the same by item, and the shares."""

    scores: Floats
    known: Bools
    points: Floats
    item_known: Bools
    item_share: Floats
    share: Floats


class Intervals:
    """The sides of all alternatives in one situation."""

    def __init__(self, situation: Situation) -> None:
        """Computed when asked for."""
        self.situation, self.many = situation, situation.many
        self._sides: dict[str, Side] = {}

    def side(self, name: str) -> Side:
        """`alone`, `prototype` or `deploy`."""
        if name not in self._sides:
            self._sides[name] = self._made(name)
        return self._sides[name]

    def surely_known(self, name: str) -> Bools:
        """Of which alternatives at least the share that the edition demands is known, whatever is answered."""
        about = self._known(name)
        unknown = self._may_be_unknown(about)
        if name == "deploy":
            unknown |= self._some_item_unknown(about)
        most, least = self._raw(about)
        known, doubt = (~unknown) @ least, unknown @ most
        share = np.divide(known, known + doubt, out=np.ones_like(known), where=known + doubt > 0)
        enough: Bools = share >= self.many.knowledge.edition.known_share
        return enough

    def surely_too_little(self, name: str) -> Bools:
        """Of which alternatives less than the share that the edition demands is known, whatever is answered."""
        about = self._known(name)
        possible = self._may_be_known(about)
        most, least = self._raw(about)
        known, missing = possible @ most, (~possible) @ least
        share = np.divide(known, known + missing, out=np.ones_like(known), where=known + missing > 0)
        little: Bools = share < self.many.knowledge.edition.known_share - ROUNDING
        return little

    def _raw(self, about: _Known) -> tuple[Floats, Floats]:
        """The largest and the smallest weight (not normalised) that each criterion can have on a side."""
        low, high = self.situation.levels
        high = np.where(self.situation.prioritised, np.maximum(high, max(self.situation.strengths)), high)
        category = self.many.views.membership.argmax(axis=0)
        factors = np.array(self.situation.factors)[:, category] / self.situation.sizes[category]
        relevant = about.share > 0
        return high * factors.max(axis=0) * relevant, low * factors.min(axis=0) * relevant

    def _known(self, name: str) -> _Known:
        position = ("alone", "prototype", "deploy").index(name)
        scores, known = self.many.views.fixed[position]
        items, possible = self.many.effects.items, self.many.views.neutral[3]
        if name == "alone":
            return _Known(
                scores, known > 0, items.points, items.known > 0, np.ones(len(items.asked)), np.ones(scores.shape[1])
            )
        end = position - 1
        item_share = items.ends[end] / items.ends.sum(axis=0)
        share = possible[end] / possible.sum(axis=0)
        return _Known(scores, known > 0, items.points * items.native, items.known > 0, item_share, share)

    def _columns(self) -> list[tuple[int, np.ndarray[tuple[int], np.dtype[np.intp]]]]:
        """Each criterion that items belong to, with those that are or may be asked for."""
        items, possible = self.many.effects.items, self.situation.possible_items
        return [
            (column, np.flatnonzero((items.column == column) & possible)) for column in np.unique(items.column).tolist()
        ]

    def _may_be_unknown(self, about: _Known) -> Bools:
        """Which cells may turn out to be unknown altogether; axes (alternative, criterion)."""
        found = ~about.known & self.situation.default_possible
        for column, mine in self._columns():
            mine = mine[about.item_share[mine] > 0]
            asked = mine[self.situation.closed.counts[mine] > 0]
            if len(asked):
                found[:, column] |= ~about.item_known[:, asked].any(axis=1)
            else:
                found[:, column] |= (~about.item_known[:, mine]).any(axis=1)
        return found

    def _may_be_known(self, about: _Known) -> Bools:
        """Which cells may turn out to be known at least in part; axes (alternative, criterion)."""
        found = about.known & self.situation.default_possible
        for column, mine in self._columns():
            mine = mine[about.item_share[mine] > 0]
            found[:, column] |= about.item_known[:, mine].any(axis=1)
        if "familiarity" in self.many.effects.criteria:
            found[:, self.many.effects.criteria.index("familiarity")] = True
        return found

    def _some_item_unknown(self, about: _Known) -> Bools:
        found = np.zeros_like(about.known)
        for column, mine in self._columns():
            mine = mine[about.item_share[mine] > 0]
            found[:, column] = (~about.item_known[:, mine]).any(axis=1)
        return found

    def _made(self, name: str) -> Side:
        about = self._known(name)
        low, high, weight_low, weight_high = self._ranges(about)
        mean_low, mean_high = self._category_means(low, high, weight_low, weight_high)
        never = weight_high == 0
        low, high = np.where(never, np.inf, low), np.where(never, -np.inf, high)
        item_low, item_high = about.points.copy(), about.points.copy()
        for column, mine in self._columns():
            unknown = ~about.item_known[:, mine]
            item_low[:, mine] = np.where(unknown, np.minimum(low, mean_low)[:, column, None], item_low[:, mine])
            item_high[:, mine] = np.where(unknown, np.maximum(high, mean_high)[:, column, None], item_high[:, mine])
        return Side(
            item_low,
            item_high,
            np.where(about.known, about.scores, mean_low),
            np.where(about.known, about.scores, mean_high),
            about.item_share,
            about.share,
        )

    def _ranges(self, about: _Known) -> tuple[Floats, Floats, Floats, Floats]:
        """Smallest and largest value of each cell while it is known, and of its weight within its category."""
        default = self.situation.default_possible
        low = np.where(about.known & default, about.scores, np.inf)
        high = np.where(about.known & default, about.scores, -np.inf)
        share_low, share_high = np.where(default, about.share, np.inf), np.where(default, about.share, 0.0)
        for column, mine in self._columns():
            if not len(mine):
                continue
            shares = about.item_share[mine]
            share_low[column] = min(share_low[column], shares.min())
            share_high[column] = max(share_high[column], shares.max())
            mine = mine[shares > 0]
            if len(mine):
                known, points = about.item_known[:, mine], about.points[:, mine]
                low[:, column] = np.minimum(low[:, column], np.where(known, points, np.inf).min(axis=1))
                high[:, column] = np.maximum(high[:, column], np.where(known, points, -np.inf).max(axis=1))
        if "team_knows" in self.situation.open or (self.situation.closed.familiar != UNSAID).any():
            column = self.many.effects.criteria.index("familiarity")
            low[:, column], high[:, column] = 0.0, 100.0
        levels_low, levels_high = self.situation.levels
        strongest = max(self.situation.strengths)
        levels_high = np.where(self.situation.prioritised, np.maximum(levels_high, strongest), levels_high)
        never = np.isinf(high)
        weight_low = np.where(self._may_be_unknown(about) | never, 0.0, levels_low * np.minimum(share_low, share_high))
        weight_high = np.where(never, 0.0, levels_high * share_high)
        return np.where(never, 0.0, low), np.where(never, 0.0, high), weight_low, weight_high

    def _category_means(
        self, low: Floats, high: Floats, weight_low: Floats, weight_high: Floats
    ) -> tuple[Floats, Floats]:
        """Smallest and largest weighted mean of each cell's category; 0 and 100 where nothing in it is surely known."""
        smallest, largest = np.zeros_like(low), np.full_like(high, 100.0)
        for members in self.many.views.membership:
            sure = weight_low[:, members].sum(axis=1) > 0
            top = _largest_mean(high[:, members], weight_low[:, members], weight_high[:, members])
            bottom = -_largest_mean(-low[:, members], weight_low[:, members], weight_high[:, members])
            largest[:, members] = np.where(sure, top, 100.0)[:, None]
            smallest[:, members] = np.where(sure, bottom, 0.0)[:, None]
        return smallest, largest


def _largest_mean(values: Floats, low: Floats, high: Floats) -> Floats:
    """The largest weighted mean of each row for weights between ``low`` and ``high``; 0 where all weights are 0."""
    order = np.argsort(-values, axis=1)
    values, low, high = (np.take_along_axis(one, order, axis=1) for one in (values, low, high))
    zero = np.zeros((len(values), 1))
    points = np.hstack([zero, np.cumsum(high * values, axis=1)]) + np.hstack(
        [np.cumsum((low * values)[:, ::-1], axis=1)[:, ::-1], zero]
    )
    mass = np.hstack([zero, np.cumsum(high, axis=1)]) + np.hstack([np.cumsum(low[:, ::-1], axis=1)[:, ::-1], zero])
    means = np.divide(points, mass, out=np.full_like(points, -np.inf), where=mass > 0)
    best: Floats = means.max(axis=1)
    return np.where(np.isneginf(best), 0.0, best)
