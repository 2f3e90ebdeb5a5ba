"""`advisor list`: what there is, in aligned columns or JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import Any

from advisor.model.knowledge import Knowledge
from advisor.reports.text import clean

MAX_COLUMN = 26
KINDS = {
    "framework": "Frameworks",
    "runtime": "Runtimes (deploy only)",
    "frontend": "Front ends (not ranked)",
}


def rows(what: str, knowledge: Knowledge) -> list[dict[str, Any]]:
    """The entries of a list, as plain data: ``what`` is frameworks, criteria or editions."""
    if what == "editions":
        return [{"id": id_, "default": id_ == knowledge.editions[-1]} for id_ in knowledge.editions]
    if what == "criteria":
        return [
            {
                "id": one.id,
                "name": one.name,
                "category": one.category,
                "scored": one.method != "none",
                "on_demand": one.on_demand,
                "question": one.question.strip(),
            }
            for one in knowledge.criteria.values()
        ]
    return [
        {
            "id": one.id,
            "name": one.name,
            "kind": one.kind,
            "first_release": one.first_release,
            "association": one.association,
            "summary": one.summary,
        }
        for one in knowledge.alternatives.values()
    ]


def as_json(what: str, knowledge: Knowledge) -> str:
    """The list as one JSON document."""
    return json.dumps({"edition": knowledge.edition.id, what: rows(what, knowledge)}, indent=2) + "\n"


def as_text(what: str, knowledge: Knowledge, width: int) -> str:
    """The list as text of the given width."""
    entries = rows(what, knowledge)
    if what == "editions":
        return _columns([[one["id"], "(default)" if one["default"] else ""] for one in entries], width)
    if what == "criteria":
        return _criteria(entries, knowledge, width)
    parts = []
    for kind, heading in KINDS.items():
        found = [one for one in entries if one["kind"] == kind]
        if found:
            table = [[one["id"], one["name"], one["summary"]] for one in found]
            parts.append(f"{heading}, edition {knowledge.edition.id}\n{_columns(table, width)}")
    return "\n".join(parts)


def _criteria(entries: list[dict[str, Any]], knowledge: Knowledge, width: int) -> str:
    parts = []
    for category in knowledge.categories.values():
        table = [[one["id"], _status(one) + one["question"]] for one in entries if one["category"] == category.id]
        parts.append(f"{category.name}\n{_columns(table, width)}")
    note = f'Criteria in brackets count when asked about; "no data" marks what edition {knowledge.edition.id} cannot score.'
    return "\n".join([*parts, textwrap.fill(note, width) + "\n"])


def _status(entry: dict[str, Any]) -> str:
    if not entry["scored"]:
        return "[no data] "
    return "[on demand] " if entry["on_demand"] else ""


def _clipped(text: str) -> str:
    return text if len(text) <= MAX_COLUMN else f"{text[: MAX_COLUMN - 1]}…"


def _columns(table: Sequence[Sequence[str]], width: int) -> str:
    """Rows with aligned columns, the last one wrapped into what is left of the width."""
    cells = [[*(_clipped(clean(cell)) for cell in row[:-1]), clean(row[-1])] for row in table]
    sizes = [max(len(row[column]) for row in cells) for column in range(len(cells[0]) - 1)]
    indent = sum(sizes) + 2 * len(sizes) + 2
    lines = []
    for row in cells:
        lead = "  " + "".join(cell.ljust(size + 2) for cell, size in zip(row, sizes, strict=False))
        wrapped = textwrap.wrap(row[-1], max(24, width - indent)) or [""]
        lines += [(lead + wrapped[0]).rstrip(), *(" " * indent + more for more in wrapped[1:])]
    return "\n".join(lines) + "\n"
