"""The part of mkdocs.yml that lists generated pages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.support.cli import ROOT

CONFIG = ROOT / "mkdocs.yml"
PART = re.compile(r"( *)# (\w+): written by `make docs`\n(.*?)\1# end of \2\n", re.DOTALL)


def navigation(config: str, pages: Iterable[str]) -> str:
    """The configuration with every generated page of a folder in the part that is named after the folder."""
    names = sorted(pages)

    def part(found: re.Match[str]) -> str:
        indent, folder = found[1], found[2]
        listed = [name for name in names if name.startswith(f"{folder}/") and not name.endswith("/index.md")]
        lines = "".join(f"{indent}- reference/{name}\n" for name in listed)
        return f"{indent}# {folder}: written by `make docs`\n{lines}{indent}# end of {folder}\n"

    return PART.sub(part, config)
