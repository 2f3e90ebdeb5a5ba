"""Runs the quiz in a pseudo-terminal of a given size and reads what a person would see there."""

from __future__ import annotations

import re
import shlex
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pexpect
import pyte

from tests.support.cli import ADVISOR, environment

UP, DOWN, LEFT, ENTER, SPACE = "\x1b[A", "\x1b[B", "\x1b[D", "\r", " "
CTRL_C, CTRL_D = "\x03", "\x04"

PATIENCE_SECONDS = 60
"""How long a screen may take on a busy machine; a wait ends as soon as the screen shows what is waited for."""
POLL_SECONDS, SETTLE_SECONDS = 0.05, 0.01
HISTORY_LINES = 2000


class _Screen(pyte.HistoryScreen):
    """A screen that answers the program's questions, such as where the cursor is."""

    def __init__(self, columns: int, rows: int, answer: Callable[[str], None]) -> None:
        super().__init__(columns, rows, history=HISTORY_LINES)
        self.answer = answer

    def write_process_input(self, data: str) -> None:
        """Send the terminal's answer to the program."""
        self.answer(data)


class Terminal:
    """A program in a terminal; use it as a context manager, so that the program ends with the test."""

    def __init__(
        self, command: Sequence[str], env: dict[str, str], rows: int, columns: int, folder: Path | None = None
    ) -> None:
        """Start the program, in a folder of its own where one is named."""
        with warnings.catch_warnings():
            # Python 3.12 and newer warn about any fork of a process with threads; pytest-xdist has threads.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.child: Any = pexpect.spawn(
                command[0],
                list(command[1:]),
                env=env | {"TERM": "xterm-256color"},
                dimensions=(rows, columns),
                cwd=folder,
            )
        self.child.delaybeforesend = None
        self.raw = b""
        self._drawn, self._lines = -1, [""]
        self.ended = False
        self._screen = _Screen(columns, rows, self.send)
        self._stream = pyte.ByteStream(self._screen)

    def __enter__(self) -> Terminal:
        """The running program."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the program if it still runs."""
        self.child.close(force=True)

    @property
    def screen(self) -> list[str]:
        """The lines on the screen, without trailing spaces."""
        if self._drawn != len(self.raw):  # pyte needs milliseconds for it, and every condition asks
            self._drawn, self._lines = len(self.raw), [line.rstrip() for line in self._screen.display]
        return self._lines

    @property
    def everything(self) -> list[str]:
        """The lines that have scrolled off the screen, then those on it."""
        columns = range(self._screen.columns)
        gone = ["".join(line[column].data for column in columns).rstrip() for line in self._screen.history.top]
        return gone + self.screen

    def shows(self, text: str) -> bool:
        """Whether the screen shows a text, wherever its lines are broken."""
        return _squeezed(text) in _squeezed("".join(self.screen))

    def times_shown(self, text: str) -> int:
        """How often a text is on the screen or has scrolled off it."""
        return _squeezed("".join(self.everything)).count(_squeezed(text))

    def ends_with(self, text: str) -> bool:
        """Whether a text is the last thing that was printed."""
        return _squeezed("".join(self.everything)).endswith(_squeezed(text))

    def send(self, keys: str) -> None:
        """Press keys, or answer for the terminal; a program that has ended hears nothing."""
        if not self.ended:
            self.child.send(keys.encode())

    def wait_for(self, text: str) -> list[str]:
        """The screen as soon as it shows a text."""
        return self.wait_until(lambda: self.shows(text), f"the screen shows {text!r}")

    def wait_until(self, reached: Callable[[], bool], what: str) -> list[str]:
        """The screen as soon as a condition holds; `AssertionError` with the screen when it never does."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (reached() and self._is_settled()):
            if self.ended or time.monotonic() > deadline:
                how = f"ended with status {self.status()}" if self.ended else f"waited {PATIENCE_SECONDS} s"
                raise AssertionError("\n".join([f"{how} before {what}; the screen:", *self.screen]))
            self._read()
        return self.screen

    def finish(self) -> int:
        """The exit status, once the program has ended by itself."""
        self.wait_until(lambda: self.ended, "the program ends")
        return self.status()

    def status(self) -> int:
        """The exit status of an ended program; minus the number of the signal that killed it."""
        self.child.wait()
        return int(self.child.exitstatus) if self.child.exitstatus is not None else -int(self.child.signalstatus)

    def _is_settled(self) -> bool:
        """Whether nothing more is on its way; a screen may arrive in parts."""
        before = len(self.raw)
        self._read(SETTLE_SECONDS)
        return len(self.raw) == before

    def _read(self, seconds: float = POLL_SECONDS) -> None:
        if self.ended:
            return
        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            self.ended = True
            return
        self.raw += data
        self._stream.feed(data)


class QuizTerminal(Terminal):
    """`advisor quiz` in a terminal, with what the tests do there again and again."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        rows: int = 40,
        columns: int = 100,
        stdout: Path | None = None,
        folder: Path | None = None,
        **more: str,
    ) -> None:
        """Start the quiz in a folder, its standard output redirected to a file where one is named."""
        command = [*ADVISOR, "quiz", *arguments]
        if stdout is not None:
            command = ["bash", "-c", f"exec {shlex.join(command)} > {shlex.quote(str(stdout))}"]
        super().__init__(command, environment(home, **more), rows, columns, folder)

    def __enter__(self) -> QuizTerminal:
        """The running quiz."""
        return self

    @property
    def prompt(self) -> list[str]:
        """The lines of the prompt that is asked now: its question, then its choices."""
        lines = self.screen
        starts = [index for index, line in enumerate(lines) if line.startswith("? ")]
        return lines[starts[-1] :] if starts else []

    @property
    def pointed(self) -> str:
        """The choice that the pointer points at, without its box."""
        found = [line for line in self.prompt if line.startswith(" » ")]
        return re.sub(r"^[○●] ", "", found[0].removeprefix(" » ")) if found else ""

    @property
    def ticked(self) -> list[str]:
        """The choices whose box is ticked."""
        return [line.split("● ", 1)[1] for line in self.prompt if re.match(r"[ »]*● ", line)]

    def is_at(self, question: str) -> bool:
        """Whether this question is asked now, with its choices drawn."""
        return _squeezed("".join(self.prompt)).startswith(_squeezed(f"? {question}")) and self.pointed != ""

    def at(self, question: str) -> None:
        """Wait until this question is asked."""
        self.wait_until(lambda: self.is_at(question), f"{question!r} is asked")

    def point_at(self, label: str) -> None:
        """Move the pointer down to a choice."""
        passed: list[str] = []
        while self.pointed != label:
            here = self.pointed
            assert here not in passed, f"{label!r} is none of {passed}"
            passed.append(here)
            self.send(DOWN)
            self.wait_until(lambda: self.pointed not in ("", here), f"the pointer leaves {here!r}")  # noqa: B023

    def choose(self, label: str) -> None:
        """Take one choice of a list."""
        self.point_at(label)
        self.send(ENTER)

    def tick(self, *labels: str) -> None:
        """Tick (or untick) boxes; the list stays open."""
        for label in labels:
            self.point_at(label)
            before = self.ticked
            self.send(SPACE)
            self.wait_until(lambda: self.ticked != before, f"the box of {label!r} changes")  # noqa: B023


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
