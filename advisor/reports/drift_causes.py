"""Because of which facts a lead moved, in words that text and Markdown share; neither cleaned nor escaped here."""

from __future__ import annotations

from advisor.model.contract.base import Fact
from advisor.model.drift import Drift, RankMove, WeightMove
from advisor.model.lead import CellMove, FactMove, LeadMove, LeadPart
from advisor.reports.drift_words import SHOWN_POINTS, absence, label, name, said, short
from advisor.reports.text import points, signed

SHOWN_CAUSES = 2
SHOWN_OTHERS = 6
NO_LEAD = "Fewer than two frameworks are ranked on both sides, so there is no lead to compare."


def rules_note(one: Drift) -> str | None:
    """That two editions score by different rules; None within one edition."""
    if one.old.edition == one.new.edition:
        return None
    editions = f"{short(one.old.edition)} and {short(one.new.edition)}"
    return f"Editions {editions} score by rules of their own; advisor show CRITERION has them."


def lead_line(one: Drift, lead: LeadMove) -> str:
    """Whose lead over whom moved, and by how much."""
    who = f"{name(one, lead.ahead)} over {name(one, lead.behind)}"
    return f"{who}: {signed(lead.old)} → {signed(lead.new)} points ({signed(lead.new - lead.old)})"


def lead_note(one: Drift, lead: LeadMove) -> str | None:
    """Why these two are compared, where one side's first is not among them."""
    others = {id_ for id_ in (one.old.winner, one.new.winner) if id_ not in (None, lead.ahead, lead.behind)}
    told = [
        f"{name(one, move.id)} {found[0]}" for move in one.ranking if move.id in others and (found := absence(move))
    ]
    return f"{' and '.join(told)}; of those that both sides rank:" if told else None


def others(one: Drift) -> list[str]:
    """What moved every other framework that both sides rank, the largest moves first, a line each."""
    told = {one.lead.ahead, one.lead.behind} if one.lead else set()
    moves = [move for move in one.ranking if move.id not in told and abs(move.points or 0.0) >= SHOWN_POINTS]
    moves.sort(key=lambda move: (-abs(round(move.points or 0.0, 9)), move.id))
    return [_mover(one, move) for move in moves]


def _mover(one: Drift, move: RankMove) -> str:
    """``JAX +1.2: Activity +0.9 (commits_52w: 6000 → 7935), Speed +0.3 (by weight)``."""
    telling = [part for part in move.criteria if abs(part.points) >= SHOWN_POINTS][:SHOWN_CAUSES]
    causes = ", ".join(f"{label(one, part.criterion)} {signed(part.points)}{_cause(part.cell)}" for part in telling)
    return f"{name(one, move.id)} {signed(move.points or 0.0)}{f': {causes}' if causes else ''}"


def _cause(cell: CellMove) -> str:
    """In brackets the facts that say something else, or what else it was."""
    if cell.old is None or cell.new is None:
        return " (counts now)" if cell.new else " (counts no longer)"
    if not cell.facts:
        return " (by weight)" if abs(cell.by_weight) > abs(cell.by_score) else " (other scoring)"
    told = [f"{short(move.id)}: {_value(move.old)} → {_value(move.new)}" for move in cell.facts[:SHOWN_CAUSES]]
    more = f" and {len(cell.facts) - SHOWN_CAUSES} more" if len(cell.facts) > SHOWN_CAUSES else ""
    return f" ({'; '.join(told)}{more})"


def _value(fact: Fact | None) -> str:
    return said(fact.value) if fact else "not counted"


def part_line(one: Drift, part: LeadPart) -> str:
    """``Documentation +1.8: +1.5 from scores, +0.3 from weights``."""
    told = ((part.by_score, "scores"), (part.by_weight, "weights"))
    split = ", ".join(f"{signed(value)} from {what}" for value, what in told if abs(value) >= SHOWN_POINTS)
    return f"{label(one, part.criterion)} {signed(part.points)}" + (f": {split}" if split else "")


def cell_line(one: Drift, cell: CellMove) -> str:
    """``PyTorch 66.7 → 100.0``, with why where no fact says so."""
    told = f"{name(one, cell.id)} {_score(cell, old=True)} → {_score(cell, old=False)} ({signed(cell.by_score)})"
    if not cell.rescored:
        return told
    return f"{told}: its facts say the same, {'the requirements or ' if one.needs else ''}the scoring changed"


def _score(cell: CellMove, *, old: bool) -> str:
    found = cell.old if old else cell.new
    return "unknown" if found is None or found.score is None else points(found.score)


def weight_note(one: Drift, part: LeadPart) -> str:
    """What moved the weights of a criterion."""
    stated = next((move for move in one.weights if move.criterion == part.criterion), None)
    if stated is None:
        return "its weight moved because scores of its category became known or unknown"
    return f"weight {100 * stated.old:.1f}% → {100 * stated.new:.1f}%{_importance(stated)}"


def cells(part: LeadPart) -> list[CellMove]:
    """The cells whose scores count in the movement."""
    return [cell for cell in (part.ahead, part.behind) if abs(cell.by_score) >= SHOWN_POINTS]


def fact_line(move: FactMove) -> str:
    """``graph: partial (2025-03-01) → full (2026-11-02), documented``."""
    if move.old and move.new:
        return f"{short(move.id)}: {_dated(move.old)} → {_dated(move.new)}, {short(move.new.evidence.method)}"
    fact = move.new or move.old
    assert fact is not None
    lead = "now counts" if move.new else "no longer counts"
    return f"{lead}: {short(move.id)}: {_dated(fact)}, {short(fact.evidence.method)}"


def _dated(fact: Fact) -> str:
    return f"{said(fact.value)} ({short(fact.evidence.as_of)})"


def weight_line(one: Drift, move: WeightMove) -> str:
    """``Documentation 5.0% → 7.9% (medium → high: priorities.documentation)``."""
    return f"{label(one, move.criterion)} {100 * move.old:.1f}% → {100 * move.new:.1f}%{_importance(move)}"


def _importance(move: WeightMove) -> str:
    """What moved the importance of a criterion, in brackets; empty where nobody said anything else."""
    old, new = move.old_importance, move.new_importance
    found = new or old
    if old == new or found is None:
        return ""
    levels = " → ".join(item.level if item else "not said" for item in (old, new))
    return f" ({short(levels)}: {short(found.because)})"
