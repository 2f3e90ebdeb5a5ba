"""Reads and writes Parquet, with pyarrow (the extra ``framework-advisor[parquet]``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO

from advisor.batch.chunk import ROWS, Chunk, Given
from advisor.batch.columns import ID, Question, questions
from advisor.batch.json_reader import frozen
from advisor.batch.judge import Result
from advisor.model.errors import AdvisorError
from advisor.needs.known import Known

TEXTS = ("id", "edition", "winner", "runner_up", "kind", "prototype", "exchange", "deploy")


def _pyarrow() -> Any:
    """The library; raises `AdvisorError` where it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        message = "Parquet needs pyarrow, which is not installed"
        raise AdvisorError(message, "pip install 'framework-advisor[parquet]', or use CSV or JSON Lines") from None
    return pyarrow


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What pyarrow complains of becomes a message about the file."""
    try:
        yield
    except (_pyarrow().ArrowException, OSError, UnicodeDecodeError) as error:
        reason = str(error).partition("\n")[0][:200]
        raise AdvisorError(f"{name}: cannot be read as Parquet: {reason}", "is it a whole Parquet file?") from None


class ParquetReader:
    """The rows of a Parquet file; columns of lists, and structs in place of dotted names, are understood."""

    def __init__(self, stream: BinaryIO, name: str, known: Known) -> None:
        """Reads the schema; raises `InputError` when it names unknown columns."""
        self.name, self.arrow = name, _pyarrow()
        with _told(name):
            self.file = self.arrow.parquet.ParquetFile(stream, pre_buffer=False)
            self.header = list(self._flat(self.file.schema_arrow.empty_table()).column_names)
        self.rows = self.file.metadata.num_rows
        self.questions = questions(self.header, name, None, known)

    def __iter__(self) -> Iterator[Chunk]:
        """The rows, a chunk at a time."""
        done = 0
        with _told(self.name):
            for batch in self.file.iter_batches(batch_size=ROWS):
                table = [column.to_pylist() for column in self._flat(self.arrow.Table.from_batches([batch])).columns]
                yield self._chunk(table, done, batch.num_rows)
                done += batch.num_rows

    def _flat(self, table: Any) -> Any:
        """The table with structs as columns of dotted names."""
        while any(self.arrow.types.is_struct(field.type) for field in table.schema):
            table = table.flatten()
        return table

    def _chunk(self, table: list[list[Any]], before: int, count: int) -> Chunk:
        numbers = list(range(before + 1, before + count + 1))
        ids = table[self.header.index(ID)] if ID in self.header else [None] * count
        given = {one.path: _given(one, table) for one in self.questions}

        def raw(place: int) -> dict[str, Any]:
            return {name: column[place] for name, column in zip(self.header, table, strict=True)}

        return Chunk(numbers, [None] * count, ids, given, raw, [], before + count)


def _given(question: Question, table: list[list[Any]]) -> Given:
    picked = [table[position] for position in question.positions]
    cells = picked[0] if len(picked) == 1 else list(zip(*picked, strict=True))
    keys = [frozen(one) for one in cells]
    values = dict(zip(keys, cells, strict=True))
    return Given(keys, lambda key: question.value(values[key]))


class ParquetWriter:
    """A row a result; the ranking is a list of structs (id, score)."""

    def __init__(self, stream: BinaryIO) -> None:
        """Begins the file."""
        arrow = self.arrow = _pyarrow()
        entry = arrow.struct([("id", arrow.string()), ("score", arrow.float64())])
        types = {name: arrow.string() if name in TEXTS else arrow.float64() for name in Result._fields}
        self.schema = arrow.schema(list((types | {"ranking": arrow.list_(entry)}).items()))
        self.file = arrow.parquet.ParquetWriter(stream, self.schema)

    def write(self, results: Sequence[Result]) -> None:
        """Add results."""
        columns = zip(*results, strict=True) if results else [()] * len(self.schema)
        arrays = [self.arrow.array(column, type=one.type) for column, one in zip(columns, self.schema, strict=True)]
        self.file.write_table(self.arrow.Table.from_arrays(arrays, schema=self.schema))

    def finish(self) -> None:
        """Write the footer."""
        self.file.close()
