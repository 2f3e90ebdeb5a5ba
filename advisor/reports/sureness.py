"""How sure a recommendation is, in sentences that every format can use. Names are clean; nothing is markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from advisor.model.recommendation import Recommendation
from advisor.model.robustness import Flip, Robustness
from advisor.reports.changes import condition
from advisor.reports.text import clean, percent

SHOWN_RIVALS = 3
SHOWN_FLIPS = 3
SHOWN_UNKNOWN = 3


class FirstPlace(NamedTuple):
    """How often the winner stays first: the statement, its sampling error, and who else comes first (both may be empty)."""

    lead: str
    error: str
    others: str

    def text(self) -> str:
        """The three as one sentence."""
        return f"{self.lead}{self.error}{f'; {self.others}' if self.others else ''}."


def share(value: float) -> str:
    """A sampled share as a percentage that says 100 only when it was every sample: ``93%``, ``99.8%``."""
    rounded = percent(value)
    return f"{value:.2%}" if rounded == "100%" and value < 1 else rounded


def first_place(one: Recommendation, found: Robustness) -> FirstPlace:
    """In how many weightings the winner stays first, and who comes first in the others."""
    others = sorted(one.ranking[1:], key=lambda entry: (-found.acceptability[entry.id].first, entry.rank))
    told = [f"{clean(entry.name)} in {percent(found.acceptability[entry.id].first)}" for entry in others[:SHOWN_RIVALS]
            if found.acceptability[entry.id].first > 0]  # fmt: skip
    error = f" (± {100 * found.error(found.confidence):.1f} points)" if found.confidence < 1 else ""
    how_many = f"{share(found.confidence)} of" if found.confidence < 1 else "all"
    winner = clean(one.ranking[0].name)
    lead = f"{winner} stays first in {how_many} {found.samples:,} weightings around yours"
    return FirstPlace(lead, error, ", ".join(told))


def tie(one: Recommendation, found: Robustness) -> str:
    """Who is as good as the winner; empty where nobody is."""
    told = [f"{clean(one.names[id_])} scores above it in {share(found.beaten_by[id_])}" for id_ in found.level_with]
    return f"As good as a tie: {', '.join(told)} of the weightings." if told else ""


def stack_place(found: Robustness) -> str:
    """In how many weightings the stack stays the best, and which other is; empty where there is no stack."""
    if not found.stacks:
        return ""
    best, others = found.stacks[0], found.stacks[1:SHOWN_RIVALS]
    told = [f"{clean(other.route)} in {percent(other.share)}" for other in others]
    lead = f"{clean(best.route)} stays the best stack in {share(best.share)}"
    return f"{lead}{'; ' + ', '.join(told) if told else ''}."


def stack_tie(found: Robustness) -> str:
    """Which stacks are as good as the best; empty where none is."""
    return f"As good as a tie: {' and '.join(map(clean, found.level_stacks))}." if found.level_stacks else ""


def unknown_that_matters(one: Recommendation, found: Robustness) -> Iterator[str]:
    """The unknown scores that could decide, a sentence for each framework."""
    for entry in [entry for entry in found.unknown if entry.matters][:SHOWN_UNKNOWN]:
        criteria = ", ".join(one.labels[id_] for id_ in entry.criteria)
        could = "could lose the first place" if entry.id == one.ranking[0].id else "could come first"
        yield f"Unknown and it matters: {criteria} of {clean(one.names[entry.id])}, which {could}."


def unknown_that_does_not(found: Robustness) -> str:
    """That the other unknown scores cannot decide; empty where all are known."""
    cells = sum(len(entry.criteria) for entry in found.unknown if not entry.matters)
    more = "more " if any(entry.matters for entry in found.unknown) else ""
    if cells == 1:
        return f"1 {more}unknown score counts as anything from 0 to 100; it cannot change the winner."
    if not cells:
        return ""
    return (
        f"{cells} {more}unknown scores count as anything from 0 to 100; at their best or worst none changes the winner "
        "by itself."
    )


def what_would_change_it(one: Recommendation, found: Robustness) -> Iterator[tuple[str, str]]:
    """The nearest weight and a few single answers that lead elsewhere, as (condition, outcome)."""
    weights = [flip for flip in found.flips if flip.kind == "weight"]
    if weights:
        nearest = weights[0]
        end, stated = float(nearest.value), found.stability[nearest.path].share
        word = "more" if end >= stated else "less"
        text = f"weighed {word} than {end:.1%} (now {stated:.1%})"
        yield f"If {one.labels[nearest.path]} {text}", outcome(one, nearest)
    for flip in telling([flip for flip in found.flips if flip.kind != "weight"]):
        yield condition(flip, one.labels, one.names), outcome(one, flip)


def no_weight_changes_it(one: Recommendation, found: Robustness) -> str:
    """That no single weight matters; empty where one does, or nothing is ranked."""
    if not one.ranking or any(flip.kind == "weight" for flip in found.flips):
        return ""
    return "No single weight, whatever it is, changes the winner while the others keep their proportions."


def answers_that_change_it(found: Robustness) -> str:
    """How many of the other single answers lead elsewhere, without a full stop."""
    answers = sum(flip.kind != "weight" for flip in found.flips)
    if answers:
        return f"{answers} of {found.answers_tried} other single answers change the winner or the stack"
    return f"None of {found.answers_tried} other single answers changes the winner or the stack"


def telling(flips: list[Flip]) -> list[Flip]:
    """A few that tell most: the mildest that leads to each other winner, then those that move the stack alone.

    That a framework which the team knows comes first surprises nobody.
    """
    fitting = [flip for flip in flips if flip.new_winner not in (None, flip.value)]
    picked: dict[tuple[str | None, object], Flip] = {}
    for flip in fitting:
        picked.setdefault((flip.new_winner, None if "winner" in flip.moves else flip.new_stack), flip)
    return list(picked.values())[:SHOWN_FLIPS]


def outcome(one: Recommendation, flip: Flip) -> str:
    """What a change leads to: ``MLX comes first, best stack MLX → safetensors → Burn.``"""
    if flip.new_winner is None:
        return "nothing fits."
    first = f"{clean(one.names[flip.new_winner])} comes first" if "winner" in flip.moves else ""
    stack = f"best stack {clean(flip.new_route)}" if flip.new_route and "stack" in flip.moves else ""
    return ", ".join(part for part in (first, stack) if part) + "."
