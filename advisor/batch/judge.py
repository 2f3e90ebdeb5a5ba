"""Ranks the rows of a chunk side by side; what cannot be ranked comes back with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from advisor.batch.answers import Answers
from advisor.batch.chunk import Chunk, Rejected
from advisor.decision.many.deciding import Many
from advisor.decision.many.digest import digest
from advisor.documents.places import Path
from advisor.documents.validation import shown
from advisor.model.knowledge import Knowledge
from advisor.needs.known import known_of

REMEMBERED = 20_000
"""When so many distinct answers (about 3 kB each) are remembered as a chunk begins, all are forgotten."""
EDITION: Path = ("edition",)
UNUSED = (EDITION, ("schema",))
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


class Result(NamedTuple):
    """A ranked row, as it is written: scores and margin in points 0-100; None where there is none.

    ``kind`` is single (one tool), stack (prototype, exchange, deploy end) or none (nothing meets the musts).
    """

    id: str
    edition: str
    winner: str | None
    score: float | None
    runner_up: str | None
    margin: float | None
    kind: str
    prototype: str | None
    exchange: str | None
    deploy: str | None
    stack_score: float | None
    ranking: list[tuple[str, float]]


class Judged(NamedTuple):
    """What became of the rows of a chunk, each part in the order of the input."""

    ranked: list[Result]
    rejected: list[Rejected]


class Judge:
    """Decides rows under the edition that they name, or under ``edition`` whatever they name."""

    def __init__(self, load: Callable[[str | None], Knowledge], edition: str | None, top: int) -> None:
        """``load`` gives the knowledge of an edition (None: the newest); ``top`` frameworks of each ranking are kept."""
        newest = load(edition)
        self.known = known_of(newest)
        self._load, self._top = load, top
        self._fixed = edition is not None
        self._default = newest.edition.id
        self._engines = {newest.edition.id: Many(newest)}
        self._answers: dict[Path, Answers] = {}

    def begin(self) -> None:
        """A new table begins: the same cells may mean something else in it."""
        self._answers.clear()

    def judge(self, chunk: Chunk) -> Judged:
        """Every row of the chunk, ranked or rejected."""
        if sum(one.size() for one in self._answers.values()) > REMEMBERED:
            for one in self._answers.values():
                one.forget()
        wrong: dict[int, list[str]] = {}
        numbered = enumerate(zip(chunk.ids, chunk.rows, strict=True))
        ids = [self._id(given, row, place, wrong) for place, (given, row) in numbered]
        codes = {path: self._code(path, chunk, wrong) for path in chunk.given}
        editions = self._editions(codes, len(ids))
        good = [place for place in range(len(ids)) if place not in wrong]
        ranked: list[tuple[int, Result]] = []
        for edition in sorted({editions[place] for place in good}):
            places = [place for place in good if editions[place] == edition]
            ranked += self._rank(edition, places, ids, codes, wrong)
        ranked.sort(key=lambda one: one[0])
        rejected = [
            Rejected(chunk.rows[place], chunk.lines[place], tuple(problems), chunk.raw(place))
            for place, problems in wrong.items()
        ]
        rejected = sorted([*chunk.rejected, *rejected], key=lambda one: one.row)
        return Judged([result for _, result in ranked], rejected)

    def _id(self, given: Any, row: int, place: int, wrong: dict[int, list[str]]) -> str:
        """The id of a row, or its number where none is given."""
        if given is None:
            return str(row)
        if isinstance(given, float) and given.is_integer():
            given = int(given)
        if isinstance(given, bool) or not isinstance(given, str | int):
            wrong.setdefault(place, []).append(f"`id`: {shown(given)} is not text (write text or a whole number)")
        elif isinstance(given, str) and _CONTROL.search(given):
            wrong.setdefault(place, []).append("`id` holds control characters (write plain text)")
        return str(given)

    def _code(self, path: Path, chunk: Chunk, wrong: dict[int, list[str]]) -> list[int]:
        """The codes of the answers to one question; what is wrong with them is noted by row."""
        answers = self._answers.get(path) or self._answers.setdefault(path, Answers(path, self.known))
        codes = answers.code(chunk.given[path])
        if codes and min(codes) < 0:
            for place, code in enumerate(codes):
                if code < 0:
                    wrong.setdefault(place, []).extend(answers.problems(code))
        return codes

    def _editions(self, codes: dict[Path, list[int]], count: int) -> list[str]:
        if self._fixed or EDITION not in codes:
            return [self._default] * count
        named = [one.edition or self._default for one in self._answers[EDITION].requirements]
        return [named[max(code, 0)] for code in codes[EDITION]]

    def _rank(
        self, edition: str, places: list[int], ids: list[str], codes: dict[Path, list[int]], wrong: dict[int, list[str]]
    ) -> list[tuple[int, Result]]:
        """The results of the rows at these places; a row that leaves nothing to weigh is noted as wrong."""
        engine = self._engine(edition)
        asked = {".".join(map(str, path)): path for path in codes if path not in UNUSED}
        effects = {name: self._answers[path].effects(engine.effects) for name, path in asked.items()}
        picked = {name: [codes[path][place] for place in places] for name, path in asked.items()}
        found = digest(engine, engine.decide(effects, picked, len(places)), self._top)
        ranked = []
        for place, weightless, *rest in zip(places, found.weightless, *found[:-1], strict=True):
            if weightless:
                wrong[place] = [f"these requirements leave no criterion of edition {edition} with a weight"]
            else:
                ranked.append((place, Result(ids[place], edition, *rest)))
        return ranked

    def _engine(self, edition: str) -> Many:
        if edition not in self._engines:
            self._engines[edition] = Many(self._load(edition))
        return self._engines[edition]
