"""Two decision libraries that we did not write agree with our ranking on the same matrix and weights."""

from __future__ import annotations

import numpy as np
import pymcdm.methods
import pytest
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

from advisor.decision.ranking import effective_weights, overall
from tests.support.knowledge import advice, edition_2018

WEIGHTS = [
    {},
    {"goal": "research"},
    {"goal": "production", "scale": "cluster"},
    {"priorities": {"documentation": "critical", "platform": "low"}},
    {"weights": {"cloud": 3, "graph": 2, "ecosystem": 0.5}},
]


def as_is(column: np.ndarray, cost: bool = False) -> np.ndarray:
    """The scores are normalised already; pymcdm must leave them alone."""
    assert not cost
    return column


def matrix() -> tuple[list[str], list[str], np.ndarray]:
    """The published scores of the ten frameworks that have all twelve."""
    knowledge = edition_2018()
    criteria = [id_ for id_, one in knowledge.criteria.items() if one.method == "published"]
    rows = [one for one in knowledge.frameworks if len(one.scores) == len(criteria)]
    values = [[float(one.scores[id_].value) for id_ in criteria] for one in rows]
    return [one.id for one in rows], criteria, np.array(values)


@pytest.mark.parametrize("needs", WEIGHTS)
def test_weighted_sums_agree(needs: dict[str, object]) -> None:
    """pymcdm's and scikit-criteria's weighted sums give our scores and our order."""
    ids, criteria, values = matrix()
    assert len(ids) == 10
    decided = advice(**needs, constraints={"include": ids})
    weights = np.array([decided.weights.get(id_, 0.0) for id_ in criteria])
    ours = {entry.id: entry.score for entry in decided.ranking}

    method = pymcdm.methods.WSM(normalization_function=as_is)
    theirs = method(values, weights, np.ones(len(criteria)), validation=False)
    assert theirs == pytest.approx([ours[id_] for id_ in ids])

    # scikit-criteria refuses zero weights in some models; criteria that do not count are left out
    counting = weights > 0
    problem = mkdm(values[:, counting], [max] * int(counting.sum()), weights=weights[counting], alternatives=ids)
    result = WeightedSumModel().evaluate(problem)
    assert list(result.e_.score) == pytest.approx([ours[id_] for id_ in ids])
    order = [id_ for _, id_ in sorted(zip(result.rank_, result.alternatives, strict=True))]
    assert order == [entry.id for entry in decided.ranking]


def test_random_matrices_agree_with_pymcdm() -> None:
    """On a hundred random problems the arrays give pymcdm's weighted sum."""
    random = np.random.default_rng(7)
    for _ in range(100):
        rows, columns = random.integers(2, 40), random.integers(1, 20)
        values = random.uniform(0, 100, (rows, columns))
        weights = random.dirichlet(np.ones(columns))
        membership = np.eye(3)[random.integers(0, 3, columns)].T
        ours = overall(values, effective_weights(values, weights, membership))
        method = pymcdm.methods.WSM(normalization_function=as_is)
        assert method(values, weights, np.ones(columns), validation=False) == pytest.approx(ours)
