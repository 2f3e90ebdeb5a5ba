"""references: ids that one file uses exist in another: criteria, figures, tools of exchanges, kin, levels, quiz paths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from advisor.documents import Document
from advisor.documents.places import Path
from advisor.documents.validation import closest
from advisor.knowledge_lint.shapes.alternatives import DistributedFact, Support
from advisor.knowledge_lint.shapes.base import Level
from advisor.knowledge_lint.tree import Tree
from advisor.knowledge_lint.walk import leaves, mapping
from advisor.model.errors import Problem
from advisor.model.requirements import Need, Requirements


def check(tree: Tree) -> list[Problem]:
    """Problems of references to something that is not there."""
    criteria = {mapping(one.data).get("id"): one for one in tree.under("criteria/*.yaml").values()}
    known = [str(id_) for id_ in criteria]
    problems = [
        _unknown(document, path, id_, "criterion", known)
        for document, path, id_ in _criterion_references(tree)
        if id_ not in criteria
    ]
    problems += _categories(tree, criteria)
    problems += [
        document.problem(path, f"the requirements file has no `{dotted}`", hint=closest(dotted, sorted(PATHS)))
        for document, path, dotted in _requirement_paths(tree)
        if dotted not in PATHS
    ]
    problems += _levels(tree)
    for edition in tree.editions():
        ids = list(tree.alternatives(edition))
        for document, path, id_ in _tool_references(tree, edition):
            if id_ not in ids:
                problems.append(_unknown(document, path, str(id_), "tool of this edition", ids))
        problems += _scales(tree, edition)
    return problems


def _unknown(document: Document, path: Path, id_: Any, what: str, known: list[str]) -> Problem:
    hint = closest(id_, known) or "is its file missing?"
    return document.problem(path, f"unknown {what} `{id_}`", hint=hint, key=path[-1] == id_)


def _criterion_references(tree: Tree) -> Iterator[tuple[Document, Path, Any]]:
    for document in tree.under("editions/*/edition.yaml").values():
        for id_ in mapping(mapping(document.data).get("scoring")):
            yield document, ("scoring", id_), id_
    weights = tree.documents.get("weights.yaml")
    data = mapping(weights.data) if weights else {}
    for index, need in enumerate(data.get("needs") or ()):
        assert weights is not None
        yield weights, ("needs", index, "criterion"), mapping(need).get("criterion")
    for part in ("answers", "stated"):
        for key, rule in mapping(data.get(part)).items():
            assert weights is not None
            yield weights, (part, key, "criterion"), mapping(rule).get("criterion")
    categories = tree.documents.get("categories.yaml")
    for key, category in mapping(categories.data).items() if categories else ():
        assert categories is not None
        for index, id_ in enumerate(mapping(category).get("criteria") or ()):
            yield categories, (key, "criteria", index), id_


def _scales(tree: Tree, edition: str) -> Iterator[Problem]:
    """Every figure that is scored is known of some tool of the edition, or is one that a probe gives."""
    from advisor.verification.facts import FIGURES

    document = tree.documents[f"editions/{edition}/edition.yaml"]
    stated = {
        str(key)
        for one in tree.under(f"editions/{edition}/*/*.yaml").values()
        for part in ("facts", "figures")
        for key in mapping(mapping(one.data).get(part))
    } | set(FIGURES.values())
    for criterion, rule in mapping(mapping(document.data).get("scoring")).items():
        for index, scale in enumerate(mapping(rule).get("scales") or ()):
            fact = str(mapping(scale).get("fact"))
            if fact not in stated:
                yield _unknown(
                    document, ("scoring", criterion, "scales", index, "fact"), fact, "figure", sorted(stated)
                )


def _categories(tree: Tree, criteria: dict[Any, Document]) -> list[Problem]:
    """Every criterion stands once, in the list of its own category."""
    categories = tree.documents.get("categories.yaml")
    listed = {
        id_: key
        for key, category in mapping(categories.data if categories else None).items()
        for id_ in mapping(category).get("criteria") or ()
    }
    return [
        document.problem(
            ("category",),
            f"criterion `{id_}` is not listed in its category",
            hint="add it to categories.yaml",
        )
        for id_, document in criteria.items()
        if listed.get(id_) != mapping(document.data).get("category")
    ]


def _tool_references(tree: Tree, edition: str) -> Iterator[tuple[Document, Path, Any]]:
    for document in tree.under(f"editions/{edition}/exchanges/*.yaml").values():
        for part in ("exporters", "importers"):
            for id_ in mapping(mapping(document.data).get(part)):
                yield document, (part, id_), id_
    for document in tree.alternatives(edition).values():
        for path, leaf in leaves(document):
            if "via" in leaf:
                yield document, (*path, "via"), leaf["via"]
        for fact in ("kin", "backends"):
            leaf = mapping(mapping(mapping(document.data).get("facts")).get(fact))
            for index, id_ in enumerate(leaf.get("value") or ()):
                yield document, ("facts", fact, "value", index), id_


def _paths(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """Every dotted path of the requirements file down to its needs and answers."""
    for name, field in model.model_fields.items():
        yield prefix + name
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel) and not issubclass(kind, Need):
            yield from _paths(kind, f"{prefix}{name}.")


PATHS = frozenset(_paths(Requirements))


def _requirement_paths(tree: Tree) -> Iterator[tuple[Document, Path, Any]]:
    weights, quiz = tree.documents["weights.yaml"], tree.documents["quiz.yaml"]
    for index, need in enumerate(weights.data["needs"]):
        yield weights, ("needs", index, "path"), need["path"]
    for part in ("answers", "stated"):
        for key in weights.data[part]:
            yield weights, (part, key), key
    for index, question in enumerate(quiz.data["questions"]):
        yield quiz, ("questions", index, "sets"), question["sets"]


def _levels(tree: Tree) -> list[Problem]:
    """Every level that a fact may have is worth something."""
    levels = tree.documents["levels.yaml"]
    used = {*get_args(Level), *get_args(Support), *get_args(DistributedFact.model_fields["value"].annotation)}
    return [
        levels.problem((), f"level `{level}` is used by facts but not given here", hint="say what it is worth")
        for level in sorted(used - set(levels.data))
    ] + [
        levels.problem((level,), f"no fact can have the level `{level}`", hint=closest(level, sorted(used)), key=True)
        for level in levels.data
        if level not in used
    ]
