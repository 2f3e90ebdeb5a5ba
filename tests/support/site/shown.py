"""Outputs that a document shows: blocks below a comment that names what was run, and where the excerpt begins and ends.

    <!-- shown: advisor list editions -->
    <!-- shown: advisor recommend needs.yaml, from "Ranking", to "  3 " -->

``from`` and ``to`` are the beginnings of the first and of the last line that is shown (several with ``|`` between them: whichever
comes first); without ``to`` an excerpt ends before the next empty line. Whatever stands between is what really came out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

BLOCK = re.compile(r'(<!-- shown: (.+?)(?:, from "(.+?)")?(?:, to "(.+?)")? -->\n```\w+\n)(.*?)(```\n)', re.DOTALL)
PART = re.compile(r"(<!-- part: ([\w ]+) -->\n)(.*?)(<!-- end of \2 -->\n)", re.DOTALL)


def refreshed(document: str, output: Callable[[str], str | None]) -> str:
    """The document with every block as ``output`` of its name says; None leaves a block as it is."""

    def block(found: re.Match[str]) -> str:
        head, what, start, end, _, tail = found.groups()
        text = output(what)
        return found[0] if text is None else head + excerpt(text, start, end) + tail

    return BLOCK.sub(block, document)


def excerpt(text: str, start: str | None = None, end: str | None = None) -> str:
    """Contiguous lines of a text; `LookupError` where the first or the last one is not there."""
    lines = text.splitlines()
    first = 0 if start is None else _find(lines, start, 0)
    if end is not None:
        last = _find(lines, end, first)
    elif start is not None:
        last = next((row for row in range(first, len(lines)) if not lines[row].strip()), len(lines)) - 1
    else:
        last = len(lines) - 1
    return "".join(f"{line}\n" for line in lines[first : last + 1])


def _find(lines: list[str], beginning: str, after: int) -> int:
    for row in range(after, len(lines)):
        if lines[row].startswith(tuple(beginning.split("|"))):
            return row
    raise LookupError(f"no line begins with {beginning!r} in:\n" + "\n".join(lines))


def with_parts(document: str, parts: Mapping[str, str]) -> str:
    """The document with its named parts, of Markdown themselves, written anew."""
    return PART.sub(lambda found: f"{found[1]}{parts[found[2]]}{found[4]}", document)
