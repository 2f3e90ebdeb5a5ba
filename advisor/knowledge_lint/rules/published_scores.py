"""published-scores: the table of an edition holds each cell once, with a number 0-100 and the right category."""

from __future__ import annotations

import csv
from typing import Any

from advisor.knowledge_lint.tree import Tree
from advisor.knowledge_lint.walk import mapping
from advisor.model.errors import Problem

COLUMNS = ["framework", "category", "criterion", "score"]


def check(tree: Tree) -> list[Problem]:
    """Problems of the published score tables."""
    categories = {
        mapping(one.data).get("id"): mapping(one.data).get("category") for one in tree.under("criteria/*.yaml").values()
    }
    problems = []
    for path, lines in tree.tables.items():
        edition = path.split("/")[1] if path.startswith("editions/") else ""
        problems += _table(path, lines, set(tree.alternatives(edition)), categories)
    return problems


def _table(path: str, lines: list[str], frameworks: set[str], categories: dict[object, object]) -> list[Problem]:
    reader = csv.DictReader(lines)
    if reader.fieldnames != COLUMNS:
        return [Problem(f"columns are {reader.fieldnames}", path, 1, 1, f"write {','.join(COLUMNS)}")]
    problems, seen = [], set()
    for row in reader:
        cell = (row["framework"], row["criterion"])
        if message := _fault(row, cell in seen, frameworks, categories):
            problems.append(Problem(message, path, reader.line_num, 1, "compare with the published pictures"))
        seen.add(cell)
    return problems


def _fault(row: dict[Any, Any], repeated: bool, frameworks: set[str], categories: dict[object, object]) -> str:
    if None in row or None in row.values():
        return "the row has too many or too few cells, or no number"
    if repeated:
        return f"{row['framework']}, {row['criterion']} is given twice"
    if row["framework"] not in frameworks:
        return f"unknown framework `{row['framework']}`"
    if categories.get(row["criterion"]) != row["category"]:
        return f"`{row['criterion']}` is not a criterion of `{row['category']}`"
    try:
        score = float(row["score"])
    except (TypeError, ValueError):
        return f"`{row['score']}` is not a number"
    return "" if 0 <= score <= 100 else f"{row['score']} lies outside 0-100"
