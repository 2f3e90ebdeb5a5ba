"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Edition = Annotated[str | None, typer.Option("--edition", "-e", help="Edition of the knowledge (default: the newest).")]
ListFormat = Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="Format of the result.")]
