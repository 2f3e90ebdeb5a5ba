"""A quiz that stops because nothing open matters is right: every completion is tried on cuts of the real quiz."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from advisor.decision.ahead.outlook import Adviser, numbered
from advisor.model.knowledge import Knowledge, Question
from tests.support.knowledge import edition_2018, newest

CUTS: dict[str, dict[str, list[str]]] = {
    "wishes": {
        "goal": [], "onnx": [], "dynamic_graphs": [], "scale": [], "os": ["linux", "windows"], "cloud": ["aws"],
    },
    "ends": {
        "goal": [], "domain": ["vision", "llm"], "train_languages": ["python", "java"], "serve_languages": ["swift", "java"],
        "targets": ["server", "android"], "scale": [],
    },
    "branches": {
        "goal": [], "dynamic_graphs": [], "targets": ["browser", "microcontroller"], "serve_languages": ["rust", "javascript"],
        "onnx": [], "scale": [],
    },
    "people": {
        "onnx": [], "serve_hardware": ["cpu", "apple"], "big_data": ["spark"], "priorities": ["speed", "footprint"],
        "team_knows": ["tensorflow", "jax"], "train_hardware": ["nvidia", "tpu"],
    },
}  # fmt: skip
"""Six questions each, with these choices only (none named: all)."""
STATES = 80


def cut(knowledge: Knowledge, name: str) -> Knowledge:
    """The same knowledge with a quiz of six questions."""
    chosen = CUTS[name]
    questions = []
    for one in knowledge.questions:
        if one.id in chosen:
            kept = tuple(choice for choice in one.choices if not chosen[one.id] or choice.value in chosen[one.id])
            questions.append(one._replace(choices=kept))
    assert len(questions) == 6
    return knowledge._replace(questions=tuple(questions))


def every_answer(question: Question) -> Iterator[Any]:
    """All answers that the quiz lets a person give, the skipped question first."""
    values = [choice.value for choice in question.choices]
    if question.kind == "one":
        yield from [None, *values]
        return
    for picks in product((0, 1, 2), repeat=len(values)):
        wished = [value for value, pick in zip(values, picks, strict=True) if pick == 1]
        must = [value for value, pick in zip(values, picks, strict=True) if pick == 2]
        if question.kind == "need":
            yield {key: items for key, items in (("required", must), ("preferred", wished)) if items} or None
        elif question.kind == "many" and not must:
            yield wished or None
        elif question.kind == "ranks" and not (wished and must):
            yield dict.fromkeys(wished, "high") | dict.fromkeys(must, "critical") or None


@cache
def everything(edition: str, name: str) -> tuple[Adviser, list[list[Any]], NDArray[np.intp]]:
    """An adviser, the answers to each question, and the result of every completion (one axis a question)."""
    adviser = Adviser(cut(edition_2018() if edition == "2018" else newest(), name), completions=32)
    answers = [list(every_answer(one)) for one in adviser.questions]
    effects = {
        one.sets: [adviser.cache.of(one, answer) for answer in found]
        for one, found in zip(adviser.questions, answers, strict=True)
    }
    shape = tuple(len(found) for found in answers)
    places = np.indices(shape).reshape(len(shape), -1)
    codes = {one.sets: places[at] for at, one in enumerate(adviser.questions)}
    outcomes = adviser.many.decide(effects, codes, places.shape[1])
    return adviser, answers, numbered(outcomes).reshape(shape)


def states(answers: list[list[Any]], source: random.Random) -> Iterator[dict[int, int]]:
    """Quizzes in the middle: the answer given by position of the question."""
    for _ in range(STATES):
        asked = source.sample(range(len(answers)), source.randrange(2, len(answers)))
        yield {at: source.randrange(len(answers[at])) for at in asked}


@pytest.mark.parametrize("edition", ["2018", "2026"])
@pytest.mark.parametrize("name", CUTS)
def test_no_unsound_stop(edition: str, name: str) -> None:
    """Where a result is called certain, all completions agree; and it is not always too careful to say so."""
    adviser, answers, results = everything(edition, name)
    certain = settled = 0
    for state in states(answers, random.Random(f"{edition} {name}")):
        given = {adviser.questions[at].id: answers[at][code] for at, code in state.items()}
        outlook = adviser.look(given)
        left = results[tuple(state.get(at, slice(None)) for at in range(len(answers)))]
        agreed = len(np.unique(left)) == 1
        assert agreed or not outlook.certain, given
        certain, settled = certain + outlook.certain, settled + agreed
    assert certain <= settled
    assert certain >= settled / 2, f"{certain} of {settled} settled states were recognised"


def test_when_all_is_answered_it_is_certain() -> None:
    """The recommendation of a full quiz is that of its answers, and stays for sure."""
    adviser, answers, results = everything("2026", "wishes")
    given = {one.id: found[-1] for one, found in zip(adviser.questions, answers, strict=True)}
    outlook = adviser.look(given)
    assert (outlook.certain, outlook.stays, outlook.order) == (True, 1.0, ())
    assert outlook.result == adviser._named(int(results[(-1,) * 6]))
