"""Facts and sources as Markdown that means the same on the site and in a repository's file view."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from advisor.model.knowledge import Evidence, Fact
from advisor.reports.markdown import text as text
from advisor.reports.text import clean, points

GENERATED = "<!-- Written by `make docs` from knowledge/; do not edit. -->"
LINK = re.compile(r"https?://[^\s<>()\[\]`\"|\\]+")
REPOSITORY = re.compile(r"https://github\.com/([^/]+/[^/]+)")
COMMIT = re.compile(r"[0-9a-f]{12,40}")


def page(title: str, lines: Iterable[str]) -> str:
    """A whole generated page."""
    return "\n".join([f"# {text(title)}", "", GENERATED, "", *lines]).rstrip("\n") + "\n"


def table(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of a table with an empty line after it, nothing where there is no row; cells are Markdown already.

    Columns whose name begins with ``>`` hold numbers and stand to the right.
    """
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if lines:
        rule = " | ".join("---:" if name.startswith(">") else "---" for name in columns)
        yield from (f"| {' | '.join(name.removeprefix('>') for name in columns)} |", f"| {rule} |", *lines, "")


def code(value: str) -> str:
    """Text as code, also in a cell of a table."""
    return f"`{clean(value).replace('`', chr(39)).replace('|', '¦')}`"


def address(url: str) -> str:
    """A web page as a link that shows its address; anything else as plain words."""
    return f"<{url}>" if LINK.fullmatch(url) else text(url)


def source(evidence: Evidence) -> str:
    """A source as a link, or as code where it is no web page, with method and day."""
    url = clean(evidence.source)
    shown = f"[{text(_label(url))}]({url})" if LINK.fullmatch(url) else code(url)
    return f"{shown}, {text(evidence.method)} {text(evidence.as_of)}"


def _label(url: str) -> str:
    """A short name: repository and file (or number), else the host."""
    found = REPOSITORY.match(url)
    if found is None:
        return url.split("/")[2].removeprefix("www.")
    last = url.removeprefix(found[0]).rstrip("/").rpartition("/")[2]
    if not last or COMMIT.fullmatch(last):
        return found[1]
    return f"{found[1]} #{last}" if last.isdigit() else f"{found[1]}: {last}"


def sourced(evidence: Evidence) -> str:
    """A source with the place on its page and our note."""
    more = "; ".join(dict.fromkeys(text(part) for part in (evidence.locator, evidence.note) if part))
    return f"{source(evidence)}: {more}" if more else source(evidence)


def value(fact: Fact) -> str:
    """What a fact says: ``full``, ``train full, serve none``, ``pytorch, jax``."""
    if isinstance(fact.value, dict):
        told = ", ".join(f"{side} {level}" for side, level in fact.value.items())
    else:
        told = ", ".join(map(str, fact.value)) if isinstance(fact.value, list | tuple) else str(fact.value)
    return text(f"{told} (through {fact.via})" if fact.via else told)


def score(number: float | None) -> str:
    """A score with one decimal, a dash for an unknown one."""
    return "–" if number is None else points(number)


def anchor(heading: str) -> str:
    """The id that a heading gets, on the site as in a repository's file view."""
    return re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")


def figure(number: float) -> str:
    """A number as people write it: ``5,000``, ``0.02``."""
    return f"{number:,.10g}"
