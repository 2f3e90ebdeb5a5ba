"""Prompts in a real terminal; the only file that imports questionary.

Everything is drawn on stderr, so that the result alone goes to stdout and can be redirected.
"""

from __future__ import annotations

import sys
import textwrap
from typing import Any

import questionary
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.output.defaults import create_output

from advisor.quiz.prompter import Move, Prompt

STYLE = questionary.Style([("instruction", "fg:ansibrightblack"), ("why", "fg:ansibrightblack italic")])


class QuestionaryPrompter:
    """A `Prompter` made of questionary's lists."""

    def __init__(self) -> None:
        """Draw on stderr."""
        self.output = create_output(stdout=sys.stderr)

    def one(self, prompt: Prompt) -> str | Move:
        """One choice of a list."""
        choices: list[Any] = [questionary.Choice(one.label, one.value) for one in prompt.choices]
        if prompt.can_skip:
            choices.append(questionary.Choice("No preference", Move.SKIP))
        if prompt.can_go_back:
            choices.append(questionary.Choice("Back to the question before", Move.BACK))
        self._explain(prompt)
        start: Any = prompt.picked[0] if prompt.picked else Move.SKIP if prompt.skipped and prompt.can_skip else None
        question = questionary.select(
            prompt.ask,
            choices=choices,
            default=start,
            instruction="(arrow keys, enter)",
            style=STYLE,
            output=self.output,
        )
        answer: str | Move = self._ask(question, prompt)
        return answer

    def many(self, prompt: Prompt) -> list[str] | Move:
        """Any number of choices of a list."""
        choices = [
            questionary.Choice(one.label, one.value, checked=one.value in prompt.picked) for one in prompt.choices
        ]
        back = ", ← back" if prompt.can_go_back else ""
        self._explain(prompt)
        question = questionary.checkbox(
            prompt.ask,
            choices=choices,
            instruction=f"(space ticks, enter goes on{back}; none = no preference)",
            style=STYLE,
            output=self.output,
        )
        answer: list[str] | Move = self._ask(question, prompt)
        return answer if isinstance(answer, Move) or answer else Move.SKIP

    def _explain(self, prompt: Prompt) -> None:
        """Who leads, what the question is good for and why it comes now, wrapped to the terminal."""
        if prompt.standing:
            self._say(prompt.standing, "bold")
        self._say(prompt.why, "fg:ansibrightblack italic")
        if prompt.now:
            self._say(prompt.now, "fg:ansibrightblack italic")

    def _say(self, text: str, style: str) -> None:
        room = max(20, self.output.get_size().columns - 1)
        filled = textwrap.fill(text, room, initial_indent="  ", subsequent_indent="  ")
        questionary.print(filled, style=style, output=self.output)

    def _ask(self, question: questionary.Question, prompt: Prompt) -> Any:
        """Run the prompt with the left arrow as a way back; Ctrl-C raises `KeyboardInterrupt`."""
        bindings = KeyBindings()

        @bindings.add(Keys.Left, eager=True)
        def _(event: KeyPressEvent) -> None:
            if prompt.can_go_back:
                event.app.exit(result=Move.BACK)

        existing = question.application.key_bindings
        question.application.key_bindings = merge_key_bindings([existing, bindings] if existing else [bindings])
        return question.unsafe_ask()
