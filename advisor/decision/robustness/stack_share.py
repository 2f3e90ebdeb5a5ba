"""In how many weightings the headline stack stays the best stack.

Every weighting splits into the part of the prototype and that of the deploy end (as `scores.ScoreTable.end_weights`), and a stack
scores (points of the prototype + points of the deploy end) * reliability of its route, as in the recommendation.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from advisor.decision.many.deciding import Many, Stage
from advisor.decision.many.route_table import Routes
from advisor.decision.many.views import View
from advisor.decision.robustness.smaa import draw_gaps, values

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]
TIE = 1e-9


def stack_shares(
    many: Many, stage: Stage, routes: Routes, headline: int, weights: Floats, source: np.random.Generator
) -> dict[int, float]:
    """The share of weightings in which each stack is the best, by its position in ``many.stacks``, the headline stack first.

    ``stage`` is the one set that the weightings (sample, criterion of ``many``) surround; ``headline`` is a position in
    ``many.stacks``. Where several are equally good the headline stack counts, else the first in the order of the routes.
    """
    allowed = stage.able[0][routes.prototype] & stage.open_[0][routes.deploy]
    lines = np.flatnonzero(allowed)
    own = int(np.flatnonzero(routes.stack[lines] == headline)[0])
    ends = []
    for view, split, tools in zip(
        (stage.seen.prototype, stage.seen.deploy),
        stage.split[:, 0],
        (routes.prototype[lines], routes.deploy[lines]),
        strict=True,
    ):
        rows, places = np.unique(tools, return_inverse=True)
        scores = dense(view)[rows]
        gaps = draw_gaps(scores, split * stage.weights[0] > 0, len(weights), source)
        ends.append((values(weights * split, scores, gaps), places))
    best, level = _best_lines(ends[0], ends[1], routes.reliability[lines], own)
    counts = np.bincount(routes.stack[lines[best[~level]]], minlength=len(many.stacks)) / len(weights)
    found = {headline: float(level.mean())}
    ordered = np.lexsort((np.arange(len(counts)), -counts)).tolist()
    return found | {stack: float(counts[stack]) for stack in ordered if counts[stack] > 0 and stack != headline}


def dense(view: View) -> Floats:
    """The scores (alternative, criterion) of the one set that was seen, NaN where unknown."""
    scores, known = view.scores.copy(), view.known.copy()
    for column, cells in view.moved.items():
        scores[:, column], known[:, column] = cells.scores[0], cells.known[0]
    return np.where(known > 0, scores, np.nan)


def _best_lines(
    prototypes: tuple[Floats, Integers], deploys: tuple[Floats, Integers], reliability: Floats, own: int
) -> tuple[Integers, NDArray[np.bool_]]:
    """For each sample the best line, and whether the line ``own`` is as good."""
    (first, at), (last, to) = prototypes, deploys
    mine = first[:, at[own]] + last[:, to[own]]
    ahead_first = (first - first[:, [at[own]]]).max(axis=0)
    ahead_last = (last - last[:, [to[own]]]).max(axis=0)
    # no line can win anywhere unless this bound of its lead over `own` is at least 0
    gain = reliability - reliability[own]
    bound = reliability * (ahead_first[at] + ahead_last[to]) + np.maximum(gain * mine.min(), gain * mine.max())
    lines = np.flatnonzero(bound >= -TIE)
    found = (first[:, at[lines]] + last[:, to[lines]]) * reliability[lines]
    level = mine * reliability[own] >= found.max(axis=1) - TIE
    return lines[found.argmax(axis=1)], level
