"""file-name: the name of a file is the id in it, so that an id is found by looking at the folder."""

from __future__ import annotations

from pathlib import PurePosixPath

from advisor.knowledge_lint.tree import Tree
from advisor.knowledge_lint.walk import SOURCED, mapping
from advisor.model.errors import Problem

NAMED = (*SOURCED, "criteria/*.yaml")
TABLE = "measured/routes.yaml"
"""A table of all tools beside the files of single ones."""


def check(tree: Tree) -> list[Problem]:
    """Problems of files whose name and id differ."""
    problems = []
    for pattern in NAMED:
        for path, document in tree.under(pattern).items():
            expected, found = PurePosixPath(path).stem, mapping(document.data).get("id")
            if found != expected and not path.endswith(TABLE):
                problems.append(
                    document.problem(
                        ("id",), f"id `{found}` differs from the file name", hint=f"write `id: {expected}`"
                    )
                )
    for path, document in {**tree.under("editions/*/edition.yaml"), **tree.under("cases/*.yaml")}.items():
        key = "id" if path.endswith("edition.yaml") else "edition"
        expected = path.split("/")[1].removesuffix(".yaml")
        if mapping(document.data).get(key) != expected:
            problems.append(
                document.problem(
                    (key,),
                    f"`{key}` differs from the name of the file or folder",
                    hint=f'write `{key}: "{expected}"`',
                )
            )
    return problems
