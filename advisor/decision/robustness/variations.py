"""Single answers: one field of the requirements by itself, and every other way to answer one question of the quiz."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from advisor.decision.many.answers import STRENGTHS
from advisor.decision.many.effects import FIELDS
from advisor.model.knowledge import Question, WeightRules
from advisor.model.requirements import Need, Requirements
from advisor.model.robustness import Change


class Variation(NamedTuple):
    """One field answered otherwise: ``answer`` holds that field and nothing else."""

    kind: Change
    field: str
    value: str
    change: str
    answer: Requirements


def alone(field: str, value: Any) -> Requirements:
    """Requirements that answer one field, given as a dotted path; the value is not validated again."""
    name, _, part = field.partition(".")
    if part:
        value = getattr(Requirements(), name).model_copy(update={part: value})
    return Requirements().model_copy(update={name: value})


def stated_fields(requirements: Requirements) -> dict[str, Requirements]:
    """Every field that is answered, by itself."""
    silent, found = Requirements(), {}
    for field in FIELDS:
        value = _answer(requirements, field)
        if value != _answer(silent, field):
            found[field] = alone(field, value)
    return found


def _answer(requirements: Requirements, field: str) -> Any:
    value: Any = requirements
    for name in field.split("."):
        value = getattr(value, name)
    return value


def variations(requirements: Requirements, questions: tuple[Question, ...], rules: WeightRules) -> list[Variation]:
    """Every other answer to every question, the other answers left as they are."""
    found: list[Variation] = []
    for question in questions:
        stated = _answer(requirements, question.sets)
        match question.kind:
            case "one":
                found += _one(question, stated)
            case "need":
                found += _need(question, stated)
            case "many":
                found += _many(question, stated)
            case "ranks":
                found += _ranks(question, stated, rules)
    return found


def _vary(kind: Change, field: str, value: str, change: str, answer: Any) -> Variation:
    return Variation(kind, field, value, f"{field}: {change}", alone(field, answer))


def _one(question: Question, stated: str | None) -> Iterator[Variation]:
    field = question.sets
    for choice in question.choices:
        if choice.value != stated:
            yield _vary("answer", field, choice.value, choice.value, choice.value)
    if stated is not None:
        yield _vary("unsaid", field, stated, "not said", None)


def _need(question: Question, stated: Need[Any]) -> Iterator[Variation]:
    field = question.sets
    items = dict.fromkeys([*stated.required, *stated.preferred, *(one.value for one in question.choices)])
    for item in items:
        musts, wishes = (tuple(one for one in kept if one != item) for kept in (stated.required, stated.preferred))
        if item not in stated.required:
            yield _vary("must", field, item, f"{item} (must)", Need[Any](required=(*musts, item), preferred=wishes))
        if item not in stated.preferred:
            yield _vary("wish", field, item, f"{item} (wish)", Need[Any](required=musts, preferred=(*wishes, item)))
        if item in stated.required or item in stated.preferred:
            yield _vary("dropped", field, item, f"{item} dropped", Need[Any](required=musts, preferred=wishes))
    if len(stated.required) + len(stated.preferred) > 1:
        yield _vary("unsaid", field, "", "not said", Need[Any]())


def _many(question: Question, stated: tuple[str, ...]) -> Iterator[Variation]:
    field = question.sets
    for item in dict.fromkeys([*stated, *(one.value for one in question.choices)]):
        if item in stated:
            yield _vary("dropped", field, item, f"{item} dropped", tuple(one for one in stated if one != item))
        else:
            yield _vary("known", field, item, item, (*stated, item))
    if len(stated) > 1:
        yield _vary("unsaid", field, "", "not said", ())


def _ranks(question: Question, stated: dict[str, Any], rules: WeightRules) -> Iterator[Variation]:
    """Every criterion raised to the levels that the quiz offers, and every stated one left out."""
    field, multipliers = question.sets, rules.multipliers
    for item in dict.fromkeys([*stated, *(one.value for one in question.choices)]):
        now = multipliers[stated.get(item, "medium")]
        for level in STRENGTHS:
            if multipliers[level] > now:
                yield _vary("raised", field, f"{item} {level}", f"{item} {level}", {**stated, item: level})
        if item in stated:
            left = {key: value for key, value in stated.items() if key != item}
            yield _vary("dropped", field, item, f"{item} dropped", left)
    if len(stated) > 1:
        yield _vary("unsaid", field, "", "not said", {})
