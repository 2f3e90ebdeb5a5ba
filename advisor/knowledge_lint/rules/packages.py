"""packages: a package file names alternatives of its edition, each once, by package URLs without a version.

A misspelt id would be figures that nobody ever fetches, and no figure would say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from advisor.documents import Document
from advisor.documents.places import Path
from advisor.documents.validation import closest
from advisor.knowledge_base.packages import parse_package
from advisor.knowledge_lint.tree import Tree
from advisor.model.errors import Problem

PARTS = ("packages", "stand_ins")


def check(tree: Tree) -> list[Problem]:
    """Problems of ids that the edition lacks or that stand twice, and of package URLs that are none."""
    found: list[Problem] = []
    for path, document in tree.under("editions/*/packages.yaml").items():
        found += _ids(document, list(tree.alternatives(path.split("/")[1])))
        found += _urls(document)
    return found


def _ids(document: Document, known: list[str]) -> Iterator[Problem]:
    packages = document.data["packages"]
    for part in PARTS:
        for id_ in document.data.get(part, {}):
            if id_ not in known:
                yield document.problem((part, id_), f"unknown alternative `{id_}`", hint=closest(id_, known), key=True)
            elif part == "stand_ins" and id_ in packages:
                yield document.problem((part, id_), f"`{id_}` has a package already", hint="keep one of them", key=True)
    for id_ in document.data.get("chips", {}):
        if id_ not in packages:
            yield document.problem(
                ("chips", id_), f"`{id_}` has no package", hint=closest(id_, list(packages)), key=True
            )
    for index, id_ in enumerate(document.data.get("host_only", ())):
        if id_ not in packages:
            yield document.problem(("host_only", index), f"`{id_}` has no package", hint=closest(id_, list(packages)))


def _urls(document: Document) -> Iterator[Problem]:
    listed: list[tuple[Path, str]] = [
        ((part, id_, index), url)
        for part in PARTS
        for id_, urls in document.data.get(part, {}).items()
        for index, url in enumerate(urls)
    ]
    listed += [
        (("chips", id_, name, "package"), one["package"])
        for id_, chips in document.data.get("chips", {}).items()
        for name, one in chips.items()
    ]
    for place, url in listed:
        try:
            parse_package(url)
        except ValueError as error:
            yield document.problem(place, f"`{url}` is not a package URL without version", hint=str(error))
