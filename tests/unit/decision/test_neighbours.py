"""The three neighbour questions, against plain loops."""

from __future__ import annotations

from math import sqrt

import pytest

from advisor.decision.neighbours import features
from advisor.model.recommendation import Ranked, Recommendation
from tests.support.knowledge import advice, asked, edition_2018


def distance(one: dict[str, float], other: dict[str, float], weights: dict[str, float]) -> float:
    """Weighted Euclidean distance over the shared coordinates, stretched for the missing ones as `nan_euclidean` does."""
    shared = [id_ for id_ in weights if id_ in one and id_ in other]
    total = sum(weights[id_] * (one[id_] - other[id_]) ** 2 for id_ in shared)
    return sqrt(total * len(weights) / len(shared))


def known(entry: Ranked) -> dict[str, float]:
    """The scores that are known."""
    return {id_: cell.score for id_, cell in entry.criteria.items() if cell.score is not None}


@pytest.fixture(
    scope="module", params=[{}, {"cloud": {"preferred": ["gcp"]}, "domain": "vision"}, {"onnx": "required"}]
)
def found(request: pytest.FixtureRequest) -> Recommendation:
    """A recommendation with its neighbours."""
    return advice(**request.param)


def test_nearest_to_the_ideal(found: Recommendation) -> None:
    """The three with the smallest weighted distance to 100 everywhere."""
    assert found.neighbours is not None
    weights = dict(found.weights)
    ideal = dict.fromkeys(weights, 100.0)
    expected = sorted((distance(known(one), ideal, weights), one.id) for one in found.ranking)[:3]
    got = [(one.distance, one.id) for one in found.neighbours.to_needs]
    assert [id_ for _, id_ in got] == [id_ for _, id_ in expected]
    assert [value for value, _ in got] == pytest.approx([value for value, _ in expected])


def test_plan_b_is_nearest_to_the_winner(found: Recommendation) -> None:
    """The winner itself is not its own plan B, and the differences are the largest weighted ones."""
    assert found.neighbours is not None
    weights, winner = dict(found.weights), found.ranking[0]
    expected = sorted((distance(known(one), known(winner), weights), one.id) for one in found.ranking[1:])[:3]
    assert [one.id for one in found.neighbours.to_winner] == [id_ for _, id_ in expected]
    for one in found.neighbours.to_winner:
        other = next(entry for entry in found.ranking if entry.id == one.id)
        gaps = {id_: known(other)[id_] - known(winner)[id_] for id_ in known(other) if id_ in known(winner)}
        largest = max(abs(gap) * weights[id_] for id_, gap in gaps.items())
        first = one.differs_on[0]
        assert gaps[first.criterion] == pytest.approx(first.points)
        assert abs(first.points) * weights[first.criterion] == pytest.approx(largest)


def test_neutral_needs_have_no_similar_team() -> None:
    """Who asks for nothing is like nobody."""
    neutral = advice()
    assert neutral.neighbours is not None
    assert neutral.neighbours.cases == ()


@pytest.mark.parametrize("case", edition_2018().cases, ids=lambda case: case.id)
def test_a_case_is_nearest_to_its_own_needs(case: object) -> None:
    """Asking for exactly what a documented team needed finds that team at distance 0."""
    requirements = dict(case.requirements)  # type: ignore[attr-defined]
    near = advice(**requirements).neighbours
    assert near is not None
    assert near.cases[0].distance == pytest.approx(0, abs=1e-6)
    same = [one.case.id for one in near.cases if one.distance < 1e-6]
    assert case.id in same  # type: ignore[attr-defined]


def test_features_name_what_was_asked() -> None:
    """Musts weigh more than wishes, and only raised priorities count."""
    found = features(
        asked(
            languages={"train": ["python"], "serve": {"preferred": ["java"]}},
            onnx="indifferent",
            domain="speech",
            priorities={"documentation": "critical", "os": "low"},
        ),
        edition_2018(),
    )
    assert set(found) == {"languages.train.python", "languages.serve.java", "domain.speech", "priority.documentation"}
    assert found["languages.train.python"] > found["languages.serve.java"] > 0


def test_cases_never_touch_the_ranking() -> None:
    """The documented decisions explain; they do not score."""
    from advisor.decision.recommend import recommend

    needs = asked(domain="vision", big_data={"preferred": ["spark"]})
    with_cases = recommend(needs, edition_2018())
    without = recommend(needs, edition_2018()._replace(cases=()))
    assert with_cases.ranking == without.ranking
    assert with_cases.stacks == without.stacks
