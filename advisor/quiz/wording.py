"""What an adaptive quiz says about where it stands, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.model.knowledge import Answer, Knowledge, Question
from advisor.quiz.session import picked_items

if TYPE_CHECKING:
    from advisor.decision.ahead.outlook import Change, Outlook, Result

MOST_NAMED = 3


class Wording:
    """Names results, reasons and answers as one knowledge base calls them."""

    def __init__(self, knowledge: Knowledge) -> None:
        """With the names of its alternatives and exchanges."""
        self.knowledge = knowledge

    def result(self, result: Result) -> str:
        """``PyTorch → ONNX → ONNX Runtime``, ``JAX end to end``; the first of the ranking too where it is another one."""
        if result.winner is None:
            return "nothing that fits"
        first = self.knowledge.name(result.winner)
        if result.stack is None:
            return first
        prototype, exchange, deploy = result.stack
        route = f"{self.knowledge.name(prototype)} end to end"
        if prototype != deploy:
            found = self.knowledge.exchanges.get(exchange)
            middle = found.name if found else exchange
            route = f"{self.knowledge.name(prototype)} → {middle} → {self.knowledge.name(deploy)}"
        return route if prototype == result.winner else f"{first} first, {route} as a pair"

    def standing(self, outlook: Outlook) -> str:
        """Who leads, with the chances over sampled completions."""
        if outlook.certain:
            return f"Certain: {self.result(outlook.result)}"
        named = [f"{self.result(result)} {share:.0%}" for result, share in outlook.leaders]
        return f"Ahead: {' · '.join(named)}"

    def reason(self, outlook: Outlook, id_: str) -> str:
        """Why this question is asked now."""
        reason = outlook.reasons.get(id_)
        if reason is None:
            return ""
        if outlook.certain:
            return "Asked now: only to refine the scores"
        if outlook.killing and reason.pressure > 0:
            name = self.result(outlook.result)
            if reason.pressure >= 0.5 or reason.between is None:
                return f"Asked now: it may rule out {name}"
        if reason.between is None:
            return "Asked now: it may still bring another one ahead"
        return f"Asked now: {self._apart(*reason.between)}"

    def _apart(self, one: Result, other: Result) -> str:
        """What tells two results apart."""
        if None in (one.winner, other.winner) or one.stack is None or other.stack is None:
            return f"it tells whether anything fits ({self.result(one if one.winner else other)})"
        if one.winner != other.winner:
            return f"separates {self.knowledge.name(str(one.winner))} from {self.knowledge.name(str(other.winner))}"
        if one.stack[0] != other.stack[0]:
            names = [self.knowledge.name(stack[0]) for stack in (one.stack, other.stack)]
            return f"decides between prototypes in {names[0]} and {names[1]}"
        if one.stack[2] != other.stack[2]:
            names = [self.knowledge.name(stack[2]) for stack in (one.stack, other.stack)]
            return f"decides between deploying on {names[0]} and on {names[1]}"
        return f"decides between the formats {one.stack[1]} and {other.stack[1]}"

    def offer(self, outlook: Outlook) -> tuple[str, str]:
        """The offer to finish, and what going on would be good for."""
        left = len(outlook.order)
        questions = f"{left} question{'s' if left > 1 else ''} left"
        if outlook.certain:
            why = "No answer to them can change the recommendation; they would only refine scores and the places below."
            return f"Settled: {self.result(outlook.result)}; {questions}. Finish?", why
        share = f"{outlook.stays:.0%}" if outlook.stays < 0.995 else "More than 99%"
        why = f"In {share.lower()} of sampled ways to answer them the recommendation stays the same."
        return f"{share} sure it stays {self.result(outlook.result)}; {questions}. Finish or go on?", why

    def answered(self, question: Question, answer: Answer) -> str:
        """``Which domain comes first? vision``."""
        labels = {choice.value: choice.label for choice in question.choices}
        items = [labels.get(item, item) for item in picked_items(answer)]
        return f"{question.ask} {', '.join(items) if items else '(no preference)'}"

    def farewell(self, asked: int, outlook: Outlook, changes: Sequence[Change]) -> str:
        """How much was asked, and what the rest could have changed."""
        left = len(outlook.order)
        if not left:
            return f"All {asked} questions answered."
        begin = f"{asked} of {asked + left} questions answered."
        if outlook.certain:
            rest = "The one not asked" if left == 1 else f"None of the {left} not asked"
            return f"{begin} {rest} could {'not ' if left == 1 else ''}have changed the recommendation."
        if not changes:
            return f"{begin} No single answer to the other {left} changes the recommendation; several together might."
        by_question: dict[str, list[Change]] = {}
        for change in changes:
            by_question.setdefault(change.question, []).append(change)
        titles = {one.id: one for one in self.knowledge.questions}
        named = [
            f"{self.answered(titles[id_], found[0].answer)} → {self.result(found[0].result)}"
            for id_, found in list(by_question.items())[:MOST_NAMED]
        ]
        more = len(by_question) - len(named)
        rest = f" (and answers to {more} more)" if more > 0 else ""
        return (
            f"{begin} Of the others these could have changed the recommendation, for example:\n  "
            + "\n  ".join(named)
            + rest
        )
