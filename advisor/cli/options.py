"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Edition = Annotated[str | None, typer.Option("--edition", "-e", help="Edition of the knowledge (default: the newest).")]
FormatName = Literal["table", "json", "markdown", "csv", "html"]
"""The keys of `reports.registry.FORMATS` (a test holds the two together)."""
Format = Annotated[FormatName, typer.Option("--format", "-f", help="Format of the result.")]
ListFormat = Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="Format of the result.")]
Top = Annotated[int | None, typer.Option("--top", "-n", min=1, help="Show only the first N frameworks.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write the result to this file.", dir_okay=False)]
Explain = Annotated[
    Literal["short", "full"],
    typer.Option("--explain", help="full: every table from facts to totals, and what single facts decide."),
]
Robustness = Annotated[
    Literal["none", "quick", "full"],
    typer.Option("--robustness", "-r", help="How sure the result is: leave it out, say it, or show all of it."),
]


def show_version(wanted: bool) -> None:
    """Print the version and leave, when that is wanted."""
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("framework-advisor")
        except PackageNotFoundError:
            number = "(not installed)"
        typer.echo(f"advisor {number}")
        raise typer.Exit
