"""Edition 2026: needs lead to what serves them, the retired stay out, figures have fixed anchors."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.decision.recommend import decide
from advisor.decision.scores import _on_scale
from advisor.decision.stacks import best_routes
from advisor.model.knowledge import Scale
from advisor.model.recommendation import Recommendation
from tests.support.knowledge import asked, newest, order


def today(**data: Any) -> Recommendation:
    """The 2026 recommendation without neighbours."""
    return decide(asked(**data), newest())


def test_size_and_sources() -> None:
    """At least 22 frameworks, 24 runtimes and 600 facts, each with source, date and method."""
    knowledge = newest()
    assert knowledge.edition.id == "2026"
    kinds = [one.kind for one in knowledge.alternatives.values()]
    assert kinds.count("framework") >= 22
    assert kinds.count("runtime") >= 24
    facts = [fact for one in knowledge.alternatives.values() for fact in one.facts.values()]
    assert len(facts) >= 600
    assert all(fact.evidence.source and fact.evidence.as_of and fact.evidence.method for fact in facts)


def test_neutral_order_begins_as_the_document_says() -> None:
    """`docs/decision-quality.md` names the first six."""
    assert order(today())[:6] == ["pytorch", "tensorflow", "paddlepaddle", "keras", "jax", "burn"]


@pytest.mark.parametrize(
    ("needs", "first"),
    [
        ({"hardware": {"train": ["tpu"]}, "scale": "cluster"}, {"pytorch", "jax"}),
        ({"languages": {"train": ["elixir"]}}, {"axon"}),
        ({"languages": {"train": ["rust"]}}, {"burn", "candle", "pytorch"}),
        ({"languages": {"train": ["csharp"]}}, {"torchsharp"}),
        ({"hardware": {"train": ["ascend"]}}, {"mindspore", "pytorch"}),
    ],
)
def test_training_needs_lead_to_what_meets_them(needs: dict[str, Any], first: set[str]) -> None:
    """What is ranked meets the must, and the first is one that documents it."""
    found = today(**needs)
    assert order(found)[0] in first


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ({"languages": {"serve": ["swift"]}, "targets": ["ios"]}, {"executorch", "coreml", "litert", "onnxruntime"}),
        ({"languages": {"serve": ["java"]}}, {"onnxruntime", "djl"}),
        ({"targets": ["microcontroller"]}, {"executorch", "tflite-micro"}),
        (
            {"targets": ["browser"], "languages": {"serve": ["javascript"]}},
            {"onnxruntime-web", "tfjs", "transformers-js"},
        ),
        ({"domain": "llm", "targets": {"preferred": ["desktop"]}}, {"llama-cpp"}),
    ],
)
def test_serving_needs_lead_to_runtimes(needs: dict[str, Any], expected: set[str]) -> None:
    """The deploy ends of the stacks hold the runtimes that document the need, and PyTorch reaches one of them."""
    found = today(**needs)
    assert expected <= {stack.deploy for stack in found.stacks}
    assert "pytorch" in order(found)


def test_what_a_runtime_serves_counts_for_the_runtime() -> None:
    """PyTorch reaches phones through ExecuTorch: it needs that partner, and is no deploy end for iOS itself."""
    found = today(targets=["ios"])
    pytorch = next(entry for entry in found.ranking if entry.id == "pytorch")
    assert any(gap.requirement == "targets: ios" and gap.met_by for gap in pytorch.unmet)
    assert ("pytorch", "pytorch") not in {(stack.prototype, stack.deploy) for stack in found.stacks}


def test_the_retired_are_ruled_out_with_date_and_heir() -> None:
    """Chainer is not recommended, says why, and is ranked when somebody asks for it by name."""
    found = today()
    retired = [
        id_
        for id_, one in newest().alternatives.items()
        if (fact := one.fact("maintenance")) and fact.value == "retired"
    ]
    assert {"chainer", "mxnet", "cntk", "theano", "caffe", "caffe2", "neon", "torch"} <= set(retired)
    assert not set(retired) & {*order(found), *(stack.deploy for stack in found.stacks)}
    chainer = next(one for one in found.ruled_out if one.id == "chainer")
    assert "PyTorch" in chainer.reasons[0].fact
    assert order(today(constraints={"include": ["chainer"]})) == ["chainer"]


def test_weights_only_counts_less_than_a_whole_model() -> None:
    """A route on which only weights travel is taken where there is no better one, at a lower reliability."""
    knowledge = newest()
    (weights,) = best_routes(["mlx"], ["burn"], knowledge)
    (model,) = best_routes(["pytorch"], ["onnxruntime"], knowledge)
    assert weights.exchange == knowledge.exchanges["safetensors"]
    assert model.exchange == knowledge.exchanges["onnx"]
    assert weights.reliability <= 0.6 < 0.9 < model.reliability


def test_weights_are_enough_for_language_models() -> None:
    """vLLM and llama.cpp bring the architecture themselves: for language models the same files count as whole models."""
    knowledge = newest()
    for runtime in ("vllm", "llama-cpp"):
        (any_model,) = best_routes(["pytorch"], [runtime], knowledge)
        (language_model,) = best_routes(["pytorch"], [runtime], knowledge, asked(domain="llm"))
        assert any_model.reliability <= 0.6 < 0.85 < language_model.reliability


def test_a_binding_that_is_an_alternative_of_its_own_counts_for_that_one() -> None:
    """C# reaches PyTorch through TorchSharp, which is known itself: it is what trains in C#."""
    found = today(languages={"train": ["csharp"]})
    pytorch = next(one for one in found.ruled_out if one.id == "pytorch")
    assert [reason.requirement for reason in pytorch.reasons] == ["languages.train: csharp"]
    assert "through torchsharp" in pytorch.reasons[0].fact


def test_known_share_and_age_stand_beside_each_score() -> None:
    """The share is what the empty cells leave, the age a median over the facts, and too old is older than allowed."""
    found, criteria = today(), newest().criteria
    for entry in found.ranking:
        empty = [id_ for id_, cell in entry.criteria.items() if cell.score is None]
        assert entry.known == pytest.approx(1 - sum(found.weights[id_] for id_ in empty))
        assert entry.age_days is not None
        limit = {fact.id: criteria[id_].max_age_days for id_, cell in entry.criteria.items() for fact in cell.facts}
        for fact in entry.too_old:
            age = date.fromisoformat(found.knowledge_date) - date.fromisoformat(fact.evidence.as_of)
            assert age.days > limit[fact.id] > 0
    assert any(entry.too_old for entry in found.ranking)
    assert any(entry.known < 1 for entry in found.ranking)


def test_a_machine_read_system_is_overruled_by_a_page_that_says_less() -> None:
    """JAX has Windows wheels, its documentation calls them experimental; Linux is full in both, so the registry is cited."""
    jax = newest().alternatives["jax"]
    windows, linux = jax.fact("os", "windows"), jax.fact("os", "linux")
    assert windows is not None
    assert linux is not None
    assert (windows.value, windows.evidence.method) == ("partial", "documented")
    assert (linux.value, linux.evidence.method) == ("full", "registry")


@pytest.mark.parametrize(("value", "score"), [(0, 100), (0.5, 100), (1, 100), (10, 200 / 3), (1000, 0), (9000, 0)])
def test_a_falling_scale_rewards_the_small(value: float, score: float) -> None:
    """With ``zero`` above ``full`` less is better."""
    assert _on_scale(value, Scale("size", 1000, 1)) == pytest.approx(score, abs=1e-6)


@pytest.mark.parametrize(("value", "score"), [(0, 0), (10, 0), (100, 50), (1000, 100), (5000, 100), (31.6227766, 25)])
def test_a_logarithmic_scale_has_fixed_anchors(value: float, score: float) -> None:
    """0 at the lower anchor, 100 at the upper one, half way at their geometric mean."""
    assert _on_scale(value, Scale("figure", 10, 1000)) == pytest.approx(score, abs=1e-6)
