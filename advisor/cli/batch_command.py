"""The arguments of `advisor batch`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def batch(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Requirement sets: .csv, .jsonl or .parquet, or - for standard input.")],
    output: Annotated[
        str, typer.Option("--output", "-o", help="Results: .csv, .jsonl or .parquet, or - for standard output.")
    ] = "-",
    rejected: Annotated[
        Path | None,
        typer.Option("--rejected", help="Rows that cannot be ranked (default: OUTPUT.rejected.jsonl).", dir_okay=False),
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option("--edition", "-e", help="Edition of the knowledge (default: each row's own, else the newest)."),
    ] = None,
    top: Annotated[int, typer.Option("--top", "-n", min=1, help="Frameworks of each ranking to write.")] = 3,
) -> int:
    """Rank many requirement sets from a table."""
    from advisor.cli import batching

    return batching.run(context.obj, file, output=output, rejected=rejected, edition=edition, top=top)
