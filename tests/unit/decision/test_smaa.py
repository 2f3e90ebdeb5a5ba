"""Rank acceptability, pairwise winning indices, central weights and confidence factors, against numbers found otherwise."""

from __future__ import annotations

import random
from math import sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from advisor.decision.robustness import smaa

Floats = NDArray[np.float64]
SAMPLES = 10_000


def table(*rows: list[float | None]) -> Floats:
    """Scores (alternative, criterion), None for unknown."""
    return np.array([[np.nan if cell is None else float(cell) for cell in row] for row in rows])


def sampled(scores: Floats, stated: Floats, concentration: float = 100) -> tuple[Floats, Floats, smaa.Gaps]:
    """Weightings, values and drawn cells."""
    source = smaa.generator()
    weights = smaa.draw_weights(stated, concentration, SAMPLES, source)
    gaps = smaa.draw_gaps(scores, stated > 0, SAMPLES, source)
    return weights, smaa.values(weights, scores, gaps), gaps


SCORES = table([70, 40, 90, None], [60, 80, 50, 40], [20, 95, None, 60], [65, 60, 70, 55], [50, None, None, 45])
STATED = np.array([0.4, 0.3, 0.2, 0.1])


def gamma(shape: float, source: random.Random) -> float:
    """One draw of the standard library's gamma distribution."""
    return source.gammavariate(shape, 1.0)


def by_hand(samples: int) -> tuple[list[list[float]], list[float]]:
    """Shares of ranks, and how often each beats the first row: plain loops over the standard library's random numbers."""
    source = random.Random(11)
    count = len(SCORES)
    ranks = [[0.0] * count for _ in range(count)]
    beats = [0.0] * count
    for _ in range(samples):
        raw = [gamma(100 * share, source) for share in STATED]
        weights = [one / sum(raw) for one in raw]
        totals = []
        for row in SCORES.tolist():
            cells = [source.uniform(0, 100) if cell != cell else cell for cell in row]
            totals.append(sum(weight * cell for weight, cell in zip(weights, cells, strict=True)))
        for row, total in enumerate(totals):
            ranks[row][sum(other > total for other in totals)] += 1 / samples
            beats[row] += (total > totals[0]) / samples
    return ranks, beats


def test_acceptability_agrees_with_an_independent_monte_carlo() -> None:
    """Plain loops with other random numbers give the same shares within four standard errors of the difference."""
    _, found, _ = sampled(SCORES, STATED)
    theirs, beats = by_hand(SAMPLES)
    ours = smaa.rank_shares(found)
    paired = smaa.pairwise(found, 0, [])
    compared = 0
    for row in range(len(SCORES)):
        pairs = [*zip(ours[row], theirs[row], strict=True), (paired[row], beats[row])]
        for mine, other in pairs:
            assert abs(mine - other) <= 4 * sqrt(2 * max(other * (1 - other), 1e-4) / SAMPLES)
            compared += 0.05 < other < 0.95
    assert compared > 10


THROMBO = {"heparin": ((20, 136), (40, 136), (1, 136)), "enoxaparin": ((8, 129), (32, 129), (5, 129))}
"""Events and patients: proximal and distal thrombosis, major bleeding."""
SCALES = ((0.25, 0.0), (0.40, 0.15), (0.10, 0.0))
"""The risk that is worth 0 and the risk that is worth 1, for each criterion."""


def test_the_published_example_of_the_r_package_smaa() -> None:
    """Two thrombolytics, three criteria, no preferences: the tables that the package's examples print are met within their error.

    The package ships samples of the six measurements. Here they are drawn anew from the beta distributions of the trial's counts,
    whose means and standard deviations are those of the package's samples. Published: rank acceptabilities 0.3504 and 0.6496,
    central weights (0.187, 0.277, 0.536) and (0.407, 0.364, 0.229), confidence factors 0.6682 and 0.8956, and 0.1279 for the
    first rank of heparin under the weights (0.5, 0.2, 0.3).
    """
    source = np.random.Generator(np.random.PCG64(5))
    cells = [
        (worst - source.beta(events, patients - events, SAMPLES)) / (worst - best)
        for counts in THROMBO.values()
        for (events, patients), (worst, best) in zip(counts, SCALES, strict=True)
    ]
    scores = np.full((2, 3), np.nan)
    rows, columns = np.nonzero(np.isnan(scores))
    gaps = smaa.Gaps(rows, columns, np.array(cells).T)
    weights = smaa.draw_weights(np.full(3, 1 / 3), 3.0, SAMPLES, source)  # uniform: all parameters are 1
    found = smaa.values(weights, scores, gaps)
    error = 4 * sqrt(2 * 0.35 * 0.65 / SAMPLES)
    assert smaa.rank_shares(found) == pytest.approx(np.array([[0.3504, 0.6496], [0.6496, 0.3504]]), abs=error)
    assert smaa.pairwise(found, 1, [])[0] == pytest.approx(0.3504, abs=error)
    central = smaa.central_weights(weights, found, [])
    assert central[0] == pytest.approx(np.array([0.1865097, 0.2772205, 0.5362698]), abs=0.02)
    assert central[1] == pytest.approx(np.array([0.4073100, 0.3641477, 0.2285423]), abs=0.02)
    published = np.array([0.1865097, 0.2772205, 0.5362698]), np.array([0.4073100, 0.3641477, 0.2285423])
    assert smaa.confidence(published[0], 0, scores, gaps) == pytest.approx(0.6682, abs=error)
    assert smaa.confidence(published[1], 1, scores, gaps) == pytest.approx(0.8956, abs=error)
    assert smaa.confidence(np.array([0.5, 0.2, 0.3]), 0, scores, gaps) == pytest.approx(0.1279, abs=error)


def test_ranks_and_alternatives_share_out_everything() -> None:
    """Every rank is taken once a sample, and every alternative takes one."""
    shares = smaa.rank_shares(sampled(SCORES, STATED)[1])
    assert shares.sum(axis=0) == pytest.approx(np.ones(len(SCORES)))
    assert shares.sum(axis=1) == pytest.approx(np.ones(len(SCORES)))


def test_weightings_have_the_stated_mean_and_the_spread_of_a_dirichlet() -> None:
    """Mean w, variance w (1 - w) / (kappa + 1), zero where the stated weight is zero."""
    stated = np.array([0.5, 0.05, 0.0, 0.45])
    weights = smaa.draw_weights(stated, 100.0, SAMPLES, smaa.generator())
    assert weights.sum(axis=1) == pytest.approx(np.ones(SAMPLES))
    assert (weights[:, 2] == 0).all()
    spread = np.sqrt(stated * (1 - stated) / 101)
    assert (np.abs(weights.mean(axis=0) - stated) <= 4 * spread / sqrt(SAMPLES)).all()
    assert weights.std(axis=0) == pytest.approx(spread, rel=0.05)
    assert spread[1] / stated[1] == pytest.approx(0.434, abs=0.001)


def test_clones_share_their_ranks() -> None:
    """Equal alternatives get the same shares, half of each comparison, and the same central weights; others are not touched."""
    twice = np.vstack([SCORES[1], SCORES[3], SCORES[1]])
    counts = STATED > 0
    groups = smaa.clones(twice, counts)
    assert [rows.tolist() for rows in groups] == [[0, 2]]
    weights, found, _ = sampled(twice, STATED)
    shares = smaa.share_evenly(smaa.rank_shares(found), groups)
    assert shares[0].tolist() == shares[2].tolist()
    assert shares.sum(axis=0) == pytest.approx(np.ones(3))
    once = smaa.rank_shares(sampled(twice[:2], STATED)[1])
    assert shares[0, 0] + shares[2, 0] == pytest.approx(once[0, 0])
    assert shares[1, 0] == pytest.approx(once[1, 0])
    assert smaa.pairwise(found, 0, groups)[2] == 0.5
    central = smaa.central_weights(weights, found, groups)
    assert central[0].tolist() == central[2].tolist()


def test_what_is_unknown_makes_no_clones() -> None:
    """Two frameworks of which the same is unknown are not known to be equal."""
    unknown = table([50, None], [50, None], [40, 20])
    assert smaa.clones(unknown, np.array([True, True])) == []
    assert [rows.tolist() for rows in smaa.clones(unknown, np.array([True, False]))] == [[0, 1]]


def test_a_dominated_alternative_is_never_first() -> None:
    """Who is worse everywhere never takes the first rank, and its dominator is always above it."""
    scores = np.vstack([SCORES[1], SCORES[1] - 5])
    _, found, _ = sampled(scores, STATED)
    assert smaa.rank_shares(found)[1].tolist() == [0.0, 1.0]
    assert smaa.pairwise(found, 0, []).tolist() == [0.0, 0.0]


def test_central_weights_average_to_the_weightings() -> None:
    """Central weights, weighted by how often their alternative is first, give the mean of all weightings."""
    weights, found, _ = sampled(SCORES, STATED)
    first = smaa.rank_shares(found)[:, 0]
    central = smaa.central_weights(weights, found, [])
    assert set(central) == set(np.flatnonzero(first).tolist())
    mean = sum(first[row] * vector for row, vector in central.items())
    assert mean == pytest.approx(weights.mean(axis=0))
    assert all(vector.sum() == pytest.approx(1) for vector in central.values())


def test_the_same_samples_every_time() -> None:
    """Nothing is left to chance: the same bytes twice."""
    assert sampled(SCORES, STATED)[1].tobytes() == sampled(SCORES, STATED)[1].tobytes()
