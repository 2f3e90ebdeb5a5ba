"""The recommendation as a page to share: pictures with tables behind them, every fact with its source, weights to move."""

from __future__ import annotations

from advisor.documents import write_document
from advisor.model.recommendation import Recommendation
from advisor.reports import sureness
from advisor.reports.html.chart_data import chart_data
from advisor.reports.html.document import render_page
from advisor.reports.interface import Surface

SCRIPTS = ("mapping.js", "charts.js", "page.js", "weighing.js", "what_if.js")
"""In the order in which they build on each other."""


class HtmlReport:
    """Comes in one piece."""

    complete = True
    pictures = True

    def lead(self, recommendation: Recommendation, surface: Surface) -> str:
        """Nothing comes first."""
        del recommendation, surface
        return ""

    def rest(self, recommendation: Recommendation, surface: Surface) -> str:
        """The whole page; `Surface.top` limits the frameworks that are drawn and whose facts are told."""
        return render_page(
            "recommendation.html.j2",
            SCRIPTS,
            chart_data(recommendation, surface.top),
            one=recommendation,
            entries=recommendation.ranking[: surface.top],
            sureness=sureness,
            requirements=write_document(dict(recommendation.requirements)),
        )
