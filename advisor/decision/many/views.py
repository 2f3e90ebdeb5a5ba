"""Cells, shares of what is known and totals for many requirement sets at once (the formulas of `scores` and `ranking`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np

from advisor.decision.many.effects import UNSAID, Bools, Effects, Floats
from advisor.decision.scores import ENDS, score_table
from advisor.model.requirements import Requirements


class Cells(NamedTuple):
    """One criterion for many sets, axes (set, alternative): scores 0-100, 0 where unknown; ``known`` 0 or 1."""

    scores: Floats
    known: Floats


class View(NamedTuple):
    """One way of looking at alternatives (alone, as prototype, as deploy end).

    ``scores`` and ``known`` (alternative, criterion) hold while nothing is asked for; ``moved`` replaces single criteria.
    """

    scores: Floats
    known: Floats
    moved: Mapping[int, Cells]


class Seen(NamedTuple):
    """The three views, and what a deploy end is judged on.

    ``possible`` (end, set, criterion) as in `scores.ScoreTable`; ``at_deploy`` holds the denominators (set, alternative) at the
    deploy end of the criteria that were asked about.
    """

    alone: View
    prototype: View
    deploy: View
    possible: Floats
    at_deploy: Mapping[int, Floats]


class Views:
    """What alternatives score and how much of it is known, for many requirement sets."""

    def __init__(self, effects: Effects) -> None:
        """Over the alternatives and criteria of these effects."""
        self.effects, self.knowledge = effects, effects.knowledge

    @cached_property
    def neutral(self) -> tuple[Floats, Floats, Floats, Floats]:
        """Without needs: numerators, denominators, native numerators (end, alternative, criterion), possible (end, criterion)."""
        table = score_table(Requirements(), self.knowledge, self.effects.criteria)
        return table.num, table.den, table.native, table.possible

    @cached_property
    def membership(self) -> Bools:
        """Which criterion belongs to which category; axes (category, criterion)."""
        criteria, categories = self.effects.criteria, self.effects.categories
        return np.array([[self.knowledge.criteria[id_].category == one for id_ in criteria] for one in categories])

    def see(self, counts: Floats, familiar: Floats) -> Seen:
        """The views for sets that ask for items this often (set, item), whose teams know this (set, alternative)."""
        moved: list[dict[int, Cells]] = [{}, {}, {}]
        possible = np.repeat(self.neutral[3][:, None], len(counts), axis=1)
        at_deploy: dict[int, Floats] = {}
        items = self.effects.items
        for column in np.unique(items.column).tolist():
            mine = np.flatnonzero(items.column == column)
            asked = counts[:, mine]
            rows = asked.any(axis=1)
            if rows.any():
                sums = np.empty((3, 2, len(asked), len(items.points)))
                for end, counted in enumerate(asked * items.ends[:, None, mine]):
                    for table, made in zip(self._tables[column], sums[:, end], strict=True):
                        np.matmul(counted, table, out=made)
                sums[:, :, ~rows] = np.array([one[:, :, column] for one in self.neutral[:3]])[:, :, None]
                possible[:, rows, column] = items.ends[:, mine] @ asked[rows].T
                self._move(moved, at_deploy, column, sums)
        if "familiarity" in self.effects.criteria and (familiar[:, 0] != UNSAID).any():
            column = self.effects.criteria.index("familiarity")
            said = (familiar != UNSAID).astype(float)
            ends = ENDS[self.knowledge.criteria["familiarity"].phase]
            sums = np.array([[one * end for end in ends] for one in (familiar * said, said, familiar * said)])
            self._move(moved, at_deploy, column, sums)
        alone, prototype, deploy = (View(*pair, one) for pair, one in zip(self.fixed, moved, strict=True))
        return Seen(alone, prototype, deploy, possible, at_deploy)

    @cached_property
    def _tables(self) -> dict[int, Floats]:
        """By criterion: points, known and native points of its items, axes (kind, item, alternative)."""
        items = self.effects.items
        whole = np.array([items.points.T, items.known.T, (items.points * items.native).T])
        return {column: whole[:, items.column == column] for column in np.unique(items.column).tolist()}

    @staticmethod
    def _move(moved: list[dict[int, Cells]], at_deploy: dict[int, Floats], column: int, sums: Floats) -> None:
        """Put numerators, denominators and native numerators, axes (kind, end, set, alternative), in place of a criterion."""
        num, den, native = sums
        pairs = ((num[0] + num[1], den[0] + den[1]), (native[0], den[0]), (native[1], den[1]))
        for view, (points, mass) in zip(moved, pairs, strict=True):
            known = mass > 0
            view[column] = Cells(np.divide(points, mass, out=np.zeros_like(points), where=known), known.astype(float))
        at_deploy[column] = den[1]

    @cached_property
    def fixed(self) -> list[tuple[Floats, Floats]]:
        """Scores and what is known, axes (alternative, criterion), of the three views while nothing is asked for."""
        num, den, native, _ = self.neutral
        pairs = ((num[0] + num[1], den[0] + den[1]), (native[0], den[0]), (native[1], den[1]))
        return [
            (np.divide(points, mass, out=np.zeros_like(points), where=mass > 0), (mass > 0).astype(float))
            for points, mass in pairs
        ]

    def totals(self, view: View, weights: Floats) -> Floats:
        """Weighted sum of category means (set, alternative): `ranking.effective_weights` and `overall` for many sets."""
        total, norm = np.zeros((2, len(weights), len(self.effects.ids)))
        for members in self.membership:
            still = [column for column in np.flatnonzero(members).tolist() if column not in view.moved]
            mass = weights[:, still] @ view.known[:, still].T
            points = weights[:, still] @ (view.known * view.scores)[:, still].T
            for column in np.flatnonzero(members).tolist():
                if column in view.moved:
                    part = weights[:, column, None] * view.moved[column].known
                    mass += part
                    points += part * view.moved[column].scores
            there = mass > 0
            full = weights[:, members].sum(axis=1)[:, None]
            total += full * np.divide(points, mass, out=np.zeros_like(mass), where=there)
            norm += full * there
        means: Floats = np.divide(total, norm, out=np.zeros_like(total), where=norm > 0)
        return means

    @staticmethod
    def known(view: View, weights: Floats) -> Floats:
        """The share (set, alternative), by weight, of what counts that is known."""
        still = [column for column in range(weights.shape[1]) if column not in view.moved]
        known = weights[:, still] @ view.known[:, still].T
        for column, cells in view.moved.items():
            known += weights[:, column, None] * cells.known
        return known

    def known_at_deploy(self, weights: Floats, seen: Seen) -> Floats:
        """The share (set, alternative), by weight, of what a deploy end is judged on that is known."""
        relevant = weights * (seen.possible[1] > 0)
        mass = relevant.sum(axis=1, keepdims=True)
        per_unit = np.divide(relevant, seen.possible[1], out=np.zeros_like(relevant), where=seen.possible[1] > 0)
        still = [column for column in range(weights.shape[1]) if column not in seen.at_deploy]
        known = per_unit[:, still] @ self.neutral[1][1][:, still].T
        for column, den in seen.at_deploy.items():
            known += per_unit[:, column, None] * den
        share: Floats = np.divide(known, mass, out=np.ones_like(known), where=mass > 0)
        return share
