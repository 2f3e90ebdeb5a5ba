"""`advisor quiz`: asks, keeps the answers, saves the requirements, prints the recommendation."""

from __future__ import annotations

import shlex
import threading
from pathlib import Path

from advisor.cli.context import Context
from advisor.cli.exit_codes import INTERRUPTED
from advisor.cli.files import refuse_existing, refuse_missing_folder, write_file
from advisor.cli.loading import load
from advisor.documents import Document
from advisor.model.errors import AdvisorError
from advisor.model.knowledge import Choice, Knowledge
from advisor.model.requirements import Requirements
from advisor.quiz.prompter import Prompt, Prompter
from advisor.quiz.session import Answers, run_session, to_data
from advisor.quiz.state import StateFile

UNFINISHED, LAST = "quiz.yaml", "last-requirements.yaml"


def run(
    context: Context,
    *,
    save: Path | None,
    resume: bool | None,
    edition: str | None,
    format_: str,
    top: int | None,
    output: Path | None,
    explain: str = "short",
) -> int:
    """One quiz from the first question to the printout; returns the exit status."""
    if not context.interactive:
        hint = "write a file with `advisor init requirements.yaml`, then run `advisor recommend requirements.yaml`"
        raise AdvisorError("the quiz needs a terminal", hint)
    if save is not None:
        refuse_existing(save)
    if output is not None:
        refuse_missing_folder(output)
    knowledge = load(context, edition)
    from advisor.quiz.questionary_prompter import QuestionaryPrompter

    prompter, state = QuestionaryPrompter(), StateFile(context.state / UNFINISHED)
    try:
        earlier = _earlier_answers(state, knowledge, prompter, resume)
        threading.Thread(target=_warm_up, daemon=True).start()
        keep = _Keeper(context, state)
        answers = run_session(knowledge.questions, prompter, earlier, keep)
    except (KeyboardInterrupt, EOFError):
        context.say("\n" + _farewell(state, knowledge, save, edition))
        return INTERRUPTED
    requirements = _requirements(knowledge, answers, edition)
    _save(context, requirements, save)
    state.remove()
    from advisor.cli import recommending

    return recommending.show(context, requirements, knowledge, format_=format_, top=top, output=output, explain=explain)


def _farewell(state: StateFile, knowledge: Knowledge, save: Path | None, edition: str | None) -> str:
    """What an interrupted quiz says: whether the answers are kept, and the command that goes on with them."""
    if not state.load(knowledge.questions):
        return "Interrupted: no answer was kept; `advisor quiz` starts anew."
    options = [f"--edition {edition}"] if edition else []
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


def _warm_up() -> None:
    """Load what the decision needs while the person thinks."""
    import advisor.decision.neighbours
    import advisor.decision.recommend
    import advisor.needs.reader
    import advisor.needs.writer
    import advisor.reports.terminal  # noqa: F401
