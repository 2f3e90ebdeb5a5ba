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
