"""Who can be first at all: what is said to be impossible has a certificate, what is possible has weights."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import linprog

from advisor.decision.robustness import smaa
from advisor.decision.robustness.possible import best_margin, possible_firsts

Floats = NDArray[np.float64]


def mixture(own: Floats, rivals: Floats) -> Floats:
    """The convex combination of rivals whose worst criterion against ``own`` is best: the dual problem, written down apart."""
    count = len(rivals)
    found = linprog(
        c=[*np.zeros(count), -1.0],
        A_ub=np.hstack([(own - rivals).T, np.ones((len(own), 1))]),
        b_ub=np.zeros(len(own)),
        A_eq=[[*np.ones(count), 0.0]],
        b_eq=[1.0],
        bounds=[(0, 1)] * count + [(None, None)],
        method="highs-ds",
    )
    shares: Floats = np.clip(np.asarray(found.x[:count]), 0, None)
    return shares


@pytest.mark.parametrize("seed", range(8))
def test_the_impossible_is_certified_and_the_possible_shown(seed: int) -> None:
    """A mixture of rivals is at least as good everywhere, or some sampled weighting (from the whole simplex) may put it first."""
    random = np.random.default_rng(seed)
    scores = random.integers(0, 101, (9, 4)).astype(float)
    scores[random.random(scores.shape) < 0.08] = np.nan
    possible = possible_firsts(scores)
    source = np.random.Generator(np.random.PCG64(seed))
    weights = source.dirichlet(np.ones(4), 4000)
    gaps = smaa.draw_gaps(scores, np.ones(4, bool), 4000, source)
    seen = set(smaa.values(weights, scores, gaps).argmax(axis=1).tolist())
    assert seen <= set(possible)
    for row in set(range(9)) - set(possible):
        own = np.where(np.isnan(scores[row]), 100.0, scores[row])
        rivals = np.nan_to_num(np.delete(scores, row, axis=0), nan=0.0)
        shares = mixture(own, rivals)
        assert shares.sum() == pytest.approx(1)
        assert (shares @ rivals >= own - 1e-6).all()
    for row in possible:
        assert best_margin(scores, row) > 0


def test_sampling_misses_some() -> None:
    """Best by a hair on a criterion that hardly weighs: no sample finds it, the linear programme does."""
    scores = np.array([[90.0, 90.0, 10.0], [80.0, 80.0, 99.0], [0.0, 0.0, 100.0]])
    weights = smaa.draw_weights(np.array([0.6, 0.39, 0.01]), 100.0, 10_000, smaa.generator())
    found = weights @ scores.T
    assert 2 not in found.argmax(axis=1)
    assert possible_firsts(scores) == [0, 1, 2]


def test_clones_and_the_dominated() -> None:
    """Two equals can both be first; a mixture that is as good everywhere rules one out, though no single rival does."""
    assert possible_firsts(np.array([[90.0, 10.0], [90.0, 10.0], [0.0, 80.0]])) == [0, 1, 2]
    assert possible_firsts(np.array([[100.0, 0.0], [0.0, 100.0], [50.0, 50.0]])) == [0, 1]
    assert possible_firsts(np.array([[100.0, 0.0], [0.0, 100.0], [50.0, np.nan]])) == [0, 1, 2]


def test_one_alone() -> None:
    """Without rivals it is first."""
    assert possible_firsts(np.array([[10.0, np.nan]])) == [0]
