"""The course of an adaptive quiz, with scripted people and a scripted outlook."""

from __future__ import annotations

import random
from typing import Any

import pytest

from advisor.decision.ahead.outlook import Adviser, Outlook, Reason, Result
from advisor.decision.many.answers import draw
from advisor.model.knowledge import Choice, Question
from advisor.quiz.adaptive import CHANGE, FINISH, GO_ON, Adaptive
from advisor.quiz.prompter import Move, Prompt
from advisor.quiz.session import Answers, to_data
from advisor.quiz.wording import Wording
from tests.support.knowledge import newest
from tests.support.scripted_prompter import Reply, ScriptedPrompter, scripted

YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
QUESTIONS = tuple(Question(id_, "one", f"answers.{id_}", f"{id_}?", "why", YES_NO) for id_ in ("a", "b", "c", "d"))
WORDING = Wording(newest())
JAX = Result("jax", ("jax", "native", "jax"))
TORCH = Result("pytorch", ("pytorch", "onnx", "onnxruntime"))


class Script:
    """An adviser who asks in reverse order; ``stays`` and ``certain`` by the number of answers."""

    def __init__(self, stays: dict[int, float] | None = None, certain: int = 9) -> None:
        """Certain from so many answers on."""
        self.stays, self.certain = stays or {}, certain
        self.seen: list[Answers] = []

    def look(self, answers: Answers) -> Outlook:
        """The scripted outlook."""
        self.seen.append(dict(answers))
        left = tuple(one.id for one in reversed(QUESTIONS) if one.id not in answers)
        certain = len(answers) >= self.certain or not left
        reasons = {id_: Reason(0.5, (JAX, TORCH), 0.0) for id_ in left}
        leaders = ((TORCH, 0.6), (JAX, 0.4))
        return Outlook(TORCH, self.stays.get(len(answers), 0.5), leaders, certain, False, left, reasons)


def run(
    adviser: Script, *replies: Reply, full: bool = False, earlier: Answers | None = None
) -> tuple[Any, Answers, Any]:
    """The prompter after a quiz, the answers, and what was kept after each answer."""
    prompter, kept = scripted(*replies), []
    quiz = Adaptive(QUESTIONS, prompter, lambda: adviser, WORDING, lambda found: kept.append(dict(found)), full=full)
    return prompter, quiz.run(earlier or {}), kept


def test_the_first_question_is_the_first_written_one_then_the_order_of_the_adviser() -> None:
    """Nobody looks ahead before the first answer; after it the most telling question comes next."""
    adviser = Script()
    prompter, answers, kept = run(adviser, "yes", "no", Move.SKIP, "yes")
    assert list(answers.items()) == [("a", "yes"), ("d", "no"), ("c", None), ("b", "yes")]
    assert [prompt.ask.split("] ")[1] for prompt in prompter.prompts] == ["a?", "d?", "c?", "b?"]
    assert kept[-1] == answers
    assert {} not in adviser.seen


def test_each_question_says_who_leads_and_why_it_comes_now() -> None:
    """The first one cannot; all others do."""
    prompter, _, _ = run(Script(), "yes", "no", "no", "no")
    first, second, *_ = prompter.prompts
    assert (first.now, first.standing) == ("", "")
    assert second.now == "Asked now: separates JAX from PyTorch"
    assert second.standing == "Ahead: PyTorch → ONNX → ONNX Runtime 60% · JAX end to end 40%"
    assert [prompt.ask.split("]")[0] for prompt in prompter.prompts] == [
        "[1, 3 more at most", "[2, 2 more at most", "[3, 1 more at most", "[4, the last one",
    ]  # fmt: skip


def test_it_stops_when_it_is_certain() -> None:
    """After the second answer nothing open matters: the person may see the recommendation."""
    prompter, answers, _ = run(Script(certain=2), "yes", "no", FINISH)
    assert list(answers) == ["a", "d"]
    assert prompter.asked[-1].startswith("Settled: PyTorch → ONNX → ONNX Runtime; 2 questions left.")


def test_finishing_early_is_offered_with_its_number() -> None:
    """At 97 % it is offered, below 95 % it is not."""
    prompter, answers, _ = run(Script({1: 0.94, 2: 0.97}), "yes", "no", FINISH)
    assert len(answers) == 2
    assert prompter.asked[-1] == ("97% sure it stays PyTorch → ONNX → ONNX Runtime; 2 questions left. Finish or go on?")


def test_an_offer_that_was_declined_is_not_repeated_until_it_is_certain() -> None:
    """Going on means going on; a result that became certain is something new."""
    prompter, answers, _ = run(Script({2: 0.97, 3: 0.98}, certain=3), "yes", "no", GO_ON, "yes", GO_ON, "no")
    assert len(answers) == 4
    assert sum("sure it stays" in text for text in prompter.asked) == 1


def test_full_asks_everything_and_offers_nothing() -> None:
    """The order stays that of the adviser."""
    prompter, answers, _ = run(Script({1: 0.99, 2: 0.99}, certain=1), "yes", "no", "no", "no", full=True)
    assert list(answers) == ["a", "d", "c", "b"]
    assert len(prompter.prompts) == 4


def test_going_back_keeps_the_earlier_answer_picked() -> None:
    """Back leads to the question answered last, however the order was, with its answer picked."""
    prompter, answers, _ = run(Script(), "yes", "no", Move.BACK, "yes", "no", "yes")
    assert [prompt.ask.split("] ")[1] for prompt in prompter.prompts][:4] == ["a?", "d?", "c?", "d?"]
    assert prompter.prompts[3].picked == ["no"]
    assert answers == {"a": "yes", "d": "yes", "c": "no", "b": "yes"}


def test_back_at_the_very_beginning_is_not_offered() -> None:
    """There is nothing before the first question."""
    prompter, _, _ = run(Script(), "yes", Move.BACK, "no", "no", "no", "no")
    assert not prompter.prompts[0].can_go_back
    assert prompter.prompts[2].ask.endswith("a?")


def test_any_answer_can_be_changed_from_the_offer() -> None:
    """The others stay as they are, and the quiz looks again."""
    adviser = Script(certain=3)
    _, answers, _ = run(adviser, "yes", "no", "yes", CHANGE, "d", "yes", FINISH)
    assert answers == {"a": "yes", "c": "yes", "d": "yes"}
    assert adviser.seen[-1] == answers


def test_back_from_the_offer_leads_to_the_last_question() -> None:
    """As everywhere else."""
    prompter, answers, _ = run(Script(certain=2), "yes", "no", Move.BACK, "yes", FINISH)
    assert prompter.prompts[3].ask.endswith("d?")
    assert answers == {"a": "yes", "d": "yes"}


def test_an_interrupted_quiz_goes_on_where_it_was() -> None:
    """Answers that were kept are not asked again."""
    prompter, answers, _ = run(Script(), "yes", "no", earlier={"c": "no", "a": "yes"})
    assert [prompt.ask.split("] ")[1] for prompt in prompter.prompts] == ["d?", "b?"]
    assert len(answers) == 4


def test_an_interruption_passes_through_with_every_answer_kept() -> None:
    """Ctrl-C in the middle loses nothing."""
    kept: list[Answers] = []
    quiz = Adaptive(
        QUESTIONS, scripted("yes", "no", KeyboardInterrupt()), Script, WORDING, lambda found: kept.append(dict(found))
    )
    with pytest.raises(KeyboardInterrupt):
        quiz.run({})
    assert kept[-1] == {"a": "yes", "d": "no"}


@pytest.fixture(scope="module")
def real() -> Adviser:
    """The real adviser with few samples."""
    return Adviser(newest(), completions=64)


@pytest.mark.parametrize("seed", range(4))
def test_the_real_quiz_recommends_what_all_its_questions_would(real: Adviser, seed: int) -> None:
    """A person who stops when it is settled gets the winner and the stack of the full quiz; order and data are the same."""
    source = random.Random(seed)
    truth = {one.id: draw(one, source) for one in real.questions}

    def reply(prompt: Prompt) -> Reply:
        if "Finish" in prompt.ask:
            return FINISH if prompt.ask.startswith("Settled") else GO_ON
        question = next((one for one in real.questions if prompt.ask.endswith(f"] {one.ask}")), None)
        if question is None:
            return follow_up(prompt)
        asked.append(question.id)
        answer = truth[question.id]
        if answer is None:
            return Move.SKIP
        if question.kind == "one":
            return str(answer)
        return (
            list(answer) if question.kind in ("many", "ranks") else [item for part in answer.values() for item in part]
        )

    def follow_up(prompt: Prompt) -> Reply:
        answer = truth[asked[-1]]
        if "Which of them" in prompt.ask:
            return list(answer["required"])
        if "how much" in prompt.ask:
            return str(next(iter(answer.values())))
        return "some" if len(answer) > 1 else str(next(iter(answer)))

    asked: list[str] = []
    answers = Adaptive(real.questions, ScriptedPrompter(reply), lambda: real, WORDING, lambda _: None).run({})
    assert real.look(answers).result == real.look(truth).result
    assert asked[0] == "goal"
    shuffled = dict(sorted(answers.items(), key=lambda _: source.random()))
    assert to_data(real.questions, shuffled) == to_data(real.questions, answers)
    assert real.look(shuffled) == real.look(answers)
