"""A person for the quiz without a terminal: replies by a script, and does only what a real prompt would allow."""

from __future__ import annotations

from collections.abc import Callable

from advisor.quiz.prompter import Move, Prompt

Reply = str | list[str] | Move | BaseException


class ScriptedPrompter:
    """A `Prompter` that takes its replies from a function of the prompt, and remembers what it was asked."""

    def __init__(self, reply: Callable[[Prompt], Reply]) -> None:
        """Answer every prompt with what ``reply`` returns; an exception is raised, as Ctrl-C would be."""
        self.reply = reply
        self.prompts: list[Prompt] = []

    @property
    def asked(self) -> list[str]:
        """The text of every prompt so far."""
        return [prompt.ask for prompt in self.prompts]

    def one(self, prompt: Prompt) -> str | Move:
        """The script's reply, which must be one of the choices or a move that the prompt offers."""
        reply = self._next(prompt)
        assert not isinstance(reply, list), f"{prompt.ask}: takes one choice, not {reply!r}"
        assert isinstance(reply, Move) or reply in _values(prompt), f"{prompt.ask}: {reply!r} is not offered"
        return reply

    def many(self, prompt: Prompt) -> list[str] | Move:
        """The script's reply in the order of the choices, which is the order that a list on the screen gives."""
        reply = self._next(prompt)
        if isinstance(reply, Move):
            return reply
        assert isinstance(reply, list), f"{prompt.ask}: takes any number of choices, not {reply!r}"
        assert set(reply) <= set(_values(prompt)), f"{prompt.ask}: {reply!r} is not all offered"
        return [value for value in _values(prompt) if value in reply] or Move.SKIP

    def _next(self, prompt: Prompt) -> str | list[str] | Move:
        self.prompts.append(prompt)
        reply = self.reply(prompt)
        if isinstance(reply, BaseException):
            raise reply
        assert reply is not Move.BACK or prompt.can_go_back, f"{prompt.ask}: there is no way back"
        assert reply is not Move.SKIP or prompt.can_skip, f"{prompt.ask}: cannot be skipped"
        return reply


def scripted(*replies: Reply) -> ScriptedPrompter:
    """A person who gives these replies one after the other, and is asked no more than that."""
    left = list(replies)

    def reply(prompt: Prompt) -> Reply:
        assert left, f"{prompt.ask}: asked after the last reply of the script"
        return left.pop(0)

    return ScriptedPrompter(reply)


def _values(prompt: Prompt) -> list[str]:
    return [choice.value for choice in prompt.choices]
