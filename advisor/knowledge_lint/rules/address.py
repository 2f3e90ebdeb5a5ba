"""address: a source is an https address, a package URL or a run of this project, and a GitHub file is pinned to a commit.

A page that moves under a fact makes it unverifiable; registries are cited as package URLs (`pkg:pypi/torch@2.13.0`).
"""

from __future__ import annotations

import re
from typing import Any

from advisor.documents import Document
from advisor.documents.places import Path
from advisor.knowledge_lint.tree import Tree
from advisor.knowledge_lint.walk import SOURCED, mapping, sources
from advisor.model.errors import Problem

ADDRESS = re.compile(r"https://[^\s/]+(/\S*)?\Z|pkg:[a-z]+/\S+@\S+\Z|run:runs/[\w.-]+\.jsonl#\w+\Z")
REGISTRY = re.compile(r"https://(?:www\.)?(?:py" r"pi\.org|npm" r"js\.com|crates\.io)(?:/|\Z)")
UNPINNED = re.compile(r"https://github\.com/[^/]+/[^/]+/(?:blob|tree)/(?![0-9a-f]{40}(?:/|\Z))")


def check(tree: Tree) -> list[Problem]:
    """Problems of addresses that cannot be looked up again."""
    problems = []
    for pattern in SOURCED:
        for document in tree.under(pattern).values():
            for key, source in sources(document).items():
                problems += _address(document, ("sources", key, "url"), mapping(source).get("url"), pinned=True)
    for document in tree.under("editions/*/edition.yaml").values():
        if "article" in mapping(document.data):
            url = mapping(mapping(document.data)["article"]).get("url")
            problems += _address(document, ("article", "url"), url, pinned=True)
    for document in tree.under("cases/*.yaml").values():
        for index, case in enumerate(mapping(document.data).get("cases") or ()):
            for number, url in enumerate(mapping(case).get("sources") or ()):
                problems += _address(document, ("cases", index, "sources", number), url, pinned=False)
    return problems


def _address(document: Document, path: Path, url: Any, *, pinned: bool) -> list[Problem]:
    if not isinstance(url, str) or not ADDRESS.match(url):
        return [
            document.problem(
                path,
                f"`{url}` is neither an https address nor a package URL",
                hint="https://… or pkg:type/name@version",
            )
        ]
    if REGISTRY.match(url):
        return [
            document.problem(
                path, "a package registry's page is cited", hint="write a package URL: pkg:type/name@version"
            )
        ]
    if pinned and UNPINNED.match(url):
        return [document.problem(path, "a branch may move under the fact", hint="pin the address to a full commit id")]
    return []
