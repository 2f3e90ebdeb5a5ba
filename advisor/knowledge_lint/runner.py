"""Runs every rule over every file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from advisor.knowledge_lint.rules.registry import Rule, rules
from advisor.knowledge_lint.tree import Tree, read_tree
from advisor.model.errors import Problem


def lint(root: Path, today: date) -> list[Problem]:
    """All problems of a knowledge folder, by file and line, each with the name of its rule.

    Rules that look at one file judge the files that have the right shape; rules that compare files wait until all have.
    """
    tree = read_tree(root)
    found = [replace(problem, rule="syntax") for problem in tree.broken]
    first, *others = rules(today)
    found += _apply(first, tree)
    misshapen = {problem.path for problem in found}
    whole = tree.without(misshapen)
    for rule in others:
        if not (rule.compares and misshapen):
            found += _apply(rule, whole)
    return sorted(found, key=lambda one: (one.path, one.line or 0, one.column or 0, one.rule, one.message))


def _apply(rule: Rule, tree: Tree) -> list[Problem]:
    return [replace(problem, rule=rule.name) for problem in rule.check(tree)]
