"""case-requirements: what a documented case asks for is a valid requirements file, and no case stands twice."""

from __future__ import annotations

from advisor.documents import Document
from advisor.knowledge_lint.tree import Tree
from advisor.knowledge_lint.walk import mapping
from advisor.model.errors import InputError, Problem
from advisor.needs.known import Known
from advisor.needs.reader import from_document


def check(tree: Tree) -> list[Problem]:
    """Problems of case requirements, and cases with an id that another has."""
    criteria = tuple(str(mapping(one.data).get("id")) for one in tree.under("criteria/*.yaml").values())
    tools = sorted({id_ for edition in tree.editions() for id_ in tree.alternatives(edition)})
    known = Known(criteria, tuple(tools), tuple(tree.editions()))
    problems, seen = [], set()
    for document in tree.under("cases/*.yaml").values():
        for index, case in enumerate(mapping(document.data).get("cases") or ()):
            id_ = mapping(case).get("id")
            if id_ in seen:
                problems.append(document.problem(("cases", index, "id"), f"case `{id_}` is given twice"))
            seen.add(id_)
            problems += _requirements(document, index, mapping(case).get("requirements"), known)
    return problems


def _requirements(document: Document, index: int, data: object, known: Known) -> list[Problem]:
    prefix = ("cases", index, "requirements")
    values = {path[3:]: place for path, place in document.values.items() if path[:3] == prefix}
    keys = {path[3:]: place for path, place in document.keys.items() if path[:3] == prefix}
    try:
        from_document(Document(document.name, data, values, keys), known)
    except InputError as error:
        return list(error.problems)
    return []
