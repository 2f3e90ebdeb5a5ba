"""Category scores as an edition published them, without any needs and without any library, and what they mean for front ends."""

from __future__ import annotations

from statistics import fmean

from advisor.model.knowledge import Alternative, Knowledge


def published_categories(alternative: Alternative, knowledge: Knowledge) -> dict[str, float]:
    """The mean of the published scores (0-100) of each category; categories without any are left out."""
    scores: dict[str, list[float]] = {}
    for criterion, fact in alternative.scores.items():
        scores.setdefault(knowledge.criteria[criterion].category, []).append(float(fact.value))
    return {category: fmean(scores[category]) for category in knowledge.categories if category in scores}


def not_ranked(frontend: Alternative, knowledge: Knowledge) -> str:
    """Why a front end is not ranked, and the score that counts instead: that of its back end."""
    category = knowledge.categories["api_internals"]
    backends = frontend.facts["backends"].value if "backends" in frontend.facts else ()
    known = (knowledge.alternatives[id_] for id_ in backends if id_ in knowledge.alternatives)
    told = ", ".join(f"{one.name} {published_categories(one, knowledge)[category.id]:.1f}" for one in known)
    return f"it fronts other frameworks. What counts is the {category.name} score of its back end: {told}"
