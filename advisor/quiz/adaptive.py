"""The course of an adaptive quiz: the most telling question next, and an end as soon as the recommendation is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from advisor.model.knowledge import Choice, Question
from advisor.quiz.prompter import Move, Prompt, Prompter
from advisor.quiz.session import Answers, ask_question
from advisor.quiz.wording import Wording

if TYPE_CHECKING:
    from advisor.decision.ahead.outlook import Outlook, Result

SURE_ENOUGH = 0.95
"""From this share of completions on, finishing early is offered."""
FINISH, GO_ON, CHANGE, BACK = "finish", "go on", "change", "back"


class Adviser(Protocol):
    """Looks ahead; `decision.outlook.Adviser` is the one there is."""

    def look(self, answers: Answers) -> Outlook:
        """The outlook after these answers."""
        ...


class Adaptive:
    """One adaptive quiz.

    ``adviser`` is called for when it is first needed, which is after the first answer. ``full``: every question is asked, the
    most telling first, and nothing is offered. ``keep`` is called with the answers after each one.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        prompter: Prompter,
        adviser: Callable[[], Adviser],
        wording: Wording,
        keep: Callable[[Answers], None],
        *,
        full: bool = False,
    ) -> None:
        """Nothing is asked yet."""
        self.questions = {one.id: one for one in questions}
        self.prompter, self.adviser, self.wording, self.keep, self.full = prompter, adviser, wording, keep, full
        self.answers: Answers = {}
        self.drafts: Answers = {}
        self.declined: set[tuple[Result, bool]] = set()

    def run(self, earlier: Answers) -> Answers:
        """Ask until nothing is open, nothing open matters, or the person wants to finish; returns answers by question id."""
        self.answers = {id_: answer for id_, answer in earlier.items() if id_ in self.questions}
        wanted: str | None = None if self.answers else next(iter(self.questions))
        while True:
            outlook = self.adviser().look(self.answers) if self.answers else None
            if wanted is None and outlook is not None:
                choice = self._settled(outlook)
                if choice == FINISH:
                    return self.answers
                if choice in (CHANGE, BACK):
                    wanted = self._pick_change() if choice == CHANGE else self._undone()
                    continue
                wanted = outlook.order[0]
            assert wanted is not None
            if self._ask(wanted, outlook):
                wanted = None
            elif self.answers:
                wanted = self._undone()

    def _undone(self) -> str:
        """Take the last answer back; the question that it belonged to."""
        id_, answer = self.answers.popitem()
        self.drafts[id_] = answer
        return id_

    def _settled(self, outlook: Outlook) -> str:
        """Whether to finish here; asks where that is a choice."""
        if not outlook.order:
            return FINISH
        key = (outlook.result, outlook.certain)
        if self.full or key in self.declined or not (outlook.certain or outlook.stays >= SURE_ENOUGH):
            return GO_ON
        head, why = self.wording.offer(outlook)
        choices = (
            Choice(FINISH, "Show the recommendation"),
            Choice(
                GO_ON,
                f"Go on with the other {len(outlook.order)} questions"
                if len(outlook.order) > 1
                else "Ask the last one",
            ),
            Choice(CHANGE, "Change an answer"),
        )
        answer = self.prompter.one(Prompt(head, why, choices, can_skip=False))
        if answer is Move.BACK:
            return BACK
        if answer == GO_ON:
            self.declined.add(key)
        return str(answer)

    def _pick_change(self) -> str | None:
        """The question to answer anew; None when the person thinks better of it."""
        choices = [
            Choice(id_, self.wording.answered(self.questions[id_], answer)) for id_, answer in self.answers.items()
        ]
        why = "The other answers stay as they are."
        picked = self.prompter.one(Prompt("Which answer do you want to change?", why, choices[::-1], can_skip=False))
        if isinstance(picked, Move):
            return None
        self.drafts[picked] = self.answers.pop(picked)
        return picked

    def _ask(self, id_: str, outlook: Outlook | None) -> bool:
        """Ask one question; False for going back to the one before."""
        question = self.questions[id_]
        draft = self.drafts.get(id_)
        left = len(self.questions) - len(self.answers) - 1
        most = f", {left} more at most" if left else ", the last one"
        prompt = Prompt(
            f"[{len(self.answers) + 1}{most}] {question.ask}",
            question.why,
            question.choices,
            can_go_back=bool(self.answers),
            skipped=id_ in self.drafts and draft is None,
            now=self.wording.reason(outlook, id_) if outlook else "",
            standing=self.wording.standing(outlook) if outlook else "",
        )
        answer = ask_question(question, prompt, self.prompter, draft)
        if answer is Move.BACK:
            return False
        self.answers[id_] = None if answer is Move.SKIP else answer
        self.drafts.pop(id_, None)
        self.keep(self.answers)
        return True
