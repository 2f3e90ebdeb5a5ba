"""What moved between two recommendations, in words that text and Markdown share; neither cleaned nor escaped here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from advisor.model.contract.base import Evidence
from advisor.model.contract.entries import Reason
from advisor.model.drift import (
    Absent,
    Drift,
    Place,
    RankMove,
    Side,
    StackMove,
    StackPlace,
)
from advisor.reports.text import points, signed

SHOWN_POINTS = 0.05
MAX_VALUE = 60
MAX_NAME = 80
MAX_ROUTE = 250
MAX_TIES = 5
MAX_TEXT = 600
MAX_SOURCE = 2_000
NOTHING = "nothing that fits"


def short(text: str, limit: int = MAX_NAME) -> str:
    """A text that does not fill the page, whatever a file holds."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def verdict(one: Drift) -> str:
    """Whether the decision stands, in one sentence."""
    old, new = decided(one, one.old), decided(one, one.new)
    if one.stands and one.new.winner is None:
        return "The decision stands: nothing met the requirements, and nothing does now."
    if one.stands:
        return f"The decision stands: {new}."
    if one.new.winner is None:
        return f"The decision has changed: nothing meets the requirements any more; it was {old}."
    if one.old.winner is None:
        return f"The decision has changed: nothing met the requirements, now {new} does."
    if one.stack_changed:
        return f"The decision has changed: from {old} to {new}."
    first, before = name(one, one.new.winner), name(one, one.old.winner)
    return f"The decision has changed: {first} is first of the ranking, no longer {before}; the stack stays {new}."


def decided(one: Drift, side: Side) -> str:
    """The stack of a side by its names, or the first of its ranking where it has none."""
    return short(side.route, MAX_ROUTE) if side.route else name(one, side.winner)


def which(one: Drift) -> Iterator[str]:
    """Which of the two changed, and whether the new first is a tie, a sentence each."""
    if one.old.winner is None or one.new.winner is None:
        return
    old, new = name(one, one.old.winner), name(one, one.new.winner)
    if one.winner_changed:
        yield f"First of the ranking: {old} before, {new} now."
    else:
        yield f"First of the ranking: {new}, as before."
    routes = [short(side.route or "none", MAX_ROUTE) for side in (one.old, one.new)]
    if one.stack_changed:
        yield f"Best stack: {routes[0]} before, {routes[1]} now."
    sure = one.new.sureness
    if sure and sure.level_with:
        others = " and ".join(name(one, id_) for id_ in sure.level_with[:MAX_TIES])
        yield f"That {new} is first now is as good as a tie with {others}."
    if sure and one.stack_changed and one.old.route in sure.level_stacks:
        yield f"The new stack is as good as a tie with {routes[0]}."


def name(one: Drift, id_: str | None) -> str:
    """The name of an alternative, or its id where nobody names it."""
    return NOTHING if id_ is None else short(one.names.get(id_, id_))


def label(one: Drift, criterion: str) -> str:
    """The name of a criterion."""
    return short(one.labels.get(criterion, criterion))


def described(side: Side) -> str:
    """``decision.json: edition 2026, knowledge of 2026-11-22``."""
    return f"{side.source}: edition {short(side.edition)}, knowledge of {short(side.knowledge_date)}"


def said(value: Any) -> str:
    """A value on one line."""
    if value is None:
        return "not said"
    if isinstance(value, dict):
        told = ", ".join(f"{key} {item}" for key, item in value.items())
    elif isinstance(value, list | tuple):
        told = ", ".join(map(str, value)) or "none"
    elif isinstance(value, bool):
        told = str(value).lower()
    else:
        told = f"{value:.10g}" if isinstance(value, float) else str(value)
    return short(told, MAX_VALUE)


def moved(one: Drift) -> list[RankMove]:
    """The frameworks whose place or shown score is another one."""
    known = [move for move in one.ranking if not move.same and not move.cut]
    return [move for move in known if _place(move) or abs(move.points or 0.0) >= SHOWN_POINTS]


def kept(one: Drift) -> int:
    """How many stand where they stood."""
    return sum(not move.cut for move in one.ranking) - len(moved(one))


def _place(move: RankMove) -> bool:
    if isinstance(move.old, Absent) or isinstance(move.new, Absent):
        return True
    return move.old.rank != move.new.rank or move.gaps != ((), ())


def shown(one: Drift, top: int | None) -> list[RankMove]:
    """Those of them that are told: the first ``top``, and always the first of both sides."""
    firsts = (one.old.winner, one.new.winner)
    return [move for place, move in enumerate(moved(one)) if top is None or place < top or move.id in firsts]


def unmoved(one: Drift) -> bool:
    """Whether everything is the same."""
    same = all(move.same for move in one.stacks) and all(move.same or move.cut for move in one.ranking)
    return same and not one.needs and not one.weights


def rank(place: Place | Absent) -> str:
    """A rank, or a dash."""
    return str(place.rank) if isinstance(place, Place) else "–"


def score(place: Place | Absent) -> str:
    """A score, or a dash."""
    return points(place.score) if isinstance(place, Place) else "–"


def unlisted(one: Drift) -> Iterator[str]:
    """Who is ranked on one side and not even listed by the other, or below its end, a sentence for each."""
    told = {"unlisted": "Not listed by the {} side", "cut": "Ranked lower than the {} side lists"}
    for side in ("old", "new"):
        for why, words in told.items():
            gone = [name(one, move.id) for move in one.ranking if getattr(getattr(move, side), "why", "") == why]
            if gone:
                yield f"{words.format(side)}: {', '.join(gone)}."


def absence(move: RankMove) -> tuple[str, Absent] | None:
    """Why a framework is ranked on one side only, with what to read the reasons from; None for a plain move."""
    words = {
        "ruled_out": ("was ruled out before", "is ruled out now"),
        "cut": ("is ranked lower than the old side lists", "is ranked lower than the new side lists"),
        "unlisted": ("is not listed by the old side", "is not listed by the new side"),
    }
    if isinstance(move.new, Absent):
        return words[move.new.why][1], move.new
    return (words[move.old.why][0], move.old) if isinstance(move.old, Absent) else None


def gap_lines(one: Drift, move: RankMove) -> Iterator[str]:
    """Requirements for which a framework needs a partner now, or no longer."""
    for gap in move.gaps[0]:
        way = f"met by {short(gap.met_by)}" if gap.met_by else "nobody confirms it"
        yield f"{name(one, move.id)} needs a partner now for {short(gap.requirement)} ({way})"
    for gap in move.gaps[1]:
        yield f"{name(one, move.id)} needs no partner any more for {short(gap.requirement)}"


def sourced(evidence: Evidence) -> tuple[str, str]:
    """The source of a fact and its day."""
    return short(evidence.source, MAX_SOURCE), short(evidence.as_of)


def reason_words(reason: Reason) -> tuple[str, str]:
    """The requirement that is missed, and the fact that misses it."""
    return short(reason.requirement, MAX_TEXT), short(reason.fact, MAX_TEXT)


def stack_line(one: Drift, move: StackMove) -> str:
    """A stack with its score on both sides and what moved it."""
    told = f"{short(move.route, MAX_ROUTE)}: {_stack_place(move.old)} → {_stack_place(move.new)}"
    if move.old is None or move.new is None:
        when = "now" if move.new is None else "before"
        gone = [name(one, other.id) for other in one.ranking if other.id in move.stack and _ruled_out(other, when)]
        return told + (f" (ruled out {when}: {', '.join(gone)})" if gone else "")
    change = move.new.score - move.old.score
    if abs(change) < SHOWN_POINTS:
        return told
    sources = zip((name(one, move.stack[0]), name(one, move.stack[2]), "the exchange"), move.parts or (), strict=False)
    parts = ", ".join(f"{signed(part)} from {what}" for what, part in sources if abs(part) >= SHOWN_POINTS)
    return f"{told} ({signed(change)}{f': {parts}' if parts else ''})"


def _ruled_out(move: RankMove, when: str) -> bool:
    place = move.new if when == "now" else move.old
    return isinstance(place, Absent) and place.why == "ruled_out"


def _stack_place(place: StackPlace | None) -> str:
    if place is None:
        return "not listed"
    return points(place.score) if place.position == 1 else f"{points(place.score)} (no. {place.position})"


def proof_line(move: StackMove) -> str | None:
    """What came of the stack when it was run, on both sides; None where that is the same."""
    old, new = (_proof(place) for place in (move.old, move.new))
    return f"{old} → {new}" if move.old and move.new and old != new else None


def _proof(place: StackPlace | None) -> str:
    if place is None or place.verified is None:
        return "not run"
    found = place.verified
    counts = f", {found.passed} of {found.tried} models pass" if found.tried is not None else ""
    return f"run on {short(found.date)}{counts}"


def sure_line(one: Drift, side: Side) -> str | None:
    """How sure a side is; None where it has nothing to be sure of."""
    if side.winner is None:
        return None
    sure = side.sureness
    if sure is None:
        return f"{name(one, side.winner)}: how sure that is was not computed"
    error = f" ± {100 * sure.error:.1f} points" if sure.error else ""
    others = " and ".join(name(one, id_) for id_ in sure.level_with[:MAX_TIES])
    tie = f", a tie with {others}" if others else ""
    return f"{name(one, side.winner)} stays first in {100 * sure.confidence:.1f}% of the weightings{error}{tie}"
