"""What a table of results says about many decided requirement sets, as plain lists: no arrays leave the decision."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from advisor.decision.many.deciding import NOTHING, Many, Outcomes
from advisor.decision.many.route_table import DIGITS
from advisor.model.recommendation import NATIVE

SHOWN_DIGITS = 6
"""Scores are given to this many decimals: a set gets the same text alone and in any company."""


class Digest(NamedTuple):
    """One entry for each set; None where there is none.

    ``score`` and ``margin`` (the lead over the ``runner_up``) in points 0-100; ``kind`` as in a recommendation's headline:
    single, stack or none; ``prototype``, ``exchange``, ``deploy`` and ``stack_score`` tell the best stack; ``ranking`` holds the
    first frameworks with their scores; ``weightless`` marks sets that leave nothing to weigh.
    """

    winner: list[str | None]
    score: list[float | None]
    runner_up: list[str | None]
    margin: list[float | None]
    kind: list[str]
    prototype: list[str | None]
    exchange: list[str | None]
    deploy: list[str | None]
    stack_score: list[float | None]
    ranking: list[list[tuple[str, float]]]
    weightless: list[bool]


def digest(many: Many, outcomes: Outcomes, top: int) -> Digest:
    """The winner, the second, the best stack and the first ``top`` frameworks of every set."""
    ids, stacks = many.frameworks, many.stacks
    filled = np.where(np.isnan(outcomes.scores), -np.inf, outcomes.scores)
    order = np.argsort(-np.round(filled, DIGITS), axis=1, kind="stable")[:, : max(2, top)]
    best = np.take_along_axis(filled, order, axis=1)
    there = np.isfinite(best)
    best[~there] = 0
    margins = best[:, 0] - best[:, 1] if order.shape[1] > 1 else np.zeros(len(best))
    names = [[ids[place] for place in row] for row in order.tolist()]
    points, counts = np.round(best, SHOWN_DIGITS).tolist(), there.sum(axis=1).tolist()
    routes: list[tuple[Any, Any, Any]] = [
        stacks[place] if place != NOTHING else (None, None, None) for place in outcomes.stack.tolist()
    ]
    return Digest(
        winner=[row[0] if count else None for row, count in zip(names, counts, strict=True)],
        score=[row[0] if count else None for row, count in zip(points, counts, strict=True)],
        runner_up=[row[1] if count > 1 else None for row, count in zip(names, counts, strict=True)],
        margin=[one if count > 1 else None for one, count in zip(_shown(margins), counts, strict=True)],
        kind=[_kind(count, route[1]) for count, route in zip(counts, routes, strict=True)],
        prototype=[route[0] for route in routes],
        exchange=[route[1] for route in routes],
        deploy=[route[2] for route in routes],
        stack_score=[None if score != score else score for score in _shown(outcomes.stack_score)],
        ranking=[
            list(zip(row[: min(top, count)], scores, strict=False))
            for row, scores, count in zip(names, points, counts, strict=True)
        ],
        weightless=outcomes.weightless.tolist(),
    )


def _shown(values: np.ndarray) -> list[float]:
    found: list[float] = np.round(values, SHOWN_DIGITS).tolist()
    return found


def _kind(ranked: int, exchange: str | None) -> str:
    """The kind of a recommendation's headline: without any stack the winner stands alone."""
    if not ranked:
        return "none"
    return "single" if exchange in (None, NATIVE) else "stack"
