"""SMAA-2: how often each alternative takes each rank when the weights are doubted and unknown scores may be anything.

Stochastic multicriteria acceptability analysis (Lahdelma and Salminen 2001, Operations Research 49(3), 444-454), computed by
Monte Carlo integration (Tervonen and Lahdelma 2007, European Journal of Operational Research 178(2), 500-513). Arrays have the
axes (sample, criterion) for weights, (alternative, criterion) for scores 0-100 with NaN for unknown, (sample, alternative) for
values.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]
Bools = NDArray[np.bool_]
SEED = 20180701
FULL_SCORE = 100.0


class Gaps(NamedTuple):
    """Cells that are drawn: ``rows`` and ``columns`` (cell) say where they stand, ``draws`` (sample, cell) what they are."""

    rows: Integers
    columns: Integers
    draws: Floats


def generator() -> np.random.Generator:
    """The same stream of random numbers every time."""
    return np.random.Generator(np.random.PCG64(SEED))


def draw_weights(stated: Floats, concentration: float, samples: int, source: np.random.Generator) -> Floats:
    """Weightings (sample, criterion) from the Dirichlet distribution with the parameters ``concentration * stated``.

    Their mean is ``stated`` (summing to 1); a weight w has the variance w (1 - w) / (concentration + 1), and 0 stays 0.
    """
    drawn = np.zeros((samples, len(stated)))
    counts = stated > 0
    drawn[:, counts] = source.dirichlet(concentration * stated[counts], samples)
    return drawn


def draw_gaps(scores: Floats, counts: Bools, samples: int, source: np.random.Generator) -> Gaps:
    """Every unknown score of a criterion that counts, anywhere between 0 and 100."""
    rows, columns = np.nonzero(np.isnan(scores) & counts)
    return Gaps(rows, columns, source.random((samples, len(rows))) * FULL_SCORE)


def values(weights: Floats, scores: Floats, gaps: Gaps) -> Floats:
    """Additive values (sample, alternative): the known scores by one matrix product, the drawn ones added."""
    found: Floats = weights @ np.nan_to_num(scores).T
    if len(gaps.rows):
        where = np.zeros((len(gaps.rows), len(scores)))
        where[np.arange(len(gaps.rows)), gaps.rows] = 1
        found += (weights[:, gaps.columns] * gaps.draws) @ where
    return found


def rank_shares(found: Floats) -> Floats:
    """Rank acceptability indices (alternative, rank): the share of samples in which an alternative takes a rank."""
    samples, count = found.shape
    order = np.argsort(-found, axis=1)
    order *= count
    order += np.arange(count)
    taken = np.bincount(order.ravel(), minlength=count * count).reshape(count, count)
    shares: Floats = taken / samples
    return shares


def clones(scores: Floats, counts: Bools) -> list[Integers]:
    """The groups of alternatives (two or more) whose scores are known and equal wherever it counts."""
    groups: dict[bytes, list[int]] = {}
    for row, cells in enumerate(scores[:, counts]):
        if not np.isnan(cells).any():
            groups.setdefault((cells + 0.0).tobytes(), []).append(row)
    return [np.array(rows, np.intp) for rows in groups.values() if len(rows) > 1]


def share_evenly(shares: Floats, groups: list[Integers]) -> Floats:
    """Rank acceptabilities in which equal alternatives take the ranks that they share equally often."""
    even = shares.copy()
    for rows in groups:
        even[rows] = shares[rows].mean(axis=0)
    return even


def pairwise(found: Floats, row: int, groups: list[Integers]) -> Floats:
    """Pairwise winning indices of all others against one: the share of samples in which they score above it (alternative).

    Half for its equals, and 0 in its own place.
    """
    beats: Floats = (found > found[:, [row]]).mean(axis=0)
    for rows in groups:
        if row in rows:
            beats[rows] = 0.5
    beats[row] = 0.0
    return beats


def central_weights(weights: Floats, found: Floats, groups: list[Integers]) -> dict[int, Floats]:
    """For every alternative that comes first in some sample: the mean of the weightings in which it does.

    Equal alternatives come first together.
    """
    winner = found.argmax(axis=1)
    for rows in groups:
        winner[np.isin(winner, rows)] = rows[0]
    central = {row: weights[winner == row].mean(axis=0) for row in np.unique(winner).tolist()}
    for rows in groups:
        if int(rows[0]) in central:
            central |= {row: central[int(rows[0])] for row in rows.tolist()}
    return dict(sorted(central.items()))


def confidence(weights: Floats, row: int, scores: Floats, gaps: Gaps) -> float:
    """Confidence factor: the share of samples in which one alternative is first under fixed weights (criterion)."""
    fixed = np.broadcast_to(weights, (len(gaps.draws), len(weights)))
    found = values(fixed, scores, gaps)
    return float((found[:, row] >= found.max(axis=1) - 1e-9).mean())
