"""`advisor quiz`: asks, keeps the answers, saves the requirements, prints the recommendation."""

from __future__ import annotations

import shlex
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from advisor.cli.context import Context
from advisor.cli.exit_codes import INTERRUPTED
from advisor.cli.files import refuse_existing, refuse_missing_folder, write_file
from advisor.cli.loading import load
from advisor.cli.recommending import Wish, refuse_flood
from advisor.documents import Document
from advisor.model.errors import AdvisorError
from advisor.model.knowledge import Choice, Knowledge
from advisor.model.requirements import Requirements
from advisor.quiz.adaptive import Adaptive
from advisor.quiz.prompter import Prompt, Prompter
from advisor.quiz.session import Answers, run_session, to_data
from advisor.quiz.state import StateFile
from advisor.quiz.wording import Wording

if TYPE_CHECKING:
    from advisor.decision.ahead.outlook import Adviser

Course = Literal["adaptive", "full", "plain"]
"""Stop as soon as nothing open matters; ask everything, the most telling first; ask everything in the written order."""

UNFINISHED, LAST = "quiz.yaml", "last-requirements.yaml"


def run(
    context: Context,
    *,
    save: Path | None,
    resume: bool | None,
    course: Course,
    edition: str | None,
    wish: Wish,
) -> int:
    """One quiz from the first question to the printout; returns the exit status."""
    if not context.interactive:
        hint = "write a file with `advisor init requirements.yaml`, then run `advisor recommend requirements.yaml`"
        raise AdvisorError("the quiz needs a terminal", hint)
    refuse_flood(context, wish.format_, wish.output)
    if save is not None:
        refuse_existing(save)
    if wish.output is not None:
        refuse_missing_folder(wish.output)
    knowledge = load(context, edition)
    from advisor.quiz.questionary_prompter import QuestionaryPrompter

    prompter, state = QuestionaryPrompter(), StateFile(context.state / UNFINISHED)
    try:
        background = _Background(knowledge, look_ahead=course != "plain")
        earlier = _earlier_answers(state, knowledge, prompter, resume)
        keep = _Keeper(context, state)
        if course == "plain":
            answers = run_session(knowledge.questions, prompter, earlier, keep)
        else:
            wording = Wording(knowledge)
            quiz = Adaptive(knowledge.questions, prompter, background.adviser, wording, keep, full=course == "full")
            answers = quiz.run(earlier)
            adviser = background.adviser()
            context.say(wording.farewell(len(answers), adviser.look(answers), adviser.changes(answers)) + "\n")
    except (KeyboardInterrupt, EOFError):
        context.say("\n" + _farewell(state, knowledge, save, edition, course))
        return INTERRUPTED
    requirements = _requirements(knowledge, answers, edition)
    _save(context, requirements, save)
    state.remove()
    from advisor.cli import recommending

    return recommending.show(context, requirements, knowledge, wish)


def _farewell(state: StateFile, knowledge: Knowledge, save: Path | None, edition: str | None, course: Course) -> str:
    """What an interrupted quiz says: whether the answers are kept, and the command that goes on with them."""
    if not state.load(knowledge.questions):
        return "Interrupted: no answer was kept; `advisor quiz` starts anew."
    options = [f"--{course}"] if course != "adaptive" else []
    options += [f"--edition {edition}"] if edition else []
    options += [f"--save {shlex.quote(str(save))}"] if save else []
    command = " ".join(["advisor quiz --resume", *options])
    return f"Interrupted: your answers are kept in {state.path}; `{command}` goes on from there."


class _Keeper:
    """Saves the answers after each one, and says once when that fails."""

    def __init__(self, context: Context, state: StateFile) -> None:
        self.context, self.state, self.warned = context, state, False

    def __call__(self, answers: Answers) -> None:
        if not self.state.save(answers) and not self.warned:
            self.warned = True
            self.context.say(f"(the answers cannot be kept in {self.state.path}; an interrupted quiz will start anew)")


def _earlier_answers(state: StateFile, knowledge: Knowledge, prompter: Prompter, resume: bool | None) -> Answers:
    """The answers to go on from; asks when the command line does not say."""
    found = state.load(knowledge.questions)
    if not found or resume is False:
        return {}
    if resume is None:
        why = f"{len(found)} of {len(knowledge.questions)} questions of an interrupted quiz are answered."
        choices = (Choice("resume", "Go on from there"), Choice("fresh", "Start anew"))
        if (
            prompter.one(Prompt("Go on with the quiz you left?", why, choices, can_go_back=False, can_skip=False))
            == "fresh"
        ):
            return {}
    return found


def _requirements(knowledge: Knowledge, answers: Answers, edition: str | None) -> Requirements:
    """The answers as requirements, by the same path that a file takes."""
    from advisor.needs.known import known_of
    from advisor.needs.reader import from_document

    data = to_data(knowledge.questions, answers)
    if edition is not None:
        data = {"edition": edition, **data}
    return from_document(Document("quiz", data), known_of(knowledge))


def _save(context: Context, requirements: Requirements, save: Path | None) -> None:
    """Write the requirements where the user wants them, else beside the quiz's own state."""
    from advisor.needs.writer import write_requirements

    text = write_requirements(requirements)
    if save is not None:
        refuse_existing(save)
        write_file(save, text)
        context.say(f"{save} written; `advisor recommend {save}` gives the same result.\n")
        return
    last = context.state / LAST
    try:
        last.parent.mkdir(parents=True, exist_ok=True)
        write_file(last, text)
    except (OSError, AdvisorError):
        return
    context.say(f"Your answers as a requirements file: {last}\n")


class _Background:
    """Loads what the decision needs, and looks ahead, while the person reads the first question."""

    def __init__(self, knowledge: Knowledge, *, look_ahead: bool) -> None:
        self.knowledge, self.look_ahead = knowledge, look_ahead
        self.made: Adviser | None = None
        self.thread = threading.Thread(target=self._load, daemon=True)
        self.thread.start()

    def _load(self) -> None:
        if self.look_ahead:
            with suppress(Exception):  # whoever asks for it tries again, and sees what went wrong
                self.made = self._make()
        import advisor.decision.neighbours
        import advisor.decision.recommend
        import advisor.decision.robustness.assessment
        import advisor.needs.reader
        import advisor.needs.writer
        import advisor.reports.terminal  # noqa: F401

    def _make(self) -> Adviser:
        from advisor.decision.ahead import outlook

        adviser = outlook.Adviser(self.knowledge)
        adviser.look({})
        return adviser

    def adviser(self) -> Adviser:
        """The adviser, as soon as it is there."""
        while self.made is None and self.thread.is_alive():
            self.thread.join(0.01)
        if self.made is None:
            self.made = self._make()
        return self.made
