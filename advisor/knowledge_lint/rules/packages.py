"""packages: a package file names alternatives of its edition, each once, by package URLs without a version.

A misspelt id would be figures that nobody ever fetches, and no figure would say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from advisor.documents import Document
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
    for part in PARTS:
        for id_ in document.data.get(part, {}):
            if id_ not in known:
                yield document.problem((part, id_), f"unknown alternative `{id_}`", hint=closest(id_, known), key=True)
            elif part == "stand_ins" and id_ in document.data["packages"]:
                yield document.problem((part, id_), f"`{id_}` has a package already", hint="keep one of them", key=True)


def _urls(document: Document) -> Iterator[Problem]:
    for part in PARTS:
        for id_, urls in document.data.get(part, {}).items():
            for index, url in enumerate(urls):
                try:
                    parse_package(url)
                except ValueError as error:
                    place = (part, id_, index)
                    yield document.problem(place, f"`{url}` is not a package URL without version", hint=str(error))
