"""A quiz in the written order; how one question is asked, going back, skipping, and what the answers mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from advisor.model.knowledge import Answer, Choice, Question
from advisor.quiz.prompter import Move, Prompt, Prompter

Answers = dict[str, Answer]
"""Answers by question id, in the order in which they were given."""

MUST = (
    Choice("required", "All of them are musts"),
    Choice("preferred", "All of them are wishes"),
    Choice("some", "Some are musts, the others wishes"),
)
STRENGTH = (Choice("high", "They matter more than the rest"), Choice("critical", "They are decisive"))


def run_session(
    questions: Sequence[Question], prompter: Prompter, answers: Answers, keep: Callable[[Answers], None]
) -> Answers:
    """Ask everything that is not answered yet; returns all answers by question id.

    ``keep`` is called with the answers after each one, so that an interrupted quiz can be resumed.
    """
    answers = {question.id: answers[question.id] for question in questions if question.id in answers}
    position = next((index for index, question in enumerate(questions) if question.id not in answers), len(questions))
    while position < len(questions):
        question = questions[position]
        skipped = question.id in answers and answers[question.id] is None
        ask = f"[{position + 1}/{len(questions)}] {question.ask}"
        prompt = Prompt(ask, question.why, question.choices, can_go_back=position > 0, skipped=skipped)
        answer = ask_question(question, prompt, prompter, answers.get(question.id))
        if answer is Move.BACK:
            position -= 1
            continue
        answers[question.id] = None if answer is Move.SKIP else answer
        keep(answers)
        position += 1
    return answers


def ask_question(question: Question, prompt: Prompt, prompter: Prompter, earlier: Answer) -> Answer:
    """The answer to one question, or a move; follow-up prompts go back to the question itself."""
    picked = picked_items(earlier)
    while True:
        if question.kind == "one":
            return prompter.one(replace(prompt, picked=picked))
        found = prompter.many(replace(prompt, picked=picked))
        if isinstance(found, Move) or question.kind == "many":
            return found
        follow_up = _strength if question.kind == "ranks" else _musts
        answer = follow_up(question, found, prompter, earlier)
        if answer is not Move.BACK:
            return answer
        picked = found


def picked_items(earlier: Answer) -> list[str]:
    """The choices that an answer holds; none for a skipped question."""
    if isinstance(earlier, dict):
        lists = [value for value in earlier.values() if isinstance(value, list)]
        return [item for part in lists for item in part] if lists else list(earlier)
    if isinstance(earlier, list):
        return list(earlier)
    return [earlier] if isinstance(earlier, str) else []


def _named(question: Question, picked: list[str]) -> list[Choice]:
    """The picked choices, in the order of the question."""
    return [choice for choice in question.choices if choice.value in picked]


def _musts(question: Question, picked: list[str], prompter: Prompter, earlier: Answer) -> Answer:
    """``{required, preferred}`` for the picked items; what was said before is the choice to start from."""
    why = "A must rules out what cannot meet it; a wish only weighs."
    named = _named(question, picked)
    choices = MUST if len(picked) > 1 else (Choice("required", "It is a must"), Choice("preferred", "It is a wish"))
    before = [*earlier] if isinstance(earlier, dict) else []
    start = ["some"] if len(before) > 1 and len(picked) > 1 else before[:1]
    ask = f"{', '.join(one.label for one in named)}: must or wish?"
    kind = prompter.one(Prompt(ask, why, choices, start, can_skip=False))
    if isinstance(kind, Move):
        return Move.BACK
    if kind != "some":
        return {kind: picked}
    ticked = earlier.get("required", []) if isinstance(earlier, dict) else []
    musts = prompter.many(Prompt("Which of them are musts?", why, named, [one for one in ticked if one in picked]))
    if musts is Move.BACK:
        return Move.BACK
    required = [] if isinstance(musts, Move) else musts
    preferred = [item for item in picked if item not in required]
    return {key: items for key, items in (("required", required), ("preferred", preferred)) if items}


def _strength(question: Question, picked: list[str], prompter: Prompter, earlier: Answer) -> Answer:
    """``{criterion: importance}`` for the picked criteria."""
    why = "What you ticked weighs twice as much as the rest, or four times if it is decisive."
    before = list(earlier.values())[:1] if isinstance(earlier, dict) else []
    ask = f"{', '.join(one.label for one in _named(question, picked))}: how much?"
    strength = prompter.one(Prompt(ask, why, STRENGTH, before, can_skip=False))
    return Move.BACK if isinstance(strength, Move) else dict.fromkeys(picked, strength)


def to_data(questions: Sequence[Question], answers: Answers) -> dict[str, Any]:
    """The answers as the data of a requirements file."""
    data: dict[str, Any] = {}
    for question in questions:
        answer = answers.get(question.id)
        if answer is None:
            continue
        *parents, last = question.sets.split(".")
        part = data
        for name in parents:
            part = part.setdefault(name, {})
        part[last] = answer
    return data
