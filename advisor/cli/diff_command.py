"""The arguments of `advisor diff`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from advisor.cli.options import Output, Top


def diff(
    context: typer.Context,
    sides: Annotated[
        list[str],
        typer.Argument(
            metavar="SIDE...",
            help="A saved recommendation (JSON; against its own requirements run today), or two; or a requirements file and one "
            "or two editions, days (2026-11-20) or knowledge folders; OLD before NEW; - is standard input.",
        ),
    ],
    edition: Annotated[
        str | None,
        typer.Option("--edition", "-e", help="Edition for what is run (default: that of the file, else the newest)."),
    ] = None,
    format_: Annotated[Literal["text", "json", "markdown"], typer.Option("--format", "-f", help="Format.")] = "text",
    top: Top = None,
    output: Output = None,
) -> int:
    """Tell whether a decision still stands (exit 0) or not (4)."""
    from advisor.cli import diffing

    return diffing.run(context.obj, sides, edition=edition, format_=format_, top=top, output=output)
