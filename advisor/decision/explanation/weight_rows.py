"""How each criterion got its weight: levels, what set them, and the formula of `weights` in its parts."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.decision.decision import Decision
from advisor.decision.weights import category_level, category_size, criterion_level
from advisor.model.explanation import WeightRow
from advisor.model.requirements import Requirements


def weight_rows(decision: Decision, criteria: Iterable[str]) -> tuple[WeightRow, ...]:
    """A row for each of these criteria, in their order; what does not count has the share 0."""
    ends = dict(zip(decision.weights.shares, decision.table.end_weights(decision.shares).T.tolist(), strict=True))
    return tuple(_row(decision, id_, ends.get(id_, (0.0, 0.0))) for id_ in criteria)


def _row(decision: Decision, id_: str, ends: tuple[float, float]) -> WeightRow:
    requirements, knowledge, weights = decision.requirements, decision.knowledge, decision.weights
    rules, expert, spoken = knowledge.weight_rules, bool(requirements.weights), weights.importance.get(id_)
    category = knowledge.criteria[id_].category
    level = spoken.level if expert and spoken else criterion_level(knowledge.criteria[id_], weights.importance)
    above = category_level(category, requirements, rules)
    multiplier = float(requirements.weights.get(id_, 0)) if expert else rules.multipliers[level]
    factor = 1.0 if expert else rules.multipliers[above]
    size = 1 if expert else category_size(category, knowledge)
    prototype, deploy = ends
    return WeightRow(
        criterion=id_,
        category=category,
        level=level,
        because=spoken.because if spoken else "",
        multiplier=multiplier,
        category_level=above,
        category_because=_category_because(category, above, requirements),
        factor=factor,
        size=size,
        product=factor * multiplier / size,
        share=weights.shares.get(id_, 0.0),
        ends=(prototype, deploy),
    )


def _category_because(category: str, level: str, requirements: Requirements) -> str:
    """What set the level of a category: a priority, else the goal, else nothing."""
    if requirements.priorities.get(category) == level:
        return f"priorities.{category}"
    return f"goal: {requirements.goal}" if level != "medium" else ""
