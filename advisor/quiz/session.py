"""The course of a quiz: what is asked when, going back, skipping, and what the answers mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from advisor.model.knowledge import Choice, Question
from advisor.quiz.prompter import Move, Prompt, Prompter

Answer = Any
"""A value, a list, ``{required, preferred}`` or ``{criterion: importance}``; None for a skipped question."""
Answers = dict[str, Answer]

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
        answer = _ask(
            question,
            f"{position + 1}/{len(questions)}",
            prompter,
            answers.get(question.id),
            first=position == 0,
        )
        if answer is Move.BACK:
            position -= 1
            continue
        answers[question.id] = None if answer is Move.SKIP else answer
        keep(answers)
        position += 1
    return answers


def _ask(question: Question, count: str, prompter: Prompter, earlier: Answer, *, first: bool) -> Answer:
    """The answer to one question, or a move; follow-up prompts go back to the question itself."""
    while True:
        prompt = Prompt(f"[{count}] {question.ask}", question.why, question.choices, _picked(earlier), not first)
        if question.kind == "one":
            return prompter.one(prompt)
        picked = prompter.many(prompt)
        if isinstance(picked, Move) or question.kind == "many":
            return picked
        answer = _how_much(question, picked, prompter, earlier)
        if answer is not Move.BACK:
            return answer
        earlier = picked


def _picked(earlier: Answer) -> list[str]:
    """The choices that an earlier answer holds."""
    if isinstance(earlier, dict):
        lists = [value for value in earlier.values() if isinstance(value, list)]
        return [item for part in lists for item in part] if lists else list(earlier)
    if isinstance(earlier, list):
        return list(earlier)
    return [earlier] if isinstance(earlier, str) else []


def _how_much(question: Question, picked: list[str], prompter: Prompter, earlier: Answer) -> Answer:
    labels = {choice.value: choice.label for choice in question.choices}
    named = ", ".join(labels[item] for item in picked)
    if question.kind == "ranks":
        strength = _strength(named, prompter)
        return Move.BACK if strength is Move.BACK else dict.fromkeys(picked, strength)
    why = "A must rules out what cannot meet it; a wish only weighs."
    choices = MUST if len(picked) > 1 else (Choice("required", "It is a must"), Choice("preferred", "It is a wish"))
    kind = prompter.one(Prompt(f"{named}: must or wish?", why, choices, can_skip=False))
    if isinstance(kind, Move):
        return Move.BACK
    if kind != "some":
        return {kind: picked}
    before = earlier.get("required", []) if isinstance(earlier, dict) else []
    musts = prompter.many(
        Prompt("Which of them are musts?", why, [Choice(item, labels[item]) for item in picked], before)
    )
    if musts is Move.BACK:
        return Move.BACK
    required = [] if isinstance(musts, Move) else musts
    preferred = [item for item in picked if item not in required]
    return {key: items for key, items in (("required", required), ("preferred", preferred)) if items}


def _strength(named: str, prompter: Prompter) -> str | Move:
    why = "Decisive criteria weigh four times as much as the rest, the others twice."
    strength = prompter.one(Prompt(f"{named}: how much?", why, STRENGTH, can_skip=False))
    return Move.BACK if isinstance(strength, Move) else strength


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
