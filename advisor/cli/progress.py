"""A progress bar on stderr where a person watches, nothing elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from advisor.cli.context import Context


@contextmanager
def progress(context: Context, what: str, total: int) -> Iterator[Callable[[str], None]]:
    """Yields a function to call after each of ``total`` steps, with what was just done."""
    if not context.stderr.isatty() or not total:
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn(what),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(file=context.stderr), transient=True) as bar:
        task = bar.add_task("", total=total)

        def advance(done: str) -> None:
            bar.update(task, advance=1, description=done)

        yield advance


@contextmanager
def meter(context: Context, total: int | None) -> Iterator[Callable[[int, int], None]]:
    """Yields a function that takes how much of ``total`` (None: unknown) is done, and how many rows that was."""
    if not context.stderr.isatty():
        yield lambda _done, _rows: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=context.stderr), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda done, rows: bar.update(task, completed=done, description=f"{rows:,} rows")
