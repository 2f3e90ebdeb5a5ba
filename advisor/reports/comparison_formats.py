"""The formats of a comparison; the command line offers exactly these, and each is imported when it is first used."""

from __future__ import annotations

from importlib import import_module

from advisor.model.comparison import Comparison
from advisor.reports.interface import ComparisonReport, Rows, Surface

FORMATS = {
    "table": "advisor.reports.comparison_table:report",
    "markdown": "advisor.reports.comparison_markdown:report",
    "json": "advisor.reports.comparison_json:report",
    "html": "advisor.reports.html.comparison:report",
}


def render(
    comparison: Comparison, format_: str = "table", surface: Surface | None = None, wanted: Rows | None = None
) -> str:
    """The whole report as text."""
    module, name = FORMATS[format_].split(":")
    made: ComparisonReport = getattr(import_module(module), name)
    return made(comparison, surface or Surface(), wanted or Rows())
