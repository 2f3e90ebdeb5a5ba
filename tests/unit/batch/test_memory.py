"""Memory does not grow with the number of rows, not even when every row answers something new."""

from __future__ import annotations

import gc
import io
import tracemalloc
from collections.abc import Iterator

import pytest

import advisor.batch.csv_reader
import advisor.batch.judge
from advisor.batch.csv_reader import CsvReader
from advisor.batch.results import CsvWriter
from advisor.batch.run import rank_rows
from tests.support.batches import judge

HEADER = b"id,weights.graph,team_knows,goal\n"


class Endless(io.RawIOBase):
    """A stream that makes its rows while it is read, each with answers that no other row gives, every tenth wrong."""

    def __init__(self, rows: int) -> None:
        """So many rows."""
        self.lines = self._made(rows)
        self.left = b""

    @staticmethod
    def _made(rows: int) -> Iterator[bytes]:
        yield HEADER
        for number in range(1, rows + 1):
            yield b"team-%d,%d,%s,both\n" % (number, number, b"pytorch" if number % 10 else b"wrong%d" % number)

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        """The next bytes."""
        self.left = self.left or next(self.lines, b"")
        part, self.left = self.left[: len(buffer)], self.left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


class Nowhere(io.BytesIO):
    """Counts what is written and keeps none of it."""

    written = 0

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Count the bytes."""
        self.written += len(data)
        return len(data)


def peak(rows: int) -> int:
    """The most bytes that are held at once while so many rows are ranked."""
    sink = Nowhere()
    gc.collect()
    tracemalloc.start()
    try:
        stream = io.BufferedReader(Endless(rows))  # type: ignore[type-var]
        tally = rank_rows(
            CsvReader(stream, "t.csv", judge().known), judge(), CsvWriter(sink), lambda _: None, lambda *_: None
        )
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tally.ranked, tally.rejected) == (rows - rows // 10, rows // 10)
    assert sink.written > 50 * rows
    return most


def test_memory_does_not_grow_with_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four times the rows, all different, take the same memory (within a fifth)."""
    monkeypatch.setattr(advisor.batch.csv_reader, "ROWS", 128)
    monkeypatch.setattr(advisor.batch.judge, "REMEMBERED", 256)
    peak(300)
    assert peak(4000) < 1.2 * peak(1000)
