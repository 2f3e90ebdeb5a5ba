"""The end of the long printout: who dominates whom, and what single facts decide."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.model.explanation import Change, Leaders, Sensitivity
from advisor.model.recommendation import Recommendation
from advisor.reports.explanation import dated, value
from advisor.reports.page import Page
from advisor.reports.text import clean


def write(page: Page, one: Recommendation) -> None:
    """Dominance and sensitivity; nothing where there is no explanation."""
    if one.explanation is None:
        return
    if len(one.ranking) > 1:
        _dominance(page, one, one.explanation.dominance)
    _sensitivity(page, one, one.explanation.sensitivity)


def _dominance(page: Page, one: Recommendation, pairs: Sequence[tuple[str, str]]) -> None:
    page.heading("Dominance")
    winner = one.ranking[0].id
    below = [_name(one, worse) for better, worse in pairs if better == winner]
    if below:
        told = f"{_name(one, winner)} is at least as good as {', '.join(below)} on every criterion that counts"
        page.line(f"{told}: no weights of these criteria turn that around.", hanging=2)
    else:
        told = "everybody else is better at something, or too little is known to tell"
        page.line(f"{_name(one, winner)} dominates nobody: {told}.", hanging=2)
    for worse in dict.fromkeys(worse for _, worse in pairs):
        above = [_name(one, better) for better, other in pairs if other == worse and better != winner]
        if above:
            page.line(f"{_name(one, worse)} is dominated by {', '.join(above)}.", hanging=2)
    page.line(("What only one of two is known on decides nothing; what neither is known on is left out.", "dim"))


def _sensitivity(page: Page, one: Recommendation, found: Sensitivity) -> None:
    page.heading("What single facts decide")
    page.line(
        f"{found.facts} facts behind the first two, the stack and what is ruled out were changed one at a time (unknown, one "
        f"level up, one level down): {found.tried} changes, each decided anew.",
        hanging=2,
    )
    if found.leaders.winner:
        page.line(_rests(f"That {_name(one, found.leaders.winner)} comes first", found.rests_on), hanging=2)
    elif found.rests_on:
        page.line(_rests("That nothing fits", found.rests_on), hanging=2)
    if found.leaders.stack:
        page.line(_rests(f"The stack {_stack(one, found.leaders)}", found.stack_rests_on), hanging=2)
    facts: dict[tuple[str, str], list[Change]] = {}
    for change in found.changes:
        facts.setdefault((change.alternative, change.fact.id), []).append(change)
    for changes in facts.values():
        _fact(page, one, changes)


def _rests(what: str, changes: Sequence[Change]) -> str:
    """``That PyTorch comes first rests on one undated fact: without it another does.``"""
    doubts = [one.doubt for one in changes if one.doubt]
    if not changes:
        return f"{what} rests on no single fact."
    if len(changes) == 1:
        kind = {"": "", "undated": "undated ", "too old": "too old "}[changes[0].doubt]
        return f"{what} rests on one {kind}fact."
    told = "".join(f", {doubts.count(kind)} of them {kind}" for kind in ("undated", "too old") if kind in doubts)
    return f"{what} rests on {len(changes)} facts{told}: without any one of them it changes."


def _fact(page: Page, one: Recommendation, changes: Sequence[Change]) -> None:
    """A fact that decides: what it says, where it stands, and what would come of each change."""
    first = changes[0]
    told = f"{_name(one, first.alternative)} {clean(first.fact.id)}: {value(first.fact, None)}"
    page.line((told, "bold"), f" ({dated(first.fact, first.doubt)})", hanging=2)
    for change in changes:
        to = "unknown" if change.to is None else f"{f'{change.side} ' if change.side else ''}{change.to}"
        page.line(f"{to}: {_outcome(one, change)}", indent=4, hanging=2)
    page.source(first.evidence.source, first.evidence.as_of, indent=4)


def _outcome(one: Recommendation, change: Change) -> str:
    parts = []
    if change.winner_changes:
        winner = change.leaders.winner
        parts.append(f"{_name(one, winner)} comes first" if winner else "nothing fits")
    if change.stack_changes:
        parts.append(f"stack {_stack(one, change.leaders)}")
    return ", ".join(parts)


def _stack(one: Recommendation, leaders: Leaders) -> str:
    """``PyTorch → ONNX → ONNX Runtime``, or the one name."""
    if leaders.stack is None:
        return "none"
    prototype, exchange, deploy = leaders.stack
    if prototype == deploy:
        return f"{_name(one, prototype)} end to end"
    known = {stack.exchange: stack.exchange_name for stack in one.stacks}
    return f"{_name(one, prototype)} → {clean(known.get(exchange, exchange))} → {_name(one, deploy)}"


def _name(one: Recommendation, id_: str) -> str:
    return clean(one.names.get(id_, id_))
