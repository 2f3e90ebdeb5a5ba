"""What the arguments of `advisor diff` are, by what they are and not by where they stand, and which two sides they make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, NamedTuple

from advisor.cli.files import read_input, similar
from advisor.documents.validation import closest
from advisor.model.contract.document import SavedRecommendation
from advisor.model.errors import AdvisorError
from advisor.saved.reader import MAX_BYTES, read_saved

MOST = 3
FORMS = (
    "name a saved recommendation (`advisor recommend FILE --format json`), two of them, or a requirements file with one or two "
    "editions, days (2026-11-20) or folders of knowledge"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]+-[0-9]+")


class Saved(NamedTuple):
    """A saved recommendation."""

    name: str
    document: SavedRecommendation


class Needs(NamedTuple):
    """A requirements file, not yet read: what may stand in it depends on the knowledge."""

    name: str
    raw: bytes


class Point(NamedTuple):
    """Knowledge: an edition, the knowledge as it stood on a day, or a folder."""

    kind: Literal["edition", "day", "folder"]
    text: str


class Run(NamedTuple):
    """Requirements to run; without a ``point`` on the knowledge of today."""

    needs: Saved | Needs
    point: Point | None


Argument = Saved | Needs | Point
Side = Saved | Run


def two_sides(arguments: Sequence[str], editions: Sequence[str], today: date) -> tuple[Side, Side]:
    """The old and the new side; raises `AdvisorError` or `InputError` for arguments that do not make two."""
    if len(arguments) > MOST:
        raise AdvisorError(f"{len(arguments)} arguments are too many", FORMS)
    if arguments.count("-") > 1:
        raise AdvisorError("standard input (-) can be read once only", "name a file for the other side")
    return _paired([_recognised(text, editions, today) for text in arguments])


def _recognised(text: str, editions: Sequence[str], today: date) -> Argument:
    """What one argument is."""
    if text in editions:
        return Point("edition", text)
    if _DAY.fullmatch(text):
        return Point("day", _day(text, today))
    path = Path(text)
    if text != "-" and path.is_dir():
        return Point("folder", str(_knowledge_in(path)))
    if text != "-" and not path.exists() and not path.suffix and path.name == text:
        hint = closest(text, list(editions)) or similar(path) or f"editions: {', '.join(editions)}"
        raise AdvisorError(f"`{text}` is neither a file, a folder, an edition nor a day", f"{hint}; {FORMS}")
    raw, name = read_input(text, MAX_BYTES + 1)
    document = read_saved(raw, name)
    return Saved(name, document) if document else Needs(name, raw)


def _day(text: str, today: date) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise AdvisorError(f"`{text}` is not a day of the calendar", "write it as 2026-11-20") from None
    if day > today + timedelta(days=1):  # somewhere it is tomorrow already
        raise AdvisorError(f"{text} is still to come", f"today is {today.isoformat()}")
    return day.isoformat()


def _knowledge_in(path: Path) -> Path:
    """The folder itself, or the `knowledge` of a checkout."""
    for folder in (path, path / "knowledge"):
        if (folder / "weights.yaml").is_file() and (folder / "editions").is_dir():
            return folder
    raise AdvisorError(
        f"{path}: holds no knowledge files", "name a folder with weights.yaml, criteria/ and editions/ in it"
    )


def _paired(found: Sequence[Argument]) -> tuple[Side, Side]:
    saved = [one for one in found if isinstance(one, Saved)]
    needs = [one for one in found if isinstance(one, Needs)]
    points = [one for one in found if isinstance(one, Point)]
    if len(needs) > 1:
        hint = f"save one of them first: advisor recommend {needs[0].name} --format json --output old.json"
        raise AdvisorError(f"two requirements files, {needs[0].name} and {needs[1].name}", hint)
    if len(saved) > 1:
        if len(found) > 2:
            raise AdvisorError("two saved recommendations are two sides already", "leave the rest out")
        return saved[0], saved[1]
    if saved:
        return _against_saved(saved[0], needs, points, found)
    if not needs:
        raise AdvisorError("no requirements to run and no saved recommendation", FORMS)
    if not points:
        hint = "name an edition, a day or a folder of knowledge as well, or a saved recommendation"
        raise AdvisorError(f"{needs[0].name} is read as a requirements file: the other side is missing", hint)
    if len(points) == 1:
        return Run(needs[0], points[0]), Run(needs[0], None)
    return Run(needs[0], points[0]), Run(needs[0], points[1])


def _against_saved(
    saved: Saved, needs: Sequence[Needs], points: Sequence[Point], found: Sequence[Argument]
) -> tuple[Side, Side]:
    """One saved recommendation and what is run: other requirements or its own, today or on other knowledge."""
    if len(points) > 1:
        raise AdvisorError(
            f"{saved.name}, {points[0].text} and {points[1].text} are three sides", "leave one of them out"
        )
    run = Run(needs[0] if needs else saved, points[0] if points else None)
    earlier = bool(points) and not needs and found[0] == points[0]
    return (run, saved) if earlier else (saved, run)
