"""Runs every rule over every file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor.knowledge_lint.rules.registry import rules
from advisor.knowledge_lint.tree import read_tree
from advisor.model.errors import Problem


def lint(root: Path, today: date) -> list[Problem]:
    """All problems of a knowledge folder, by file and line, each with the name of its rule."""
    tree = read_tree(root)
    found = [replace(problem, rule="syntax") for problem in tree.broken]
    for name, check in rules(today).items():
        found += [replace(problem, rule=name) for problem in check(tree)]
    return sorted(found, key=lambda one: (one.path, one.line or 0, one.column or 0, one.rule, one.message))
