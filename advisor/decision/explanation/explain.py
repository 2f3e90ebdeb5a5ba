"""Every intermediate number of one recommendation: facts, scores, weights, contributions, totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from advisor.decision.decision import Decision
from advisor.decision.dominance import dominance
from advisor.decision.explanation.sensitivity import doubt_of, sensitivity
from advisor.decision.explanation.weight_rows import weight_rows
from advisor.decision.ranking import effective_weights
from advisor.model.explanation import (
    Derivation,
    Explanation,
    Moved,
    Row,
    StackDerivation,
    Step,
)
from advisor.model.knowledge import Knowledge
from advisor.model.recommendation import Recommendation, Stack
from advisor.model.requirements import Requirements

EXPLAINED = 3
End = Literal["alone", "prototype", "deploy"]


def explained(recommendation: Recommendation, requirements: Requirements, knowledge: Knowledge) -> Recommendation:
    """The same recommendation with its explanation; the three must belong together."""
    decision = Decision.of(requirements, knowledge)
    made = Explanation(
        weights=weight_rows(decision, _weighed(decision)),
        alternatives=tuple(derivation(decision, entry.id, "alone") for entry in recommendation.ranking[:EXPLAINED]),
        stack=_stack(decision, recommendation.stacks[0]) if recommendation.stacks else None,
        dominance=dominance(recommendation.ranking),
        sensitivity=sensitivity(decision, recommendation.ranking),
        level_points={level: 100 * share for level, share in knowledge.levels.items()},
        multipliers=dict(knowledge.weight_rules.multipliers),
    )
    return replace(recommendation, explanation=made)


def _weighed(decision: Decision) -> Iterator[str]:
    """The criteria that count, and those that somebody set to none."""
    weights = decision.weights
    for id_ in decision.knowledge.criteria:
        if id_ in weights.shares or (id_ in weights.importance and id_ not in weights.not_scored):
            yield id_


def derivation(decision: Decision, id_: str, end: End) -> Derivation:
    """How the points of one alternative come about, alone or at one end of a stack."""
    table, row = decision.table, decision.table.ids.index(id_)
    if end == "alone":
        scores, shares = table.single()[row], decision.shares
    else:
        position = 0 if end == "prototype" else 1
        scores, shares = table.ends()[position][row], table.end_weights(decision.shares)[position]
    weights = effective_weights(scores[None], shares, decision.membership)[0] * shares.sum()
    rows = tuple(
        Row(
            criterion=criterion,
            category=decision.knowledge.criteria[criterion].category,
            steps=_steps(decision, id_, criterion, end),
            score=None if np.isnan(score) else float(score),
            share=float(share),
            weight=float(weight),
            contribution=0.0 if np.isnan(score) else float(weight * score),
        )
        for criterion, score, share, weight in zip(table.criteria, scores, shares, weights, strict=True)
        if share > 0
    )
    return Derivation(id_, rows, _moved(decision, rows), sum(one.contribution for one in rows))


def _moved(decision: Decision, rows: Sequence[Row]) -> tuple[Moved, ...]:
    """The categories whose known criteria count more than their shares, and those of which nothing is known."""
    known = {one.category for one in rows if one.score is not None}
    everything = sum(one.share for one in rows)
    anything = sum(one.share for one in rows if one.category in known)
    found = []
    for category in decision.knowledge.categories:
        mine = [one for one in rows if one.category == category]
        unknown = tuple(one.criterion for one in mine if one.score is None)
        if not unknown and known == {one.category for one in rows}:
            continue
        mass, there = sum(one.share for one in mine), sum(one.share for one in mine if one.score is not None)
        factor = mass / there * everything / anything if there else 0.0
        if mine:
            found.append(Moved(category, unknown, mass, there, everything, anything, factor))
    return tuple(found)


def _steps(decision: Decision, id_: str, criterion: str, end: End) -> tuple[Step, ...]:
    """The facts behind a cell; what counts at both ends with the same points is one step."""
    steps: list[Step] = []
    for part in decision.table.parts[id_, criterion]:
        times = sum(part.ends) if end == "alone" else part.ends[0 if end == "prototype" else 1]
        points = part.score if end == "alone" or part.native else 0.0
        doubt = doubt_of(decision, part.fact, criterion) if part.fact else ""
        step = Step(part.fact, part.side, part.scale, points, times, doubt)
        same = next((at for at, one in enumerate(steps) if one._replace(times=times) == step), None)
        if same is not None:
            steps[same] = step._replace(times=steps[same].times + times)
        elif times > 0:
            steps.append(step)
    return tuple(steps)


def _stack(decision: Decision, stack: Stack) -> StackDerivation:
    return StackDerivation(
        route=stack.route(),
        prototype=derivation(decision, stack.prototype, "prototype"),
        deploy=derivation(decision, stack.deploy, "deploy"),
        reliability=stack.reliability,
        total=stack.score,
    )
