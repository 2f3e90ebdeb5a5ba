"""The one list of formats; the command line offers exactly these, and each is imported when it is first used."""

from __future__ import annotations

from importlib import import_module

from advisor.model.recommendation import Recommendation
from advisor.reports.interface import Report, Surface

FORMATS = {
    "table": "advisor.reports.terminal:TerminalReport",
    "json": "advisor.reports.json_report:JsonReport",
    "markdown": "advisor.reports.decision_record:DecisionRecord",
    "csv": "advisor.reports.csv_report:CsvReport",
    "html": "advisor.reports.html.report:HtmlReport",
}


def report(format_: str) -> Report:
    """The report of that format."""
    module, name = FORMATS[format_].split(":")
    made: Report = getattr(import_module(module), name)()
    return made


def render(recommendation: Recommendation, format_: str = "table", surface: Surface | None = None) -> str:
    """The whole report as text."""
    one, surface = report(format_), surface or Surface()
    return one.lead(recommendation, surface) + one.rest(recommendation, surface)
