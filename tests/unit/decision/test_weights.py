"""The weight model, by hand: levels, multipliers, categories."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decision.weights import weigh
from advisor.model.errors import AdvisorError
from tests.support.knowledge import asked, edition_2018

M = {"none": 0, "low": 0.5, "medium": 1, "high": 2, "critical": 4}
SIZE = {"support_community": 4, "api_internals": 3, "platform": 5}


def by_hand(levels: dict[str, str], categories: dict[str, str]) -> dict[str, float]:
    """The shares that the formula w = M * m / n gives, written out."""
    raw = {}
    for id_, one in edition_2018().criteria.items():
        default = "none" if one.on_demand else "medium"
        weight = M[categories.get(one.category, "medium")] * M[levels.get(id_, default)] / SIZE[one.category]
        if weight:
            raw[id_] = weight
    return {id_: weight / sum(raw.values()) for id_, weight in raw.items()}


@pytest.mark.parametrize(
    ("needs", "levels", "categories"),
    [
        ({}, {}, {}),
        ({"languages": {"train": ["python"]}}, {"languages": "critical"}, {}),
        ({"languages": {"train": {"preferred": ["python"]}}}, {"languages": "high"}, {}),
        ({"languages": {"train": {"preferred": ["r"]}, "serve": ["java"]}}, {"languages": "critical"}, {}),
        ({"cloud": ["aws"], "os": {"preferred": ["linux"]}}, {"cloud": "critical", "os": "high"}, {}),
        ({"hardware": {"train": ["nvidia"]}}, {"hardware": "critical"}, {}),
        ({"targets": {"preferred": ["ios"]}, "big_data": ["spark"]}, {"targets": "high", "big_data": "critical"}, {}),
        ({"onnx": "required"}, {"onnx": "critical"}, {}),
        ({"onnx": "preferred", "dynamic_graphs": "indifferent"}, {"onnx": "high", "graph": "none"}, {}),
        ({"scale": "cluster"}, {"scalability": "critical"}, {}),
        ({"scale": "single_node"}, {"scalability": "medium"}, {}),
        ({"scale": "single_gpu"}, {"scalability": "low"}, {}),
        ({"goal": "research"}, {}, {"api_internals": "high"}),
        ({"goal": "production"}, {}, {"platform": "high"}),
        ({"goal": "both"}, {}, {}),
        ({"domain": "vision"}, {"domain": "high"}, {}),
        ({"domain": "general"}, {}, {}),
        ({"team_knows": ["pytorch"]}, {"familiarity": "high"}, {}),
        ({"priorities": {"documentation": "critical", "os": "none"}}, {"documentation": "critical", "os": "none"}, {}),
        ({"priorities": {"platform": "low", "api_internals": "high"}}, {}, {"platform": "low", "api_internals": "high"}),
        ({"onnx": "required", "priorities": {"onnx": "high"}}, {"onnx": "critical"}, {}),
        ({"onnx": "preferred", "priorities": {"onnx": "critical"}}, {"onnx": "critical"}, {}),
        ({"onnx": "required", "priorities": {"onnx": "low"}}, {"onnx": "low"}, {}),
        ({"goal": "production", "priorities": {"platform": "none"}}, {}, {"platform": "none"}),
        ({"goal": "production", "priorities": {"platform": "medium"}}, {}, {"platform": "high"}),
        ({"priorities": {"serving": "high"}}, {"serving": "high"}, {}),
    ],
)  # fmt: skip
def test_shares_follow_the_formula(needs: dict[str, Any], levels: dict[str, str], categories: dict[str, str]) -> None:
    """What is said sets the levels; the shares are the formula's."""
    assert dict(weigh(asked(**needs), edition_2018()).shares) == pytest.approx(by_hand(levels, categories))


def test_expert_weights_replace_everything() -> None:
    """Given weights are the weights; whatever else is said changes none of them."""
    found = weigh(asked(weights={"os": 3, "cloud": 1}, goal="research", onnx="required"), edition_2018())
    assert dict(found.shares) == pytest.approx({"os": 0.75, "cloud": 0.25})


def test_huge_and_tiny_weights_do_not_overflow() -> None:
    """Weights near the limits of numbers still give shares."""
    found = weigh(asked(weights={"os": 1e308, "cloud": 1e308, "graph": 1e-308}), edition_2018())
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.shares["os"] == pytest.approx(0.5)


def test_what_the_edition_cannot_score_is_said() -> None:
    """Speed is a valid criterion, weighs nothing in 2018, and is reported."""
    found = weigh(asked(priorities={"footprint": "critical", "documentation": "high"}), edition_2018())
    assert found.not_scored == ("footprint",)
    assert "footprint" not in found.shares


def test_each_level_names_its_cause() -> None:
    """The line of the requirements that set a level is kept."""
    found = weigh(asked(languages={"serve": ["java"]}, scale="cluster", priorities={"os": "low"}), edition_2018())
    causes = {id_: one.because for id_, one in found.importance.items()}
    assert causes == {"languages": "languages.serve required", "scalability": "scale: cluster", "os": "priorities.os"}


def test_nothing_left_to_weigh_is_an_error() -> None:
    """Requirements that switch everything off are refused with a way out."""
    with pytest.raises(AdvisorError, match="no criterion with a weight"):
        weigh(asked(priorities=dict.fromkeys(SIZE, "none")), edition_2018())
    with pytest.raises(AdvisorError, match="no criterion with a weight"):
        weigh(asked(weights={"footprint": 1}), edition_2018())
