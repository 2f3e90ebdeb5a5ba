"""A comparison in plain sentences, for every format; nothing here is escaped yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from advisor.model.comparison import Compared, Comparison, CriterionRow, FactCell, FactRow, Missed
from advisor.model.recommendation import NOT_RETIRED, Stack
from advisor.reports.contrast import contrast_text
from advisor.reports.explanation import whole
from advisor.reports.sureness import share
from advisor.reports.text import percent, points

DOUBT = "! undated, or older than its criterion allows"


def names_of(one: Comparison, ids: Iterable[str]) -> str:
    """``PyTorch, TensorFlow and Caffe``."""
    *others, last = [one.names[id_] for id_ in ids]
    return f"{', '.join(others)} and {last}" if others else last


def compared_as(one: Comparison) -> str:
    """Who is compared, and as what."""
    who = names_of(one, (alternative.id for alternative in one.alternatives))
    if one.end == "alone":
        return f"{who}, each as one tool from prototype to deployment, as in the ranking."
    return (
        f"{who}. A runtime is among them, so all are compared as the end that models are deployed on: only the criteria of that "
        f"end count, with {percent(one.part)} of all weights, and only what a tool does itself."
    )


def verdict(one: Comparison) -> Iterator[str]:
    """Who leads, and what that is worth when something is ruled out or hardly anything is known."""
    leader, order = one.of(one.winning.leader), [one.of(id_) for id_ in one.winning.order]
    if leader.score is None:
        yield "Nothing that counts is known of any of them."
        return
    level = [other.id for other in order if other.entry.rank == 1]
    if len(level) > 1:
        yield f"{names_of(one, level)} are level at {points(leader.score)} of 100."
    else:
        yield f"{leader.name} leads with {points(leader.score)} of 100."
    fitting = [other for other in order if not other.ruled_out]
    if not fitting:
        yield "All of them are ruled out by these needs."
    elif leader.ruled_out:
        yield f"But {leader.name} is ruled out by these needs; of those that are not, {fitting[0].name} is first."


def contrasts(one: Comparison) -> Iterator[str]:
    """What makes the lead over each other one."""
    known = [contrast for contrast in one.winning.contrasts if one.of(contrast.other).score is not None]
    if one.of(one.winning.leader).score is not None:
        yield from (f"{contrast_text(contrast, one.names, one.labels)}." for contrast in known)


def place(one: Comparison, alternative: Compared) -> str:
    """``2 of 13``, or that it is ruled out."""
    return "ruled out" if alternative.rank is None else f"{alternative.rank} of {one.ranked}"


def missed(one: Comparison, alternative: Compared) -> Iterator[str]:
    """Each hard requirement that an alternative misses, and its retirement."""
    for gap in alternative.missed:
        yield f"{alternative.name}: {_gap(gap)}{_cited(one, gap)}"
    retired = alternative.retired
    if retired and NOT_RETIRED not in (gap.requirement for gap in alternative.missed):
        note = f": {retired.evidence.note}" if retired.evidence.note else ""
        yield f"{alternative.name}: retired by its makers{note} [{one.number(retired.evidence)}]"


def _gap(gap: Missed) -> str:
    if gap.met_by:
        return f"{gap.requirement} – {gap.fact}; met by {gap.met_by}"
    doubt = "not confirmed: " if gap.status == "unknown" else ""
    return f"{gap.requirement} – {doubt}{gap.fact}"


def _cited(one: Comparison, gap: Missed) -> str:
    return f" [{one.number(gap.evidence)}]" if gap.evidence else ""


def weight_because(row: CriterionRow) -> str:
    """What set a weight: ``critical (targets required)``; empty where nothing was said."""
    if row.level == "expert":
        return f"as stated ({row.because})"
    own = f"{row.level} ({row.because})" if row.because else ""
    category = f"category {row.category_level} ({row.category_because})" if row.category_because else ""
    return ", ".join(part for part in (own, category) if part)


def weights_because(one: Comparison) -> str:
    """What set the weights of which something was said, in one sentence; empty where nothing was."""
    told = [f"{one.labels[row.id]} {because}" for row in one.criteria if (because := weight_because(row))]
    if not told or one.criteria[0].level == "expert":
        return f"{'; '.join(told)}." if told else ""
    return f"{'; '.join(told)}; medium where nothing was said."


def samples(one: Comparison) -> str:
    """What the shares of weightings are, and their largest standard errors."""
    both = (one.winning.around, one.winning.anywhere)
    around, anywhere = (100 * max(map(shares.error, shares.first.values())) for shares in both)
    return (
        f"Shares of {both[0].samples:,} weightings around yours (± {around:.1f} points at most), and of as many drawn from all "
        f"that there are (± {anywhere:.1f}); unknown scores count as anything from 0 to 100."
    )


def ties(one: Comparison) -> Iterator[str]:
    """Who is as good as the leader."""
    win = one.winning
    told = [
        f"{one.names[id_]} scores above {one.names[win.leader]} in {share(win.beaten_by[id_])}"
        for id_ in win.level_with
    ]
    if told:
        yield f"As good as a tie: {', '.join(told)} of the weightings around yours."


def unknown(one: Comparison) -> Iterator[str]:
    """Unknown scores that could decide."""
    for entry in one.winning.unknown:
        if entry.matters:
            criteria = ", ".join(one.labels[id_] for id_ in entry.criteria)
            could = "lose the lead" if entry.id == one.winning.leader else "lead"
            yield f"Unknown and it matters: {criteria} of {one.names[entry.id]}, which could {could}."


class Switch(NamedTuple):
    """A criterion beyond whose share another alternative leads."""

    distance: float
    criterion: str
    text: str


def switches(one: Comparison) -> list[str]:
    """``TensorFlow leads if Languages weighs more than 14.2% (now 6.0%)``, the nearest first."""
    found = [switch for row in one.criteria for switch in _switches(one, row)]
    found.sort(key=lambda switch: (round(switch.distance, 12), switch.criterion, switch.text))
    return [switch.text for switch in found]


def _switches(one: Comparison, row: CriterionRow) -> Iterator[Switch]:
    now = row.interval.share
    for word, end, who in (
        ("less", row.interval.low, row.interval.below),
        ("more", row.interval.high, row.interval.above),
    ):
        if who is not None:
            than = "it does" if abs(end - now) < 1e-9 else _percent(end, now)
            text = f"{one.names[who]} leads if {one.labels[row.id]} weighs {word} than {than} (now {now:.1%})"
            yield Switch(abs(end - now), row.id, text)


def _percent(end: float, now: float) -> str:
    """A share to as many digits as it takes to tell it from the one of now."""
    return next((text for digits in (1, 2, 3) if (text := f"{end:.{digits}%}") != f"{now:.{digits}%}"), f"{end:.6%}")


def steady(one: Comparison) -> Iterator[str]:
    """The criteria whose weight alone never changes who leads."""
    still = [one.labels[row.id] for row in one.criteria if not row.interval.below and not row.interval.above]
    if still and one.of(one.winning.leader).score is not None:
        told = " or ".join(part for part in (", ".join(still[:-1]), still[-1]) if part)
        yield f"However much or little {told} weighs, nobody gets ahead of {one.names[one.winning.leader]}."


def only_one(one: Comparison) -> Iterator[tuple[str, str]]:
    """Who would lead if only one category, or only one criterion counted, and what these are."""
    categories = [(row.best, row.name) for row in one.categories]
    criteria = [(row.best, one.labels[row.id]) for row in one.criteria]
    everybody = len(one.alternatives)
    by_place = sorted({best for best, _ in categories + criteria}, key=lambda best: _places(one, best))
    for best in by_place:
        who = "nothing is known" if not best else "all are level" if len(best) == everybody else _level(one, best)
        led = [", ".join(name for those, name in rows if those == best) for rows in (categories, criteria)]
        yield who, "; ".join(names for names in led if names)


def _places(one: Comparison, best: Sequence[str]) -> tuple[bool, int, list[int]]:
    """Single leaders first, in the order of their totals."""
    return not best, len(best), sorted(one.winning.order.index(id_) for id_ in best)


def _level(one: Comparison, best: Sequence[str]) -> str:
    return names_of(one, sorted(best, key=one.winning.order.index))


def hopeless(one: Comparison) -> Iterator[str]:
    """Who is dominated, and who can never be first."""
    above: dict[str, list[str]] = {}
    for better, worse in one.winning.dominance:
        above.setdefault(worse, []).append(better)
    for worse, those in above.items():
        told = f"{one.names[worse]} is dominated by {names_of(one, those)}: nowhere better and somewhere worse"
        yield f"{told}, so no weights of these criteria turn that around."
    never = [id_ for id_ in one.winning.never_first if id_ not in above]
    if never:
        yield f"{names_of(one, never)} can never lead here, whatever the weights and the unknown scores."


def route(stack: Stack) -> str:
    """A route between two of the compared, and what came of running it."""
    run = stack.verified
    proof = f"run on {run.date}: {run.passed} of {run.tried} models pass" if run else "documented, never run here"
    return f"{stack.route()} (exchange counts {stack.reliability:.2f}; {proof})"


def cited_route(one: Comparison, stack: Stack) -> str:
    """A route with the numbers of its sources."""
    return route(stack) + "".join(f" [{one.number(evidence)}]" for evidence in stack.evidence)


def fact_label(row: FactRow) -> str:
    """``languages.java (serve)``."""
    name = row.id or "said by the team"
    return f"{name} ({row.side})" if row.side else name


def fact_value(one: Comparison, row: FactRow, cell: FactCell | None) -> str:
    """``partial [3]``, ``4006 → 89.4 [12]``: what is told of a fact, and the number of its source."""
    told = fact_told(one, row, cell)
    return f"{told} [{one.number(cell.fact.evidence)}]" if cell and cell.fact else told


def fact_told(one: Comparison, row: FactRow, cell: FactCell | None) -> str:
    """``partial``, ``4006 → 89.4``: a value, and the points of a figure."""
    if cell is None:
        return "unknown"
    if cell.fact is None:
        return f"{points(cell.points or 0.0)} points"
    told = whole(cell.fact, row.side)
    if row.criterion and cell.points is None:
        told += ", not counted"
    elif row.scale and cell.points is not None:
        told += f" → {points(cell.points)}"
    told += f", through {one.names.get(cell.fact.via, cell.fact.via)}" if cell.fact.via else ""
    told += "" if cell.fact.listed else ", not in its list"
    return f"{told}{'!' if cell.doubt else ''}"
