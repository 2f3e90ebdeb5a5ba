"""Parts of a Markdown document; text from files comes out as plain words, never as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from advisor.documents import write_document
from advisor.model.knowledge import Evidence
from advisor.reports.text import clean, is_page

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#!|~&$])")
_LINE_START = re.compile(r"^(\s*)(?:(\d+)([.)])|([-+=:]))")


def text(value: str) -> str:
    """Text as plain words in Markdown: nothing in it is markup, a link or HTML."""
    escaped = _MARKUP.sub(r"\\\1", clean(value))
    return _LINE_START.sub(r"\1\2\\\3\4", escaped)


def link(evidence: Evidence) -> str:
    """A source with its day: a link where it is a web page, else its text."""
    source = clean(evidence.source)
    if is_page(source):
        return f"<{source}> ({text(evidence.as_of)})"
    return f"{text(source)} ({text(evidence.as_of)})"


def requirements_block(requirements: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a requirements file in a fence that nothing in it can end."""
    needs = write_document(dict(requirements)).rstrip("\n")
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", needs)), 0)
    yield f"{fence}yaml"
    yield "\n".join(clean(line) if not line.isprintable() else line for line in needs.split("\n"))
    yield fence


def table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: int = 0) -> Iterator[str]:
    """A table of cells that are Markdown already; all columns from ``numbers`` on are aligned to the right, none for 0."""
    yield _line(head)
    yield _line("---:" if 0 < numbers <= column else "---" for column in range(len(head)))
    yield from map(_line, rows)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
