"""What can be answered to a question of the quiz: every single option, draws for sampled completions, and their effects."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from advisor.decision.many.effects import Effect, Effects
from advisor.model.knowledge import Answer, Case, Question
from advisor.model.requirements import Requirements

ITEMS_PICKED = ((0, 0.4), (1, 0.35), (2, 0.15), (3, 0.1))
"""How many items of a list a sampled person picks, with probabilities; all items are equally likely."""
STRENGTHS = ("high", "critical")
"""What the quiz offers for a priority."""


def requirements_of(question: Question, answer: Answer) -> Requirements:
    """The requirements that hold this one answer."""
    if answer is None:
        return Requirements()
    data: Any = answer
    for name in reversed(question.sets.split(".")):
        data = {name: data}
    return Requirements.model_validate(data)


def single_options(question: Question) -> Iterator[Answer]:
    """Every answer that names one thing: each choice, each item as a must and as a wish, each criterion at each strength."""
    for choice in question.choices:
        match question.kind:
            case "one":
                yield choice.value
            case "need":
                yield {"required": [choice.value]}
                yield {"preferred": [choice.value]}
            case "ranks":
                yield from ({choice.value: strength} for strength in STRENGTHS)
            case "many":
                yield [choice.value]


def draw(question: Question, source: random.Random) -> Answer:
    """One answer of a person about whom nothing is known: every choice is equally likely."""
    values = [choice.value for choice in question.choices]
    if question.kind == "one":
        picked = source.randrange(len(values) + 1)
        return values[picked] if picked < len(values) else None
    wanted = source.choices([count for count, _ in ITEMS_PICKED], [chance for _, chance in ITEMS_PICKED])[0]
    items = source.sample(values, min(len(values), wanted))
    if not items:
        return None
    if question.kind == "many":
        return items
    if question.kind == "ranks":
        return dict.fromkeys(items, source.choice(STRENGTHS))
    strict = source.choice(("required", "preferred", "some"))
    if strict != "some" or len(items) == 1:
        return {"required" if strict == "some" else strict: items}
    return {"required": items[:1], "preferred": items[1:]}


def documented(question: Question, cases: Sequence[Case]) -> list[Answer]:
    """What documented teams would have answered to a question; None where nothing is known about it."""
    return [_as_answer(question, case.requirements) for case in cases]


def _as_answer(question: Question, requirements: Mapping[str, Any]) -> Answer:
    found: Any = requirements
    for name in question.sets.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    values = {choice.value for choice in question.choices}
    match question.kind:
        case "one":
            return found if found in values else None
        case "many":
            return [item for item in found or () if item in values] or None
        case "ranks":
            return {id_: level for id_, level in (found or {}).items() if id_ in values and level in STRENGTHS} or None
    parts = {"required": found} if isinstance(found, list | tuple) else found or {}
    kept = {key: [item for item in items if item in values] for key, items in parts.items()}
    return {key: items for key, items in kept.items() if items} or None


def label(question: Question, answer: Answer) -> str:
    """Answers that do nearly the same share a label: the first thing named, and whether it is a must or how strong it is."""
    if answer is None:
        return ""
    if question.kind == "one":
        return str(answer)
    if question.kind == "many":
        return str(answer[0])
    kind, first = next(iter(answer.items()))
    return f"{kind} {first[0]}" if question.kind == "need" else f"{first} {kind}"


class EffectCache:
    """The effects of answers, each compiled once."""

    def __init__(self, effects: Effects) -> None:
        """Empty at first."""
        self.effects = effects
        self.silence = effects.silence
        self._found: dict[tuple[str, str], Effect] = {}

    def of(self, question: Question, answer: Answer) -> Effect:
        """The effect of an answer to a question."""
        if answer is None:
            return self.silence
        key = (question.id, json.dumps(answer, sort_keys=True))
        if key not in self._found:
            self._found[key] = self.effects.of(question.sets, requirements_of(question, answer))
        return self._found[key]
