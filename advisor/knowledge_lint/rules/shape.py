"""shape: every file has the keys and kinds of values that its shape says, and no others.

A misspelt key would otherwise be a fact that silently does not count.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from pydantic import BaseModel, ValidationError

from advisor.documents import Document, Place, problems_of
from advisor.documents.places import Path
from advisor.knowledge_lint.shapes import ENTRIES, SHAPES
from advisor.knowledge_lint.tree import Tree
from advisor.model.errors import Problem


def check(tree: Tree) -> list[Problem]:
    """Problems of files whose shape is wrong, that nobody knows, or that are missing."""
    present = tree.documents.keys() | {problem.path for problem in tree.broken}
    problems = [
        Problem("is missing", path, hint="every edition needs it") for path in _needed(tree) if path not in present
    ]
    for path, document in tree.documents.items():
        if path in ENTRIES:
            problems += _entries(document, ENTRIES[path])
            continue
        shape = next((one for pattern, one in SHAPES.items() if fnmatchcase(path, pattern)), None)
        if shape is None:
            problems.append(
                document.problem((), "no such file is expected here", hint="see CONTRIBUTING.md for the folders")
            )
        else:
            problems += _validate(document, shape, document.data, ())
    return problems


def _needed(tree: Tree) -> list[str]:
    folders = {path.split("/")[1] for path in tree.documents if path.startswith("editions/")}
    return [*ENTRIES, "weights.yaml", "quiz.yaml", *sorted(f"editions/{edition}/edition.yaml" for edition in folders)]


def _entries(document: Document, shape: type[BaseModel]) -> list[Problem]:
    if not isinstance(document.data, dict):
        return [document.problem((), "expected a mapping")]
    return [found for key, value in document.data.items() for found in _validate(document, shape, value, (key,))]


def _validate(document: Document, shape: type[BaseModel], data: object, prefix: tuple[str, ...]) -> list[Problem]:
    try:
        shape.model_validate(data)
    except ValidationError as error:
        part = Document(document.name, data, _below(document.values, prefix), _below(document.keys, prefix))
        return problems_of(error, part, shape)
    return []


def _below(places: dict[Path, Place], prefix: tuple[str, ...]) -> dict[Path, Place]:
    return {path[len(prefix) :]: place for path, place in places.items() if path[: len(prefix)] == prefix}
