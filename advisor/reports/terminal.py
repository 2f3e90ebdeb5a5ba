"""The printout: readable at 80 columns, without colour and in a pipe; wider where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from advisor.model.recommendation import (
    Neighbour,
    Ranked,
    Recommendation,
    RuledOut,
    Stack,
)
from advisor.model.verification import Verification
from advisor.reports.certainty import write_certainty
from advisor.reports.contrast import contrast_text
from advisor.reports.interface import Surface
from advisor.reports.page import Page
from advisor.reports.text import age, clean, percent, points

FIXED_COLUMNS = 37
STANDING_COLUMNS = 14
MIN_BAR, MAX_BAR = 6, 24
SHOWN_STACKS = 3
SHOWN_MISSES = 5
SHOWN_WEIGHTS = 5
SHOWN_OLD = 4


class TerminalReport:
    """The ranked table and its explanations."""

    complete = True
    pictures = False

    def lead(self, recommendation: Recommendation, surface: Surface) -> str:
        """Headline, ranking, why the first is first, what was ruled out, and the stacks."""
        page = Page(surface)
        _head(page, recommendation)
        if recommendation.ranking:
            _ranking(page, recommendation)
            _why(page, recommendation)
        _ruled_out(page, recommendation)
        if recommendation.stacks:
            _stacks(page, recommendation.stacks)
        for warning in recommendation.warnings:
            page.line(("Warning: ", "bold red"), clean(warning), hanging=2)
        return page.text()

    def rest(self, recommendation: Recommendation, surface: Surface) -> str:
        """How sure this is, plan B, teams with similar needs, and where to look further."""
        page = Page(surface)
        write_certainty(page, recommendation)
        found = recommendation.neighbours
        if found and found.to_winner:
            _plan_b(page, recommendation, found.to_winner)
        if found and found.cases:
            _teams(page, recommendation)
        if recommendation.explanation:
            from advisor.reports import explanation, rests

            explanation.write(page, recommendation)
            rests.write(page, recommendation)
        _foot(page, recommendation)
        return page.text()


def _head(page: Page, one: Recommendation) -> None:
    what = f"Edition {one.edition} ({one.edition_title}), knowledge of {one.knowledge_date}"
    page.line((f"{clean(one.title)} · {what}" if one.title else what, "dim"), indent=0)
    page.console.print()
    page.line((one.headline.text, "bold green" if one.headline.kind != "none" else "bold red"), indent=0)


def _bar(score: float | None, room: int) -> Text:
    if score is None:
        return Text("unknown".rjust(room + 4), style="dim")
    filled = round(score / 100 * room)
    return Text.assemble(("█" * filled, "cyan"), ("░" * (room - filled), "dim"), f"{score:4.0f}")


def _ranking(page: Page, one: Recommendation) -> None:
    entries = one.ranking[: page.surface.top]
    page.heading("Ranking")
    longest = max(len(clean(entry.name)) + bool(entry.unmet) for entry in entries)
    aging = any(entry.age_days is not None for entry in entries)
    fixed = FIXED_COLUMNS + (STANDING_COLUMNS if aging else 0)
    room = min(MAX_BAR, (page.surface.width - fixed - longest) // 3)
    room = room if room >= MIN_BAR else 0  # too narrow for bars: the numbers alone
    table = Table(box=None, padding=(0, 1), pad_edge=True, header_style="dim")
    table.add_column("#", justify="right", no_wrap=True, min_width=2)
    table.add_column("Framework", no_wrap=True, overflow="ellipsis")
    table.add_column("Score", justify="right", no_wrap=True, min_width=5)
    table.add_column("Tier", justify="right", no_wrap=True, min_width=4)
    categories = list(entries[0].categories)
    for label in (clean(one.labels[id_]) for id_ in categories):
        table.add_column(label, no_wrap=True, min_width=max(room + 4, len(label)))
    if aging:
        table.add_column("Known", justify="right", no_wrap=True, min_width=5)
        table.add_column("Age", justify="right", no_wrap=True, min_width=6)
    for entry in entries:
        bars = [_bar(entry.categories[id_], room) for id_ in categories]
        mark = "*" if entry.unmet else ""
        name = Text(clean(entry.name) + mark, style="bold" if entry.rank == 1 else "")
        tier = Text(str(entry.tier) if entry.tier else "–")
        standing = [Text(percent(entry.known), style="dim"), Text(_age(entry), style="dim")] if aging else []
        table.add_row(Text(str(entry.rank)), name, Text(points(entry.score)), tier, *bars, *standing)
    page.table(table)
    if len(entries) < len(one.ranking):
        page.line((f"… and {len(one.ranking) - len(entries)} more", "dim"))
    _unmet_notes(page, entries)
    _old_notes(page, entries, one)


def _age(entry: Ranked) -> str:
    """The median age of the facts behind a score, marked where some are too old."""
    told = "–" if entry.age_days is None else age(entry.age_days)
    return f"{told}!" if entry.too_old else told


def _old_notes(page: Page, entries: Sequence[Ranked], one: Recommendation) -> None:
    """Which facts are older than their criterion allows, the oldest first."""
    old = [(fact.evidence.as_of, entry.name, fact.id) for entry in entries for fact in entry.too_old]
    if not old:
        return
    told = [f"{clean(name)} {clean(id_)} ({when})" for when, name, id_ in sorted(old)[:SHOWN_OLD]]
    more = f" and {len(old) - SHOWN_OLD} more" if len(old) > SHOWN_OLD else ""
    text = f"! older on {one.knowledge_date} than their criterion allows: {', '.join(told)}{more}"
    page.line((text, "dim"), hanging=2)


def _unmet_notes(page: Page, entries: Sequence[Ranked]) -> None:
    """One line per requirement: which of the shown frameworks need a partner for it, or are not confirmed to meet it."""
    notes: dict[str, dict[str, list[str]]] = {}
    for entry in entries:
        for gap in entry.unmet:
            way = f"met by {gap.met_by}" if gap.met_by else "not confirmed by any source"
            notes.setdefault(gap.requirement, {}).setdefault(way, []).append(entry.name)
    for requirement, ways in notes.items():
        told = "; ".join(f"{', '.join(map(clean, names))}: {way}" for way, names in ways.items())
        page.line(f"* {requirement}: {told}", hanging=2)


def _why(page: Page, one: Recommendation) -> None:
    names = {entry.id: entry.name for entry in one.ranking}
    if one.contrasts:
        first = one.contrasts[0]
        page.heading(f"Why {names[first.winner]} is first")
        for contrast in one.contrasts:
            page.line(contrast_text(contrast, names, one.labels), hanging=2)
    heaviest = sorted(one.weights.items(), key=lambda pair: (-pair[1], pair[0]))[:SHOWN_WEIGHTS]
    told = [_weight_text(one, id_, share) for id_, share in heaviest]
    page.line(("Weighs most: ", "dim"), ", ".join(told), hanging=2)
    if one.not_scored:
        missing = ", ".join(one.labels[id_] for id_ in one.not_scored)
        page.line(("Not scored: ", "dim"), f"edition {one.edition} has no data for {missing}", hanging=2)


def _weight_text(one: Recommendation, id_: str, share: float) -> str:
    because = one.importance.get(id_)
    return f"{one.labels[id_]} {percent(share)}" + (f" ({because.because})" if because else "")


def _ruled_out(page: Page, one: Recommendation) -> None:
    if not one.ruled_out:
        return
    page.heading("Closest misses" if not one.ranking else "Ruled out")
    retired = [entry for entry in one.ruled_out if entry.retired]
    missed = [entry for entry in one.ruled_out if not entry.retired]
    shown = missed if one.ranking else missed[:SHOWN_MISSES]
    for entry in shown:
        _ruled_out_entry(page, entry)
    if len(shown) < len(missed):
        page.line((f"… and {len(missed) - len(shown)} more", "dim"))
    if retired:
        _retired(page, retired)


def _ruled_out_entry(page: Page, entry: RuledOut) -> None:
    for position, reason in enumerate(entry.reasons):
        lead = entry.name if position == 0 else "and"
        page.line(f"{lead}: ", (reason.requirement, "yellow"), f" – {clean(reason.fact)}", hanging=2)
        if reason.evidence:
            page.source(reason.evidence.source, reason.evidence.as_of)


def _retired(page: Page, entries: Sequence[RuledOut]) -> None:
    """What its makers have given up, a line each: the sources are one command away."""
    page.line("Retired by their makers; `constraints.include` ranks them, `advisor show ID` has the source:")
    for entry in entries:
        reason = entry.reasons[0]
        told = clean(reason.fact).removeprefix("retired: ")
        line = f"{entry.id}: {told}"
        room = page.surface.width - 4
        page.line(line if len(line) <= room else f"{line[: room - 1].rstrip()}…", indent=4)


def _stacks(page: Page, stacks: Sequence[Stack]) -> None:
    page.heading("Stack")
    best, others = stacks[0], stacks[1:SHOWN_STACKS]
    page.line((best.route(), "bold"), f"  {points(best.score)}", _reliability(best), hanging=2)
    for number, step in enumerate(best.steps, start=1):
        page.line(f"{number}. {clean(step)}", indent=4, hanging=3)
    if best.verified:
        page.line((_verified(best.verified), "green"), indent=4, hanging=2)
    for limit in best.limits:
        page.line(("Known limit: ", "yellow"), clean(limit), indent=4, hanging=2)
    for source, when in dict.fromkeys((item.source, item.as_of) for item in best.evidence):
        page.source(source, when, indent=4)
    for stack in others:
        page.line(f"or {stack.route()}  {points(stack.score)}", _reliability(stack), hanging=2)


def _verified(one: Verification) -> str:
    """``verified 2026-11-23: torch 2.13.0 → ONNX → onnxruntime 1.31.1: 5 of 5 models, largest error 2e-07``."""
    versions = ", ".join(f"{name} {number}" for name, number in one.versions.items())
    error = "" if one.max_abs_error is None else f", largest error {one.max_abs_error:.0e}"
    return f"Verified {one.date} by running it ({versions}): {one.passed} of {one.tried} models pass{error}"


def _reliability(stack: Stack) -> str:
    return "" if stack.single else f" (exchange counts {stack.reliability:.2f})"


def _plan_b(page: Page, one: Recommendation, nearest: Iterable[Neighbour]) -> None:
    page.heading(f"Plan B: nearest to {one.ranking[0].name}")
    for neighbour in nearest:
        told = ", ".join(f"{one.labels[item.criterion]} {item.points:+.0f}" for item in neighbour.differs_on)
        page.line(f"{neighbour.name}", (f" (distance {points(neighbour.distance)})", "dim"), f": {told}", hanging=2)


def _teams(page: Page, one: Recommendation) -> None:
    assert one.neighbours is not None
    page.heading("Teams with similar needs")
    for neighbour in one.neighbours.cases:
        case = neighbour.case
        chosen, deployed = (
            ", ".join(clean(one.names.get(id_, id_)) for id_ in ids) for ids in (case.chosen, case.deploy)
        )
        told = " and ".join(
            part for part in (chosen and f"chose {chosen}", deployed and f"deployed on {deployed}") if part
        )
        likeness = percent(1 - neighbour.distance)
        page.line((f"{clean(case.who)} {case.year}", "bold"), f" {told} ", (f"({likeness} alike)", "dim"), hanging=2)
        page.line(clean(case.summary), indent=4)
        page.source(case.sources[0], f"read {case.as_of}", indent=4)


def _foot(page: Page, one: Recommendation) -> None:
    if one.ranking:
        page.console.print()
        page.line((f"Facts and sources: advisor show {one.ranking[0].id} --edition {one.edition}", "dim"), indent=0)
