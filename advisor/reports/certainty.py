"""How sure the recommendation is, in sentences, and in full as tables."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from advisor.model.recommendation import Recommendation
from advisor.model.robustness import Robustness
from advisor.reports import sureness
from advisor.reports.page import Page
from advisor.reports.sureness import share
from advisor.reports.text import clean, percent

SHOWN_CENTRAL = 3
LIST_RANKS = 5


def write_certainty(page: Page, one: Recommendation) -> None:
    """Everything about how sure the recommendation is; nothing when that was not asked for."""
    found = one.robustness
    if found is None:
        return
    page.heading("How sure this is" if one.ranking else "What would help")
    if one.ranking:
        _places(page, one, found)
        _unknown(page, one, found)
    _flips(page, one, found)
    if found.pairwise is not None:
        _full(page, one, found)


def _places(page: Page, one: Recommendation, found: Robustness) -> None:
    """How the winner and the stack hold, and ties where there are some."""
    first = sureness.first_place(one, found)
    page.line((first.lead, "bold"), first.error, f"; {first.others}." if first.others else ".", hanging=2)
    for text, style in (
        (sureness.tie(one, found), "yellow"),
        (sureness.stack_place(found), ""),
        (sureness.stack_tie(found), "yellow"),
    ):
        if text:
            page.line((text, style), hanging=2)


def _unknown(page: Page, one: Recommendation, found: Robustness) -> None:
    """Unknown scores that could decide; else that there are some and that they cannot."""
    for text in sureness.unknown_that_matters(one, found):
        page.line(text, hanging=2)
    if rest := sureness.unknown_that_does_not(found):
        page.line((rest, "dim"), hanging=2)


def _flips(page: Page, one: Recommendation, found: Robustness) -> None:
    if text := sureness.no_weight_changes_it(one, found):
        page.line(text, hanging=2)
    for condition, outcome in sureness.what_would_change_it(one, found):
        page.line(f"{condition}: ", outcome, hanging=2)
    told = sureness.answers_that_change_it(found)
    more = " (JSON lists them)" if not told.startswith("None") else ""
    page.line((f"{told}{more}.", "dim"), hanging=2)


def _full(page: Page, one: Recommendation, found: Robustness) -> None:
    _ranks(page, one, found)
    assert found.pairwise is not None
    assert found.central is not None
    page.heading("Pairwise: in how many weightings the row scores above the column")
    table = _table("")
    columns = [entry for entry in one.ranking if entry.id in found.acceptability][:LIST_RANKS]
    for entry in columns:
        table.add_column(clean(entry.name), justify="right", no_wrap=True)
    for id_, row in found.pairwise.items():
        cells = [Text("–" if entry.id == id_ else percent(row[entry.id])) for entry in columns]
        table.add_row(Text(clean(one.names[id_])), *cells)
    page.table(table)
    page.heading("Who weighs like this")
    for id_, central in found.central.items():
        page.line(_typical(one, id_, central.weights, central.confidence), hanging=2)
    possible = set(found.possible_winners or ())
    never = [clean(entry.name) for entry in one.ranking if entry.id not in possible]
    if never:
        page.line("Can never be first, whatever the weights and the unknown scores: ", ", ".join(never), hanging=2)


def _typical(one: Recommendation, id_: str, weights: dict[str, float] | object, confidence: float) -> str:
    """Central weights: where they differ most from the stated ones."""
    assert isinstance(weights, dict)
    moved = sorted(one.weights, key=lambda criterion: (-abs(weights[criterion] - one.weights[criterion]), criterion))
    told = [f"{one.labels[key]} {weights[key]:.1%} ({one.weights[key]:.1%})" for key in moved[:SHOWN_CENTRAL]]
    name = clean(one.names[id_])
    return f"Teams for whom {name} comes first typically weigh {', '.join(told)}; it then leads in {share(confidence)}."


def _ranks(page: Page, one: Recommendation, found: Robustness) -> None:
    page.heading("Rank acceptability: the share of weightings that gives each rank")
    table = _table("Framework")
    shown = min(LIST_RANKS, len(one.ranking))
    for rank in range(1, shown + 1):
        table.add_column(str(rank), justify="right", no_wrap=True)
    for entry in one.ranking[: page.surface.top]:
        cells = found.acceptability[entry.id].ranks[:shown]
        table.add_row(Text(clean(entry.name)), *[Text(percent(cell) if cell else "–") for cell in cells])
    page.table(table)


def _table(title: str) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=True, header_style="dim")
    table.add_column(title, no_wrap=True, overflow="ellipsis")
    return table
