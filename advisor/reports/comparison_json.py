"""A comparison as plain data: the numbers of the table, unrounded."""

from __future__ import annotations

import json
from typing import Any

from advisor.model.comparison import CategoryRow, Compared, Comparison, CriterionRow, FactCell, FactRow, Shares
from advisor.model.knowledge import Evidence
from advisor.model.recommendation import Stack
from advisor.reports.comparison_parts import shown_criteria, shown_facts, shown_sources
from advisor.reports.interface import Rows, Surface
from advisor.reports.json_report import contrast, evidence, verified


def report(one: Comparison, surface: Surface, wanted: Rows) -> str:
    """One document, ending in a newline."""
    del surface
    return json.dumps(to_dict(one, wanted), indent=2) + "\n"


def to_dict(one: Comparison, wanted: Rows) -> dict[str, Any]:
    """The comparison with plain keys; ``alternatives`` are in the order in which they were named."""
    return {
        "schema": 1,
        "edition": one.edition,
        "knowledge_date": one.knowledge_date,
        "requirements": dict(one.requirements),
        "compared_as": one.end,
        "part_of_weights": one.part,
        "ranked": one.ranked,
        "weights": {row.id: row.share for row in one.criteria},
        "not_scored": list(one.not_scored),
        "alternatives": [_alternative(one, it) for it in one.alternatives],
        "categories": [_category(one, row) for row in one.categories],
        "criteria": [_criterion(one, row) for row in shown_criteria(one, wanted)],
        "winning": _winning(one),
        "routes": [_route(one, stack) for stack in one.routes],
        "facts": [_fact(one, row) for row in shown_facts(one, wanted)],
        "sources": [
            {"number": number, "source": found.source, "as_of": found.as_of, "method": found.method}
            for number, found in shown_sources(one, wanted)
        ],
    }


def _alternative(one: Comparison, it: Compared) -> dict[str, Any]:
    return {
        "id": it.id,
        "name": it.name,
        "kind": it.kind,
        "score": it.score,
        "points": it.points,
        "place": it.entry.rank,
        "rank": it.rank,
        "ruled_out": it.ruled_out,
        "missed": [gap._asdict() | _cited(one, gap.evidence) for gap in it.missed],
        "retired": _cited(one, it.retired.evidence) if it.retired else None,
        "known": it.entry.known,
        "age_days": it.entry.age_days,
        "too_old": [fact.id for fact in it.entry.too_old],
    }


def _cited(one: Comparison, found: Evidence | None) -> dict[str, Any]:
    """The evidence of a fact with the number of its source."""
    return {"evidence": evidence(found), "source": one.number(found) if found else None}


def _category(one: Comparison, row: CategoryRow) -> dict[str, Any]:
    cells = {
        it.id: {"score": it.entry.categories[row.id], "contribution": row.contributions[it.id]} for it in _sorted(one)
    }
    return {"id": row.id, "weight": row.share, "best": list(row.best), "differs": row.differs, "cells": cells}


def _criterion(one: Comparison, row: CriterionRow) -> dict[str, Any]:
    cells = {it.id: it.entry.criteria[row.id] for it in _sorted(one)}
    return {
        "id": row.id,
        "category": row.category,
        "weight": row.share,
        "level": row.level,
        "because": row.because,
        "category_level": row.category_level,
        "category_because": row.category_because,
        "stability": row.interval._asdict(),
        "best": list(row.best),
        "differs": row.differs,
        "cells": {
            id_: {"score": cell.score, "weight": cell.weight, "contribution": cell.contribution}
            for id_, cell in cells.items()
        },
    }


def _sorted(one: Comparison) -> list[Compared]:
    """In the order of their ids, whatever that of the arguments was."""
    return sorted(one.alternatives, key=lambda it: it.id)


def _winning(one: Comparison) -> dict[str, Any]:
    win = one.winning
    return {
        "leader": win.leader,
        "order": list(win.order),
        "contrasts": [contrast(found) for found in win.contrasts],
        "around": _shares(win.around),
        "anywhere": _shares(win.anywhere),
        "beaten_by": dict(win.beaten_by),
        "level_with": list(win.level_with),
        "dominance": [list(pair) for pair in win.dominance],
        "never_first": list(win.never_first),
        "unknown": [found._asdict() for found in win.unknown],
    }


def _shares(found: Shares) -> dict[str, Any]:
    first = found.first
    return {
        "samples": found.samples,
        "concentration": found.concentration,
        "first": first,
        "standard_error": {id_: found.error(share) for id_, share in first.items()},
        "ranks": {id_: list(shares) for id_, shares in found.ranks.items()},
    }


def _route(one: Comparison, stack: Stack) -> dict[str, Any]:
    return {
        "prototype": stack.prototype,
        "exchange": stack.exchange,
        "deploy": stack.deploy,
        "reliability": stack.reliability,
        "steps": list(stack.steps),
        "limits": list(stack.limits),
        "verified": verified(stack.verified),
        "sources": [one.number(found) for found in stack.evidence],
    }


def _fact(one: Comparison, row: FactRow) -> dict[str, Any]:
    scale = row.scale
    return {
        "criterion": row.criterion,
        "id": row.id or None,
        "side": row.side,
        "scale": {"zero": scale.zero, "full": scale.full, "linear": scale.linear} if scale else None,
        "differs": row.differs,
        "cells": {id_: _cell(one, row, cell) for id_, cell in row.cells.items()},
    }


def _cell(one: Comparison, row: FactRow, cell: FactCell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    fact = cell.fact
    return {
        "value": fact.side(row.side) if fact else None,
        "listed": fact.listed if fact else True,
        "via": fact.via or None if fact else None,
        "points": cell.points,
        "times": cell.times,
        "doubt": cell.doubt,
        **_cited(one, fact.evidence if fact else None),
    }
