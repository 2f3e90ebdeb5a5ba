"""The long printout: facts, scores, weights, contributions and totals, so that every number can be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from advisor.model.explanation import Derivation, Doubt, Explanation, Row, StackDerivation, Step, WeightRow
from advisor.model.knowledge import Fact, Side
from advisor.model.recommendation import Recommendation
from advisor.reports.page import Page
from advisor.reports.text import clean

WIDE = 130
"""From this width on facts stand beside the numbers, else below them."""
NARROW = 80
"""Below this width the two parts of a weight stand in a line of their own."""
MAX_VALUE = 40
LEGEND = (
    "s_ij = sum(a * p) / sum(a): the score of alternative i on criterion j, from the points p (0-100) of its facts x_ij, each "
    "counted a times",
    "w_j = (M_k * m_j / n_k) / sum: the weight of criterion j in category k, from the importance of both; n_k is the number of "
    "criteria of the category that count when nothing is said",
    "w_ij = w_j * f_k: the weight of a known score, which takes over its part of the unknown ones of its category (f_k = 1 where "
    "all are known)",
    "c_ij = w_ij * s_ij, and S_i = sum of all c_ij: contribution and total",
)


def write(page: Page, one: Recommendation) -> None:
    """All tables of the explanation; nothing where there is none."""
    if one.explanation is None:
        return
    made = one.explanation
    _legend(page, made)
    _weights(page, one, made.weights)
    for entry, derived in zip(one.ranking, made.alternatives, strict=False):
        page.heading(f"{clean(entry.name)}, rank {entry.rank}: S_i = {derived.total:.2f}")
        _derivation(page, one, derived, "S_i")
    if made.stack:
        _stack(page, one, made.stack)


def _legend(page: Page, made: Explanation) -> None:
    page.heading("How the numbers come about")
    for line in LEGEND:
        page.line(line, hanging=2)
    importance = ", ".join(f"{level} {number:g}" for level, number in made.multipliers.items())
    page.line(f"m_j and M_k of an importance: {importance}", hanging=2)
    levels = ", ".join(f"{level} {points:.2f}" for level, points in made.level_points.items())
    page.line(f"Points of a level: {levels}", hanging=2)
    page.line("Points of a figure x on a scale from z to f, kept within 0 and 100:", hanging=2)
    page.line("log: p = 100 * ln(x / z) / ln(f / z)", indent=4)
    page.line("linear: p = 100 * (x - z) / (f - z)", indent=4)


def _weights(page: Page, one: Recommendation, rows: Sequence[WeightRow]) -> None:
    page.heading("Weights")
    room, narrow = _label_room(one), page.surface.width < NARROW
    expert = any(row.level == "expert" for row in rows)
    inside = "as stated" if expert else f"{'M_k':>5}{'m_j':>6}{'n_k':>5}{'M*m/n':>9}"
    ends = "" if narrow else f"{'prototype':>11}{'deploy':>10}"
    _beside(page, f"{'criterion j':<{room}}{inside:>25}{'w_j':>10}{ends}", [], style="dim")
    category = ""
    for row in rows:
        if row.category != category:
            category = row.category
            _beside(page, f"k: {clean(one.labels[category])}", [], style="dim")
        notes = [f"prototype {row.ends[0]:.5f}, deploy {row.ends[1]:.5f}"] if narrow else []
        _beside(page, f"{_label(one, row.criterion):<{room}}{_weight(row, narrow)}", notes + _why_weight(row))
    columns = [[row.product, row.share, *row.ends] for row in rows]
    products, shares, prototype, deploy = (sum(column) for column in zip(*columns, strict=True))
    ends = "" if narrow else f"{prototype:>11.5f}{deploy:>10.5f}"
    _beside(page, f"{'sum':<{room}}{products:>25.5f}{shares:>10.5f}{ends}", [], style="bold")
    page.line("prototype and deploy: the parts of w_j that judge the two ends of a stack", hanging=2)


def _weight(row: WeightRow, narrow: bool) -> str:
    """The numbers of a row: levels, product, share and, where there is room, its two parts."""
    expert = row.level == "expert"
    levels = "" if expert else f"{row.factor:>5g}{row.multiplier:>6g}{row.size:>5}"
    product = f"{row.product:.10g}" if expert else f"{levels}{row.product:>9.5f}"
    ends = "" if narrow else f"{row.ends[0]:>11.5f}{row.ends[1]:>10.5f}"
    return f"{product:>25}{row.share:>10.5f}{ends}"


def _why_weight(row: WeightRow) -> list[str]:
    """What set the levels of a criterion and of its category, where somebody said something."""
    if row.level == "expert":
        return []
    said = [f"m_j: {row.level} ({clean(row.because)})"] if row.because else []
    return said + ([f"M_k: {row.category_level} ({clean(row.category_because)})"] if row.category_because else [])


def _derivation(page: Page, one: Recommendation, derived: Derivation, symbol: str) -> None:
    """One table: a row for each criterion with its facts, what unknown scores passed on, and the sum."""
    room = _label_room(one)
    head = f"{'criterion j':<{room}}{'s_ij':>8}{'w_j':>10}{'w_ij':>10}{'c_ij':>9}"
    _beside(page, head, ["facts x_ij → p * a, date"] if page.surface.width >= WIDE else [], style="dim")
    for row in derived.rows:
        _beside(page, _numbers(one, row, room), [_step(step) for step in row.steps])
    shares, weights = sum((row.share for row in derived.rows), 0.0), sum((row.weight for row in derived.rows), 0.0)
    _beside(page, f"{symbol:<{room}}{'':>8}{shares:>10.5f}{weights:>10.5f}{derived.total:>9.3f}", [], style="bold")
    for moved in derived.moved:
        category = clean(one.labels[moved.category])
        names = ", ".join(clean(one.labels[id_]) for id_ in moved.unknown)
        if not moved.factor:
            page.line(
                f"{category}: nothing is known, its weight {moved.mass:.5f} goes to the other categories", hanging=2
            )
            continue
        across = moved.all_mass != moved.all_known
        beyond = f" * ({moved.all_mass:.5f} / {moved.all_known:.5f})" if across else ""
        formula = f"f_k = {moved.mass:.5f} / {moved.known:.5f}{beyond} = {moved.factor:.5f}"
        page.line(f"{category}: {f'{names} unknown, so ' if names else ''}{formula}", hanging=2)


def _numbers(one: Recommendation, row: Row, room: int) -> str:
    score = "unknown" if row.score is None else f"{row.score:.2f}"
    return (
        f"{_label(one, row.criterion):<{room}}{score:>8}{row.share:>10.5f}{row.weight:>10.5f}{row.contribution:>9.3f}"
    )


def _step(step: Step) -> str:
    """``commits_52w: 16234, log 10 to 5000 → 100.00 * 0.25, 2026-11-21``."""
    points = f"→ {step.points:.2f} * {step.times:.4g}"
    if step.fact is None:
        return f"said by the team {points}"
    told = f"{clean(step.fact.id)}{f' ({step.side})' if step.side else ''}: {value(step.fact, step.side)}"
    if step.scale:
        told += f", {'linear' if step.scale.linear else 'log'} {step.scale.zero:g} to {step.scale.full:g}"
    if not step.fact.listed:
        told += ", not in the source's list"
    if step.fact.via:
        told += f", through {clean(step.fact.via)}"
    return f"{told} {points}, {dated(step.fact, step.doubt)}"


def value(fact: Fact, side: Side | None) -> str:
    """What a fact says, in a few words."""
    text = whole(fact, side)
    return text if len(text) <= MAX_VALUE else f"{text[: MAX_VALUE - 1]}…"


def whole(fact: Fact, side: Side | None) -> str:
    """What a fact says, on one line, figures to ten digits."""
    read = fact.side(side)
    if isinstance(read, dict):
        text = ", ".join(f"{key} {level}" for key, level in read.items())
    elif isinstance(read, list | tuple):
        text = ", ".join(map(str, read))
    else:
        text = f"{read:.10g}" if isinstance(read, float) else str(read)
    return clean(text)


def dated(fact: Fact, doubt: Doubt) -> str:
    """The date of a fact and what is wrong with it."""
    return f"{clean(fact.evidence.as_of)}{f', {doubt}' if doubt else ''}"


def _stack(page: Page, one: Recommendation, stack: StackDerivation) -> None:
    page.heading(f"Stack {clean(stack.route)}: S = {stack.total:.2f}")
    ends = (("prototype", "P", stack.prototype), ("deploy", "D", stack.deploy))
    for end, symbol, derived in ends:
        name = clean(one.names.get(derived.id, derived.id))
        page.line(f"{name} as the {end} end: w_j is the part of the weight that judges it", indent=2, hanging=2)
        _derivation(page, one, derived, symbol)
    page.line(
        f"S = (P + D) * r = ({stack.prototype.total:.3f} + {stack.deploy.total:.3f}) * {stack.reliability:.5f} = "
        f"{stack.total:.3f}, with the reliability r of the exchange",
        hanging=2,
    )


def _label(one: Recommendation, criterion: str) -> str:
    return clean(one.labels[criterion])


def _label_room(one: Recommendation) -> int:
    """The width of the first column."""
    rows = one.explanation.weights if one.explanation else ()
    return max((len(_label(one, row.criterion)) for row in rows), default=0) + 1


def _beside(page: Page, left: str, notes: Sequence[str], style: str = "") -> None:
    """A row of numbers with its notes: to the right on a wide page, else below."""
    if page.surface.width < WIDE or not notes:
        page.console.print(Text(f"  {left}", style=style), soft_wrap=True)
        for note in notes:
            page.line((note, "dim"), indent=4, hanging=2)
        return
    room = page.surface.width - len(left) - 5
    wrapped = [line for note in notes for line in Text(note).wrap(page.console, room)]
    for position, line in enumerate(wrapped):
        start = left if position == 0 else " " * len(left)
        page.console.print(Text.assemble((f"  {start}", style), "   ", (line.plain.rstrip(), "dim")), soft_wrap=True)
