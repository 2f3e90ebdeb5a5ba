"""Bounds on how far a rival can get ahead of the leader, criterion by criterion (see `decision.certainty`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.decision.ahead.intervals import Intervals, Side
from advisor.decision.ahead.open_answers import Open, Situation
from advisor.decision.many.effects import UNSAID, Effect, Floats
from advisor.decision.scores import REQUIRED_COUNTS

Integers = NDArray[np.intp]
MARGIN = 1e-6
"""A rival closer than this (score points times weight) is not surely behind."""


class Race(NamedTuple):
    """Rivals against the leader, seen from one or two sides, with reliabilities in (0, 1].

    ``leads`` and ``rivals`` are positions of alternatives by side. ``graph`` and ``domains`` are the answers, to these questions
    if they are open, for which the race holds (by ``variant``; the empty one is no answer); None: any.
    """

    sides: tuple[str, ...]
    leads: tuple[int, ...]
    rivals: tuple[Integers, ...]
    lead_factor: float
    factors: Floats
    graph: str | None = None
    domains: frozenset[str] | None = None

    def allows(self, field: str, option: Effect | None) -> bool:
        """Whether an option (None: no answer) belongs to the race."""
        said = option.variant if option is not None else ""
        if field == "dynamic_graphs" and self.graph is not None:
            return said == self.graph
        return field != "domain" or self.domains is None or said in self.domains


class Bounds:
    """The largest lead that rivals can take over a leader while some questions are open."""

    def __init__(self, situation: Situation, graph: str, domain: str) -> None:
        """``graph`` and ``domain``: what was answered about dynamic graphs and the domain."""
        self.situation, self.many = situation, situation.many
        self.said = {"dynamic_graphs": graph, "domain": domain}
        self.category = self.many.views.membership.argmax(axis=0)
        self.intervals = Intervals(situation)

    def frameworks(self, leader: int) -> Race:
        """The race of all frameworks that can still be ranked."""
        closed, views = self.situation.closed, self.many.routes
        graphs = {graph for graph, _ in self._variants()}
        reached = np.logical_or.reduce(
            [(views.routes(graph, self.said["domain"]).reaches * closed.deploy).any(axis=1) for graph in graphs]
        )
        alive = closed.prototype & (reached | ~closed.lacks) & ~self.intervals.surely_too_little("alone")
        rows = np.array([row for row in self.many.rows.tolist() if alive[row] and row != leader], np.intp)
        return Race(("alone",), (leader,), (rows,), 1.0, np.ones(len(rows)))

    def stacks(self, leader: int) -> Iterator[Race | None]:
        """The races of all stacks that are not ruled out yet, one for each way in which routes can be judged.

        None where the leading stack is no route, or goes through another format.
        """
        closed = self.situation.closed
        able = closed.prototype & ~self.intervals.surely_too_little("alone")
        open_ = closed.deploy & ~self.intervals.surely_too_little("deploy")
        for graph, domains in self._variants():
            routes = self.many.routes.routes(graph, min(domains))
            place = np.flatnonzero(routes.stack == leader)
            if not len(place):
                yield None
                continue
            keep = able[routes.prototype] & open_[routes.deploy]
            keep[place[0]] = False
            yield Race(
                ("prototype", "deploy"),
                (int(routes.prototype[place[0]]), int(routes.deploy[place[0]])),
                (routes.prototype[keep], routes.deploy[keep]),
                float(routes.reliability[place[0]]),
                routes.reliability[keep],
                graph,
                domains,
            )

    def _variants(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Answers about dynamic graphs, each with classes of domains that judge routes alike."""
        said = {
            field: ["", *dict.fromkeys(one.variant for one in self.situation.open[field].options)]
            if field in self.situation.open
            else [answer]
            for field, answer in self.said.items()
        }
        for graph in said["dynamic_graphs"]:
            classes: dict[bytes, list[str]] = {}
            for domain in said["domain"]:
                routes = self.many.routes.routes(graph, domain)
                classes.setdefault(routes.reliability.tobytes() + routes.stack.tobytes(), []).append(domain)
            yield from ((graph, frozenset(members)) for members in classes.values())

    def worst(self, race: Race) -> dict[str, float]:
        """By open question, how much it can add to rivals that could get ahead; empty when none can."""
        if not len(race.factors):
            return {}
        terms = Terms(self, race)
        found: dict[str, float] = {}
        ahead_somewhere = False
        for strength in self.situation.strengths:
            best = terms.best(strength)
            for factors in self.situation.factors:
                weight = (factors / self.situation.sizes)[self.category]
                lead = (best * weight).sum(axis=1)
                ahead = lead > -MARGIN
                if ahead.any():
                    ahead_somewhere = True
                    gains = ((best - terms.base) * weight)[ahead].max(axis=0)
                    for column, questions in terms.owners.items():
                        for id_ in questions:
                            found[id_] = max(found.get(id_, 0.0), float(gains[column]))
        if ahead_somewhere:
            for one in self.situation.open.values():
                found[one.id] = max(found.get(one.id, 0.0), MARGIN)
        return found


class Terms:
    """The largest terms m * (r_i v_i - r_L v_L) of a race, axes (rival, criterion), without category factors.

    ``base`` are the terms if nothing more is said, ``owners`` the open questions that touch a criterion.
    """

    def __init__(self, bounds: Bounds, race: Race) -> None:
        """All candidates of all criteria."""
        self.situation, self.race = bounds.situation, race
        self.many = bounds.many
        self.sides: list[Side] = [bounds.intervals.side(name) for name in race.sides]
        rivals, items = len(race.factors), self.many.effects.items
        self.item, self.default = np.zeros((rivals, len(items.asked))), np.zeros((rivals, len(self.situation.medium)))
        for side, lead, others in zip(self.sides, race.leads, race.rivals, strict=True):
            self.item += side.item_share * self._gap(side.item_low, side.item_high, lead, others)
            self.default += side.share * self._gap(side.low, side.high, lead, others)
        self.base = np.zeros_like(self.default)
        self.owners: dict[int, set[str]] = {}
        self._candidates: list[list[tuple[float, Floats]]] = []
        for column in range(len(self.situation.medium)):
            self._candidates.append(list(self._criterion(column)))

    def best(self, strength: float) -> Floats:
        """The largest term of every criterion if priorities can raise some to ``strength`` (0: none)."""
        found = np.empty_like(self.default)
        for column, candidates in enumerate(self._candidates):
            raise_it = strength > 0 and self.situation.prioritised[column]
            options = [level * gap for level, gap in candidates]
            if raise_it:
                options += [max(level, strength) * gap for level, gap in candidates]
            found[:, column] = np.maximum.reduce(options)
        return found

    def _criterion(self, column: int) -> Iterator[tuple[float, Floats]]:
        """Multiplier and gap of every way in which the open questions can leave a criterion."""
        situation, items = self.situation, self.many.effects.items
        mine = np.flatnonzero(items.column == column)
        gap = self._base_gap(column, mine)
        self.base[:, column] = situation.level(column) * gap
        silent_allowed = True
        lists: list[Open] = []
        for field, one in situation.open.items():
            touched = [option for option in one.options if self._touches(option, column, mine)]
            if not touched:
                continue
            self.owners.setdefault(column, set()).add(one.id)
            if field == "priorities":
                continue
            if one.kind == "need":
                lists.append(one)
                continue
            silent_allowed &= self.race.allows(field, None)
            for option in touched:
                if self.race.allows(field, option):
                    yield situation.level(column, float(option.levels[column])), self._option_gap(option, mine, gap)
        if silent_allowed:
            yield situation.level(column), gap
        if lists:
            yield from self._list_gaps(lists, column, mine)

    def _touches(self, option: Effect, column: int, mine: Integers) -> bool:
        return bool(option.levels[column] != UNSAID or option.counts[mine].any())

    def _base_gap(self, column: int, mine: Integers) -> Floats:
        """The gap if nothing more is said about a criterion."""
        counts = self.situation.closed.counts[mine]
        if counts.any():
            return self._mean(mine, counts)
        if self.many.effects.criteria[column] == "familiarity" and (self.situation.closed.familiar != UNSAID).any():
            return self._familiar_gap(self.situation.closed.familiar, column)
        return self.default[:, column]

    def _option_gap(self, option: Effect, mine: Integers, gap: Floats) -> Floats:
        """The gap after one option of a question with single choices, or one framework that the team may know."""
        if option.counts[mine].any():
            return self._mean(mine, option.counts[mine])
        if (option.familiar != UNSAID).any():
            return self._familiar_gap(option.familiar, self.many.effects.criteria.index("familiarity"))
        return gap

    def _mean(self, mine: Integers, counts: Floats) -> Floats:
        """The gap of the mean over items, each as often as it is asked for."""
        gap: Floats = self.item[:, mine] @ counts / counts.sum()
        return gap

    def _list_gaps(self, lists: list[Open], column: int, mine: Integers) -> Iterator[tuple[float, Floats]]:
        """The largest gaps after more items, as musts or as wishes: the best first, as many as raise the average."""
        closed = self.situation.closed.counts[mine]
        points, mass = self.item[:, mine] @ closed, closed.sum()
        for count in (1.0, REQUIRED_COUNTS):
            options = [option for one in lists for option in one.options if option.counts.max() == count]
            if not options:
                continue
            columns = np.flatnonzero(np.logical_or.reduce([option.counts[mine] > 0 for option in options]))
            level = self.situation.level(column, max(float(option.levels[column]) for option in options))
            falling = -np.sort(-self.item[:, mine[columns]], axis=1)
            sums = points[:, None] + count * np.cumsum(falling, axis=1)
            yield level, (sums / (mass + count * np.arange(1, len(columns) + 1))).max(axis=1)

    def _familiar_gap(self, familiar: Floats, column: int) -> Floats:
        found = np.zeros(len(self.race.factors))
        for side, lead, others in zip(self.sides, self.race.leads, self.race.rivals, strict=True):
            found += side.share[column] * self._gap(familiar[:, None], familiar[:, None], lead, others)[:, 0]
        return found

    def _gap(self, low: Floats, high: Floats, lead: int, rivals: Integers) -> Floats:
        """The largest r_i v_i - r_L v_L; an alternative that stands on both sides has one value there."""
        factors = self.race.factors[:, None]
        gap: Floats = factors * high[rivals] - self.race.lead_factor * low[lead]
        same = rivals == lead
        more = factors[same] - self.race.lead_factor
        gap[same] = np.where(more > 0, more * high[lead], more * low[lead])
        return gap
