"""Runs the Python examples of a document, all in one session, and writes what they print."""

from __future__ import annotations

import doctest
import io
import re
from contextlib import redirect_stdout
from typing import Any

PYCON = re.compile(r"(```pycon\n)(.*?)(```\n)", re.DOTALL)


def rerun(document: str) -> str:
    """The document with every output of its examples as it is today."""
    session: dict[str, Any] = {"__name__": "__main__"}
    return PYCON.sub(lambda found: found[1] + _ran(found[2], session) + found[3], document)


def _ran(block: str, session: dict[str, Any]) -> str:
    """A block of examples, each with what it prints."""
    return "".join(_prompted(one.source) + _printed(one.source, session) for one in _examples(block))


def _examples(block: str) -> list[doctest.Example]:
    return doctest.DocTestParser().get_examples(block)


def _prompted(source: str) -> str:
    first, *more = source.splitlines()
    return "".join([f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in more)])


def _printed(source: str, session: dict[str, Any]) -> str:
    """What a statement prints, or the value of an expression, as an interpreter shows it."""
    out = io.StringIO()
    with redirect_stdout(out):
        exec(compile(source, "<example>", "single"), session)
    return out.getvalue()
