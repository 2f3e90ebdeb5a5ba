"""Reads requirement sets from JSON Lines: one requirements object a line, with an optional ``id``."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterator
from typing import Any, BinaryIO

from advisor.batch.answers import told
from advisor.batch.chunk import BYTES, ROWS, Chunk, Given, Rejected
from advisor.batch.columns import ID, WHOLE, paths
from advisor.batch.lines import Line, Lines
from advisor.documents.places import Path
from advisor.documents.validation import clipped, shown
from advisor.needs.known import Known

DEPTH = 2
"""Below ``languages.train.preferred`` there are only values."""


class _WrongError(Exception):
    """A line is not a requirements object; carries what is wrong."""

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems


class JsonReader:
    """The rows of a stream of JSON Lines."""

    def __init__(self, stream: BinaryIO, known: Known) -> None:
        """Reads nothing yet."""
        self.lines, self.known = Lines(stream), known
        self.paths = paths(known)
        self._read = json.JSONDecoder(object_pairs_hook=_each_once).decode

    def __iter__(self) -> Iterator[Chunk]:
        """The rows, a chunk at a time."""
        building, started = _Building(), self.lines.done
        row = 0
        for line in self.lines:
            if not line.text.strip() and not line.problem:
                continue
            row += 1
            try:
                data = self._object(line)
                building.add(row, line, data.pop(ID, None), self._answers(data))
            except _WrongError as error:
                building.rejected.append(Rejected(row, line.number, error.problems, line.text))
            if building.size() >= ROWS or self.lines.done - started > BYTES:
                yield building.chunk(self.lines.done)
                building, started = _Building(), self.lines.done
        yield building.chunk(self.lines.done)

    def _object(self, line: Line) -> dict[str, Any]:
        if line.problem:
            raise _WrongError(line.problem)
        try:
            data = self._read(line.text)
        except json.JSONDecodeError as error:
            raise _WrongError(f"not a line of JSON: {error.msg} (column {error.colno})") from None
        except (ValueError, RecursionError) as error:
            raise _WrongError(f"not a line of JSON: {error}") from None
        if not isinstance(data, dict):
            raise _WrongError(f"expected a requirements object, found {shown(data)} (write one object a line)")
        return data

    def _answers(self, data: dict[str, Any]) -> dict[Path, Any]:
        """The answers by path; what is not one of them is judged with the whole object, which names it."""
        found = dict(_leaves(data, ()))
        if not found.keys() <= self.paths:
            raise _WrongError(*told(data, self.known))
        return found


class _Building:
    """A chunk that grows by a row at a time."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.lines: list[Line] = []
        self.ids: list[Any] = []
        self.rejected: list[Rejected] = []
        self.keys: dict[Path, list[Hashable]] = {}
        self.values: dict[Path, dict[Hashable, Any]] = {}

    def size(self) -> int:
        """Rows of both kinds."""
        return len(self.rows) + len(self.rejected)

    def add(self, row: int, line: Line, id_: Any, answers: dict[Path, Any]) -> None:
        """Take a row that was read."""
        place = len(self.rows)
        self.rows.append(row)
        self.lines.append(line)
        self.ids.append(id_)
        for path, value in answers.items():
            key = frozen(value)
            keys = self.keys.get(path)
            if keys is None:
                keys = self.keys[path] = []
                self.values[path] = {None: None}
            keys.extend([None] * (place - len(keys)))
            keys.append(key)
            self.values[path][key] = value

    def chunk(self, done: int) -> Chunk:
        """The finished chunk."""
        for keys in self.keys.values():
            keys.extend([None] * (len(self.rows) - len(keys)))
        given = {path: Given(keys, self.values[path].__getitem__) for path, keys in self.keys.items()}
        lines = [line.number for line in self.lines]
        return Chunk(self.rows, lines, self.ids, given, lambda place: self.lines[place].text, self.rejected, done)


def frozen(value: Any) -> Hashable:
    """Something hashable that tells values apart, also 1 from true and from the text 1."""
    return value if value is None or type(value) is str else (repr(value),)


def _leaves(data: dict[str, Any], parents: Path) -> Iterator[tuple[Path, Any]]:
    """Every answer with its path; a title answers nothing."""
    for key, value in data.items():
        if isinstance(value, dict) and key not in WHOLE and len(parents) < DEPTH:
            yield from _leaves(value, (*parents, key))
        elif value is not None and not (key == "title" and isinstance(value, str) and not parents):
            yield (*parents, key), value


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise _WrongError(f"key `{clipped(twice)}` is given twice (keep one of them)")
    return found
