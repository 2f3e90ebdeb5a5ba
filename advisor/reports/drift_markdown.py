"""What moved between two recommendations as Markdown, for a comment on a change or the log of a decision record."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.model import knowledge
from advisor.model.contract.base import Evidence
from advisor.model.drift import Drift, RankMove
from advisor.model.lead import LeadPart
from advisor.reports import drift_causes as causes
from advisor.reports import drift_words as words
from advisor.reports.interface import Surface
from advisor.reports.markdown import link, table, text
from advisor.reports.text import signed

COLUMNS = ("old", "new", "framework", "old score", "new score", "moved")
SHOWN_PARTS = 5
SHOWN_WEIGHTS = 6
SHOWN_FACTS = 8


def render(one: Drift, surface: Surface) -> str:
    """The whole report; `Surface.top` limits the frameworks of the ranking. No heading, so that it fits anywhere."""
    parts = [_head(one)]
    if words.unmoved(one):
        parts.append(iter(["Nothing moved."]))
    else:
        parts += [_needs(one), _ranking(one, surface.top), _stacks(one), _sureness(one), _weights(one)]
        parts += [_why(one), _others(one)]
    return "\n\n".join(block for part in parts if (block := "\n".join(part))) + "\n"


def _head(one: Drift) -> Iterator[str]:
    yield f"**{text(words.verdict(one))}**"
    sentences = list(words.which(one))
    if sentences:
        yield ""
        yield " ".join(text(sentence) for sentence in sentences)
    yield ""
    yield f"- Old: {text(words.described(one.old))}"
    yield f"- New: {text(words.described(one.new))}"


def _listed(title: str, lines: list[str]) -> Iterator[str]:
    """A bold line and a list, nothing for an empty list."""
    if lines:
        yield from (f"**{title}**", "")
        yield from (f"- {line}" for line in lines)


def _needs(one: Drift) -> Iterator[str]:
    lines = [f"{words.short(move.path)}: {words.said(move.old)} → {words.said(move.new)}" for move in one.needs]
    return _listed("Requirements that differ", [text(line) for line in lines])


def _ranking(one: Drift, top: int | None) -> Iterator[str]:
    moved = words.moved(one)
    shown = words.shown(one, top)
    if not one.ranking:
        return
    yield from ("**Ranking**", "")
    if shown:
        yield from table(COLUMNS, [_row(one, move) for move in shown])
    yield from ("",) if shown else ()
    counts = ((len(moved) - len(shown), "more moved"), (words.kept(one), "as before"))
    yield from (f"- {count} {what}" for count, what in counts if count)
    yield from (f"- {text(sentence)}" for sentence in words.unlisted(one))
    for move in shown:
        yield from _absence(one, move)


def _row(one: Drift, move: RankMove) -> list[str]:
    change = "" if move.points is None else signed(move.points)
    cells = (words.rank(move.old), words.rank(move.new), words.name(one, move.id))
    return [*map(text, cells), words.score(move.old), words.score(move.new), change]


def _absence(one: Drift, move: RankMove) -> Iterator[str]:
    """Why a framework is ranked on one side only, and for what it needs a partner now."""
    yield from (f"- {text(line)}" for line in words.gap_lines(one, move))
    found = words.absence(move)
    if found is None or found[1].why != "ruled_out":
        return
    reasons = [
        f"{text(requirement)} – {text(fact)}{f', {_source(reason.evidence)}' if reason.evidence else ''}"
        for reason in found[1].reasons
        for requirement, fact in [words.reason_words(reason)]
    ]
    told = f": {'; '.join(reasons)}" if reasons else ""
    yield f"- {text(f'{words.name(one, move.id)} {found[0]}')}{told}"


def _source(evidence: Evidence) -> str:
    """A source with its day, as a link where it is a web page."""
    return link(knowledge.Evidence(*words.sourced(evidence), evidence.method))


def _stacks(one: Drift) -> Iterator[str]:
    lines = ["; ".join(filter(None, (words.stack_line(one, move), words.proof_line(move)))) for move in one.stacks]
    return _listed("Stack", [text(line) for line in lines])


def _sureness(one: Drift) -> Iterator[str]:
    sides = (("Old", one.old), ("New", one.new))
    lines = [f"{kind}: {line}" for kind, side in sides if (line := words.sure_line(one, side))]
    return _listed("How sure", [text(line) for line in lines] if one.old.sureness or one.new.sureness else [])


def _weights(one: Drift) -> Iterator[str]:
    lines = [text(causes.weight_line(one, move)) for move in one.weights[:SHOWN_WEIGHTS]]
    more = len(one.weights) - SHOWN_WEIGHTS
    return _listed("Weights that differ", lines + ([f"and {more} more"] if more > 0 else []))


def _why(one: Drift) -> Iterator[str]:
    yield from ("**Why**", "")
    if one.lead is None:
        yield causes.NO_LEAD
        return
    notes = filter(None, (causes.rules_note(one), causes.lead_note(one, one.lead)))
    yield " ".join(text(line) for line in (*notes, f"{causes.lead_line(one, one.lead)}."))
    telling = [part for part in one.lead.parts if abs(part.points) >= words.SHOWN_POINTS]
    if telling:
        yield ""
    for part in telling[:SHOWN_PARTS]:
        yield from _part(one, part)
    rest = sum(part.points for part in one.lead.parts) - sum(part.points for part in telling[:SHOWN_PARTS])
    if len(telling) > SHOWN_PARTS:
        yield f"- all other criteria {signed(rest)}"


def _others(one: Drift) -> Iterator[str]:
    lines = causes.others(one)
    more = len(lines) - causes.SHOWN_OTHERS
    shown = [text(line) for line in lines[: causes.SHOWN_OTHERS]]
    return _listed(
        "Why others moved", shown + ([f"and {more} more (JSON lists all of them, with sources)"] if more > 0 else [])
    )


def _part(one: Drift, part: LeadPart) -> Iterator[str]:
    """A criterion with its weight, its scores, and the facts behind them."""
    yield f"- {text(causes.part_line(one, part))}"
    if abs(part.by_weight) >= words.SHOWN_POINTS:
        yield f"  - {text(causes.weight_note(one, part))}"
    for cell in causes.cells(part):
        yield f"  - {text(causes.cell_line(one, cell))}"
        for move in cell.facts[:SHOWN_FACTS]:
            fact = move.new or move.old
            yield f"    - {text(causes.fact_line(move))}{f', {_source(fact.evidence)}' if fact else ''}"
        if len(cell.facts) > SHOWN_FACTS:
            yield f"    - and {len(cell.facts) - SHOWN_FACTS} more facts"
