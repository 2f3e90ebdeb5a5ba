"""A parsed file that remembers where everything stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from advisor.model.errors import Problem

Path = tuple[str | int, ...]


class Place(NamedTuple):
    """A place in a file; both numbers count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Document:
    """Plain Python data (dicts, lists, scalars) and the place of each key and value by its path."""

    name: str
    data: Any
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """The place of a value (or of its key), or of the nearest parent that has one."""
        for length in range(len(path), -1, -1):
            for places in (self.keys, self.values) if key else (self.values, self.keys):
                if found := places.get(path[:length]):
                    return found
        return Place(1, 1)

    def problem(self, path: Path, message: str, *, hint: str = "", key: bool = False, rule: str = "") -> Problem:
        """A problem at that path of this file."""
        line, column = self.place(path, key=key)
        return Problem(message, self.name, line, column, hint, rule)
