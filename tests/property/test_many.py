"""Deciding many requirement sets side by side gives what deciding each one alone gives."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import numpy as np
import pytest

from advisor.decision.many.deciding import NOTHING, Many
from advisor.decision.recommend import decide
from advisor.model.errors import NothingToWeighError
from advisor.model.knowledge import Knowledge
from advisor.model.requirements import Requirements
from advisor.model.vocabulary import ITEMS
from tests.support.knowledge import edition_2018, newest

SETS = 60
NEEDS = {
    "languages.train": "languages", "languages.serve": "languages", "cloud": "cloud", "big_data": "big_data",
    "hardware.train": "hardware", "hardware.serve": "hardware", "targets": "targets", "os": "os",
}  # fmt: skip
LEVELS = ["none", "low", "medium", "high", "critical"]


def need(group: str, source: random.Random) -> dict[str, list[str]]:
    """Up to three items, some of them musts."""
    picked = source.sample(ITEMS[group], min(len(ITEMS[group]), source.choice([1, 1, 2, 3])))
    required = [item for item in picked if source.random() < 0.4]
    return {"required": required, "preferred": [item for item in picked if item not in required]}


def answers(knowledge: Knowledge, source: random.Random) -> dict[str, Any]:
    """Answers by field, each given or not."""
    words = [*knowledge.criteria, *knowledge.categories]
    limits = [{"licenses": ["Apache-2.0"]}, {"exclude": ["pytorch", "caffe2"]}, {"include": ["caffe", "pytorch"]}]
    possible: dict[str, Any] = {
        "goal": source.choice(["research", "production", "both"]),
        "onnx": source.choice(["required", "preferred", "indifferent"]),
        "dynamic_graphs": source.choice(["required", "preferred", "indifferent"]),
        "scale": source.choice(["single_gpu", "single_node", "cluster"]),
        "domain": source.choice(ITEMS["domain"]),
        "priorities": {word: source.choice(LEVELS) for word in source.sample(words, 3)},
        "team_knows": source.sample(sorted(knowledge.known_ids), 2),
        **{field: need(group, source) for field, group in NEEDS.items()},
    }
    found = {field: value for field, value in possible.items() if source.random() < 0.35}
    if source.random() < 0.1:
        found["weights"] = {id_: source.choice([0, 1, 2.5]) for id_ in source.sample(list(knowledge.criteria), 4)}
    if source.random() < 0.2:
        found["constraints"] = source.choice(limits)
    return found


def requirements(found: dict[str, Any]) -> Requirements:
    """The requirements that hold these answers."""
    data: dict[str, Any] = {}
    for field, value in found.items():
        *parents, last = field.split(".")
        part = data
        for name in parents:
            part = part.setdefault(name, {})
        part[last] = value
    return Requirements.model_validate(data)


@cache
def compiled(edition: str) -> Many:
    """The compiled knowledge of an edition."""
    return Many(edition_2018() if edition == "2018" else newest())


@pytest.mark.parametrize("edition", ["2018", "2026"])
def test_many_agree_with_one_at_a_time(edition: str) -> None:
    """Scores, winner, stack and its score, and what is ruled out are the same, set by set."""
    many, source = compiled(edition), random.Random(7)
    drawn = [answers(many.knowledge, source) for _ in range(SETS)]
    effects = [
        {field: many.effects.of(field, requirements({field: value})) for field, value in one.items()} for one in drawn
    ]
    outcomes = many.one_by_one(effects)
    compared = 0
    for row, found in enumerate(drawn):
        try:
            one = decide(requirements(found), many.knowledge)
        except NothingToWeighError:
            assert outcomes.weightless[row]
            continue
        scores = {
            id_: score for id_, score in zip(many.frameworks, outcomes.scores[row], strict=True) if score == score
        }
        assert scores == pytest.approx({entry.id: entry.score for entry in one.ranking}, abs=1e-9), found
        winner, stack = outcomes.winner[row], outcomes.stack[row]
        assert (many.frameworks[winner] if winner != NOTHING else None) == (one.ranking[0].id if one.ranking else None)
        best = one.stacks[0] if one.stacks else None
        assert (many.stacks[stack] if stack != NOTHING else None) == (
            (best.prototype, best.exchange, best.deploy) if best else None
        )
        assert best is None or outcomes.stack_score[row] == pytest.approx(best.score, abs=1e-9)
        compared += bool(one.ranking)
    assert compared > SETS / 3


def test_order_and_company_change_nothing() -> None:
    """A set gets the same outcome alone, in any order and in any chunk."""
    many, source = compiled("2026"), random.Random(3)
    drawn = [answers(many.knowledge, source) for _ in range(30)]
    effects = [
        {field: many.effects.of(field, requirements({field: value})) for field, value in one.items()} for one in drawn
    ]
    together, backwards = many.one_by_one(effects), many.one_by_one(effects[::-1])
    assert np.array_equal(together.scores, backwards.scores[::-1], equal_nan=True)
    assert together.stack.tolist() == backwards.stack[::-1].tolist()
    alone = many.one_by_one(effects[4:5])
    assert np.allclose(alone.scores[0], together.scores[4], atol=1e-9, equal_nan=True)


def test_no_sets_at_all() -> None:
    """Nothing in, nothing out."""
    many = compiled("2018")
    outcomes = many.decide({}, {}, 0)
    assert outcomes.scores.shape == (0, len(many.frameworks))
