"""A row of a batch gets what the same requirements get alone, in every format."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from advisor.batch.judge import Result
from advisor.decision.recommend import decide
from advisor.model.errors import NothingToWeighError
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements
from tests.property.test_many import answers
from tests.support.batches import Ran, as_csv, as_json, as_parquet, rank_csv, rank_json, rank_parquet
from tests.support.knowledge import edition_2018, newest

SETS = 60
FORMATS: dict[str, Callable[[list[dict[str, Any]]], Ran]] = {
    "csv": lambda sets: rank_csv(as_csv(sets)),
    "jsonl": lambda sets: rank_json(as_json(sets)),
    "parquet": lambda sets: rank_parquet(as_parquet(sets)),
}


def nested(found: dict[str, Any]) -> dict[str, Any]:
    """Answers by dotted path as the data of a requirements file."""
    data: dict[str, Any] = {}
    for field, value in found.items():
        *parents, last = field.split(".")
        part = data
        for name in parents:
            part = part.setdefault(name, {})
        part[last] = value
    return data


def drawn(seed: int) -> list[dict[str, Any]]:
    """Made-up requirement sets of both editions; in some an item is both a must and a wish."""
    source = random.Random(seed)
    sets = []
    for number in range(SETS):
        edition = source.choice(["2018", "2026", None])
        data = nested(answers(edition_2018() if edition == "2018" else newest(), source))
        if source.random() < 0.2:
            data["cloud"] = {"required": ["aws"], "preferred": ["gcp", "aws"]}
        sets.append({"id": f"set-{number}", **({"edition": edition} if edition else {}), **data})
    return sets


def alone(data: dict[str, Any]) -> Recommendation | None:
    """The recommendation for these requirements by themselves; None where nothing is left to weigh."""
    requirements = Requirements.model_validate({key: value for key, value in data.items() if key != "id"})
    try:
        return decide(requirements, edition_2018() if requirements.edition == "2018" else newest())
    except NothingToWeighError:
        return None


def same(result: Result, one: Recommendation) -> None:
    """Every column says what the recommendation says."""
    first = [(entry.id, entry.score) for entry in one.ranking[:3]]
    assert [id_ for id_, _ in result.ranking] == [id_ for id_, _ in first]
    assert [score for _, score in result.ranking] == pytest.approx([score for _, score in first], abs=1e-6)
    assert (result.edition, result.kind) == (one.edition, one.headline.kind)
    assert (result.winner, result.runner_up) == (*[id_ for id_, _ in first[:2]], None, None)[:2]
    assert result.score == (pytest.approx(first[0][1], abs=1e-6) if first else None)
    margin = first[0][1] - first[1][1] if len(first) > 1 else None
    assert result.margin == (None if margin is None else pytest.approx(margin, abs=1e-6))
    best = one.stacks[0] if one.stacks else None
    assert (result.prototype, result.exchange, result.deploy) == (
        (best.prototype, best.exchange, best.deploy) if best else (None, None, None)
    )
    assert result.stack_score == (pytest.approx(best.score, abs=1e-6) if best else None)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_batch_agrees_with_one_at_a_time(format_: str) -> None:
    """Winner, scores, margin, kind and stack of every row are those of `decide`; what weighs nothing is rejected."""
    sets = drawn(11)
    expected = {one["id"]: alone(one) for one in sets}
    ran = FORMATS[format_](sets)
    assert [one.id for one in ran.ranked] == [id_ for id_, found in expected.items() if found]
    assert [one.row for one in ran.rejected] == [
        row for row, found in enumerate(expected.values(), start=1) if found is None
    ]
    for result in ran.ranked:
        found = expected[result.id]
        assert found is not None
        same(result, found)
    assert len({one.winner for one in ran.ranked}) > 3


def test_order_and_company_change_nothing() -> None:
    """The result of a row is the same bytes in any order, and alone."""
    sets = drawn(12)
    lines = dict(zip([one["id"] for one in sets], rank_json(as_json(sets)).table.splitlines()[1:], strict=False))
    backwards = rank_json(as_json(sets[::-1])).table.splitlines()[1:]
    assert sorted(backwards) == sorted(lines.values())
    for one in sets[:5]:
        assert set(rank_json(as_json([one])).table.splitlines()[1:]) <= set(backwards)
