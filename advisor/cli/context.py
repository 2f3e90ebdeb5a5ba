"""What the commands know of the world outside: streams, terminal, environment. Read once, in `main`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from advisor.reports.interface import Surface

PIPE_WIDTH = 80
MIN_WIDTH = 60


class ClosedPipeError(Exception):
    """Whoever read our output has left (``| head -1``); not an error, and not an OSError that others would report."""


def browse(address: str) -> bool:
    """Show a page in the person's browser; whether there is one."""
    import webbrowser

    return webbrowser.open(address)


@dataclass(frozen=True)
class Context:
    """Streams and folders; tests and other programs may build their own.

    ``guest`` holds other exporters, runtimes and probes than those that come along. ``terminal`` says that stdout is one;
    ``browse`` shows a page to the person and says whether it could.
    """

    stdout: TextIO
    stderr: TextIO
    interactive: bool
    width: int
    color: bool
    unicode: bool
    cache: Path | None
    state: Path
    guest: Path | None = None
    terminal: bool = False
    browse: Callable[[str], bool] = browse

    def surface(self, top: int | None = None, *, to_file: bool = False) -> Surface:
        """What reports are written on: the terminal, or a pipe or file of 80 columns."""
        if to_file:
            return Surface(PIPE_WIDTH, color=False, unicode=True, top=top)
        return Surface(self.width, self.color, self.unicode, top)

    def write(self, text: str) -> None:
        """Write data to stdout at once."""
        if not self.unicode:
            encoding = self.stdout.encoding or "ascii"
            text = text.encode(encoding, "replace").decode(encoding)
        try:
            self.stdout.write(text)
            self.stdout.flush()
        except BrokenPipeError:
            raise ClosedPipeError from None

    def say(self, text: str) -> None:
        """Write talk to stderr, one line."""
        print(text, file=self.stderr, flush=True)


def from_system() -> Context:
    """The context of this process."""
    environ, tty = os.environ, sys.stdout.isatty()
    return Context(
        stdout=sys.stdout,
        stderr=sys.stderr,
        terminal=tty,
        interactive=sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty(),
        width=_width(environ.get("COLUMNS", ""), tty),
        color=tty and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb",
        unicode=(sys.stdout.encoding or "").lower().replace("-", "") in ("utf8", "utf8sig"),
        cache=_folder("cache"),
        state=_folder("state") or _temporary(),
    )


def _temporary() -> Path:
    """A folder for whoever has no home."""
    import tempfile

    return Path(tempfile.gettempdir()) / f"advisor-{os.getuid() if hasattr(os, 'getuid') else 0}"


def _width(columns: str, tty: bool) -> int:
    if columns.isascii() and columns.isdigit() and int(columns):
        return max(MIN_WIDTH, min(int(columns), 400))
    return max(MIN_WIDTH, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns) if tty else PIPE_WIDTH


def _folder(kind: str) -> Path | None:
    """The user's cache or state folder; None where there is no home to keep it in."""
    import platformdirs

    name = platformdirs.user_cache_path if kind == "cache" else platformdirs.user_state_path
    try:
        return name("advisor", appauthor=False)
    except (RuntimeError, OSError):
        return None
