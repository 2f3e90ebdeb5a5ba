"""What the advice rests on: one fact at a time becomes unknown, or moves one level up or down, and everything is decided anew.

Exact: the cells of whoever the fact is about are scored again from the changed knowledge, the hard requirements judge it again,
and routes, winner and headline stack follow by the functions that decide the recommendation itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np

from advisor.decision.decision import Decision
from advisor.decision.freshness import is_too_old, is_undated
from advisor.decision.ranking import effective_weights, overall
from advisor.decision.scores import ScoreTable, score_table
from advisor.decision.stacks import FindRoutes, Route, best_routes
from advisor.model.explanation import Change, Doubt, Leaders, Sensitivity
from advisor.model.knowledge import Alternative, Fact, Knowledge, Side
from advisor.model.recommendation import Ranked
from advisor.model.requirements import Requirements
from advisor.model.vocabulary import LADDERS

DIGITS = 9
SEEN_BY_OTHERS = ("kin", "backends")
"""Facts of one alternative that may stand behind the cells of another."""
SIDES: tuple[Side, ...] = ("train", "serve")


class Held(NamedTuple):
    """A statement where it is kept: of which alternative, among its facts or its published scores, under which key."""

    owner: str
    part: Literal["facts", "scores"]
    key: str


class Move(NamedTuple):
    """One change of a statement: unknown (``to`` None), or another level of the whole or of one side."""

    side: Side | None
    to: str | None


def sensitivity(decision: Decision, ranking: Sequence[Ranked]) -> Sensitivity:
    """Every single fact behind the first two, the ends of the headline stack and what is ruled out, changed one at a time."""
    routes = _remembering()
    base = leaders(decision, routes)
    held = behind(decision, [entry.id for entry in ranking[:2]], base)
    tried, changes = 0, []
    for statement, criterion in held.items():
        fact = stored(decision.knowledge, statement)
        for move in moves(fact, decision.knowledge):
            tried += 1
            now = leaders(changed(decision, statement, move), routes)
            if now != base:
                winner, stack = now.winner != base.winner, now.stack != base.stack
                doubt = doubt_of(decision, fact, criterion)
                changes.append(Change(statement.owner, fact, move.side, move.to, now, winner, stack, doubt))
    return Sensitivity(len(held), tried, base, tuple(changes))


def _remembering() -> FindRoutes:
    """`best_routes` that looks up the same ends once: routes do not depend on facts."""
    known: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Route]] = {}

    def find(
        prototypes: list[str], deploys: list[str], knowledge: Knowledge, requirements: Requirements
    ) -> list[Route]:
        key = tuple(prototypes), tuple(deploys)
        if key not in known:
            known[key] = best_routes(prototypes, deploys, knowledge, requirements)
        return known[key]

    return find


def leaders(decision: Decision, find_routes: FindRoutes = best_routes) -> Leaders:
    """The first of the ranking and the best stack, nothing else."""
    taking_part, table = decision.field(find_routes), decision.table
    row = {id_: position for position, id_ in enumerate(table.ids)}
    totals = overall(table.single(), effective_weights(table.single(), decision.shares, decision.membership))
    order = sorted(taking_part.ranked, key=lambda id_: (-round(float(totals[row[id_]]), DIGITS), id_))
    prototype, deploy = decision.end_points()
    stacks = [
        (
            -round(float(prototype[row[one.prototype]] + deploy[row[one.deploy]]) * one.reliability, DIGITS),
            one.exchange is not None,
            one.prototype,
            one.deploy,
            one.via,
        )
        for one in taking_part.routes
    ]
    best = min(stacks, default=None)
    return Leaders(order[0] if order else None, (best[2], best[4], best[3]) if best else None)


def behind(decision: Decision, first: Sequence[str], base: Leaders) -> dict[Held, str | None]:
    """The statements to try, each once, with a criterion that it is read for (None where only a hard requirement reads it)."""
    knowledge, ends = decision.knowledge, (base.stack[0], base.stack[2]) if base.stack else ()
    found: dict[Held, str | None] = {}
    for id_ in dict.fromkeys((*first, *ends)):
        for criterion in decision.table.criteria:
            for fact in decision.table.facts[id_, criterion]:
                found.setdefault(locate(knowledge, id_, fact), criterion)
        alternative = knowledge.alternatives[id_]
        for finding in (*decision.gates.at_prototype(alternative), *decision.gates.at_deploy(alternative)):
            if finding.fact:
                found.setdefault(locate(knowledge, id_, finding.fact), None)
    out = decision.field()
    for one in knowledge.frameworks:
        if one.id not in out.ranked:
            for finding in (*out.blocked[one.id], *out.cannot_serve[one.id]):
                if finding.fact:
                    found.setdefault(locate(knowledge, one.id, finding.fact), None)
    return found


def locate(knowledge: Knowledge, id_: str, fact: Fact) -> Held:
    """Where a fact that was read for an alternative is kept: a list that leaves an item out is one statement on all of them."""
    alternative = knowledge.alternatives[id_]
    if not fact.listed:
        return Held(id_, "facts", f"{fact.id.partition('.')[0]}.others")
    for key, one in alternative.scores.items():
        if one == fact:
            return Held(id_, "scores", key)
    if alternative.facts.get(fact.id) == fact:
        return Held(id_, "facts", fact.id)
    owner = next(other.id for other in knowledge.alternatives.values() if other.facts.get(fact.id) == fact)
    return Held(owner, "facts", fact.id)


def stored(knowledge: Knowledge, held: Held) -> Fact:
    """The statement itself."""
    kept: Fact = getattr(knowledge.alternatives[held.owner], held.part)[held.key]
    return kept


def moves(fact: Fact, knowledge: Knowledge) -> Iterator[Move]:
    """What is tried with a fact: to know nothing, and, where it is a level, one step up and one step down."""
    yield Move(None, None)
    sides: tuple[Side | None, ...] = SIDES if isinstance(fact.value, dict) else (None,)
    for side in sides:
        level = fact.side(side)
        ladder = _ladder(fact.id.partition(".")[0], knowledge) if isinstance(level, str) else ()
        if level in ladder:
            at = ladder.index(level)
            yield from (Move(side, ladder[to]) for to in (at + 1, at - 1) if 0 <= to < len(ladder))


def _ladder(group: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The levels of a group of facts in rising order: of the ladders that there are, the one that its facts use."""
    used = set()
    for alternative in knowledge.alternatives.values():
        for id_, fact in alternative.facts.items():
            if id_.partition(".")[0] == group:
                used |= set(fact.value.values()) if isinstance(fact.value, dict) else {str(fact.value)}
    return max(LADDERS, key=lambda one: len(used & set(one)))


def changed(decision: Decision, held: Held, move: Move) -> Decision:
    """The decision after one move: rows of whom it concerns are scored again, all others stay."""
    knowledge = _moved(decision.knowledge, held, move)
    criteria, ids = decision.table.criteria, decision.table.ids
    rows = [id_ for id_ in ids if id_ == held.owner or held.key in SEEN_BY_OTHERS]
    fresh = score_table(decision.requirements, knowledge, criteria, rows)
    return decision._replace(knowledge=knowledge, table=_spliced(decision.table, fresh))


def _moved(knowledge: Knowledge, held: Held, move: Move) -> Knowledge:
    alternative = knowledge.alternatives[held.owner]
    kept: dict[str, Fact] = dict(getattr(alternative, held.part))
    fact = kept.pop(held.key)
    if move.to is not None:
        value = {**fact.value, move.side: move.to} if move.side else move.to
        kept[held.key] = fact._replace(value=value)
    parts: dict[str, Any] = {held.part: kept}
    after: Alternative = alternative._replace(**parts)
    return knowledge._replace(alternatives={**knowledge.alternatives, held.owner: after})


def _spliced(table: ScoreTable, fresh: ScoreTable) -> ScoreTable:
    """The table with the rows of ``fresh`` in place of its own."""
    rows = [table.ids.index(id_) for id_ in fresh.ids]
    made = []
    for old, new in ((table.num, fresh.num), (table.den, fresh.den), (table.native, fresh.native)):
        copy = np.array(old)
        copy[:, rows] = new
        made.append(copy)
    num, den, native = made
    return table._replace(
        num=num, den=den, native=native, facts={**table.facts, **fresh.facts}, parts={**table.parts, **fresh.parts}
    )


def doubt_of(decision: Decision, fact: Fact, criterion: str | None) -> Doubt:
    """What is wrong with the date of a fact that is read for a criterion."""
    if is_undated(fact.evidence):
        return "undated"
    old = criterion and is_too_old(fact.evidence, decision.knowledge.criteria[criterion], decision.today)
    return "too old" if old else ""
