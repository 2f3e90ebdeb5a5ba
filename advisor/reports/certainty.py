"""How sure the recommendation is, in sentences, and in full as tables."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from advisor.model.recommendation import Recommendation
from advisor.model.robustness import Flip, Robustness
from advisor.reports.changes import condition
from advisor.reports.page import Page
from advisor.reports.text import clean, percent

SHOWN_RIVALS = 3
SHOWN_FLIPS = 3
SHOWN_CENTRAL = 3
SHOWN_UNKNOWN = 3
LIST_RANKS = 5


def write_certainty(page: Page, one: Recommendation) -> None:
    """Everything about how sure the recommendation is; nothing when that was not asked for."""
    found = one.robustness
    if found is None:
        return
    page.heading("How sure this is" if one.ranking else "What would help")
    if one.ranking:
        _first(page, one, found)
        _stack(page, found)
        _unknown(page, one, found)
    _flips(page, one, found)
    if found.pairwise is not None:
        _full(page, one, found)


def _first(page: Page, one: Recommendation, found: Robustness) -> None:
    winner = one.ranking[0]
    others = sorted(one.ranking[1:], key=lambda entry: (-found.acceptability[entry.id].first, entry.rank))
    told = [f"{clean(entry.name)} in {percent(found.acceptability[entry.id].first)}" for entry in others[:SHOWN_RIVALS]
            if found.acceptability[entry.id].first > 0]  # fmt: skip
    error = f" (± {100 * found.error(found.confidence):.1f} points)" if found.confidence < 1 else ""
    how_many = f"{share(found.confidence)} of" if found.confidence < 1 else "all"
    lead = f"{clean(winner.name)} stays first in {how_many} {found.samples:,} weightings around yours"
    page.line((lead, "bold"), error, f"; {', '.join(told)}." if told else ".", hanging=2)
    if found.level_with:
        told = [f"{clean(one.names[id_])} scores above it in {share(found.beaten_by[id_])}" for id_ in found.level_with]
        page.line((f"As good as a tie: {', '.join(told)} of the weightings.", "yellow"), hanging=2)


def share(value: float) -> str:
    """A sampled share as a percentage that says 100 only when it was every sample: ``93%``, ``99.8%``."""
    rounded = percent(value)
    return f"{value:.2%}" if rounded == "100%" and value < 1 else rounded


def _stack(page: Page, found: Robustness) -> None:
    if not found.stacks:
        return
    best, others = found.stacks[0], found.stacks[1:SHOWN_RIVALS]
    told = [f"{clean(other.route)} in {percent(other.share)}" for other in others]
    lead = f"{clean(best.route)} stays the best stack in {share(best.share)}"
    page.line(f"{lead}{'; ' + ', '.join(told) if told else ''}.", hanging=2)
    if found.level_stacks:
        page.line((f"As good as a tie: {' and '.join(map(clean, found.level_stacks))}.", "yellow"), hanging=2)


def _unknown(page: Page, one: Recommendation, found: Robustness) -> None:
    """Unknown scores that could decide; else that there are some and that they cannot."""
    if not found.unknown:
        return
    matter = [entry for entry in found.unknown if entry.matters]
    for entry in matter[:SHOWN_UNKNOWN]:
        criteria = ", ".join(one.labels[id_] for id_ in entry.criteria)
        could = "could lose the first place" if entry.id == one.ranking[0].id else "could come first"
        page.line(f"Unknown and it matters: {criteria} of {clean(one.names[entry.id])}, which {could}.", hanging=2)
    cells = sum(len(entry.criteria) for entry in found.unknown if not entry.matters)
    if cells:
        text = f"{cells} {'more ' if matter else ''}unknown scores count as anything from 0 to 100; at their best or worst none"
        page.line(
            (f"{text} changes the winner by itself." if cells != 1 else _one_cell(bool(matter)), "dim"), hanging=2
        )


def _one_cell(more: bool) -> str:
    return f"1 {'more ' if more else ''}unknown score counts as anything from 0 to 100; it cannot change the winner."


def _flips(page: Page, one: Recommendation, found: Robustness) -> None:
    weights = [flip for flip in found.flips if flip.kind == "weight"]
    answers = [flip for flip in found.flips if flip.kind != "weight"]
    if weights:
        nearest = weights[0]
        end, stated = float(nearest.value), found.stability[nearest.path].share
        word = "more" if end >= stated else "less"
        text = f"weighed {word} than {end:.1%} (now {stated:.1%})"
        page.line(f"If {one.labels[nearest.path]} {text}: ", _outcome(one, nearest), hanging=2)
    elif one.ranking:
        page.line(
            "No single weight, whatever it is, changes the winner while the others keep their proportions.", hanging=2
        )
    for flip in telling(answers):
        page.line(f"{condition(flip, one.labels, one.names)}: ", _outcome(one, flip), hanging=2)
    if answers:
        text = f"{len(answers)} of {found.answers_tried} other single answers change the winner or the stack (JSON lists them)"
    else:
        text = f"None of {found.answers_tried} other single answers changes the winner or the stack"
    page.line((f"{text}.", "dim"), hanging=2)


def telling(flips: list[Flip]) -> list[Flip]:
    """A few that tell most: the mildest that leads to each other winner, then those that move the stack alone.

    That a framework which the team knows comes first surprises nobody.
    """
    fitting = [flip for flip in flips if flip.new_winner not in (None, flip.value)]
    picked: dict[tuple[str | None, object], Flip] = {}
    for flip in fitting:
        picked.setdefault((flip.new_winner, None if "winner" in flip.moves else flip.new_stack), flip)
    return list(picked.values())[:SHOWN_FLIPS]


def _outcome(one: Recommendation, flip: Flip) -> str:
    if flip.new_winner is None:
        return "nothing fits."
    first = f"{clean(one.names[flip.new_winner])} comes first" if "winner" in flip.moves else ""
    stack = f"best stack {clean(flip.new_route)}" if flip.new_route and "stack" in flip.moves else ""
    return ", ".join(part for part in (first, stack) if part) + "."


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
