"""Text from files in a Markdown document: plain words, never markup."""

from __future__ import annotations

import re

from advisor.model.knowledge import Evidence
from advisor.reports.text import clean

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#!|~&$])")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


def text(value: str) -> str:
    """Text as plain words in Markdown: nothing in it is markup, a link or HTML."""
    escaped = _MARKUP.sub(r"\\\1", clean(value))
    return _LINE_START.sub(r"\1\\\2", escaped)


def link(evidence: Evidence) -> str:
    """A source with its day: a link where it is a web page, else its text."""
    source = clean(evidence.source)
    if re.fullmatch(r"https?://[^\s<>()\[\]`\"]+", source):
        return f"<{source}> ({evidence.as_of})"
    return f"{text(source)} ({evidence.as_of})"
