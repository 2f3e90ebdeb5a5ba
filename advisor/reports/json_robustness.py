"""The part of the JSON contract that says how sure the recommendation is."""

from __future__ import annotations

from typing import Any

from advisor.model.robustness import Flip, Robustness


def robustness(one: Robustness) -> dict[str, Any]:
    """The key ``robustness``; what only a full analysis finds is absent from a quick one."""
    found: dict[str, Any] = {
        "confidence": one.confidence,
        "standard_error": one.error(one.confidence),
        "samples": one.samples,
        "concentration": one.concentration,
        "level": one.level,
        "level_with": list(one.level_with),
        "beaten_by": dict(one.beaten_by),
        "stacks": [stack._asdict() for stack in one.stacks],
        "level_stacks": list(one.level_stacks),
        "stability": {criterion: [interval.low, interval.high] for criterion, interval in one.stability.items()},
        "beyond": {criterion: [interval.below, interval.above] for criterion, interval in one.stability.items()},
        "flips": [_flip(flip) for flip in one.flips],
        "answers_tried": one.answers_tried,
        "unknown": [entry._asdict() | {"criteria": list(entry.criteria)} for entry in one.unknown],
    }
    if one.pairwise is not None:
        found["pairwise"] = {id_: dict(row) for id_, row in one.pairwise.items()}
    if one.central is not None:
        found["central_weights"] = {
            id_: {"weights": dict(entry.weights), "confidence_factor": entry.confidence}
            for id_, entry in one.central.items()
        }
    if one.possible_winners is not None:
        found["possible_winners"] = list(one.possible_winners)
    return found


def acceptability(one: Robustness | None, id_: str) -> dict[str, Any]:
    """The key ``acceptability`` of a ranked framework, with every rank in a full analysis."""
    if one is None:
        return {}
    entry = one.acceptability[id_]
    ranks = {"ranks": list(entry.ranks)} if one.level == "full" else {}
    return {"acceptability": {"first": entry.first, "top3": entry.top3, **ranks}}


def _flip(flip: Flip) -> dict[str, Any]:
    return {
        "change": flip.change,
        "new_winner": flip.new_winner,
        "kind": flip.kind,
        "path": flip.path,
        "value": float(flip.value) if flip.kind == "weight" else flip.value,
        "new_stack": list(flip.new_stack) if flip.new_stack else None,
        "moves": list(flip.moves),
    }
