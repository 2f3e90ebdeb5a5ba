"""The explanation as plain data: the numbers of the long printout, unrounded."""

from __future__ import annotations

from typing import Any

from advisor.model.explanation import Change, Derivation, Explanation, Leaders, Row, Sensitivity, Step
from advisor.reports.json_report import evidence


def to_keys(one: Explanation) -> dict[str, Any]:
    """The keys that ``--explain full`` adds to the contract."""
    return {
        "explanation": {
            "weights": [row._asdict() for row in one.weights],
            "alternatives": [_derivation(derived) for derived in one.alternatives],
            "stack": {
                "route": one.stack.route,
                "prototype": _derivation(one.stack.prototype),
                "deploy": _derivation(one.stack.deploy),
                "reliability": one.stack.reliability,
                "total": one.stack.total,
            }
            if one.stack
            else None,
            "level_points": dict(one.level_points),
            "multipliers": dict(one.multipliers),
        },
        "dominance": [list(pair) for pair in one.dominance],
        "sensitivity": _sensitivity(one.sensitivity),
    }


def _derivation(one: Derivation) -> dict[str, Any]:
    return {
        "id": one.id,
        "criteria": {row.criterion: _row(row) for row in one.rows},
        "moved": [moved._asdict() for moved in one.moved],
        "total": one.total,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "category": row.category,
        "facts": [_step(step) for step in row.steps],
        "score": row.score,
        "share": row.share,
        "weight": row.weight,
        "contribution": row.contribution,
    }


def _step(step: Step) -> dict[str, Any]:
    fact, scale = step.fact, step.scale
    return {
        "id": fact.id if fact else None,
        "value": fact.side(step.side) if fact else None,
        "side": step.side,
        "scale": {"zero": scale.zero, "full": scale.full, "linear": scale.linear} if scale else None,
        "points": step.points,
        "times": step.times,
        "evidence": evidence(fact.evidence) if fact else None,
        "doubt": step.doubt,
    }


def _sensitivity(one: Sensitivity) -> dict[str, Any]:
    return {
        "facts": one.facts,
        "tried": one.tried,
        **_leaders(one.leaders),
        "changes": [_change(change) for change in one.changes],
        "rests_on": [_change(change) for change in one.rests_on],
        "stack_rests_on": [_change(change) for change in one.stack_rests_on],
    }


def _leaders(one: Leaders) -> dict[str, Any]:
    keys = ("prototype", "exchange", "deploy")
    return {"winner": one.winner, "stack": dict(zip(keys, one.stack, strict=True)) if one.stack else None}


def _change(one: Change) -> dict[str, Any]:
    now = _leaders(one.leaders)
    return {
        "alternative": one.alternative,
        "fact": one.fact.id,
        "value": one.fact.value,
        "side": one.side,
        "to": one.to,
        "winner_changes": one.winner_changes,
        "stack_changes": one.stack_changes,
        "new_winner": now["winner"],
        "new_stack": now["stack"],
        "evidence": evidence(one.evidence),
        "doubt": one.doubt,
    }
