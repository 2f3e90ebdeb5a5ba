"""The shipped knowledge, loaded once."""

from __future__ import annotations

from functools import cache
from typing import Any

from advisor.decision.recommend import recommend
from advisor.knowledge_base.loader import load_knowledge
from advisor.model.knowledge import Knowledge
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements


@cache
def edition_2018() -> Knowledge:
    """The article's own edition."""
    return load_knowledge("2018")


@cache
def newest() -> Knowledge:
    """The edition that people use."""
    return load_knowledge()


def asked(**data: Any) -> Requirements:
    """Requirements from the data of a requirements file."""
    return Requirements.model_validate(data)


def advice(**data: Any) -> Recommendation:
    """The 2018 recommendation for the data of a requirements file."""
    return recommend(asked(**data), edition_2018())


def order(recommendation: Recommendation) -> list[str]:
    """The ids of the ranking, best first."""
    return [entry.id for entry in recommendation.ranking]
