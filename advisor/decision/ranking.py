"""The numeric core on plain arrays: category means, overall scores, contributions, ranks and tiers.

Additive value model: score(a) = sum over categories of W(category) * weighted mean of the criterion scores that are present.
A missing score leaves its category's mean; the others of the category carry its weight.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int32]
TIE = 1e-9
BLOCK = 1 << 16
"""So many scores are ranked at once: half a megabyte stays close to the processor."""


def effective_weights(scores: Floats, weights: Floats, membership: Floats) -> Floats:
    """The weight that each present score really has, 0 where the score is missing; rows sum to 1.

    ``scores`` (alternative, criterion) 0-100 with NaN for unknown, ``weights`` (criterion) summing to 1, ``membership``
    (category, criterion) 0 or 1. A row without any score stays 0.
    """
    present = np.where(np.isnan(scores), 0.0, weights)
    in_category = present @ membership.T
    full = membership @ weights
    stretch = np.divide(full, in_category, out=np.zeros_like(in_category), where=in_category > 0)
    effective = present * (stretch @ membership)
    sums = effective.sum(axis=1, keepdims=True)
    normalised: Floats = np.divide(effective, sums, out=np.zeros_like(effective), where=sums > 0)
    return normalised


def overall(scores: Floats, effective: Floats) -> Floats:
    """Overall scores 0-100, axis (alternative)."""
    result: Floats = (np.nan_to_num(scores) * effective).sum(axis=1)
    return result


def category_means(scores: Floats, weights: Floats, membership: Floats) -> Floats:
    """Weighted means of the present scores by category, NaN where nothing counts; axes (alternative, category)."""
    present = np.where(np.isnan(scores), 0.0, weights)
    sums, totals = (np.nan_to_num(scores) * present) @ membership.T, present @ membership.T
    means: Floats = np.divide(sums, totals, out=np.full(sums.shape, np.nan), where=totals > 0)
    return means


def ranks(sorted_scores: Sequence[float]) -> list[int]:
    """Ranks 1, 2, 2, 4 of scores in falling order: ties share the better rank."""
    found: list[int] = []
    for position, score in enumerate(sorted_scores):
        tied = position > 0 and sorted_scores[position - 1] - score < TIE
        found.append(found[-1] if tied else position + 1)
    return found


def rank_many(scores: Floats, weights: Floats) -> Integers:
    """Ranks (weighting, alternative) of alternatives under many weightings; ties share the better rank, as in `ranks`.

    ``scores`` (alternative, criterion) without gaps, ``weights`` (weighting, criterion). The cost is that of the matrix product
    and of sorting each row: weightings * alternatives * (criteria + log alternatives).
    """
    found = np.empty((len(weights), len(scores)), dtype=np.int32)
    places = np.arange(1, len(scores) + 1, dtype=np.int32)
    block = max(1, BLOCK // max(1, len(scores)))
    for start in range(0, len(weights), block):
        losses = -(weights[start : start + block] @ scores.T)
        order = losses.argsort(axis=1)
        falling = np.take_along_axis(losses, order, axis=1)
        first = np.broadcast_to(places, order.shape)
        tied = falling[:, 1:] - falling[:, :-1] < TIE
        if tied.any():
            first = np.where(np.pad(tied, ((0, 0), (1, 0))), 1, first)
            first = np.maximum.accumulate(first, axis=1)
        np.put_along_axis(found[start : start + block], order, first, axis=1)
    return found


def tiers(sorted_scores: Sequence[float], gap: float, named: int) -> list[int | None]:
    """Tiers of scores in falling order: a new one starts after every drop of at least ``gap`` points.

    After the last named tier there is None: "frameworks outside the tiers", as in the article.
    """
    found: list[int | None] = []
    tier = 1
    for position, score in enumerate(sorted_scores):
        if position and sorted_scores[position - 1] - score >= gap - TIE:
            tier += 1
        found.append(tier if tier <= named else None)
    return found
