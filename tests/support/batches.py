"""Runs tables of requirement sets through the batch, in process."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from advisor.batch.chunk import Chunk, Rejected
from advisor.batch.csv_reader import CsvReader
from advisor.batch.json_reader import JsonReader
from advisor.batch.judge import Judge, Result
from advisor.batch.parquet import ParquetReader
from advisor.batch.results import CsvWriter
from advisor.batch.run import rank_rows
from tests.support.knowledge import edition_2018, newest


class Ran(NamedTuple):
    """What came out: results, rejected rows, and the results as CSV."""

    ranked: list[Result]
    rejected: list[Rejected]
    table: str


class Keeping(CsvWriter):
    """Writes CSV and keeps the results."""

    def __init__(self, stream: io.BytesIO) -> None:
        """Nothing kept yet."""
        super().__init__(stream)
        self.kept: list[Result] = []

    def write(self, results: Sequence[Result]) -> None:
        """Write and keep."""
        super().write(results)
        self.kept += results


@cache
def judge(edition: str | None = None, top: int = 3) -> Judge:
    """A judge over the shipped knowledge."""
    return Judge(lambda named: edition_2018() if named == "2018" else newest(), edition, top)


def rank(chunks: Iterable[Chunk], by: Judge | None = None) -> Ran:
    """Rank all rows."""
    stream, rejected = io.BytesIO(), list[Rejected]()
    writer = Keeping(stream)
    rank_rows(chunks, by or judge(), writer, rejected.append, lambda _done, _rows: None)
    return Ran(writer.kept, rejected, stream.getvalue().decode())


def rank_csv(text: str | bytes) -> Ran:
    """Rank the rows of a CSV text."""
    raw = text.encode() if isinstance(text, str) else text
    return rank(CsvReader(io.BytesIO(raw), "t.csv", judge().known))


def rank_json(text: str | bytes) -> Ran:
    """Rank the rows of JSON Lines."""
    raw = text.encode() if isinstance(text, str) else text
    return rank(JsonReader(io.BytesIO(raw), judge().known))


def rank_parquet(raw: bytes) -> Ran:
    """Rank the rows of a Parquet file."""
    return rank(ParquetReader(io.BytesIO(raw), "t.parquet", judge().known))


def flat(data: Mapping[str, Any], parents: tuple[str, ...] = ()) -> dict[str, Any]:
    """Nested requirements as columns of dotted paths."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, Mapping):
            found |= flat(value, (*parents, key))
        else:
            found[".".join((*parents, key))] = value
    return found


def as_csv(sets: Sequence[Mapping[str, Any]]) -> str:
    """Requirement sets as a CSV text."""
    rows = [flat(one) for one in sets]
    header = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: ";".join(cell) if isinstance(cell, list) else cell for name, cell in row.items()})
    return text.getvalue()


def as_json(sets: Sequence[Mapping[str, Any]]) -> str:
    """Requirement sets as JSON Lines."""
    return "".join(json.dumps(one) + "\n" for one in sets)


def as_parquet(sets: Sequence[Mapping[str, Any]]) -> bytes:
    """Requirement sets as a Parquet file with list columns."""
    import pyarrow
    import pyarrow.parquet

    rows = [flat(one) for one in sets]
    header = list(dict.fromkeys(name for row in rows for name in row))
    table = pyarrow.table({name: [row.get(name) for row in rows] for name in header})
    stream = io.BytesIO()
    pyarrow.parquet.write_table(table, stream)
    return stream.getvalue()
