"""The commands of `advisor knowledge`; what they do is imported when they run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from advisor.cli.options import Edition, ListFormat

knowledge_app = typer.Typer(
    help="Look at the knowledge base: its state, its rules.", no_args_is_help=True, rich_markup_mode=None
)


@knowledge_app.command()
def status(context: typer.Context, edition: Edition = None, format_: ListFormat = "text") -> int:
    """Show how much is known, how old it is, what is missing."""
    from advisor.cli import linting

    return linting.status(context.obj, edition=edition, format_=format_)


@knowledge_app.command()
def lint(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="A knowledge folder (default: the one in use).")] = None,
) -> int:
    """Check every knowledge file: shape, sources, dates, ids."""
    from advisor.cli import linting

    return linting.run(context.obj, folder)


@knowledge_app.command()
def refresh(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Only these frameworks or runtimes (default: all).")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    edition: Edition = None,
) -> int:
    """Fetch what package registries know, show the changes, write."""
    from advisor.cli import refreshing

    return refreshing.run(context.obj, ids or (), edition=edition, yes=yes)


@knowledge_app.command()
def measure(
    context: typer.Context,
    runs: Annotated[
        list[Path] | None, typer.Argument(help="Raw runs (default: knowledge/runs/routes-*.jsonl).")
    ] = None,
    edition: Edition = None,
    write: Annotated[bool, typer.Option("--write", help="Write the facts; without it they are only shown.")] = False,
) -> int:
    """Turn raw runs of routes into measured facts."""
    from advisor.cli import measuring

    return measuring.run(context.obj, runs or (), edition=edition, write=write)
