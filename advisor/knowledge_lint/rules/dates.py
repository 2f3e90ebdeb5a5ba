"""dates: every date is a real day, written YYYY-MM-DD, and no source is newer than its edition's own publication allows.

`as_of` is the day for which the source speaks. A date after today is a slip of the pen.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from advisor.documents import Document
from advisor.documents.places import Path
from advisor.knowledge_lint.tree import Tree
from advisor.knowledge_lint.walk import SOURCED, mapping, sources
from advisor.model.errors import Problem


def check(tree: Tree, today: date) -> list[Problem]:
    """Problems of dates that are none, or lie after ``today``."""
    problems = []
    for pattern in SOURCED:
        for document in tree.under(pattern).values():
            for key, source in sources(document).items():
                problems += _date(document, ("sources", key, "as_of"), mapping(source).get("as_of"), today)
    for document in tree.under("editions/*/edition.yaml").values():
        problems += _date(document, ("date",), mapping(document.data).get("date"), today)
    for document in tree.under("cases/*.yaml").values():
        for index, case in enumerate(mapping(document.data).get("cases") or ()):
            problems += _date(document, ("cases", index, "as_of"), mapping(case).get("as_of"), today)
    return problems


def _date(document: Document, path: Path, value: Any, today: date) -> list[Problem]:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return [document.problem(path, f"`{value}` is not a date", hint="write YYYY-MM-DD")]
    if day > today or len(value) != 10:
        return [
            document.problem(path, f"{value} lies in the future or is not YYYY-MM-DD", hint="when was the source seen?")
        ]
    return []
