"""A page of terminal text: fixed width, with or without colour, in Unicode or ASCII."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from advisor.reports.interface import Surface
from advisor.reports.text import clean

MAX_TEXT = 110


class Page:
    """Collects what is printed, as text of a fixed width."""

    def __init__(self, surface: Surface) -> None:
        """An empty page for this surface."""
        self.surface = surface
        self.out = io.StringIO()
        self.console = Console(
            file=self.out,
            width=surface.width,
            force_terminal=surface.color,
            color_system="standard" if surface.color else None,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
            _environ={},
        )

    def text(self) -> str:
        """What was printed so far."""
        lines = self.out.getvalue().split("\n")
        text = "\n".join(line.rstrip() for line in lines)
        return text if self.surface.unicode else _ascii(text)

    def heading(self, title: str) -> None:
        """An empty line and a bold one."""
        self.console.print()
        self.console.print(Text(clean(title), style="bold"))

    def line(self, *parts: str | tuple[str, str], indent: int = 2, hanging: int = 0) -> None:
        """One wrapped paragraph of plain or (text, style) parts; later lines are indented further by ``hanging``.

        The parts are cleaned here: whatever a file says, it moves no cursor.
        """
        styled = [part if isinstance(part, tuple) else (part, "") for part in parts]
        text = Text.assemble(*[(clean(part), style) for part, style in styled])
        width = min(self.surface.width, MAX_TEXT) - indent
        lines = text.wrap(self.console, max(20, width - hanging))
        for position, wrapped in enumerate(lines):
            wrapped.rstrip()
            self.console.print(Padding(wrapped, (0, 0, 0, indent + (hanging if position else 0))), soft_wrap=False)

    def table(self, table: RenderableType) -> None:
        """A Rich table."""
        self.console.print(table)

    def source(self, url: str, when: str, indent: int = 6) -> None:
        """A source in one piece, so that it can be copied; terminals wrap it, we do not."""
        self.console.print(Text(f"{' ' * indent}{clean(url)} ({when})", style="dim"), soft_wrap=True)


def _ascii(text: str) -> str:
    table = str.maketrans(
        {"█": "#", "░": ".", "→": ">", "–": "-", "−": "-", "·": "-", "…": "...", "≥": ">=", "±": "+-", "≠": "*"}
    )
    return text.translate(table).encode("ascii", "replace").decode("ascii")
