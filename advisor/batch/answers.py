"""Every distinct answer is validated once, through the one path that requirements files take, and its effect compiled once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from advisor.batch.chunk import Given
from advisor.decision.many.effects import Effect, Effects
from advisor.documents import Document
from advisor.documents.places import Path
from advisor.model.errors import InputError
from advisor.model.requirements import Requirements
from advisor.needs.known import Known
from advisor.needs.reader import from_document

NAME = "row"


def told(data: Any, known: Known) -> tuple[str, ...]:
    """What is wrong with requirements, a line each; empty when nothing is."""
    try:
        from_document(Document(NAME, data), known)
    except InputError as error:
        return _texts(error)
    return ()


def _texts(error: InputError) -> tuple[str, ...]:
    return tuple(f"{one.message} ({one.hint})" if one.hint else one.message for one in error.problems)


class Answers:
    """The distinct answers to one question that were met so far; a code each, negative for those that are wrong.

    Code 0 is no answer.
    """

    def __init__(self, path: Path, known: Known) -> None:
        """Knows no answer yet."""
        self.path, self.known = path, known
        self.forget()

    def forget(self) -> None:
        """Forget all answers, so that memory does not grow with the input."""
        self.codes: dict[Hashable, int] = {}
        self._same: dict[Hashable, int] = {}
        self.requirements = [Requirements()]
        self.wrong: list[tuple[str, ...]] = []
        self._effects: dict[int, list[Effect]] = {}

    def size(self) -> int:
        """How much is remembered, in effects; a way of writing an answer takes about a tenth of its effect."""
        return len(self.requirements) + len(self.codes) // 10

    def code(self, given: Given) -> list[int]:
        """The code of every row's answer."""
        codes = self.codes
        return [codes[key] if key in codes else self._learn(key, given.value(key)) for key in given.keys]

    def problems(self, code: int) -> tuple[str, ...]:
        """What is wrong with the answer of a negative code."""
        return self.wrong[-1 - code]

    def effects(self, compiled: Effects) -> Sequence[Effect]:
        """The effects of all answers under one edition, by their codes."""
        found = self._effects.setdefault(id(compiled), [compiled.silence])
        field = ".".join(map(str, self.path))
        found += [compiled.of(field, one) for one in self.requirements[len(found) :]]
        return found

    def _learn(self, key: Hashable, value: Any) -> int:
        self.codes[key] = 0 if value is None else self._judge_once(value)
        return self.codes[key]

    def _judge_once(self, value: Any) -> int:
        """The code of an answer; lists of the same words in another order are one answer."""
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            return self._judge(value)
        same = frozenset(value)
        code = self._same.get(same)
        if code is None:
            code = self._judge(value)
            if code > 0:
                self._same[same] = code
        return code

    def _judge(self, data: Any) -> int:
        for name in reversed(self.path):
            data = {name: data}
        try:
            self.requirements.append(from_document(Document(NAME, data), self.known))
        except InputError as error:
            self.wrong.append(_texts(error))
            return -len(self.wrong)
        return len(self.requirements) - 1
