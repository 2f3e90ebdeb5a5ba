"""Follows a document as a reader would: runs its commands, presses its keys, makes its edits, keeps what came out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from advisor.knowledge_base.loader import load_knowledge
from advisor.model.knowledge import Question
from tests.support.cli import ADVISOR, environment
from tests.support.terminal import ENTER, QuizTerminal

AHEAD_OF_THE_CODE: tuple[str, ...] = ()
"""Commands of the documents that are not there yet; a test fails as soon as one of them is, so that this list ends empty."""

FENCE = re.compile(r"(?:<!-- (edit|new file): (\S+) -->\n)?```(\w+)\n(.*?)```\n", re.DOTALL)
KEYS = re.compile(r"^\| (?P<ask>[^|]+\?) \| (?P<press>[^|]+) \|$", re.MULTILINE)
LABEL = re.compile(r"\*\*(.+?)\*\*")
OFFER, SKIP = "Show the recommendation", "No preference"
ROWS, COLUMNS = 40, 80


class Step(NamedTuple):
    """One thing that the reader does: run a command, change lines of a file (edit) or write one (new file)."""

    text: str
    mark: str = ""
    file: str = ""


def steps(document: str) -> Iterator[Step]:
    """What a document tells its reader to do, in its order; commands one by one."""
    for mark, file, language, body in FENCE.findall(document):
        if mark:
            yield Step(body, mark, file)
        elif language == "sh":
            yield from map(Step, body.splitlines())


def keys(document: str) -> dict[str, list[list[str]]]:
    """The choices to take in the quiz, by question: for each prompt of it the labels to point at."""
    return {
        found["ask"]: [LABEL.findall(part) for part in found["press"].split("; then ")]
        for found in KEYS.finditer(document)
    }


class Reader:
    """Someone who follows a document in a folder of their own; ``outputs`` holds what each command printed."""

    def __init__(self, folder: Path) -> None:
        """A folder below which everything happens: the project, the home with a key, the command itself."""
        self.folder, self.home, self.bin = (folder / name for name in ("project", "home", "bin"))
        for one in (self.folder, self.home / ".ssh", self.bin):
            one.mkdir(parents=True)
        self.outputs: dict[str, str] = {}
        path = f"{self.bin}{os.pathsep}{os.environ['PATH']}"
        everything = environment(self.home, PATH=path, BROWSER="true", GIT_CONFIG_NOSYSTEM="1")
        foreign = {key for key in os.environ if key.startswith(("GIT_", "SSH_"))}
        self.env = {key: value for key, value in everything.items() if key not in foreign}
        shim = self.bin / "advisor"
        shim.write_text(f'#!/bin/sh\nexec {shlex.join(ADVISOR)} "$@"\n')
        shim.chmod(0o755)
        key = self.home / ".ssh" / "id_ed25519"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
        (self.home / ".gitconfig").write_text("[user]\n\tname = you\n\temail = you@example.org\n")

    def follow(self, document: str) -> None:
        """Do all of it; `AssertionError` at the first thing that does not work."""
        pressed = keys(document)
        for step in steps(document):
            if step.mark == "edit":
                self.edit(step.file, step.text)
            elif step.mark:
                (self.folder / step.file).write_text(step.text, encoding="utf-8")
            elif step.text.startswith("advisor quiz"):
                self.outputs[step.text] = self.quiz(step.text, pressed)
            elif not step.text.startswith(AHEAD_OF_THE_CODE):
                self.outputs[step.text] = self.run(step.text)

    def run(self, command: str) -> str:
        """What a command prints; it has to succeed."""
        done = subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=self.folder,
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # both in the order in which a terminal shows them
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    def edit(self, name: str, change: str) -> None:
        """Change a file as a reader would by hand: lines with a minus go, lines with a plus come."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        before, after = (
            "".join(line[1:] + "\n" for line in change.splitlines() if line[:1] in (" ", sign)) for sign in "-+"
        )
        assert text.count(before) == 1, f"{name} does not hold exactly once:\n{before}"
        path.write_text(text.replace(before, after), encoding="utf-8")

    def quiz(self, command: str, pressed: dict[str, list[list[str]]]) -> str:
        """Answer the quiz in a terminal; everything that was to be seen there, and each question as a screen of its own."""
        questions = load_knowledge().questions
        arguments = shlex.split(command)[2:]
        with Following(*arguments, home=self.home, folder=self.folder, rows=ROWS, columns=COLUMNS) as quiz:
            while not quiz.ended:
                asked = quiz.question(questions)
                if asked is None:
                    self.outputs["the end of the quiz"] = quiz.asked()
                    quiz.reply([[OFFER]])
                else:
                    self.outputs[asked.ask] = quiz.asked()
                    quiz.reply(pressed.get(asked.ask) or ([[SKIP]] if asked.kind == "one" else [[]]))
            assert quiz.finish() == 0, "\n".join(quiz.everything)
            return "\n".join(quiz.everything)


class Following(QuizTerminal):
    """A quiz that is answered prompt by prompt."""

    def __enter__(self) -> Following:
        """The running quiz."""
        return self

    def question(self, questions: tuple[Question, ...]) -> Question | None:
        """The question that is asked now, None for the offer to finish."""
        self.wait_until(lambda: self.pointed != "", "a prompt")
        shown = _squeezed("".join(self.prompt))
        return next((one for one in questions if _squeezed(one.ask) in shown), None)

    def asked(self) -> str:
        """What the screen says of the question that is asked now, down to its last choice."""
        lines = [line for line in self.screen if line]
        first = len(lines) - len([line for line in self.prompt if line])
        while first and lines[first - 1].startswith("  "):
            first -= 1
        return "\n".join(lines[first:])

    def reply(self, prompts: list[list[str]]) -> None:
        """Point at these labels in one prompt after the other; boxes are ticked, lists entered."""
        for labels in prompts:
            before = self.prompt[0]
            if any("○" in line or "●" in line for line in self.prompt):
                self.tick(*labels)
                self.send(ENTER)
            else:
                self.choose(*labels)
            self.wait_until(lambda: self.ended or self.left(before), f"{before!r} is answered")  # noqa: B023

    def left(self, prompt: str) -> bool:
        """Whether another prompt has taken the place of this one."""
        return self.pointed != "" and self.prompt[0] != prompt


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
