"""Ranks under many weightings, beside independent implementations."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import rankdata

from advisor.decision.ranking import rank_many, ranks


@pytest.mark.parametrize("shape", [(40, 20, 500), (3, 2, 1), (1, 4, 5), (700, 3, 250), (5, 3, 0)])
def test_ranks_are_those_of_scipy(shape: tuple[int, int, int]) -> None:
    """Competition ranks (1, 2, 2, 4) of the weighted sums, as `scipy.stats.rankdata` gives them; coarse scores make ties."""
    alternatives, criteria, weightings = shape
    source = np.random.default_rng(5)
    scores = (source.integers(0, 4, (alternatives, criteria)) * 25).astype(float)
    weights = source.integers(0, 3, (weightings, criteria)).astype(float)
    totals = weights @ scores.T
    expected = np.array([rankdata(-row, method="min") for row in totals]).reshape(totals.shape)
    assert np.array_equal(rank_many(scores, weights), expected)
    assert shape != (40, 20, 500) or any(len(set(row)) < alternatives for row in expected.tolist())


def test_ties_are_those_of_one_ranking() -> None:
    """Differences below the tolerance are ties, chained, as in the ranking of one recommendation."""
    scores = np.array([[50.0], [50 + 4e-10], [50 + 8e-10], [50 + 1.6e-9], [20.0], [70.0]])
    falling = sorted(scores[:, 0].tolist(), reverse=True)
    found = rank_many(scores, np.array([[1.0]]))[0]
    assert sorted(found.tolist()) == ranks(falling) == [1, 2, 2, 2, 2, 6]
