"""`advisor batch`: a table of requirement sets in, a table of recommendations out."""

from __future__ import annotations

import gc
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from advisor.batch.chunk import Chunk, Rejected
from advisor.batch.csv_reader import CsvReader
from advisor.batch.json_reader import JsonReader
from advisor.batch.judge import Judge
from advisor.batch.parquet import ParquetReader, ParquetWriter
from advisor.batch.results import CsvWriter, JsonWriter, Writer, rejected_line
from advisor.batch.run import Tally, rank_rows
from advisor.cli.context import Context
from advisor.cli.exit_codes import DONE, INTERRUPTED, WRONG_INPUT
from advisor.cli.files import reading, refuse_missing_folder, replacing
from advisor.cli.interrupts import clean_up_first
from advisor.cli.loading import load
from advisor.cli.progress import meter
from advisor.model.errors import AdvisorError
from advisor.needs.known import Known
from advisor.reports.text import clean

WRITERS: dict[str, Callable[[BinaryIO], Writer]] = {
    ".csv": CsvWriter, ".jsonl": JsonWriter, ".parquet": ParquetWriter,
}  # fmt: skip
SHOWN = 5


def run(context: Context, file: str, *, output: str, rejected: Path | None, edition: str | None, top: int) -> int:
    """Rank every row; 2 when some were rejected, which are then in the file that is named on stderr."""
    named = {name: _kind(name, what) for name, what in ((file, "read"), (output, "written")) if name != "-"}
    clean_up_first()
    gc.freeze()
    gc.enable()  # `main` switches it off for commands that live for a second
    judge = Judge(lambda named: load(context, named), edition, top)
    bad = rejected or Path(
        f"{'stdin' if file == '-' else file}.rejected.jsonl" if output == "-" else f"{output}.rejected.jsonl"
    )
    with reading(file) as stream:
        kind = named.get(file) or _sniffed(stream)
        out_kind = named.get(output) or (".jsonl" if kind == ".jsonl" else ".csv")
        _refuse(file, output, bad)
        rows, total = _reader(kind, stream, "<stdin>" if file == "-" else file, judge.known)
        try:
            tally = _rank(context, rows, judge, WRITERS[out_kind], output, bad, total, keep=rejected is not None)
        except KeyboardInterrupt:
            context.say("advisor: interrupted" + ("" if output == "-" else f"; {clean(output)} was not written"))
            return INTERRUPTED
    return _tell(context, tally, bad)


def _rank(
    context: Context,
    rows: Iterable[Chunk],
    judge: Judge,
    writer: Callable[[BinaryIO], Writer],
    output: str,
    bad: Path,
    total: int | None,
    *,
    keep: bool,
) -> Tally:
    """Rank and write; both files are there when all is done, or neither."""
    count = 0
    with ExitStack() as opened:
        results = opened.enter_context(_standard_output() if output == "-" else replacing(Path(output)))
        refused = opened.enter_context(replacing(bad, lambda: keep or count > 0))

        def reject(one: Rejected) -> None:
            nonlocal count
            count += 1
            refused.write(rejected_line(one))

        tell = opened.enter_context(meter(context, total))
        tally = rank_rows(rows, judge, writer(results), reject, tell)
    if not count and not keep and bad.is_file():
        bad.unlink()  # of an earlier run: nothing is wrong any more
    return tally


@contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    yield sys.stdout.buffer
    sys.stdout.buffer.flush()


def _kind(name: str, what: str) -> str:
    """The kind of a file by its name."""
    kind = Path(name).suffix.lower()
    if kind not in WRITERS:
        raise AdvisorError(f"{name}: this kind of file is not {what}", f"allowed: {', '.join(WRITERS)}")
    return kind


def _sniffed(stream: BinaryIO) -> str:
    """The kind of what comes through standard input, by its first bytes."""
    start = stream.peek(64)[:64] if hasattr(stream, "peek") else b""
    if start.startswith(b"PAR1"):
        raise AdvisorError("<stdin>: Parquet cannot be read from a stream", "name the file")
    return ".jsonl" if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") else ".csv"


def _refuse(file: str, output: str, bad: Path) -> None:
    """Raise `AdvisorError` before any work where a result could not be written, or would replace what it comes from."""
    targets = [bad] if output == "-" else [Path(output), bad]
    for path in targets:
        if path.is_dir():
            raise AdvisorError(f"{path}: is a directory", "name a file")
        refuse_missing_folder(path)
        if file != "-" and path.is_file() and path.samefile(file):
            raise AdvisorError(f"{path}: is the file that is read", "name another file for the results")
    if len({path.resolve() for path in targets}) < len(targets):
        raise AdvisorError(f"{bad}: is the file of the results", "name another file for the rejected rows")


def _reader(kind: str, stream: BinaryIO, name: str, known: Known) -> tuple[Iterable[Chunk], int | None]:
    """The rows of a stream, and how much there is of it (None: unknown)."""
    if kind == ".parquet":
        reader = ParquetReader(stream, name, known)
        return reader, reader.rows
    found = os.fstat(stream.fileno())
    size = found.st_size if stat.S_ISREG(found.st_mode) else None
    return (JsonReader(stream, known) if kind == ".jsonl" else CsvReader(stream, name, known)), size


def _tell(context: Context, tally: Tally, bad: Path) -> int:
    """Say what became of the rows."""
    context.say(f"{tally.ranked:,} requirement sets ranked, {tally.rejected:,} rejected")
    if tally.ranked:
        leaders = [f"{id_ or 'nothing'} {count / tally.ranked:.1%}" for id_, count in tally.winners.most_common(SHOWN)]
        context.say(f"first: {', '.join(leaders)}")
    if tally.rejected:
        context.say(f"the rejected rows and what is wrong with them: {clean(str(bad))}")
    return WRONG_INPUT if tally.rejected else DONE
