"""How the quiz talks to a person, whoever draws the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from advisor.model.knowledge import Choice


class Move(Enum):
    """What a person may do instead of answering."""

    BACK = "back"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One screen: the question, what it is good for, the choices, and what is picked (or skipped) beforehand.

    ``now`` says why it is asked now, ``standing`` who leads so far; both empty where nobody looks ahead.
    """

    ask: str
    why: str
    choices: Sequence[Choice]
    picked: Sequence[str] = ()
    can_go_back: bool = True
    can_skip: bool = True
    skipped: bool = False
    now: str = ""
    standing: str = ""


class Prompter(Protocol):
    """Asks one prompt at a time; Ctrl-C comes through as `KeyboardInterrupt`."""

    def one(self, prompt: Prompt) -> str | Move:
        """The value of one choice."""
        ...

    def many(self, prompt: Prompt) -> list[str] | Move:
        """The values of any number of choices, at least one; nothing picked is `Move.SKIP`."""
        ...
