"""Walks over what the rules look at: sources, and the statements that refer to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from advisor.documents import Document
from advisor.documents.places import Path

SOURCED = tuple(
    f"editions/*/{part}/*.yaml" for part in ("frameworks", "runtimes", "exchanges", "collected", "measured")
)


def mapping(value: Any) -> dict[str, Any]:
    """The value where it is a mapping, else an empty one: the rule `shape` reports the rest."""
    return value if isinstance(value, dict) else {}


def sources(document: Document) -> dict[str, Any]:
    """The sources of a file, by key."""
    return mapping(mapping(document.data).get("sources"))


def leaves(document: Document) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every mapping below `facts`, `figures`, `exporters` and `importers` that names a source, with its path."""
    for part in ("facts", "figures", "exporters", "importers"):
        yield from _leaves((part,), mapping(document.data).get(part))


def _leaves(path: Path, value: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    if not isinstance(value, dict):
        return
    if "source" in value:
        yield path, value
        return
    for key, item in value.items():
        yield from _leaves((*path, key), item)
