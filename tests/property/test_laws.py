"""Laws that any additive value model must obey, whatever the numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from advisor.decision.ranking import category_means, effective_weights, overall, ranks, tiers
from advisor.decision.recommend import decide
from advisor.model.errors import AdvisorError
from advisor.model.knowledge import Alternative, Knowledge
from advisor.model.requirements import Requirements
from advisor.model.vocabulary import ITEMS
from tests.support.knowledge import asked, edition_2018, order

Floats = NDArray[np.float64]
SCORED = [id_ for id_, one in edition_2018().criteria.items() if one.method == "published"]
weight_maps = st.dictionaries(st.sampled_from(SCORED), st.floats(0.01, 100), min_size=1)
levels = st.sampled_from(["low", "medium", "high", "critical"])


def rank_of(requirements: Requirements, knowledge: Knowledge | None = None) -> list[tuple[str, float]]:
    """Ids and scores of the ranking."""
    decided = decide(requirements, knowledge or edition_2018())
    return [(entry.id, entry.score) for entry in decided.ranking]


@st.composite
def problems(draw: st.DrawFn, *, missing: bool = True) -> tuple[Floats, Floats, Floats]:
    """Scores with holes, weights summing to 1, and a partition of the criteria into categories."""
    rows, columns = draw(st.integers(2, 6)), draw(st.integers(1, 7))
    cell = st.one_of(st.none(), st.integers(0, 100)) if missing else st.integers(0, 100)
    values = draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    raw = np.array(draw(st.lists(st.floats(0.05, 10), min_size=columns, max_size=columns)))
    parts = draw(st.lists(st.integers(0, 2), min_size=columns, max_size=columns))
    membership = np.array([[float(part == category) for part in parts] for category in range(3)])
    scores = np.array([[np.nan if value is None else float(value) for value in row] for row in values])
    return scores, raw / raw.sum(), membership


@given(problems())
def test_scores_are_weighted_means_of_category_means(problem: tuple[Floats, Floats, Floats]) -> None:
    """The formula, written out in plain loops, gives the same as the arrays."""
    scores, weights, membership = problem
    found = overall(scores, effective_weights(scores, weights, membership))
    for row, got in zip(scores, found, strict=True):
        total = mass = 0.0
        for part in membership:
            here = [i for i in range(len(row)) if part[i] and not np.isnan(row[i])]
            if here:
                share = sum(weights[i] for i in range(len(row)) if part[i])
                mean = sum(weights[i] * row[i] for i in here) / sum(weights[i] for i in here)
                total, mass = total + share * mean, mass + share
        assert got == pytest.approx(total / mass if mass else 0.0)


@given(problems())
def test_category_means_stay_within_their_scores(problem: tuple[Floats, Floats, Floats]) -> None:
    """A category mean lies between the lowest and the highest score of the category, and is unknown without any."""
    scores, weights, membership = problem
    means = category_means(scores, weights, membership)
    for row, found in zip(scores, means, strict=True):
        for part, mean in zip(membership, found, strict=True):
            present = [value for value, inside in zip(row, part, strict=True) if inside and not np.isnan(value)]
            if present:
                assert min(present) - 1e-9 <= mean <= max(present) + 1e-9
            else:
                assert np.isnan(mean)


@given(problems(missing=False), st.data())
def test_a_dominated_row_never_scores_higher(problem: tuple[Floats, Floats, Floats], data: st.DataObject) -> None:
    """Who is at least as good everywhere is never below, whatever the weights."""
    scores, weights, membership = problem
    better = data.draw(st.integers(0, len(scores) - 1))
    worse = np.minimum(scores[better], scores[(better + 1) % len(scores)])
    both = np.vstack([scores, worse])
    found = overall(both, effective_weights(both, weights, membership))
    assert found[better] >= found[-1] - 1e-9


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20), st.floats(0.5, 20), st.integers(1, 4))
def test_ranks_and_tiers(values: list[float], gap: float, named: int) -> None:
    """Ranks count the better ones; tiers never fall, begin with 1 and end after the last named one."""
    falling = sorted((round(value, 3) for value in values), reverse=True)
    assert ranks(falling) == [1 + sum(other > value for other in falling) for value in falling]
    found = tiers(falling, gap, named)
    known = [tier for tier in found if tier is not None]
    assert found[0] == 1
    assert known == sorted(known)
    assert all(tier is None for tier in found[len(known) :])
    assert max(known) <= named


@settings(max_examples=40, deadline=None)
@given(weight_maps, st.sampled_from([0.001, 0.5, 3.0, 1000.0]))
def test_scaling_all_weights_changes_nothing(weights: dict[str, float], factor: float) -> None:
    """Only the proportions of weights count."""
    scaled = {id_: weight * factor for id_, weight in weights.items()}
    for (one, score), (other, again) in zip(
        rank_of(asked(weights=weights)), rank_of(asked(weights=scaled)), strict=True
    ):
        assert one == other
        assert score == pytest.approx(again)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), weight_maps)
def test_order_of_files_changes_nothing(random: Any, weights: dict[str, float]) -> None:
    """The ranking does not depend on the order in which the alternatives are known."""
    knowledge = edition_2018()
    items = list(knowledge.alternatives.items())
    random.shuffle(items)
    shuffled = knowledge._replace(alternatives=dict(items))
    assert rank_of(asked(weights=weights), shuffled) == rank_of(asked(weights=weights))


@settings(max_examples=40, deadline=None)
@given(weight_maps, st.sampled_from(SCORED), st.floats(0.1, 50))
def test_raising_a_weight_never_hurts_the_best_in_it(weights: dict[str, float], criterion: str, more: float) -> None:
    """Raising one criterion's weight never lowers the rank of a framework best in it (all of its scores known).

    Compared with those whose scores are all known as well: a missing score moves weight inside its category.
    """
    knowledge = edition_2018()
    complete = [one for one in knowledge.frameworks if len(one.scores) == len(SCORED)]
    top = max(float(one.scores[criterion].value) for one in complete)
    best = [one.id for one in complete if float(one.scores[criterion].value) == top]
    include = {"include": [one.id for one in complete]}
    before = order_of(weights, include)
    after = order_of({**weights, criterion: weights.get(criterion, 0) + more}, include)
    for id_ in best:
        assert after[id_] <= before[id_]


def order_of(weights: dict[str, float], constraints: dict[str, list[str]]) -> dict[str, int]:
    """The rank of each framework."""
    decided = decide(asked(weights=weights, constraints=constraints), edition_2018())
    return {entry.id: entry.rank for entry in decided.ranking}


@settings(max_examples=40, deadline=None)
@given(weight_maps, st.sampled_from([one.id for one in edition_2018().frameworks]))
def test_a_dominated_framework_never_ranks_above_its_dominator(weights: dict[str, float], id_: str) -> None:
    """A copy of a framework with every score lowered a little stays below it."""
    knowledge = edition_2018()
    original = knowledge.alternatives[id_]
    scores = {key: fact._replace(value=max(0.0, fact.value - 1)) for key, fact in original.scores.items()}
    copy: Alternative = original._replace(id="copy", scores=scores)
    wider = knowledge._replace(alternatives={**knowledge.alternatives, "copy": copy})
    ranks_now = {entry.id: entry.rank for entry in decide(asked(weights=weights), wider).ranking}
    if id_ not in ranks_now:  # too little is known about it under these weights, and so about its copy
        assert "copy" not in ranks_now
    else:
        assert ranks_now[id_] <= ranks_now["copy"]


@settings(max_examples=25, deadline=None)
@given(weight_maps, st.sampled_from([one.id for one in edition_2018().frameworks]))
def test_dropping_an_alternative_moves_no_other_score(weights: dict[str, float], id_: str) -> None:
    """Scores have fixed anchors: who else is compared does not matter."""
    everyone = dict(rank_of(asked(weights=weights)))
    without = dict(rank_of(asked(weights=weights, constraints={"exclude": [id_]})))
    assert without == {other: score for other, score in everyone.items() if other != id_}


@st.composite
def soft_needs(draw: st.DrawFn) -> dict[str, Any]:
    """A requirements file without musts."""
    data: dict[str, Any] = {}
    for key in ("cloud", "os", "targets", "big_data"):
        if picked := draw(st.lists(st.sampled_from(ITEMS[key]), max_size=2, unique=True)):
            data[key] = {"preferred": picked}
    if picked := draw(st.lists(st.sampled_from(ITEMS["languages"]), max_size=2, unique=True)):
        data["languages"] = {draw(st.sampled_from(["train", "serve"])): {"preferred": picked}}
    data["priorities"] = draw(st.dictionaries(st.sampled_from(SCORED), levels, max_size=3))
    return data


HARD = [
    *({"languages": {side: [item]}} for side in ("train", "serve") for item in ("python", "java", "cpp", "r", "swift")),
    *({"targets": [item]} for item in ITEMS["targets"]),
    *({"cloud": [item]} for item in ITEMS["cloud"]),
    *({"os": [item]} for item in ITEMS["os"]),
    {"big_data": ["spark"]}, {"hardware": {"train": ["amd"]}}, {"hardware": {"serve": ["arm"]}},
    {"onnx": "required"}, {"dynamic_graphs": "required"},
    {"constraints": {"maintained": True}}, {"constraints": {"licenses": ["MIT"]}}, {"constraints": {"exclude": ["mxnet"]}},
]  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(soft_needs(), st.sampled_from(HARD), st.sampled_from(HARD))
def test_a_hard_requirement_never_adds_candidates(
    soft: dict[str, Any], one: dict[str, Any], two: dict[str, Any]
) -> None:
    """Asking for more never brings a framework back."""
    try:
        fewer_asked = set(order_ids({**soft, **one}))
        more_asked = set(order_ids({**soft, **one, **two})) if set(one).isdisjoint(two) else fewer_asked
    except AdvisorError:
        return
    assert more_asked <= fewer_asked


def order_ids(data: dict[str, Any]) -> list[str]:
    """The ranked ids for the data of a requirements file."""
    return order(decide(asked(**data), edition_2018()))


@settings(max_examples=60, deadline=None)
@given(soft_needs(), st.sampled_from(HARD))
def test_the_parts_of_a_recommendation_agree(soft: dict[str, Any], hard: dict[str, Any]) -> None:
    """Weights and cell weights sum to 1, contributions to scores, differences to leads; nobody is both in and out."""
    decided = decide(asked(**{**soft, **hard}), edition_2018())
    assert sum(decided.weights.values()) == pytest.approx(1)
    for entry in decided.ranking:
        cells = entry.criteria.values()
        assert sum(cell.contribution for cell in cells) == pytest.approx(entry.score)
        assert sum(cell.weight for cell in cells) == pytest.approx(1)
        assert 0 <= entry.score <= 100
        assert all(fact.evidence.source for cell in cells for fact in cell.facts)
    for contrast in decided.contrasts:
        assert sum(one.points for one in contrast.differences) == pytest.approx(contrast.lead)
    inside, outside = {entry.id for entry in decided.ranking}, {entry.id for entry in decided.ruled_out}
    assert not inside & outside
    assert inside | outside == {one.id for one in edition_2018().frameworks}
    assert all(entry.reasons for entry in decided.ruled_out)
    assert all(stack.prototype in inside for stack in decided.stacks)
    falling = [round(one.score, 9) for one in decided.stacks]
    assert falling == sorted(falling, reverse=True)
