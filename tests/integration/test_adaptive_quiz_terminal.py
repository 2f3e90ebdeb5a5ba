"""`advisor quiz` in a real terminal: the adaptive run, back, finishing early, an interruption, small and large windows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor.documents import read_document
from advisor.knowledge_base.loader import load_knowledge
from advisor.quiz.state import StateFile
from tests.support.cli import run_advisor
from tests.support.terminal import CTRL_C, ENTER, LEFT, QuizTerminal

QUESTIONS = {one.id: one for one in load_knowledge().questions}
FIRST = f"[1, {len(QUESTIONS) - 1} more at most] {QUESTIONS['goal'].ask}"
SHOW, CHANGE = "Show the recommendation", "Change an answer"


def leave(home: Path, **answers: object) -> None:
    """Leave behind what an interrupted quiz leaves."""
    state = StateFile(home / "state" / "advisor" / "quiz.yaml")
    state.path.parent.mkdir(parents=True, exist_ok=True)
    assert state.save(dict(answers))


def kept(home: Path) -> dict[str, object]:
    """The answers that an unfinished quiz has kept."""
    return StateFile(home / "state" / "advisor" / "quiz.yaml").load(list(QUESTIONS.values()))


def number(quiz: QuizTerminal) -> int:
    """The number of the question that is asked now; 0 for an offer, -1 for no prompt."""
    if not quiz.prompt or not quiz.pointed:
        return -1
    found = re.match(r"\? \[(\d+), ", quiz.prompt[0])
    return int(found.group(1)) if found else 0


def at_question(quiz: QuizTerminal, wanted: int) -> None:
    """Wait for the question with this number."""
    quiz.wait_until(lambda: number(quiz) == wanted, f"question {wanted}")


def settle(quiz: QuizTerminal, start: int) -> int:
    """Skip questions from this number on until an end is offered; how many were answered then."""
    at_question(quiz, start)
    while True:
        here = number(quiz)
        if any(line.strip(" »") == "No preference" for line in quiz.prompt):
            quiz.choose("No preference")
        else:
            quiz.send(ENTER)
        quiz.wait_until(lambda: number(quiz) in (0, here + 1), f"question {here + 1} or an offer")  # noqa: B023
        if number(quiz) == 0:
            return here


def test_a_person_is_asked_fewer_questions_and_gets_the_whole_printout(tmp_path: Path) -> None:
    """Python in a cluster, everything else open: the quiz ends early, says what was left out, saves what was said."""
    file, out = tmp_path / "needs.yaml", tmp_path / "out"
    with QuizTerminal("--save", str(file), home=tmp_path, stdout=out) as quiz:
        quiz.at(FIRST)
        quiz.choose("Production: a product that runs and is maintained")
        at_question(quiz, 2)
        assert quiz.shows("Ahead: ")
        assert quiz.shows("Asked now: ")
        asked = settle(quiz, 2)
        assert asked < len(QUESTIONS)
        quiz.choose(SHOW)
        assert quiz.finish() == 0
        assert quiz.times_shown(f"{asked} of {len(QUESTIONS)} questions answered.") == 1
    assert read_document(file.read_bytes(), "needs").data["goal"] == "production"
    again = run_advisor("recommend", str(file), "--format", "table", home=tmp_path)
    assert again.stdout == out.read_text()


def test_back_and_change(tmp_path: Path) -> None:
    """The left arrow leads to the question before; from the end any answer can be given anew."""
    with QuizTerminal(home=tmp_path) as quiz:
        quiz.at(FIRST)
        quiz.choose("Both")
        at_question(quiz, 2)
        quiz.send(LEFT)
        quiz.at(FIRST)
        assert quiz.pointed == "Both"
        quiz.choose("Research: new ideas, quick experiments")
        settle(quiz, 2)
        quiz.choose(CHANGE)
        quiz.at("Which answer do you want to change?")
        quiz.choose(f"{QUESTIONS['goal'].ask} Research: new ideas, quick experiments")
        quiz.wait_until(lambda: number(quiz) > 0, "the question again")
        assert QUESTIONS["goal"].ask in " ".join(quiz.prompt)
        assert quiz.pointed == "Research: new ideas, quick experiments"
        quiz.send(CTRL_C)
        assert quiz.finish() == 130


def test_an_interruption_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    """Ctrl-C at the third question; the next run goes on there and knows the order in which answers were given."""
    with QuizTerminal(home=tmp_path) as quiz:
        quiz.at(FIRST)
        quiz.choose("Both")
        at_question(quiz, 2)
        quiz.send(ENTER)
        at_question(quiz, 3)
        third = quiz.prompt[0]
        quiz.send(CTRL_C)
        assert quiz.finish() == 130
        assert quiz.times_shown("`advisor quiz --resume` goes on from there") == 1
    answered = kept(tmp_path)
    assert next(iter(answered)) == "goal"
    assert len(answered) == 2
    with QuizTerminal("--resume", home=tmp_path) as quiz:
        at_question(quiz, 3)
        assert quiz.prompt[0] == third
        quiz.send(LEFT)
        at_question(quiz, 2)
        assert QUESTIONS[list(answered)[1]].ask[:30] in " ".join(quiz.prompt)


@pytest.mark.parametrize(("rows", "columns"), [(20, 60), (60, 250)])
def test_small_and_huge_terminals(tmp_path: Path, rows: int, columns: int) -> None:
    """The whole way works in both; every prompt and its pointer can be seen."""
    leave(tmp_path, **dict.fromkeys(list(QUESTIONS)[:9]))
    with QuizTerminal("--resume", home=tmp_path, rows=rows, columns=columns) as quiz:
        settle(quiz, 10)
        quiz.choose(SHOW)
        assert quiz.finish() == 0
        assert quiz.times_shown("questions answered.") == 1


def test_without_colour(tmp_path: Path) -> None:
    """`NO_COLOR` leaves no colour in the quiz or the printout."""
    leave(tmp_path, **dict.fromkeys(list(QUESTIONS)[:10]))
    with QuizTerminal("--resume", home=tmp_path, NO_COLOR="1") as quiz:
        settle(quiz, 11)
        quiz.choose(SHOW)
        assert quiz.finish() == 0
        assert not re.search(rb"\x1b\[[0-9;]*3[0-7]m", quiz.raw)


def test_full_asks_everything(tmp_path: Path) -> None:
    """`--full` goes on to the last question without an offer."""
    leave(tmp_path, **dict.fromkeys(list(QUESTIONS)[:-2]))
    with QuizTerminal("--resume", "--full", home=tmp_path) as quiz:
        for wanted in (len(QUESTIONS) - 1, len(QUESTIONS)):
            at_question(quiz, wanted)
            quiz.send(ENTER)
        assert quiz.finish() == 0
        assert quiz.times_shown(f"All {len(QUESTIONS)} questions answered.") == 1
