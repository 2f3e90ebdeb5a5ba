"""What moved between two recommendations as JSON, unrounded; `docs/json-contract.md` lists the keys."""

from __future__ import annotations

import json
from typing import Any

from advisor.model.contract.base import Fact
from advisor.model.contract.entries import Importance
from advisor.model.drift import Absent, Drift, Place, RankMove, Side, StackIds, StackMove, StackPlace, WeightMove
from advisor.model.lead import CellMove, LeadMove
from advisor.reports.interface import Surface


def render(one: Drift, surface: Surface) -> str:
    """The whole document; `Surface.top` limits the ranking."""
    return json.dumps(to_dict(one, surface.top), indent=2) + "\n"


def to_dict(one: Drift, top: int | None = None) -> dict[str, Any]:
    """The difference as plain data."""
    return {
        "schema": 1,
        "stands": one.stands,
        "winner_changed": one.winner_changed,
        "stack_changed": one.stack_changed,
        "old": _side(one.old),
        "new": _side(one.new),
        "requirements": [{"path": move.path, "old": move.old, "new": move.new} for move in one.needs],
        "ranking": [_rank_move(one, move) for move in one.ranking[:top]],
        "stacks": [_stack_move(move) for move in one.stacks],
        "weights": [_weight(move) for move in one.weights],
        "lead": _lead(one.lead) if one.lead else None,
    }


def _side(side: Side) -> dict[str, Any]:
    sure = side.sureness
    return {
        "source": side.source,
        "edition": side.edition,
        "knowledge_date": side.knowledge_date,
        "winner": side.winner,
        "stack": _stack(side.stack) | {"route": side.route} if side.stack else None,
        "confidence": sure.confidence if sure else None,
        "standard_error": sure.error if sure else None,
        "level_with": list(sure.level_with) if sure else None,
        "level_stacks": list(sure.level_stacks) if sure else None,
    }


def _stack(ids: StackIds) -> dict[str, Any]:
    return dict(zip(("prototype", "exchange", "deploy"), ids, strict=True))


def _rank_move(one: Drift, move: RankMove) -> dict[str, Any]:
    return {
        "id": move.id,
        "name": one.names.get(move.id, move.id),
        "old": _place(move.old),
        "new": _place(move.new),
        "points": move.points,
        "criteria": [{"criterion": one.criterion, "points": one.points, **_cell(one.cell)} for one in move.criteria],
    }


def _place(place: Place | Absent) -> dict[str, Any]:
    if isinstance(place, Place):
        return place._asdict() | {"unmet": [gap.model_dump() for gap in place.unmet]}
    return {"absent": place.why, "reasons": [reason.model_dump() for reason in place.reasons]}


def _stack_move(move: StackMove) -> dict[str, Any]:
    places = {"old": _stack_place(move.old), "new": _stack_place(move.new)}
    return {**_stack(move.stack), "route": move.route, **places, "parts": move.parts._asdict() if move.parts else None}


def _stack_place(place: StackPlace | None) -> dict[str, Any] | None:
    if place is None:
        return None
    ends, verified = (part.model_dump() if part else None for part in (place.ends, place.verified))
    return place._asdict() | {"ends": ends, "verified": verified}


def _weight(move: WeightMove) -> dict[str, Any]:
    return {
        "criterion": move.criterion,
        "old": move.old,
        "new": move.new,
        "old_importance": _importance(move.old_importance),
        "new_importance": _importance(move.new_importance),
    }


def _importance(one: Importance | None) -> dict[str, Any] | None:
    return one.model_dump() if one else None


def _lead(lead: LeadMove) -> dict[str, Any]:
    return {
        "ahead": lead.ahead,
        "behind": lead.behind,
        "old": lead.old,
        "new": lead.new,
        "criteria": [
            {
                "criterion": part.criterion,
                "points": part.points,
                "by_score": part.by_score,
                "by_weight": part.by_weight,
                "ahead": _cell(part.ahead),
                "behind": _cell(part.behind),
            }
            for part in lead.parts
        ],
    }


def _cell(cell: CellMove) -> dict[str, Any]:
    pair = (("old", cell.old), ("new", cell.new))
    return {
        "id": cell.id,
        **{f"{side}_score": found.score if found else None for side, found in pair},
        **{f"{side}_weight": found.weight if found else 0.0 for side, found in pair},
        "by_score": cell.by_score,
        "by_weight": cell.by_weight,
        "facts": [{"id": move.id, "old": _fact(move.old), "new": _fact(move.new)} for move in cell.facts],
    }


def _fact(fact: Fact | None) -> dict[str, Any] | None:
    return {"value": fact.value, "evidence": fact.evidence.model_dump()} if fact else None
