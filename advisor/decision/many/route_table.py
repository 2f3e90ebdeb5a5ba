"""The best stack of many requirement sets: all routes as arrays, one table for each way to answer what routes depend on."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.decision.many.effects import Bools, Floats
from advisor.decision.stacks import Link, Route, choose_routes, links
from advisor.model.knowledge import Knowledge
from advisor.model.requirements import Requirements

Integers = NDArray[np.intp]
NOTHING = -1
"""In place of a position: no framework, or no stack, meets the hard requirements."""
DIGITS = 9
"""Scores that agree to this many digits are equal; the order decides then."""


class Routes(NamedTuple):
    """Routes in the order in which they win ties: positions of their ends, reliability, and position in `RouteTable.stacks`.

    ``reaches`` (alternative, alternative) is 1 where there is a route from the one to the other.
    """

    prototype: Integers
    deploy: Integers
    reliability: Floats
    stack: Integers
    reaches: Floats


class BestStacks(NamedTuple):
    """For each set the position of its best stack or `NOTHING`, its score or NaN, and which alternatives have any route."""

    stack: Integers
    score: Floats
    reached: Bools


class RouteTable:
    """All routes between the alternatives ``ids``; ``stacks`` collects every (prototype, exchange, deploy) that was met."""

    def __init__(self, knowledge: Knowledge, ids: tuple[str, ...]) -> None:
        """Nothing is looked up before it is asked for."""
        self.knowledge, self.ids = knowledge, ids
        self.position = {id_: row for row, id_ in enumerate(ids)}
        self.stacks: list[tuple[str, str, str]] = []
        self._place: dict[tuple[str, str, str], int] = {}
        self._tables: list[Routes] = []
        self._known: dict[tuple[str, str], int] = {}

    def best(self, tables: Integers, ends: list[Floats], able: Bools, open_: Bools) -> BestStacks:
        """The best stacks of sets whose routes stand in these tables (as `table` numbers them).

        ``ends`` are the points (set, alternative) as prototype and as deploy end; ``able`` and ``open_`` say who may stand there.
        """
        sets = len(able)
        made = BestStacks(np.full(sets, NOTHING, np.intp), np.full(sets, np.nan), np.zeros_like(able))
        for number in np.unique(tables).tolist():
            rows, routes = np.flatnonzero(tables == number), self._tables[number]
            made.reached[rows] = open_[rows].astype(float) @ routes.reaches.T > 0
            points = ends[0][rows][:, routes.prototype] + ends[1][rows][:, routes.deploy]
            points *= routes.reliability
            points[~(able[rows][:, routes.prototype] & open_[rows][:, routes.deploy])] = np.nan
            best = first(points)
            some = best != NOTHING
            made.stack[rows[some]] = routes.stack[best[some]]
            made.score[rows[some]] = points[some, best[some]]
        return made

    def table(self, graph: str, domain: str) -> int:
        """The number of the table for dynamic graphs and a domain answered like this (empty: not at all); equal ones are one."""
        graph = graph if graph in ("required", "preferred") else ""
        domain = domain if domain in self._apart else ""
        if (graph, domain) not in self._known:
            made = self._routes(graph, domain)
            equal = (place for place, one in enumerate(self._tables) if _same(one, made))
            place = next(equal, len(self._tables))
            if place == len(self._tables):
                self._tables.append(made)
            self._known[graph, domain] = place
        return self._known[graph, domain]

    def routes(self, graph: str, domain: str) -> Routes:
        """All routes where dynamic graphs and the domain are answered like this (empty: not at all)."""
        return self._tables[self.table(graph, domain)]

    def _routes(self, graph: str, domain: str) -> Routes:
        asked = Requirements.model_validate({"dynamic_graphs": graph or None, "domain": domain or None})
        own, between = self._links
        found = choose_routes(own, between, self.knowledge, asked)
        found.sort(key=lambda one: (one.exchange is not None, one.prototype, one.deploy))
        prototype = np.array([self.position[one.prototype] for one in found], np.intp)
        deploy = np.array([self.position[one.deploy] for one in found], np.intp)
        reaches = np.zeros((len(self.ids), len(self.ids)))
        reaches[prototype, deploy] = 1
        reliability = np.array([one.reliability for one in found])
        return Routes(prototype, deploy, reliability, np.array([self._stack(one) for one in found], np.intp), reaches)

    @cached_property
    def _apart(self) -> frozenset[str]:
        """The domains for which some exchange counts differently; to all others routes are the same."""
        exchanges = self.knowledge.exchanges.values()
        return frozenset(domain for one in exchanges if one.factor != 1 for domain in one.whole_for)

    @cached_property
    def _links(self) -> tuple[list[str], list[Link]]:
        """The frameworks, and every exchange from one of them to any tool."""
        prototypes = sorted(one.id for one in self.knowledge.frameworks)
        return prototypes, links(prototypes, set(self.ids), self.knowledge)

    def _stack(self, route: Route) -> int:
        key = (route.prototype, route.via, route.deploy)
        if key not in self._place:
            self._place[key] = len(self.stacks)
            self.stacks.append(key)
        return self._place[key]


def _same(one: Routes, other: Routes) -> bool:
    return all(np.array_equal(mine, its) for mine, its in zip(one, other, strict=True))


def first(scores: Floats) -> Integers:
    """The position of the highest score in each row, the first of equal ones; `NOTHING` where all are NaN."""
    if not scores.shape[1]:
        return np.full(len(scores), NOTHING, np.intp)
    rounded = np.round(scores, DIGITS)
    rounded[np.isnan(rounded)] = -np.inf
    best = rounded.argmax(axis=1)
    return np.where(np.isneginf(rounded[np.arange(len(rounded)), best]), NOTHING, best)
