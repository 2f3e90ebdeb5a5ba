"""dates: every date is a real day, written YYYY-MM-DD, and none lies in the future.

`as_of` is the day for which the source speaks. A date after today is a slip of the pen.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from advisor.documents import Document
from advisor.documents.places import Path
from advisor.knowledge_lint.tree import Tree
from advisor.knowledge_lint.walk import SOURCED, mapping, sources
from advisor.model.errors import Problem

FORM = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def check(tree: Tree, today: date) -> list[Problem]:
    """Problems of dates that are none, or lie after ``today``."""
    problems = []
    for pattern in SOURCED:
        for document in tree.under(pattern).values():
            for key, source in sources(document).items():
                problems += _date(document, ("sources", key, "as_of"), mapping(source).get("as_of"), today)
    for document in tree.under("editions/*/edition.yaml").values():
        problems += _date(document, ("date",), mapping(document.data).get("date"), today)
        if "article" in mapping(document.data):
            as_of = mapping(mapping(document.data)["article"]).get("as_of")
            problems += _date(document, ("article", "as_of"), as_of, today)
    for document in tree.under("cases/*.yaml").values():
        for index, case in enumerate(mapping(document.data).get("cases") or ()):
            problems += _date(document, ("cases", index, "as_of"), mapping(case).get("as_of"), today)
    return problems


def _date(document: Document, path: Path, value: Any, today: date) -> list[Problem]:
    try:
        day = date.fromisoformat(value if FORM.match(value) else "")
    except (TypeError, ValueError):
        return [document.problem(path, f"`{value}` is not a date", hint="write YYYY-MM-DD")]
    if day > today:
        return [document.problem(path, f"{value} lies in the future", hint="when was the source seen?")]
    return []
