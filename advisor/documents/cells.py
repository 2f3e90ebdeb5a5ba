"""Text in tables that a spreadsheet may open."""

from __future__ import annotations

FORMULA = "=+-@＝＋－＠"
"""What a spreadsheet takes for the beginning of a formula; see https://owasp.org/www-community/attacks/CSV_Injection."""


def inert(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip()[:1] in tuple(FORMULA) else text
