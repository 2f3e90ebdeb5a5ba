"""The single changes that give another winner or another headline stack: of one weight, and of one answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from advisor.decision.many.deciding import NOTHING, Many, Outcomes
from advisor.decision.many.effects import Effect
from advisor.decision.robustness.variations import Variation, stated_fields, variations
from advisor.model.knowledge import Knowledge
from advisor.model.requirements import Requirements
from advisor.model.robustness import Change, Flip, Interval

SMALLEST: tuple[Change, ...] = ("weight", "wish", "raised", "answer", "dropped", "unsaid", "known", "must")
"""Kinds of changes from the mildest on: a wish asks for less than a must."""

Stack = tuple[str, str, str]


class Result(NamedTuple):
    """What one set comes to: the ids of the winner and of its best stack, and the winner's lead in points."""

    winner: str | None
    stack: Stack | None
    lead: float


def base_effects(many: Many, requirements: Requirements) -> dict[str, Effect]:
    """The effects of everything that is answered, by field."""
    return {field: many.effects.of(field, answer) for field, answer in stated_fields(requirements).items()}


def answer_flips(many: Many, requirements: Requirements, base: Mapping[str, Effect]) -> tuple[list[Flip], int]:
    """Every single other answer that changes the winner or the headline stack, mildest first, and how many were tried.

    All are decided together. ``base`` are the effects of what is answered. Changes of one kind follow each other by how far the
    new winner leads.
    """
    tried = variations(requirements, many.knowledge.questions, many.knowledge.weight_rules)
    sets = [{**base, one.field: many.effects.of(one.field, one.answer)} for one in tried]
    outcomes = many.one_by_one([base, *sets])
    now = _result(many, outcomes, 0)
    found: list[tuple[float, Flip]] = []
    for row, one in enumerate(tried, start=1):
        if outcomes.weightless[row]:
            continue
        then = _result(many, outcomes, row)
        if flip := _flip(one, now, then, many.knowledge):
            found.append((then.lead, flip))
    found.sort(key=lambda pair: (*_order(pair[1]), -round(pair[0], 9), pair[1].change))
    return [flip for _, flip in found], len(tried)


def _order(flip: Flip) -> tuple[bool, int]:
    return "winner" not in flip.moves, SMALLEST.index(flip.kind)


def _flip(one: Variation, now: Result, then: Result, knowledge: Knowledge) -> Flip | None:
    moves: list[Literal["winner", "stack"]] = []
    if now.winner != then.winner:
        moves.append("winner")
    if now.stack != then.stack:
        moves.append("stack")
    if not moves:
        return None
    route = route_text(then.stack, knowledge) if then.stack else None
    return Flip(one.kind, one.field, one.value, one.change, then.winner, then.stack, route, tuple(moves))


def route_text(stack: Stack, knowledge: Knowledge) -> str:
    """``PyTorch → ONNX → Apache MXNet``, or the one name."""
    prototype, exchange, deploy = stack
    if prototype == deploy:
        return f"{knowledge.name(prototype)} end to end"
    return f"{knowledge.name(prototype)} → {knowledge.exchanges[exchange].name} → {knowledge.name(deploy)}"


def _result(many: Many, outcomes: Outcomes, row: int) -> Result:
    winner, stack = int(outcomes.winner[row]), int(outcomes.stack[row])
    if winner == NOTHING:
        return Result(None, None, 0.0)
    ranked = sorted((score for score in outcomes.scores[row].tolist() if score == score), reverse=True)
    lead = ranked[0] - ranked[1] if len(ranked) > 1 else ranked[0]
    return Result(many.frameworks[winner], None if stack == NOTHING else many.stacks[stack], lead)


def weight_flips(stability: Mapping[str, Interval], labels: Mapping[str, str]) -> list[Flip]:
    """For every weight the nearer end of its interval, beyond which another framework is first; the nearest first."""
    ends = [
        (abs(end - one.share), criterion, end, one.share, winner)
        for criterion, one in stability.items()
        for end, winner in ((one.low, one.below), (one.high, one.above))
        if winner is not None
    ]
    found: dict[str, Flip] = {}
    for _, criterion, end, share, winner in sorted(ends, key=lambda item: (round(item[0], 12), item[1], item[2])):
        word = "above" if end >= share else "below"
        change = f"weight of {labels[criterion]} {word} {end:.1%} (now {share:.1%})"
        found.setdefault(criterion, Flip("weight", criterion, str(end), change, winner, None, None, ("winner",)))
    return list(found.values())
