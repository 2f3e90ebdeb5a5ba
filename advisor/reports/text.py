"""Makes text from files safe to show, and numbers short to read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
SHORT_PATH = 3
_PAGE = r"https?://[^\s<>()\[\]`\"']+"  # compiled when it is first used: most commands show no link


def clean(text: str) -> str:
    """The text on one line, with every control and direction character made harmless (shown as U+FFFD)."""
    return _UNSAFE.sub("\ufffd", text.replace("\n", " ").replace("\t", " "))


def told(value: Any) -> str:
    """What a fact says, as words: ``train full, serve none`` or ``aws, gcp``."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {item}" for key, item in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def is_page(source: str) -> bool:
    """Whether a source is a web address that can be linked as it stands."""
    return re.fullmatch(_PAGE, source) is not None


def short_source(page: str) -> str:
    """A web address short enough to read: host, and what the path begins and ends with."""
    host, *path = page.partition("://")[2].rstrip("/").split("/")
    return "/".join([host.removeprefix("www."), *path] if len(path) <= SHORT_PATH else [host, *path[:2], "…", path[-1]])


def points(value: float) -> str:
    """A score or contribution with one decimal: ``87.0``."""
    return f"{value:.1f}"


def signed(value: float) -> str:
    """A difference with its sign: ``+5.6``."""
    return f"{value:+.1f}"


def age(days: float) -> str:
    """An age in the unit that people use: ``20 d``, ``5 mo``, ``2.1 y``."""
    if days < 60:
        return f"{days:.0f} d"
    return f"{days / 30.44:.0f} mo" if days < 730 else f"{days / 365.25:.1f} y"


def percent(share: float) -> str:
    """A weight share as a whole percentage: ``8%``, or ``<1%``."""
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"
