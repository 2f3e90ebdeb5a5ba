"""The documents whose outputs are generated; `make readme` writes them anew (`python -m tests.support.site.documents`)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.support.cli import ROOT
from tests.support.readme import printout
from tests.support.site.examples import rerun
from tests.support.site.method import parts
from tests.support.site.reader import Reader
from tests.support.site.shown import refreshed, with_parts

DOCS = ROOT / "docs"
RECOMMEND = "advisor recommend "
NOT_NEEDED = shutil.ignore_patterns("__pycache__", "runs", "guest")


def home(document: str) -> str:
    """The first page: excerpts of what `advisor recommend` prints for the examples."""
    return refreshed(document, lambda what: _printout(what.removeprefix(RECOMMEND)))


@cache
def _printout(file: str) -> str:
    return printout(ROOT / file)


def method(document: str) -> str:
    """The method, with its worked example."""
    return with_parts(document, parts(document))


def follow_tutorial(document: str, folder: Path) -> Reader:
    """Someone who has done what the tutorial says."""
    reader = Reader(folder)
    reader.follow(document)
    return reader


def follow_extending(document: str, folder: Path) -> Reader:
    """Someone who has extended the knowledge in a copy of this checkout as the document says."""
    reader = Reader(folder)
    for part in ("advisor", "knowledge"):
        shutil.copytree(ROOT / part, reader.folder / part, ignore=NOT_NEEDED)
    reader.env["PYTHONPATH"] = str(reader.folder)
    reader.follow(document)
    return reader


FOLLOWED = {"tutorial.md": follow_tutorial, "extending.md": follow_extending}
COMPUTED: dict[str, Callable[[str], str]] = {"index.md": home, "method.md": method, "python-api.md": rerun}


def write() -> None:
    """Write all of them anew."""
    for name, current in COMPUTED.items():
        path = DOCS / name
        path.write_text(current(path.read_text(encoding="utf-8")), encoding="utf-8")
    for name, follow in FOLLOWED.items():
        path = DOCS / name
        document = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(refreshed(document, follow(document, Path(folder)).outputs.get), encoding="utf-8")


if __name__ == "__main__":
    write()
