"""The errors that a user may see, and nothing that prints them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in an input file: what, where, and what to do.

    ``line`` and ``column`` count from 1; ``path`` is the file as the user named it, ``rule`` the lint rule that found it.
    """

    message: str
    path: str = ""
    line: int | None = None
    column: int | None = None
    hint: str = ""
    rule: str = ""

    @property
    def place(self) -> str:
        """The place as ``file:line:column``, as far as it is known."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part)

    def __str__(self) -> str:
        """The problem on one line, the way compilers write theirs."""
        lead = f"{self.place}: " if self.place else ""
        rule = f" [{self.rule}]" if self.rule else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{lead}{self.message}{hint}{rule}"


class AdvisorError(Exception):
    """Something the user can mend; ``hint`` says how."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the message and the hint; neither is printed here."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class NothingToWeighError(AdvisorError):
    """The requirements leave no criterion with a weight."""


class InputError(AdvisorError):
    """The input is wrong; carries every problem that was found in it."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems, in the order of their place in the file."""
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
