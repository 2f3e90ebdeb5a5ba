"""Reads requirement sets from CSV: a header of dotted paths, then a set a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from advisor.batch.chunk import BYTES, ROWS, Chunk, Given, Rejected
from advisor.batch.columns import ID, Question, questions
from advisor.batch.lines import Line, Lines
from advisor.documents.reader import MAX_BYTES
from advisor.model.errors import InputError, Problem
from advisor.needs.known import Known

DELIMITERS = ",;\t"
CAUSES = {"unexpected end of data": "a quotation mark is opened and never closed"}
"""What the csv module says, in other words."""


class _UnreadableError(Exception):
    """A record cannot be read; the message says why."""


class Record(NamedTuple):
    """A row of cells, where it starts, its text, and what is wrong with it."""

    line: int
    cells: list[str]
    text: str
    problem: str = ""


class _Feed:
    """Hands lines to the csv module and remembers those that belong to the record at hand."""

    def __init__(self, lines: Lines, first: Line) -> None:
        self.lines, self.waiting = lines, [first]
        self.taken: list[Line] = []
        self.size = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self.waiting.pop() if self.waiting else next(self.lines)
        self.taken.append(line)
        self.size += len(line.text)
        if line.problem:
            raise _UnreadableError(line.problem)
        if self.size > MAX_BYTES:
            raise _UnreadableError(f"a quotation mark opens more than {MAX_BYTES:,} characters and is not closed")
        return line.text + "\n"

    def start(self) -> None:
        """A new record begins."""
        self.taken.clear()
        self.size = 0

    def give_up(self) -> Line:
        """The first line of a record that cannot be read; the others are read again, as records of their own."""
        self.waiting += reversed(self.taken[1:])
        return self.taken[0]


def records(lines: Lines, first: Line, delimiter: str) -> Iterator[Record]:
    """The records from a first line on; one that cannot be read costs its first line, never what follows."""
    feed = _Feed(lines, first)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.start()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _UnreadableError) as error:
            line = feed.give_up()
            yield Record(line.number, [], line.text, CAUSES.get(str(error), str(error)))
            continue
        if cells:
            text = feed.taken[0].text if len(feed.taken) == 1 else "\n".join(line.text for line in feed.taken)
            yield Record(feed.taken[0].number, cells, text)


class CsvReader:
    """The rows of a CSV stream; ``name`` is what messages call it."""

    def __init__(self, stream: BinaryIO, name: str, known: Known) -> None:
        """Reads the header; raises `InputError` when it is missing or names unknown columns."""
        self.lines = Lines(stream)
        first = next((line for line in self.lines if line.text.strip()), None)
        if first is None or first.problem:
            message = first.problem if first else "is empty"
            hint = "a line of column names is expected, such as id,goal,languages.train"
            raise InputError([Problem(message, name, first.number if first else None, None, hint)])
        delimiter = max(DELIMITERS, key=first.text.count)
        self.records = records(self.lines, first, delimiter)
        header = next(self.records)
        if header.problem:
            raise InputError([Problem(header.problem, name, header.line)])
        self.header = [word.strip() for word in header.cells]
        self.questions = questions(self.header, name, header.line, known)

    def __iter__(self) -> Iterator[Chunk]:
        """The rows, a chunk at a time."""
        good: list[Record] = []
        rows: list[int] = []
        rejected: list[Rejected] = []
        started = self.lines.done
        for row, record in enumerate(self.records, start=1):
            if problem := record.problem or self._misfit(record):
                rejected.append(Rejected(row, record.line, (problem,), record.text))
            else:
                good.append(record)
                rows.append(row)
            if len(good) + len(rejected) >= ROWS or self.lines.done - started > BYTES:
                yield self._chunk(good, rows, rejected)
                good, rows, rejected, started = [], [], [], self.lines.done
        yield self._chunk(good, rows, rejected)

    def _misfit(self, record: Record) -> str:
        cells, columns = len(record.cells), len(self.header)
        return f"{cells} cells, where the header names {columns} columns" if cells != columns else ""

    def _chunk(self, good: list[Record], rows: list[int], rejected: list[Rejected]) -> Chunk:
        table = list(zip(*(record.cells for record in good), strict=True)) or [()] * len(self.header)
        ids = (
            [cell.strip() or None for cell in table[self.header.index(ID)]] if ID in self.header else [None] * len(good)
        )
        given = {one.path: _given(one, table) for one in self.questions}
        lines = [record.line for record in good]
        return Chunk(rows, lines, ids, given, lambda place: good[place].text, rejected, self.lines.done)


def _given(question: Question, table: list[tuple[str, ...]]) -> Given:
    picked = [table[position] for position in question.positions]
    return Given(picked[0] if len(picked) == 1 else list(zip(*picked, strict=True)), question.value)
