"""What a reader hands on: some rows, by what they answer, and the rows that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from advisor.documents.places import Path

ROWS = 4096
BYTES = 1 << 22
"""A chunk ends after so many rows or so many bytes of text, so that memory does not grow with the input."""


class Given(NamedTuple):
    """What the rows answer to one question: something hashable each, and the answer that it stands for (None: none)."""

    keys: Sequence[Hashable]
    value: Callable[[Any], Any]


class Rejected(NamedTuple):
    """A row that is not ranked: its number among the rows, its line where there are lines, why, and the row itself."""

    row: int
    line: int | None
    problems: tuple[str, ...]
    input: Any


class Chunk(NamedTuple):
    """Rows with their ``rows`` numbers and ``lines``; ``ids`` hold None where none is given, ``given`` the answers by path.

    ``raw`` gives a row back by its position in the chunk. ``rejected`` rows could not be read. ``done`` tells how much of the
    input was read when the chunk ended, in the unit of `Reader.size`.
    """

    rows: Sequence[int]
    lines: Sequence[int | None]
    ids: Sequence[Any]
    given: dict[Path, Given]
    raw: Callable[[int], Any]
    rejected: list[Rejected]
    done: int


class Reader(Protocol):
    """Reads the rows of one format."""

    def __iter__(self) -> Iterator[Chunk]:
        """The rows, a chunk at a time."""
        ...
