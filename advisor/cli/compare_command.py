"""The arguments of `advisor compare`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from advisor.cli.options import Edition, Output

ComparisonFormat = Literal["table", "markdown", "json", "html"]
"""The keys of `reports.comparison_formats.FORMATS` (a test holds the two together)."""


def compare(
    context: typer.Context,
    named: Annotated[
        list[str],
        typer.Argument(
            metavar="A B [C...] [FILE]",
            help="Frameworks or runtimes, and a requirements file or - for standard input (default: neutral needs).",
            show_default=False,
        ),
    ],
    edition: Edition = None,
    format_: Annotated[ComparisonFormat, typer.Option("--format", "-f", help="Format of the result.")] = "table",
    facts: Annotated[
        Literal["scored", "all", "none"],
        typer.Option("--facts", help="Facts side by side: those behind the scores, all that are known, or none."),
    ] = "scored",
    differences: Annotated[bool, typer.Option("--differences", help="Only criteria and facts that differ.")] = False,
    output: Output = None,
) -> int:
    """Put alternatives side by side, for the same needs."""
    from advisor.cli import comparing
    from advisor.reports.interface import Rows

    return comparing.run(
        context.obj, named, edition=edition, format_=format_, wanted=Rows(facts, differences), output=output
    )
