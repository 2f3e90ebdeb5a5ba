"""`advisor report`: the page of a requirements file, written and, where wanted, opened."""

from __future__ import annotations

from pathlib import Path

from advisor.cli import recommending
from advisor.cli.context import Context
from advisor.cli.files import refuse_missing_folder
from advisor.cli.recommending import Wish
from advisor.model.errors import AdvisorError
from advisor.model.robustness import Wanted

OURS = b'<meta name="generator" content="framework-advisor">'
HEAD_BYTES = 4096
"""A page says within these who made it."""
STDIN_NAME = "recommendation.html"


def run(
    context: Context,
    file: str,
    *,
    output: Path | None,
    open_: bool,
    edition: str | None,
    top: int | None,
    robustness: Wanted,
) -> int:
    """Write the page and return the exit status; a page is written even where nothing fits, to show the closest misses."""
    path = output or _default(file)
    refuse_missing_folder(path)
    status = recommending.from_file(context, file, edition=edition, wish=Wish("html", top, path, robustness, "short"))
    if open_ and not context.browse(path.resolve().as_uri()):
        context.say(f"no browser was found; open {path} yourself")
    return status


def _default(file: str) -> Path:
    """The page of `needs.yaml` is `needs.html` here; a file there that is no such page is not replaced."""
    path = Path(STDIN_NAME if file == "-" else Path(file).stem + ".html")
    if path.exists() and not _is_ours(path):
        raise AdvisorError(f"{path}: exists and is not a report of advisor", "name another file with --output")
    return path


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as page:
            return OURS in page.read(HEAD_BYTES)
    except OSError:
        return False
