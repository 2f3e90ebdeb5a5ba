"""Weight stability intervals: the winner stays first just inside, and is beaten just outside."""

from __future__ import annotations

import numpy as np
import pymcdm.methods
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from advisor.decision.ranking import effective_weights, overall
from advisor.decision.robustness.stability import fractions, moved, ranges
from tests.golden.test_oracles import as_is

Floats = NDArray[np.float64]
STEP = 1e-5
TIE = 1e-9


def plain_totals(scores: Floats, weights: Floats, membership: Floats) -> list[float]:
    """Overall scores in plain loops."""
    totals = []
    for row in scores:
        total = mass = 0.0
        for part in membership:
            here = [i for i in range(len(row)) if part[i] and row[i] == row[i] and weights[i] > 0]
            if here:
                share = sum(weights[i] for i in range(len(row)) if part[i])
                total += share * sum(weights[i] * row[i] for i in here) / sum(weights[i] for i in here)
                mass += share
        totals.append(total / mass if mass else 0.0)
    return totals


def test_pymcdm_agrees_on_both_sides_of_every_end() -> None:
    """On random complete tables pymcdm's weighted sum keeps the winner just inside every interval and drops it just outside."""
    random = np.random.default_rng(3)
    method, ends = pymcdm.methods.WSM(normalization_function=as_is), 0
    for _ in range(40):
        rows, columns = int(random.integers(2, 12)), int(random.integers(2, 9))
        scores, weights = random.uniform(0, 100, (rows, columns)), random.dirichlet(np.ones(columns))
        membership = np.eye(3)[random.integers(0, 3, columns)].T
        kinds = np.ones(columns)
        winner = int(method(scores, weights, kinds, validation=False).argmax())
        for column, one in enumerate(ranges(scores, weights, membership, winner)):
            assert one.low <= weights[column] <= one.high
            for end, inside, outside, follower in (
                (one.low, STEP, -STEP, one.below),
                (one.high, -STEP, STEP, one.above),
            ):
                near = method(scores, moved(weights, column, end + inside), kinds, validation=False)
                assert near[winner] == pytest.approx(near.max())
                assert (follower is None) == (end in (0.0, 1.0))
                if follower is not None and 0 < end + outside < 1:
                    beyond = method(scores, moved(weights, column, end + outside), kinds, validation=False)
                    assert int(beyond.argmax()) == follower
                    ends += 1
    assert ends > 100


@st.composite
def holes(draw: st.DrawFn) -> tuple[Floats, Floats, Floats]:
    """Scores with many holes, weights and categories; every row knows something."""
    rows, columns = draw(st.integers(2, 5)), draw(st.integers(2, 6))
    cell = st.one_of(st.none(), st.integers(0, 100), st.integers(0, 100))
    values = draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    raw = np.array(draw(st.lists(st.integers(1, 9), min_size=columns, max_size=columns)), float)
    parts = draw(st.lists(st.integers(0, 2), min_size=columns, max_size=columns))
    membership = np.array([[float(part == category) for part in parts] for category in range(3)])
    scores = np.array([[np.nan if value is None else float(value) for value in row] for row in values])
    assume(not np.isnan(scores).all(axis=1).any())
    return scores, raw / raw.sum(), membership


@settings(max_examples=150, deadline=None)
@given(holes())
def test_scores_are_the_ratios_that_are_solved(problem: tuple[Floats, Floats, Floats]) -> None:
    """Numerator over denominator, at any share, is the overall score recomputed in plain loops."""
    scores, weights, membership = problem
    for column in range(len(weights)):
        top, bottom = fractions(scores, weights, membership, column)
        for share in (0.01, 0.2, float(weights[column]), 0.6, 0.97):
            powers = share ** np.arange(top.shape[1])
            expected = plain_totals(scores, moved(weights, column, share), membership)
            assert (top @ powers) / (bottom @ powers) == pytest.approx(expected, abs=1e-7)


@settings(max_examples=150, deadline=None)
@given(holes())
@example((np.array([[50.0, 50.0], [50.0, 50.0]]), np.array([0.5, 0.5]), np.array([[1.0, 1.0]])))
def test_intervals_with_missing_scores(problem: tuple[Floats, Floats, Floats]) -> None:
    """At a fine grid of shares inside the interval nobody is ahead of the winner; just outside the named one is."""
    scores, weights, membership = problem
    totals = plain_totals(scores, weights, membership)
    winner = int(np.argmax(totals))
    for column, one in enumerate(ranges(scores, weights, membership, winner)):
        assert one.low - 1e-12 <= weights[column] <= one.high + 1e-12
        for share in np.linspace(one.low, one.high, 42)[1:-1]:
            found = plain_totals(scores, moved(weights, column, float(share)), membership)
            assert max(found) - found[winner] <= 1e-6
        for end, follower, way in ((one.low, one.below, -1), (one.high, one.above, 1)):
            if follower is None:
                assert end == (0.0 if way < 0 else 1.0)
                continue
            place = end + way * min(1e-7, (end if way < 0 else 1 - end) / 2)
            found = plain_totals(scores, moved(weights, column, place), membership)
            assert found[follower] > found[winner] - 1e-12
            further = [end + way * step * (end if way < 0 else 1 - end) for step in (1e-6, 1e-4, 1e-3, 1e-2)]
            leads = [plain_totals(scores, moved(weights, column, one), membership) for one in further]
            assert any(max(one) > one[winner] for one in leads)


def test_a_case_worked_by_hand() -> None:
    """A scores 80 and 20, B 40 and 60, weights 0.7 and 0.3: level where 80 t + 20 (1 - t) = 40 t + 60 (1 - t), at one half."""
    scores, weights = np.array([[80.0, 20.0], [40.0, 60.0]]), np.array([0.7, 0.3])
    first, second = ranges(scores, weights, np.array([[1.0, 1.0]]), 0)
    assert (first.low, first.high) == pytest.approx((0.5, 1.0))
    assert (second.low, second.high) == pytest.approx((0.0, 0.5))
    assert (first.below, first.above, second.below, second.above) == (1, None, None, 1)


def test_a_missing_score_bends_the_line() -> None:
    """Where B lacks one of three scores of a category, the root is that of the quadratic, not of a line.

    A: 50, 50, 50. B: 90, 20, unknown, with a third of the weight each: B's mean is (90 t + 20 v) / (t + v), v = (1 - t) / 2,
    level with 50 at 40 t = 30 v, so t = 3 / 11.
    """
    scores = np.array([[50.0, 50.0, 50.0], [90.0, 20.0, np.nan]])
    weights = np.full(3, 1 / 3)
    assert overall(scores, effective_weights(scores, weights, np.ones((1, 3)))).argmax() == 1
    one = ranges(scores, weights, np.ones((1, 3)), 1)[0]
    assert (one.low, one.high) == pytest.approx((3 / 11, 1.0))
    assert one.below == 0


def test_a_single_criterion_cannot_be_outweighed() -> None:
    """With one criterion no weight can move."""
    (one,) = ranges(np.array([[80.0], [40.0]]), np.array([1.0]), np.ones((1, 1)), 0)
    assert one == (0.0, 1.0, None, None)
