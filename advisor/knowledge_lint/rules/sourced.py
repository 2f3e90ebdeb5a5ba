"""sourced: every statement names a source of its file, and every source is used.

A source counts as used when a statement refers to it, or when a note or limit mentions it by its key.
"""

from __future__ import annotations

from advisor.documents import Document
from advisor.documents.validation import closest
from advisor.knowledge_lint.tree import Tree
from advisor.knowledge_lint.walk import SOURCED, leaves, sources
from advisor.model.errors import Problem


def check(tree: Tree) -> list[Problem]:
    """Problems of unknown and of unused sources."""
    return [found for pattern in SOURCED for document in tree.under(pattern).values() for found in _check(document)]


def _check(document: Document) -> list[Problem]:
    known, used, notes = sources(document), set(), []
    problems = []
    for path, leaf in leaves(document):
        key = leaf["source"]
        notes.append(f"{leaf.get('note', '')} {leaf.get('limits', '')}")
        used.add(str(key))
        if key not in known:
            hint = closest(key, list(known)) or f"add it to `sources`: {', '.join(known)}"
            problems.append(document.problem((*path, "source"), f"unknown source `{key}`", hint=hint))
    text = " ".join(notes)
    for key in known:
        if key not in used and key not in text:
            problems.append(
                document.problem(("sources", key), f"source `{key}` is not used", hint="remove it", key=True)
            )
    return problems
