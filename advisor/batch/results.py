"""Writes results as CSV and JSON Lines, and rejected rows as JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any, BinaryIO, Protocol

from advisor.batch.chunk import Rejected
from advisor.batch.judge import Result
from advisor.documents.cells import inert


class Writer(Protocol):
    """Writes results of one format to a stream."""

    def write(self, results: Sequence[Result]) -> None:
        """Add results."""
        ...

    def finish(self) -> None:
        """Write what a file of this format ends with."""
        ...


class CsvWriter:
    """A row a result; the ranking is one cell, ``pytorch:90.9;keras:85.8``."""

    def __init__(self, stream: BinaryIO) -> None:
        """Writes the header."""
        self.stream = stream
        self._rows([Result._fields])

    def write(self, results: Sequence[Result]) -> None:
        """Add results; an id that a spreadsheet would compute gets an apostrophe before it."""
        self._rows([(inert(one.id), *one[1:-1], _joined(one.ranking)) for one in results])

    def finish(self) -> None:
        """Nothing ends a CSV file."""

    def _rows(self, rows: Sequence[Sequence[Any]]) -> None:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(rows)
        self.stream.write(text.getvalue().encode())


class JsonWriter:
    """An object a line."""

    def __init__(self, stream: BinaryIO) -> None:
        """Writes nothing yet."""
        self.stream = stream

    def write(self, results: Sequence[Result]) -> None:
        """Add results."""
        self.stream.write("".join(map(_line, results)).encode())

    def finish(self) -> None:
        """Nothing ends JSON Lines."""


def _joined(ranking: list[tuple[str, float]]) -> str:
    return ";".join([f"{id_}:{score}" for id_, score in ranking])


def _line(result: Result) -> str:
    ranking = [{"id": id_, "score": score} for id_, score in result.ranking]
    return json.dumps(result._asdict() | {"ranking": ranking}, ensure_ascii=False) + "\n"


def rejected_line(one: Rejected) -> bytes:
    """A rejected row as a line of JSON: ``row``, ``line`` where the input has lines, ``problems``, ``input``."""
    line = {} if one.line is None else {"line": one.line}
    data = {"row": one.row, **line, "problems": list(one.problems), "input": one.input}
    return json.dumps(data, default=str).encode() + b"\n"
