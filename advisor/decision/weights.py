"""Importance levels and weights: requirements in, shares summing to 1 out.

Additive value model with category multipliers: w(c) is proportional to M(category) * m(c) / n, where n counts the criteria of
the category that weigh when nothing is said. Neutral requirements therefore give the mean of category means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from advisor.model.errors import NothingToWeighError
from advisor.model.knowledge import Criterion, Knowledge, WeightRules
from advisor.model.recommendation import Importance
from advisor.model.requirements import Requirements

SPOKEN_LOW = ("none", "low")


class Weights(NamedTuple):
    """``shares`` by criterion, in the order of the knowledge, only what counts; ``not_scored`` was asked for in vain."""

    shares: Mapping[str, float]
    importance: Mapping[str, Importance]
    not_scored: tuple[str, ...]


def weigh(requirements: Requirements, knowledge: Knowledge) -> Weights:
    """The weights that the requirements give; raises `NothingToWeighError` when nothing is left to weigh."""
    if requirements.weights:
        raw = {id_: float(requirements.weights.get(id_, 0)) for id_ in knowledge.criteria}
        importance = {id_: Importance("expert", f"weights.{id_}") for id_ in requirements.weights}
    else:
        importance = stated_levels(requirements, knowledge)
        raw = _raw_weights(requirements, knowledge, importance)
    asked = [id_ for id_, weight in raw.items() if weight > 0]
    scored = {id_: raw[id_] for id_ in asked if knowledge.criteria[id_].method != "none"}
    if not scored:
        raise NothingToWeighError(
            "these requirements leave no criterion with a weight",
            f"edition {knowledge.edition.id} scores: {', '.join(_scored_ids(knowledge))}",
        )
    largest = max(scored.values())
    total = sum(weight / largest for weight in scored.values())
    return Weights(
        shares={id_: weight / largest / total for id_, weight in scored.items()},
        importance=importance,
        not_scored=tuple(id_ for id_ in asked if id_ not in scored),
    )


def _scored_ids(knowledge: Knowledge) -> list[str]:
    return [id_ for id_, criterion in knowledge.criteria.items() if criterion.method != "none"]


def _raw_weights(
    requirements: Requirements, knowledge: Knowledge, importance: Mapping[str, Importance]
) -> dict[str, float]:
    multipliers = knowledge.weight_rules.multipliers
    factors = {
        category: multipliers[category_level(category, requirements, knowledge.weight_rules)]
        for category in knowledge.categories
    }
    sizes = {category: category_size(category, knowledge) for category in knowledge.categories}
    return {
        id_: factors[one.category] * multipliers[criterion_level(one, importance)] / sizes[one.category]
        for id_, one in knowledge.criteria.items()
    }


def category_size(category: str, knowledge: Knowledge) -> int:
    """n: the criteria of a category that weigh when nothing is said, at least 1."""
    mine = [one for one in knowledge.criteria.values() if one.category == category and not one.on_demand]
    return max(1, len(mine))


def criterion_level(criterion: Criterion, importance: Mapping[str, Importance]) -> str:
    """The importance level of a criterion: what was said, else medium, and none for what counts only on demand."""
    if criterion.id in importance:
        return importance[criterion.id].level
    return "none" if criterion.on_demand else "medium"


def stated_levels(requirements: Requirements, knowledge: Knowledge) -> dict[str, Importance]:
    """The importance of every criterion that the requirements speak about, and what gave it."""
    rules = knowledge.weight_rules
    found: dict[str, Importance] = {}

    def state(criterion: str, level: str, because: str) -> None:
        known = found.get(criterion)
        if known is None or rules.multipliers[level] > rules.multipliers[known.level]:
            found[criterion] = Importance(level, because)

    for need in rules.needs:
        wanted = requirements.need(need.path)
        if wanted:
            kind = "required" if wanted.required else "preferred"
            state(need.criterion, rules.need_levels[kind], f"{need.path} {kind}")
    for key, rule in (*rules.answers.items(), *rules.stated.items()):
        answer = getattr(requirements, key)
        if not answer or answer in rule.get("unless", ()):
            continue
        level = rule["levels"][answer] if "levels" in rule else rule["level"]
        state(rule["criterion"], level, f"{key}: {answer}" if isinstance(answer, str) else key)
    for id_, level in requirements.priorities.items():
        if id_ not in knowledge.criteria:
            continue
        if level in SPOKEN_LOW:
            found[id_] = Importance(level, f"priorities.{id_}")
        else:
            state(id_, level, f"priorities.{id_}")
    return found


def category_level(category: str, requirements: Requirements, rules: WeightRules) -> str:
    """A category's level: the goal raises it; a priority sets it where it is higher, or says none or low."""
    level = rules.goals.get(requirements.goal or "", {}).get(category, "medium")
    spoken = requirements.priorities.get(category)
    if spoken is None:
        return level
    if spoken in SPOKEN_LOW or rules.multipliers[spoken] > rules.multipliers[level]:
        return spoken
    return level
