"""What moved between two recommendations, as text for a terminal or a pipe."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from advisor.model.contract.base import Evidence
from advisor.model.contract.entries import Reason
from advisor.model.drift import Drift, RankMove
from advisor.model.lead import CellMove, LeadMove, LeadPart
from advisor.reports import drift_causes as causes
from advisor.reports import drift_words as words
from advisor.reports.interface import Surface
from advisor.reports.page import Page
from advisor.reports.text import clean, signed

SHOWN_PARTS = 5
SHOWN_WEIGHTS = 6
SHOWN_FACTS = 8
MAX_NAME = 30


def render(one: Drift, surface: Surface) -> str:
    """The whole report; `Surface.top` limits the frameworks of the ranking."""
    page = Page(surface)
    page.line((clean(words.verdict(one)), "bold green" if one.stands else "bold red"), indent=0)
    for sentence in words.which(one):
        page.line(clean(sentence), indent=0)
    page.console.print()
    for kind, side in (("Old", one.old), ("New", one.new)):
        page.line((f"{kind}  ", "dim"), clean(words.described(side)), indent=0, hanging=5)
    if words.unmoved(one):
        page.console.print()
        page.line("Nothing moved.", indent=0)
        return page.text()
    _needs(page, one)
    _ranking(page, one)
    _stacks(page, one)
    _sureness(page, one)
    _weights(page, one)
    _why(page, one)
    _others(page, one)
    return page.text()


def _needs(page: Page, one: Drift) -> None:
    if one.needs:
        page.heading("Requirements that differ")
    for move in one.needs:
        page.line(clean(f"{words.short(move.path)}: {words.said(move.old)} → {words.said(move.new)}"), hanging=2)


def _ranking(page: Page, one: Drift) -> None:
    if not one.ranking:
        return
    page.heading("Ranking")
    moved = words.moved(one)
    shown = words.shown(one, page.surface.top)
    if shown:
        table = Table(box=None, padding=(0, 1), pad_edge=True, header_style="dim")
        for title in ("Old", "New"):
            table.add_column(title, justify="right", no_wrap=True)
        table.add_column("Framework", no_wrap=True, overflow="ellipsis", max_width=MAX_NAME)
        for title in ("Old score", "New score", "Moved"):
            table.add_column(title, justify="right", no_wrap=True)
        for move in shown:
            change = "" if move.points is None else signed(move.points)
            cells = (words.rank(move.old), words.rank(move.new), clean(words.name(one, move.id)))
            table.add_row(*(Text(cell) for cell in (*cells, words.score(move.old), words.score(move.new), change)))
        page.table(table)
    for line in (f"… and {len(moved) - len(shown)} more moved", f"{words.kept(one)} as before"):
        if not line.startswith(("0", "… and 0")):
            page.line((line, "dim"))
    for sentence in words.unlisted(one):
        page.line(clean(sentence), hanging=2)
    for move in shown:
        _absence(page, one, move)


def _absence(page: Page, one: Drift, move: RankMove) -> None:
    """Why a framework is ranked on one side only, with fact and source, and for what it needs a partner now."""
    for line in words.gap_lines(one, move):
        page.line(clean(line), hanging=2)
    found = words.absence(move)
    if found is None or found[1].why != "ruled_out":
        return
    told, absent = found
    lead = f"{words.name(one, move.id)} {told}"
    for reason in absent.reasons:
        _reason(page, f"{lead}: ", reason)
        lead = "and"


def _reason(page: Page, lead: str, reason: Reason) -> None:
    requirement, fact = words.reason_words(reason)
    page.line(clean(lead), (clean(requirement), "yellow"), clean(f" – {fact}"), hanging=2)
    if reason.evidence:
        _source(page, reason.evidence, indent=6)


def _source(page: Page, evidence: Evidence, indent: int) -> None:
    source, day = words.sourced(evidence)
    page.source(source, clean(day), indent)


def _stacks(page: Page, one: Drift) -> None:
    if not one.stacks:
        return
    page.heading("Stack")
    for move in one.stacks:
        page.line(clean(words.stack_line(one, move)), hanging=2)
        proof = words.proof_line(move)
        if proof:
            page.line(clean(proof), indent=4, hanging=2)


def _sureness(page: Page, one: Drift) -> None:
    lines = [(kind, words.sure_line(one, side)) for kind, side in (("Old", one.old), ("New", one.new))]
    if one.old.sureness is None and one.new.sureness is None:
        return
    page.heading("How sure")
    for kind, line in lines:
        if line:
            page.line((f"{kind}  ", "dim"), clean(line), hanging=5)


def _weights(page: Page, one: Drift) -> None:
    if not one.weights:
        return
    page.heading("Weights that differ")
    for move in one.weights[:SHOWN_WEIGHTS]:
        page.line(clean(causes.weight_line(one, move)), hanging=2)
    if len(one.weights) > SHOWN_WEIGHTS:
        page.line((f"… and {len(one.weights) - SHOWN_WEIGHTS} more", "dim"))


def _why(page: Page, one: Drift) -> None:
    page.heading("Why")
    if one.lead is None:
        page.line(causes.NO_LEAD, hanging=2)
        return
    for note in filter(None, (causes.rules_note(one), causes.lead_note(one, one.lead))):
        page.line(clean(note), hanging=2)
    page.line((clean(causes.lead_line(one, one.lead)), "bold"), hanging=2)
    _parts(page, one, one.lead)


def _others(page: Page, one: Drift) -> None:
    lines = causes.others(one)
    if lines:
        page.heading("Why others moved")
    for line in lines[: causes.SHOWN_OTHERS]:
        page.line(clean(line), hanging=2)
    if len(lines) > causes.SHOWN_OTHERS:
        page.line((f"… and {len(lines) - causes.SHOWN_OTHERS} more (JSON lists all of them, with sources)", "dim"))


def _parts(page: Page, one: Drift, lead: LeadMove) -> None:
    telling = [part for part in lead.parts if abs(part.points) >= words.SHOWN_POINTS]
    for part in telling[:SHOWN_PARTS]:
        _part(page, one, part)
    rest = sum(part.points for part in lead.parts) - sum(part.points for part in telling[:SHOWN_PARTS])
    if len(telling) > SHOWN_PARTS:
        page.line((f"all other criteria {signed(rest)}", "dim"))


def _part(page: Page, one: Drift, part: LeadPart) -> None:
    page.line(clean(causes.part_line(one, part)), hanging=2)
    if abs(part.by_weight) >= words.SHOWN_POINTS:
        page.line(clean(causes.weight_note(one, part)), indent=4, hanging=2)
    for cell in causes.cells(part):
        page.line(clean(causes.cell_line(one, cell)), indent=4, hanging=2)
        _facts(page, cell)


def _facts(page: Page, cell: CellMove) -> None:
    for move in cell.facts[:SHOWN_FACTS]:
        page.line(clean(causes.fact_line(move)), indent=6, hanging=2)
        fact = move.new or move.old
        if fact:
            _source(page, fact.evidence, indent=8)
    if len(cell.facts) > SHOWN_FACTS:
        page.line((f"… and {len(cell.facts) - SHOWN_FACTS} more facts (JSON lists them)", "dim"), indent=6)
