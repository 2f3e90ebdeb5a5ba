"""What was asked and what things are called, as a recommendation carries them along."""

from __future__ import annotations

from typing import Any

from advisor.model.knowledge import Knowledge
from advisor.model.requirements import Requirements


def normalised(requirements: Requirements, edition: str) -> dict[str, Any]:
    """What was said, in the order of the contract, with the edition that is used."""
    stated = requirements.stated()
    title = {key: value for key, value in stated.items() if key == "title"}
    return {
        **title,
        "edition": edition,
        **{key: value for key, value in stated.items() if key not in ("title", "edition")},
    }


def labels(knowledge: Knowledge) -> dict[str, str]:
    """The names of criteria and categories by id."""
    names = {id_: criterion.name for id_, criterion in knowledge.criteria.items()}
    return names | {id_: category.short for id_, category in knowledge.categories.items()}
