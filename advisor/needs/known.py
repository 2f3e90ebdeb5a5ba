"""Checks that need knowledge: do the criteria, alternatives and editions that a file names exist?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from advisor.documents.places import Path
from advisor.documents.validation import choice_hint, clipped
from advisor.model.errors import AdvisorError
from advisor.model.knowledge import Knowledge
from advisor.model.requirements import Requirements
from advisor.model.vocabulary import CATEGORIES

Complaint = tuple[Path, str, str, bool]
"""Path, message, hint, and whether the key (rather than the value) is meant."""


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that a requirements file may name."""

    criteria: tuple[str, ...]
    alternatives: tuple[str, ...]
    editions: tuple[str, ...]


def known_of(knowledge: Knowledge) -> Known:
    """The ids that a requirements file may name."""
    return Known(tuple(knowledge.criteria), tuple(sorted(knowledge.known_ids)), knowledge.editions)


def complaints(data: dict[str, Any], known: Known) -> Iterator[Complaint]:
    """Everything in the raw data that names something unknown, or weighs nothing at all."""
    yield from _unknown_keys(data, "priorities", "criterion or category", [*CATEGORIES, *known.criteria])
    yield from _unknown_keys(data, "weights", "criterion", list(known.criteria))
    yield from _unknown_items(data.get("team_knows"), ("team_knows",), known)
    constraints = data.get("constraints")
    if isinstance(constraints, dict):
        for key in ("include", "exclude"):
            yield from _unknown_items(constraints.get(key), ("constraints", key), known)
    edition = data.get("edition")
    if isinstance(edition, str | int) and not isinstance(edition, bool) and str(edition) not in known.editions:
        yield (
            ("edition",),
            f"unknown edition `{clipped(str(edition))}`",
            choice_hint(str(edition), list(known.editions)),
            False,
        )
    weights = data.get("weights")
    if isinstance(weights, dict) and weights and all(value == 0 for value in weights.values()):
        yield ("weights",), "all weights are 0", "give at least one criterion a weight above 0", True


def _unknown_keys(data: dict[str, Any], part: str, what: str, allowed: list[str]) -> Iterator[Complaint]:
    mapping = data.get(part)
    for key in mapping if isinstance(mapping, dict) else ():
        if key not in allowed:
            yield (part, key), f"`{part}`: unknown {what} `{clipped(key)}`", choice_hint(key, allowed), True


def _unknown_items(items: Any, path: Path, known: Known) -> Iterator[Complaint]:
    for index, item in enumerate(items if isinstance(items, list | tuple) else ()):
        if isinstance(item, str) and item not in known.alternatives:
            hint = choice_hint(item, list(known.alternatives))
            yield (*path, index), f"`{'.'.join(map(str, path))}`: unknown framework `{clipped(item)}`", hint, False


def check(requirements: Requirements, known: Known) -> None:
    """Raise `AdvisorError` when requirements built in Python name something unknown."""
    found = list(complaints(requirements.model_dump(mode="python", by_alias=True), known))
    if found:
        raise AdvisorError("; ".join(f"{text} ({hint})" if hint else text for _, text, hint, _ in found))
