"""The columns of a table of requirements: the dotted paths of the requirements file.

A need such as ``cloud`` is a column of musts (also ``cloud.required``), with its wishes in ``cloud.preferred``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from advisor.documents.places import Path
from advisor.documents.reader import scalar
from advisor.documents.validation import choice_hint, clipped
from advisor.model.errors import InputError, Problem
from advisor.model.vocabulary import CATEGORIES
from advisor.needs.known import Known

Kind = Literal["text", "list", "scalar"]
TEXTS = ("edition", "goal", "onnx", "dynamic_graphs", "scale", "domain")
NEEDS = (
    "languages.train", "languages.serve", "cloud", "big_data", "hardware.train", "hardware.serve", "targets", "os",
)  # fmt: skip
LISTS = ("constraints.licenses", "constraints.include", "constraints.exclude", "team_knows")
PARTS = ("required", "preferred")
WHOLE = ("constraints", "weights")
"""Answers whose parts are judged together."""
UNUSED = ("title",)
"""Columns that are allowed and change nothing."""
ID = "id"


class Column(NamedTuple):
    """A column: the answer that it belongs to, its place in that answer, and how its cells are written."""

    name: str
    path: Path
    leaf: str
    kind: Kind


class Question(NamedTuple):
    """An answer that one or several columns hold, with their positions in the table."""

    path: Path
    columns: tuple[Column, ...]
    positions: tuple[int, ...]

    def value(self, cells: Any) -> Any:
        """The answer that these cells hold (a tuple of cells for several columns); None for no answer."""
        parts = [cells] if len(self.columns) == 1 else cells
        found = {one.leaf: cell(one.kind, part) for one, part in zip(self.columns, parts, strict=True)}
        found = {leaf: value for leaf, value in found.items() if value is not None}
        return found.get("") if set(found) <= {""} else found


def paths(known: Known) -> frozenset[Path]:
    """Every answer that is judged on its own: also each priority, and the musts and the wishes of a need."""
    words = (*CATEGORIES, *known.criteria)
    names = ("schema", *TEXTS, *NEEDS, *(f"{need}.{part}" for need in NEEDS for part in PARTS), *WHOLE, "team_knows")
    return frozenset({*(tuple(name.split(".")) for name in names), *(("priorities", word) for word in words)})


def columns(known: Known) -> dict[str, Column]:
    """Every column that is understood, by its name."""
    found = [Column("schema", ("schema",), "", "scalar")]
    found += [Column(name, (name,), "", "text") for name in TEXTS]
    for name in NEEDS:
        path = tuple(name.split("."))
        found += [Column(name, path, "", "list"), Column(f"{name}.required", path, "", "list")]
        found += [Column(f"{name}.preferred", (*path, "preferred"), "", "list")]
    for name in LISTS:
        top, _, leaf = name.partition(".")
        found.append(Column(name, (top,), leaf, "list"))
    found.append(Column("constraints.maintained", ("constraints",), "maintained", "scalar"))
    found += [Column(f"priorities.{id_}", ("priorities", id_), "", "text") for id_ in (*CATEGORIES, *known.criteria)]
    found += [Column(f"weights.{id_}", ("weights",), id_, "scalar") for id_ in known.criteria]
    return {one.name: one for one in found}


def questions(header: Sequence[str], name: str, line: int | None, known: Known) -> list[Question]:
    """The answers that a table with this header holds; raises `InputError` with everything that is wrong in it."""
    allowed, problems = columns(known), []
    found: dict[Path, list[tuple[Column, int]]] = {}
    seen: set[tuple[Path, str]] = set()
    for position, word in enumerate(header):
        column = allowed.get(word)
        place: tuple[Path, str] = (column.path, column.leaf) if column else ((word,), "")
        if column is None and word not in (ID, *UNUSED):
            message = f"unknown column `{clipped(word)}`" if word else f"column {position + 1} has no name"
            problems.append(Problem(message, name, line, None, _column_hint(word, allowed)))
        elif place in seen:
            problems.append(Problem(f"column `{word}` is given twice", name, line, None, "keep one of them"))
        elif column is not None:
            found.setdefault(column.path, []).append((column, position))
        seen.add(place)
    if problems:
        raise InputError(problems)
    return [
        Question(path, tuple(column for column, _ in parts), tuple(position for _, position in parts))
        for path, parts in found.items()
    ]


def _column_hint(word: str, allowed: Iterable[str]) -> str:
    """The nearest column, among those of the same part where the beginning is right."""
    names = [ID, *UNUSED, *allowed]
    part = [name for name in names if "." in word and name.startswith(f"{word.partition('.')[0]}.")]
    shown = part or [name for name in names if not name.startswith(("priorities.", "weights."))]
    hint = choice_hint(word, shown) if part else choice_hint(word, names).partition("allowed:")[0].strip()
    more = "" if part else f"allowed: {', '.join(shown)}, priorities.CRITERION, weights.CRITERION"
    return " ".join(one for one in (hint, more) if one)


def cell(kind: Kind, value: Any) -> Any:
    """The value of a cell; None where it is empty. Text is read as its column says, what is typed already stays."""
    if isinstance(value, str):
        return READ[kind](value.strip())
    if isinstance(value, list | tuple):
        return [one for one in value if one is not None] or None
    return value


def _items(text: str) -> list[str] | None:
    return [item for part in re.split("[;,]", text) if (item := part.strip())] or None


READ: dict[Kind, Callable[[str], Any]] = {"text": lambda text: text or None, "list": _items, "scalar": scalar}
