"""Puts figures into a file that a machine owns: what this collector wrote is replaced, all other lines stay as they are."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from typing import Any

from advisor.collectors.collect import Collected
from advisor.collectors.failure import CollectorError
from advisor.collectors.figures import Sides, Value
from advisor.documents import Document, read_document
from advisor.model.errors import InputError

HEADER = "# Figures read by a machine; do not edit by hand.\nid: {}\nsources:\nfigures:\n"
NOTES = {
    "registry": "stable releases in the 365 days before",
    "package": "newest stable release",
    "wheels": "files of this release",
    "metadata": "metadata of this release",
}
"""The keys of the sources that are this collector's, with their notes; `CHIP` and a chip is one for each package of a chip."""
DRIVES = "drives this chip; released in the 365 days before"
STAND_IN = "released together with it; "
LEVELS = ("full", "partial", "limited", "none")
MAX_TEXT = 240


def merge(old: str | None, id_: str, found: Collected) -> str:
    """The text of ``collected/<id>.yaml`` with the new figures; ``old`` is None where there is no such file yet.

    A group of figures that could not be told stays as it is. A figure that another source states stays, and is not doubled.
    Raises `CollectorError` for a file that is not of the form that this function writes.
    """
    text = HEADER.format(id_) if old is None else old
    before = _parsed(text, id_)
    sources, figures = _section(before, "sources"), _section(before, "figures")
    for key in found.groups.keys() & sources.keys():
        if sources[key].get("method") != "registry" or not str(sources[key].get("url")).startswith("pkg:"):
            raise CollectorError(f"{id_}: source `{key}` is not of a package registry")
    foreign = {key for key, leaf in figures.items() if leaf["source"] not in found.groups}
    new_figures, new_sources = {}, {}
    for source, group in found.groups.items():
        mine = {key: figure for key, figure in group.items() if key not in foreign}
        for key, figure in mine.items():
            place = json.dumps(_plain(figure.locator), ensure_ascii=False)
            new_figures[key] = f"  {key}: {{{_stated(figure.value)}, source: {source}, locator: {place}}}"
        if mine:
            note = (STAND_IN if found.stand_in else "") + NOTES.get(source, DRIVES)
            url, told = json.dumps(found.package_of(source), ensure_ascii=False), json.dumps(note)
            new_sources[source] = f"  {source}: {{url: {url}, as_of: {found.as_of}, method: registry, note: {told}}}"
    parts = {
        "sources": (sources.keys() & found.groups.keys(), new_sources),
        "figures": (figures.keys() - foreign, new_figures),
    }
    lines = text.split("\n")
    for part in sorted(parts, key=lambda one: before.place((one,), key=True), reverse=True):  # places above stay true
        lines = _replace(lines, before, part, *parts[part])
    after = "\n".join(lines)
    _prove(_parsed(after, id_), figures, foreign, new_figures.keys(), id_)
    return after


def _parsed(text: str, id_: str) -> Document:
    try:
        return read_document(text, f"{id_}.yaml")
    except InputError as error:
        raise CollectorError(f"{id_}: {error.message}") from None


def _section(document: Document, name: str) -> dict[str, Any]:
    data = document.data.get(name, "") if isinstance(document.data, dict) else ""
    found = {} if data is None else data
    needed = "url" if name == "sources" else "source"
    if not isinstance(found, dict) or not all(isinstance(one, dict) and needed in one for one in found.values()):
        raise CollectorError(f"{document.name} is not of the form that is written here")
    return found


def _replace(lines: list[str], document: Document, section: str, mine: set[str], new: dict[str, str]) -> list[str]:
    """The lines with the entries of ``mine`` replaced or dropped, and what is new put after the last entry of the section."""
    left = dict(new)
    starts = {
        document.keys[path].line - 1: str(path[1]) for path in document.keys if len(path) == 2 and path[0] == section
    }
    head = document.keys[(section,)].line - 1
    result, end = lines[: head + 1], head + 1
    for start, key in sorted(starts.items()):
        result += lines[end:start]
        end = start + 1 + sum(1 for _ in _continued(lines, start))
        if key not in mine:
            result += lines[start:end]
        elif key in left:
            result.append(left.pop(key))
    return result + list(left.values()) + lines[end:]


def _continued(lines: list[str], start: int) -> Iterator[str]:
    """The lines after an entry that still belong to it: they are indented deeper."""
    indent = len(lines[start]) - len(lines[start].lstrip())
    for line in lines[start + 1 :]:
        if not line.strip() or len(line) - len(line.lstrip()) <= indent:
            return
        yield line


def _prove(after: Document, before: dict[str, Any], foreign: set[str], mine: Any, id_: str) -> None:
    """Refuse a text in which a foreign figure changed or the set of figures is not what it must be."""
    now = _section(after, "figures")
    if now.keys() != {*foreign, *mine} or any(now[key] != before[key] for key in foreign):
        raise CollectorError(f"{id_}.yaml is not of the form that is written here")


def _stated(value: Value) -> str:
    """The value as the entries of a leaf."""
    return f"train: {value.train}, serve: {value.serve}" if isinstance(value, Sides) else f"value: {_scalar(value)}"


def _scalar(value: int | float | str) -> str:
    if isinstance(value, str):
        return value if value in LEVELS else json.dumps(_plain(value), ensure_ascii=False)
    return repr(value)


def _plain(text: str) -> str:
    """One printable line of a sane length: a registry repeats whatever a package's author wrote."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= MAX_TEXT else f"{line[: MAX_TEXT - 1]}…"


def difference(name: str, old: str | None, new: str) -> str:
    """A unified diff of a file, empty when nothing changes."""
    was = [] if old is None else old.splitlines()
    lines = difflib.unified_diff(was, new.splitlines(), name if old is not None else "(new)", name, n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines)
