"""Dominance is a strict order, and no weights put the dominated in front."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.decision.dominance import dominance, dominates
from advisor.decision.ranking import effective_weights, overall
from advisor.decision.recommend import decide
from tests.support.knowledge import asked, edition_2018, newest

cells = st.one_of(st.none(), st.sampled_from([0.0, 50.0, 100.0]))
rows = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=3, max_size=6)
)


@given(rows)
def test_it_is_a_strict_order(table: list[list[float | None]]) -> None:
    """Nothing dominates itself, nobody both ways, and dominance passes on."""
    for one in table:
        assert not dominates(one, one)
        for other in table:
            assert not (dominates(one, other) and dominates(other, one))
            for third in table:
                assert not (dominates(one, other) and dominates(other, third)) or dominates(one, third)


@given(rows, st.randoms(use_true_random=False))
def test_the_dominated_scores_lower_under_any_weights(table: list[list[float | None]], source: random.Random) -> None:
    """Whatever the weights and categories, the total of the better one is higher."""
    scores = np.array([[np.nan if one is None else one for one in row] for row in table])
    raw = np.array([source.uniform(0.05, 1) for _ in table[0]])
    parts = [source.randrange(3) for _ in table[0]]
    membership = np.array([[float(part == category) for part in parts] for category in range(3)])
    totals = overall(scores, effective_weights(scores, raw / raw.sum(), membership))
    for better, high in enumerate(table):
        for worse, low in enumerate(table):
            if dominates(high, low):
                assert totals[better] > totals[worse]


def test_what_only_one_is_known_on_decides_nothing() -> None:
    """A gap on one side prevents dominance, a gap on both is left out."""
    assert dominates([90.0, None], [80.0, None])
    assert not dominates([90.0, 50.0], [80.0, None])
    assert not dominates([90.0, None], [80.0, 0.0])
    assert not dominates([None], [None])


@pytest.mark.parametrize("edition", ["2018", "2026"])
def test_pairs_of_the_ranking(edition: str) -> None:
    """All pairs, found again by plain comparison; each keeps its order under random weightings."""
    knowledge, source = edition_2018() if edition == "2018" else newest(), random.Random(5)
    ranking = decide(asked(), knowledge).ranking
    pairs = dominance(ranking)
    expected = []
    for one in ranking:
        for other in ranking:
            mine, its = ([cell.score for cell in entry.criteria.values()] for entry in (one, other))
            if [score is None for score in mine] == [score is None for score in its]:
                gaps = [round(a - b, 9) for a, b in zip(mine, its, strict=True) if a is not None and b is not None]
                if min(gaps) >= 0 < max(gaps):
                    expected.append((one.id, other.id))
    assert list(pairs) == expected
    assert pairs or edition == "2026"  # where everybody is best at something, nobody dominates
    criteria = list(ranking[0].criteria)
    for _ in range(15):
        weights = {id_: source.uniform(0.1, 1) for id_ in criteria}
        rank = {entry.id: entry.rank for entry in decide(asked(weights=weights), knowledge).ranking}
        assert all(rank[better] < rank[worse] for better, worse in pairs if better in rank and worse in rank)
