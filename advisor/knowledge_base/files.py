"""The raw data of the knowledge files of one edition, through a cache that is used only when it is fresh."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from advisor.knowledge_base.location import edition_ids, yaml_files
from advisor.model.errors import AdvisorError

CACHE_FORMAT = 3
SHARED = ("categories.yaml", "weights.yaml", "levels.yaml", "quiz.yaml")
Raw = dict[str, Any]


def edition_paths(root: Path, edition: str) -> list[Path]:
    """Every file that an edition is made of."""
    folder = f"editions/{edition}"
    paths = [root / name for name in SHARED]
    paths += [
        root / folder / "edition.yaml",
        root / folder / "criterion_scores.csv",
        root / "cases" / f"{edition}.yaml",
    ]
    for part in (
        "criteria",
        *(f"{folder}/{name}" for name in ("frameworks", "runtimes", "exchanges", "collected", "measured")),
    ):
        paths += yaml_files(root, part)
    return [path for path in paths if path.is_file()]


def read_edition(root: Path, edition: str, cache: Path | None) -> Raw:
    """The parsed files of an edition by their path below the root; ``cache`` is a folder or None."""
    paths = edition_paths(root, edition)
    stamp = [CACHE_FORMAT, str(root), [[str(path), *_stat(path)] for path in paths]]
    stored = _read_cache(cache, edition, stamp)
    if stored is not None:
        return stored
    raw = {path.relative_to(root).as_posix(): _parse(path) for path in paths}
    raw["ids"] = all_ids(root)
    _write_cache(cache, edition, {"stamp": stamp, "raw": raw})
    return raw


def all_ids(root: Path) -> list[str]:
    """The ids of all alternatives of all editions; a requirements file may name any of them."""
    parts = ("frameworks", "runtimes")
    folders = [f"editions/{edition}/{part}" for edition in edition_ids(root) for part in parts]
    return sorted({path.stem for folder in folders for path in yaml_files(root, folder)})


def _parse(path: Path) -> Any:
    advice = "run `advisor knowledge lint`"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AdvisorError(f"cannot read knowledge file {path.name}: {error}", advice) from None
    if path.suffix == ".csv":
        import csv

        return list(csv.DictReader(text.splitlines()))
    import yaml

    from advisor.documents.reader import load_trusted

    try:
        return load_trusted(text)
    except yaml.YAMLError as error:
        raise AdvisorError(f"knowledge file {path.name} is broken: {error}", advice) from None


def _stat(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _cache_file(cache: Path, edition: str) -> Path:
    return cache / f"knowledge-{edition}.json"


def _read_cache(cache: Path | None, edition: str, stamp: list[Any]) -> Raw | None:
    if cache is None:
        return None
    try:
        stored = json.loads(_cache_file(cache, edition).read_bytes())
        fresh = stored["stamp"] == stamp
        return stored["raw"] if fresh and isinstance(stored["raw"], dict) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _write_cache(cache: Path | None, edition: str, content: dict[str, Any]) -> None:
    """Replace the cache file in one step; a disk that cannot be written costs speed, nothing else."""
    if cache is None:
        return
    import tempfile

    try:
        cache.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=cache, prefix=".knowledge-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file)
        Path(name).replace(_cache_file(cache, edition))
    except (OSError, ValueError):
        Path(name).unlink(missing_ok=True)
