"""The arguments of `advisor report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.options import Edition, Robustness, Top


def report(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="Requirements file (YAML or JSON), or - for standard input.")],
    open_: Annotated[bool, typer.Option("--open", help="Show the page in the browser.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="The page (default: FILE's name with .html, in this folder).",
            dir_okay=False,
        ),
    ] = None,
    edition: Edition = None,
    top: Top = None,
    robustness: Robustness = "quick",
) -> int:
    """Write the recommendation as a page with pictures, to share."""
    from advisor.cli import reporting

    return reporting.run(context.obj, file, output=output, open_=open_, edition=edition, top=top, robustness=robustness)
