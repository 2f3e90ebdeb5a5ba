"""The worked example of docs/method.md: every number of it is computed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from advisor.decision.decision import Decision
from advisor.decision.explanation.explain import derivation, explained
from advisor.decision.recommend import recommend
from advisor.model.explanation import Derivation, Explanation, Row
from advisor.model.knowledge import Knowledge
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from tests.support.cli import ROOT
from tests.support.knowledge import edition_2018, newest
from tests.support.site.words import figure, table, text

METHOD = ROOT / "docs" / "method.md"
EXAMPLE = re.compile(r"<!-- example -->\n```yaml\n(.*?)```", re.DOTALL)
FIGURES = ("pytorch", "activity")
"""Whose figures the part about scales works out, in the newest edition."""


class Worked:
    """The example's recommendation under edition 2018, with its explanation."""

    def __init__(self, needs: str) -> None:
        """From the requirements as the page shows them."""
        self.knowledge: Knowledge = edition_2018()
        self.requirements: Requirements = read_requirements(needs, "the example", known_of(self.knowledge))
        found = recommend(self.requirements, self.knowledge)
        self.recommendation: Recommendation = explained(found, self.requirements, self.knowledge)

    @property
    def explanation(self) -> Explanation:
        """All intermediate numbers."""
        assert self.recommendation.explanation
        return self.recommendation.explanation

    def label(self, id_: str) -> str:
        """The name of a criterion or category."""
        return text(self.recommendation.labels[id_])

    def name(self, id_: str) -> str:
        """The name of an alternative."""
        return text(self.knowledge.name(id_))


@cache
def parts(document: str) -> dict[str, str]:
    """The generated parts of the page, by name."""
    example = EXAMPLE.search(document)
    assert example
    worked = Worked(example[1])
    made = {
        "weights": _weights(worked),
        "scale": _scale(),
        "coverage": _coverage(worked),
        "totals": _totals(worked),
        "unknown": _unknown(worked),
        "stack": _stack(worked),
        "sure": _sure(worked),
    }
    return {name: "\n".join(lines).rstrip("\n") + "\n" for name, lines in made.items()}


def _weights(worked: Worked) -> Iterator[str]:
    rows = [
        [
            worked.label(one.criterion),
            _told(one.factor, one.category_because),
            _told(one.multiplier, one.because),
            str(one.size),
            f"{one.product:.4f}",
            f"{one.share:.4f}",
        ]
        for one in worked.explanation.weights
    ]
    total = sum(one.product for one in worked.explanation.weights)
    rows.append(["sum", "", "", "", f"{total:.4f}", "1.0000"])
    yield from table(["criterion j", ">M_k", ">m_j", ">n_k", ">M_k m_j / n_k", ">w_j"], rows)


def _told(number: float, because: str) -> str:
    """A multiplier, with what set it."""
    return f"{text(because)}: {figure(number)}" if because else figure(number)


def _scale() -> Iterator[str]:
    """Figures on their scales, for one framework of the newest edition."""
    id_, criterion = FIGURES
    decision = Decision.of(Requirements(), newest())
    row = next(one for one in derivation(decision, id_, "alone").rows if one.criterion == criterion)
    rows = [
        [
            f"`{step.fact.id}`",
            figure(step.fact.value),
            figure(step.scale.zero),
            figure(step.scale.full),
            f"{step.points:.2f}",
            figure(step.times),
        ]
        for step in row.steps
        if step.fact and step.scale
    ]
    yield from table(["figure", ">x", ">z", ">f", ">points p", ">counts a"], rows)
    name, label = newest().name(id_), newest().criteria[criterion].name
    yield f"So {text(name)} scores {row.score:.2f} on {text(label)}: the sum of a p over the sum of a."


def _row(one: Derivation, criterion: str) -> Row:
    return next(row for row in one.rows if row.criterion == criterion)


def _coverage(worked: Worked) -> Iterator[str]:
    """The levels behind the languages of the first two."""
    rows = []
    for one in worked.explanation.alternatives[:2]:
        row = _row(one, "languages")
        for step in row.steps:
            assert step.fact
            level = text(str(step.fact.side(step.side)))
            rows.append([worked.name(one.id), f"`{step.fact.id}`", level, f"{step.points:.2f}", figure(step.times)])
        rows.append([f"**{worked.name(one.id)}**", "", "", f"**{row.score:.2f}**", ""])
    yield from table(["framework", "fact", "level", ">points p", ">counts a"], rows)


def _totals(worked: Worked) -> Iterator[str]:
    first, second = worked.explanation.alternatives[:2]
    rows = []
    for one in first.rows:
        other = _row(second, one.criterion)
        rows.append([worked.label(one.criterion), f"{one.share:.4f}", *_cells(one), *_cells(other)])
    rows.append(["**total S**", "1.0000", "", f"**{first.total:.2f}**", "", f"**{second.total:.2f}**"])
    names = [f">{worked.name(one.id)} {symbol}" for one in (first, second) for symbol in ("s_ij", "c_ij")]
    yield from table(["criterion j", ">w_j", *names], rows)


def _cells(row: Row) -> list[str]:
    return ["unknown" if row.score is None else f"{row.score:.2f}", f"{row.contribution:.3f}"]


def _unknown(worked: Worked) -> Iterator[str]:
    """The best of those whose scores have a gap, and how its weights move."""
    decision = Decision.of(worked.requirements, worked.knowledge)
    ranked = (derivation(decision, entry.id, "alone") for entry in worked.recommendation.ranking)
    one, moved = next((one, moved) for one in ranked for moved in one.moved)
    unknown = ", ".join(worked.label(id_) for id_ in moved.unknown)
    known = next(row for row in one.rows if row.category == moved.category and row.score is not None)
    yield (
        f"{worked.name(one.id)} has no score for {unknown}. All of {worked.label(moved.category)} weighs {moved.mass:.4f}, "
        f"what is known of it {moved.known:.4f}, so f_k = {moved.mass:.4f} / {moved.known:.4f} = {moved.factor:.4f}, and "
        f"{worked.label(known.criterion)} counts {known.share:.4f} × {moved.factor:.4f} = {known.weight:.4f}."
    )


def _stack(worked: Worked) -> Iterator[str]:
    stack = worked.explanation.stack
    assert stack
    prototype, deploy, reliability = stack.prototype.total, stack.deploy.total, stack.reliability
    yield (
        f"{text(stack.route)}: P = {prototype:.3f} points from the prototype, D = {deploy:.3f} from the deploy end, "
        f"r = {reliability:.4f}, so S = ({prototype:.3f} + {deploy:.3f}) × {reliability:.4f} = {stack.total:.2f}."
    )


def _sure(worked: Worked) -> Iterator[str]:
    robustness = worked.recommendation.robustness
    assert robustness
    winner = worked.recommendation.ranking[0]
    share, error = 100 * robustness.confidence, 100 * robustness.error(robustness.confidence)
    yield (
        f"{text(winner.name)} comes first in {share:.1f} % of {robustness.samples:,} weightings, with a standard error of "
        f"{error:.2f} percentage points."
    )
