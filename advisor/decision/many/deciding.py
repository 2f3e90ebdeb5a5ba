"""Many requirement sets decided side by side, by the same formulas as one (`decision.recommend`), on plain arrays.

For each set: the score of every framework, who is first, and which stack is best. The cost is linear in the number of sets, and
for each set in alternatives * criteria and in the number of routes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.decision.many.effects import UNSAID, Bools, Effect, Effects, Floats, Tables, combine, stack
from advisor.decision.many.route_table import NOTHING, RouteTable, first
from advisor.decision.many.views import Seen, Views
from advisor.model.knowledge import Knowledge
from advisor.model.requirements import Requirements

__all__ = ["NOTHING", "Many", "Outcomes"]

Integers = NDArray[np.intp]
CHUNK = 1024
ROUNDING = 1e-12


class Outcomes(NamedTuple):
    """What came out for each requirement set.

    ``scores`` (set, framework) 0-100, NaN for what is ruled out; ``winner`` (set) is a position in the frameworks and ``stack``
    (set) one in the stacks of `Many`, or `NOTHING`; ``stack_score`` (set) is NaN without a stack. ``weightless`` (set) marks
    sets that leave no criterion with a weight; nothing else is said about them.
    """

    scores: Floats
    winner: Integers
    stack: Integers
    stack_score: Floats
    weightless: Bools


class Stage(NamedTuple):
    """What sets are decided from, the set being the first axis unless said otherwise.

    ``seen``: the views; ``weights`` (set, criterion) sum to 1, save for the ``weightless``; ``split`` (end, set, criterion) is
    the part of a criterion that belongs to each end, ``parts`` the same times its weight; ``able``, ``open_`` and ``lacks``
    (set, alternative): may it be the prototype, the deploy end, and is it sure that it cannot serve itself.
    """

    seen: Seen
    weights: Floats
    weightless: Bools
    split: Floats
    parts: Floats
    able: Bools
    open_: Bools
    lacks: Bools


class Many:
    """The decision for many requirement sets under one knowledge base.

    ``frameworks`` are the ids that are ranked, in the order of `Outcomes.scores`, and ``rows`` their positions among all;
    ``stacks`` every (prototype, exchange, deploy) that came out so far.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        """What does not depend on the requirements is compiled when it is first needed."""
        self.knowledge = knowledge
        self.effects = Effects(knowledge)
        self.views = Views(self.effects)
        self.position = {id_: row for row, id_ in enumerate(self.effects.ids)}
        self.routes = RouteTable(knowledge, self.effects.ids)
        self.stacks = self.routes.stacks
        self.frameworks = tuple(sorted(one.id for one in knowledge.frameworks))
        self.rows = np.array([self.routes.position[id_] for id_ in self.frameworks], dtype=np.intp)

    def decide(
        self, effects: Mapping[str, Sequence[Effect]], codes: Mapping[str, Sequence[int] | Integers], count: int
    ) -> Outcomes:
        """Decide ``count`` sets; in field f the set n has the effect ``effects[f][codes[f][n]]``.

        Fields that are left out count as not answered; an answer may be given in parts, each under a name of its own (such as
        ``priorities.graph``).
        """
        limits = [self.standing if one is self.silence else one for one in effects.get("constraints", [self.silence])]
        tables = stack({**effects, "constraints": limits}, self.silence)
        given = {field: np.asarray(rows, np.intp) for field, rows in codes.items()}
        where = {"constraints": np.zeros(count, dtype=np.intp), **given}
        routes = self._routes(effects, given, count)
        parts = [
            self._chunk(tables, {field: rows[part] for field, rows in where.items()}, routes[part])
            for part in (slice(start, start + CHUNK) for start in range(0, max(1, count), CHUNK))
        ]
        return Outcomes(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def one_by_one(self, sets: Sequence[Mapping[str, Effect]]) -> Outcomes:
        """Decide sets that are given as the effects of their answers by field."""
        effects: dict[str, list[Effect]] = {}
        codes: dict[str, Integers] = {}
        for field in {field for one in sets for field in one}:
            found = [one.get(field, self.silence) for one in sets]
            distinct = {id(effect): effect for effect in found}
            place = {key: position for position, key in enumerate(distinct)}
            effects[field] = list(distinct.values())
            codes[field] = np.array([place[id(effect)] for effect in found], np.intp)
        return self.decide(effects, codes, len(sets))

    @property
    def silence(self) -> Effect:
        """The effect of a question that is not answered."""
        return self.effects.silence

    def _routes(self, effects: Mapping[str, Sequence[Effect]], codes: Mapping[str, Integers], count: int) -> Integers:
        """Which table of `RouteTable` holds the routes of each set."""
        found = np.zeros((2, count), np.intp)
        said: list[list[str]] = []
        for axis, field in enumerate(("dynamic_graphs", "domain")):
            variants = [one.variant for one in effects.get(field, [self.silence])]
            said.append(sorted({"", *variants}))
            place = np.array([said[axis].index(one) for one in variants], np.intp)
            found[axis] = place[codes[field]] if field in codes else 0
        pairs = found[0] * len(said[1]) + found[1]
        tables = np.zeros(len(said[0]) * len(said[1]), np.intp)
        for pair in np.unique(pairs).tolist():
            graph, domain = divmod(pair, len(said[1]))
            tables[pair] = self.routes.table(said[0][graph], said[1][domain])
        chosen: Integers = tables[pairs]
        return chosen

    @cached_property
    def standing(self) -> Effect:
        """What holds without any answer: nothing retired, as the edition says."""
        return self.effects.of("constraints", Requirements())

    @cached_property
    def defaults(self) -> tuple[Floats, Floats, float]:
        """The multiplier of each criterion when nothing is said, the criteria in each category, and a category's multiplier."""
        multipliers, known = self.knowledge.weight_rules.multipliers, self.knowledge.criteria
        levels = [multipliers["none" if known[id_].on_demand else "medium"] for id_ in self.effects.criteria]
        sizes = [
            max(1, sum(1 for one in known.values() if one.category == category and not one.on_demand))
            for category in self.effects.categories
        ]
        return np.array(levels), np.array(sizes, float), multipliers["medium"]

    def _chunk(self, tables: Tables, codes: Mapping[str, Integers], routes: Integers) -> Outcomes:
        stage = self._stage(combine(tables, codes, self.silence, len(routes)))
        ends = [
            self.views.totals(view, part) * part.sum(axis=1, keepdims=True)
            for view, part in zip((stage.seen.prototype, stage.seen.deploy), stage.parts, strict=True)
        ]
        best = self.routes.best(routes, ends, stage.able, stage.open_)
        ranked = stage.able & (best.reached | ~stage.lacks) & ~stage.weightless[:, None]
        scores = np.where(ranked, self.views.totals(stage.seen.alone, stage.weights), np.nan)[:, self.rows]
        best.stack[stage.weightless], best.score[stage.weightless] = NOTHING, np.nan
        return Outcomes(scores, first(scores), best.stack, best.score, stage.weightless)

    def _stage(self, stated: Effect) -> Stage:
        weights, weightless = self.weights(stated)
        seen = self.views.see(stated.counts, stated.familiar)
        share = self.knowledge.edition.known_share - ROUNDING
        able = stated.prototype & (self.views.known(seen.alone, weights) >= share)
        open_ = stated.deploy & (self.views.known_at_deploy(weights, seen) >= share)
        mass = seen.possible.sum(axis=0)
        split = np.divide(seen.possible, mass, out=np.zeros_like(seen.possible), where=mass > 0)
        return Stage(seen, weights, weightless, split, split * weights, able, open_, stated.lacks)

    def stage(self, effects: Mapping[str, Effect]) -> Stage:
        """What one set, given as the effects of its answers by field, is decided from."""
        given = {"constraints": self.standing, **effects}
        tables = stack({field: [effect] for field, effect in given.items()}, self.silence)
        return self._stage(combine(tables, dict.fromkeys(given, np.zeros(1, dtype=np.intp)), self.silence, 1))

    def weights(self, stated: Effect) -> tuple[Floats, Bools]:
        """Shares (set, criterion) summing to 1, and which sets have none."""
        medium, sizes, category_medium = self.defaults
        factors = np.where(
            stated.lowered != UNSAID, stated.lowered, np.where(stated.raised != UNSAID, stated.raised, category_medium)
        )
        multipliers = np.where(
            stated.forced != UNSAID, stated.forced, np.where(stated.levels != UNSAID, stated.levels, medium)
        )
        raw = multipliers * ((factors / sizes) @ self.views.membership)
        expert = (stated.weights != UNSAID).any(axis=1, keepdims=True)
        raw = np.where(expert, np.maximum(stated.weights, 0), raw)
        largest = raw.max(axis=1, keepdims=True)
        scaled = np.divide(raw, largest, out=np.zeros_like(raw), where=largest > 0)
        sums = scaled.sum(axis=1, keepdims=True)
        shares: Floats = np.divide(scaled, sums, out=np.zeros_like(scaled), where=sums > 0)
        return shares, sums[:, 0] == 0
