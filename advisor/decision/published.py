"""Category scores as an edition published them, without any needs and without any library."""

from __future__ import annotations

from statistics import fmean

from advisor.model.knowledge import Alternative, Knowledge


def published_categories(alternative: Alternative, knowledge: Knowledge) -> dict[str, float]:
    """The mean of the published scores (0-100) of each category; categories without any are left out."""
    scores: dict[str, list[float]] = {}
    for criterion, fact in alternative.scores.items():
        scores.setdefault(knowledge.criteria[criterion].category, []).append(float(fact.value))
    return {category: fmean(scores[category]) for category in knowledge.categories if category in scores}
