"""The answers so far, kept in a file, so that an interrupted quiz loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor.documents import read_document, write_document
from advisor.model.errors import InputError
from advisor.model.knowledge import Question
from advisor.quiz.session import Answers


@dataclass(frozen=True, slots=True)
class StateFile:
    """Where the answers of an unfinished quiz lie."""

    path: Path

    def load(self, questions: Sequence[Question]) -> Answers:
        """The answers that are still valid for these questions, in their order; a missing or broken file holds none."""
        try:
            data = read_document(self.path.read_bytes(), str(self.path)).data
        except (OSError, InputError):
            return {}
        found = data.get("answers") if isinstance(data, dict) else None
        if not isinstance(found, dict):
            return {}
        known = {one.id: one for one in questions}
        return {id_: answer for id_, answer in found.items() if id_ in known and fits(known[id_], answer)}

    def save(self, answers: Answers) -> bool:
        """Keep the answers; False when the disk does not take them."""
        text = "# Answers of an unfinished quiz; `advisor quiz` goes on from here.\n"
        temporary = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(text + write_document({"answers": answers}), encoding="utf-8")
            temporary.replace(self.path)
        except OSError:
            return False
        return True

    def remove(self) -> None:
        """Forget the answers."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            return


def fits(question: Question, answer: Any) -> bool:
    """Whether a kept answer could have been given to this question."""
    if answer is None:
        return True
    values = {choice.value for choice in question.choices}
    match question.kind:
        case "one":
            return isinstance(answer, str) and answer in values
        case "many":
            return _all_in(answer, values)
        case "need":
            parts = answer if isinstance(answer, dict) else {"": 0}
            return set(parts) <= {"required", "preferred"} and all(_all_in(items, values) for items in parts.values())
        case "ranks":
            return isinstance(answer, dict) and all(
                key in values and level in ("high", "critical") for key, level in answer.items()
            )


def _all_in(items: Any, values: set[str]) -> bool:
    return isinstance(items, list) and all(isinstance(item, str) and item in values for item in items)
