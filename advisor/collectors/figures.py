"""From the releases of a package to figures: pure functions of what a registry said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

YEAR = timedelta(days=365)
MEGABYTE = 10**6
SYSTEMS = {"manylinux": "linux", "musllinux": "linux", "linux": "linux", "macosx": "macos", "win": "windows"}
"""The operating system by the beginning of a wheel's platform tag; others (android, wasm) are not counted."""
_ARCHITECTURES = ("x86_64", "amd64", "aarch64", "arm64")
_WORDS = {"universal2": ("arm64", "x86_64"), "intel": ("x86_64",), "win32": ("x86",)}


class Sides(NamedTuple):
    """A support level for training and one for serving."""

    train: str
    serve: str


Value = int | float | str | Sides


class Tag(NamedTuple):
    """One compatibility tag of a wheel: ``cp312``, ``abi3``, ``manylinux_2_28_x86_64``."""

    interpreter: str
    abi: str
    platform: str


class Wheel(NamedTuple):
    """A binary file of a release; ``size`` in bytes, None where the registry does not say."""

    tags: frozenset[Tag]
    size: int | None = None


class Release(NamedTuple):
    """One version; ``first_upload`` is the day of its first file, None where the registry tells no dates.

    ``stable`` is false for pre-releases and development versions; ``yanked`` means that all its files were withdrawn,
    ``source`` that it has a file to build it from.
    """

    version: str
    first_upload: date | None
    stable: bool = True
    yanked: bool = False
    wheels: tuple[Wheel, ...] = ()
    requires_python: str = ""
    source: bool = False


class Answer(NamedTuple):
    """What a registry said about a package: its releases, the one to install last.

    ``license`` is None and ``unpacked_bytes`` is None where the registry does not say; ``files`` tells whether it describes
    the files of a release at all, ``language`` is the one that every package of the registry is for, if there is one.
    """

    releases: tuple[Release, ...]
    license: str | None = None
    unpacked_bytes: int | None = None
    files: bool = False
    language: str = ""


class Figure(NamedTuple):
    """A figure and where in the registry's answer it stands."""

    value: Value
    locator: str


Groups = Mapping[str, Mapping[str, Figure]]
"""Figures by the key of their source, then by their own key. A group that is missing could not be told; an empty one is none."""


def newest_stable(releases: Iterable[Release]) -> Release | None:
    """The last release that is neither a pre-release nor withdrawn."""
    return next((one for one in reversed(tuple(releases)) if one.stable and not one.yanked), None)


def released_within_a_year(releases: Iterable[Release], today: date) -> int | None:
    """How many stable versions that were not withdrawn first came out in the 365 days up to ``today``; None without dates."""
    count = 0
    for one in releases:
        if one.stable and not one.yanked:
            if one.first_upload is None:
                return None
            count += today - YEAR < one.first_upload <= today
    return count


def platforms(wheels: Iterable[Wheel]) -> dict[str, list[str]]:
    """The architectures of the platform wheels by operating system (linux, macos, windows); pure wheels say nothing."""
    found: dict[str, set[str]] = {}
    for tag in (tag for wheel in wheels for tag in wheel.tags):
        for system, architecture in _platform(tag.platform):
            found.setdefault(system, set()).add(architecture)
    return {system: sorted(found[system], key=_rank) for system in ("linux", "macos", "windows") if system in found}


def _platform(tag: str) -> Iterable[tuple[str, str]]:
    """Pairs of system and architecture: ``macosx_11_0_universal2`` names two."""
    system = next((SYSTEMS[head] for head in SYSTEMS if tag.startswith(head)), None)
    if system is None:
        return
    words = _WORDS.get(tag) or _WORDS.get(tag.rpartition("_")[2])
    for architecture in words or (next((one for one in _ARCHITECTURES if tag.endswith(one)), tag.rpartition("_")[2]),):
        yield system, architecture


def _rank(architecture: str) -> tuple[int, str]:
    known = architecture in _ARCHITECTURES
    return (_ARCHITECTURES.index(architecture) if known else len(_ARCHITECTURES), architecture)


def python_versions(release: Release) -> str:
    """The CPython versions of a release: ``3.11, 3.12+, 3.14t`` by its wheels (``+`` and later, ``t`` free-threaded).

    Where a wheel fits every Python 3, or there is none, it is what the release requires (``>=3.10``), empty when nothing is said.
    """
    tags = {tag for wheel in release.wheels for tag in wheel.tags}
    if not tags or any(tag.interpreter.startswith("py3") for tag in tags):
        return release.requires_python
    found = {(*_minor(tag.interpreter), _suffix(tag)) for tag in tags if tag.interpreter.startswith("cp")}
    return ", ".join(f"{major}.{minor}{suffix}" for major, minor, suffix in sorted(found))


def _minor(interpreter: str) -> tuple[int, int]:
    digits = interpreter.removeprefix("cp")
    return int(digits[:1] or 0), int(digits[1:] or 0)


def _suffix(tag: Tag) -> str:
    if tag.abi == "abi3":
        return "+"
    return "t" if tag.abi.endswith("t") else ""


def linux_wheel_megabytes(wheels: Iterable[Wheel]) -> float | None:
    """The size in MB (10^6 bytes, one decimal) of the largest wheel that Linux on x86_64 can install; None without one."""
    sizes = [
        wheel.size
        for wheel in wheels
        if wheel.size is not None
        and any(tag.platform == "any" or ("linux", "x86_64") in _platform(tag.platform) for tag in wheel.tags)
    ]
    return round(max(sizes) / MEGABYTE, 1) if sizes else None


def figures(answer: Answer, newest: Release, today: date, *, stand_in: bool = False) -> Groups:
    """All figures of a package whose newest stable release is known, by source; of a stand-in only its releases."""
    groups: dict[str, dict[str, Figure]] = {
        "package": {"newest_version": Figure(newest.version, "newest stable release")}
    }
    count = released_within_a_year(answer.releases, today)
    if count is not None and newest.first_upload is not None:
        groups["registry"] = {
            "releases_365d": Figure(count, "upload dates"),
            "newest_release": Figure(newest.first_upload.isoformat(), "upload dates"),
        }
    if stand_in:
        return groups
    if answer.license is not None:
        told = {"registry_license": Figure(answer.license, "license")} if answer.license else {}
        groups["metadata"] = told
    if answer.unpacked_bytes is not None:
        size = round(answer.unpacked_bytes / MEGABYTE, 1)
        groups["package"]["unpacked_mb"] = Figure(size, f"{answer.unpacked_bytes} bytes unpacked")
    if answer.files:
        groups["wheels"] = _of_files(newest)
    return groups


def _of_files(newest: Release) -> dict[str, Figure]:
    systems = platforms(newest.wheels)
    place = "; ".join(f"{system} {one}" for system, architectures in systems.items() for one in architectures)
    found = {f"os.{system}": Figure("full", place) for system in systems}
    versions, megabytes = python_versions(newest), linux_wheel_megabytes(newest.wheels)
    if versions:
        told_by = "required Python" if versions == newest.requires_python else "tags of the wheels"
        found["python_versions"] = Figure(versions, told_by)
    if megabytes is not None:
        found["wheel_mb"] = Figure(megabytes, "largest wheel for linux x86_64")
    return found
