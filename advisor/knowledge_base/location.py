"""Where the knowledge lies: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from advisor.model.errors import AdvisorError

PACKAGE = Path(__file__).resolve().parent.parent


def find_knowledge() -> Path:
    """The folder with the knowledge files; the checkout's own copy wins where there is one."""
    checkout, shipped = PACKAGE.parent / "knowledge", PACKAGE / "_knowledge"
    for folder in (shipped, checkout):
        if (folder / "weights.yaml").is_file():
            return folder
    raise AdvisorError(f"no knowledge found in {shipped} or {checkout}", "reinstall framework-advisor")


def yaml_files(root: Path, folder: str) -> Iterator[Path]:
    """The YAML files of one folder of the knowledge, in order of their names."""
    path = root / folder
    yield from sorted(path.glob("*.yaml")) if path.is_dir() else ()


def edition_ids(root: Path) -> tuple[str, ...]:
    """The ids of all editions, oldest first."""
    folder = root / "editions"
    return tuple(sorted(entry.name for entry in os.scandir(folder) if entry.is_dir()))
