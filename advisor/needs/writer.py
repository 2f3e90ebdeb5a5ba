"""Writes requirements as a file that reads back as the same object."""

from __future__ import annotations

from advisor.documents import write_document
from advisor.model.requirements import Requirements


def write_requirements(requirements: Requirements) -> str:
    """The YAML text of the requirements; only what was said, `schema` first."""
    return write_document({"schema": 1, **_short(requirements.stated())})


def _short(stated: dict[str, object]) -> dict[str, object]:
    """The same data with ``{required: list}`` written as the list, the way people write it."""
    return {key: _short_form(value) for key, value in stated.items()}


def _short_form(value: object) -> object:
    if not isinstance(value, dict):
        return value
    if list(value) == ["required"]:
        return value["required"]
    return _short(value)
