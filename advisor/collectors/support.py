"""From the files of a release to support levels: which processors and which Python it is published for.

Only what is there is told. A wheel that is missing proves nothing, so no level but the one of a package is ever written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from advisor.collectors.figures import YEAR, Answer, Figure, Release, Sides, Wheel, platforms
from advisor.knowledge_base.packages import Chip, Listing

CHIP = "chip_"
"""What the key of a source begins with that is the package of a chip."""
PROCESSORS = {"cpu": ("x86_64", "amd64"), "arm": ("aarch64", "arm64")}
"""The architectures of wheels by the hardware that they are published for."""
PYTHONS = {
    (3, 11): (date(2022, 10, 24), date(2027, 10, 31)),
    (3, 12): (date(2023, 10, 2), date(2028, 10, 31)),
    (3, 13): (date(2024, 10, 7), date(2029, 10, 31)),
    (3, 14): (date(2025, 10, 7), date(2030, 10, 31)),
    (3, 15): (date(2026, 10, 1), date(2031, 10, 31)),
}
"""First and last day of support by version of Python, from https://peps.python.org/api/release-cycle.json (of a month the last
day, of 3.15 what was planned); older ones are no longer supported.
"""


def supported(
    groups: Mapping[str, Mapping[str, Figure]], answer: Answer, newest: Release, listing: Listing, today: date
) -> dict[str, Mapping[str, Figure]]:
    """The groups of figures of a package with the support levels that it shows."""
    made = dict(groups)
    if "wheels" in groups:
        own = {} if listing.host_only else processors(newest.wheels, serves_only=listing.serves_only)
        made["wheels"] = {**groups["wheels"], **own, **python(newest, today, serves_only=listing.serves_only)}
    if answer.language and listing.serves_only:
        language = {f"languages.{answer.language}": Figure(sides("full", serves_only=True), "package of its registry")}
        made["package"] = {**groups["package"], **language}
    return made


def sides(level: str, *, serves_only: bool) -> Sides:
    """The level for both uses; a runtime only deploys."""
    return Sides("none" if serves_only else level, level)


def processors(wheels: Iterable[Wheel], *, serves_only: bool) -> dict[str, Figure]:
    """The facts ``hardware.cpu`` and ``hardware.arm``, as far as there are such wheels."""
    found = platforms(wheels)
    named = [(f"{system} {one}", one) for system, architectures in found.items() for one in architectures]
    told = {
        item: "; ".join(place for place, architecture in named if architecture in architectures)
        for item, architectures in PROCESSORS.items()
    }
    level = sides("full", serves_only=serves_only)
    return {f"hardware.{item}": Figure(level, place) for item, place in told.items() if place}


def python(release: Release, today: date, *, serves_only: bool) -> dict[str, Figure]:
    """The fact ``languages.python`` where a Python that is supported on the day ``today`` can install the release."""
    versions = sorted(_installed_by(release, today))
    if not versions:
        return {}
    place = "for Python " + ", ".join(f"{major}.{minor}" for major, minor in versions)
    return {"languages.python": Figure(sides("full", serves_only=serves_only), place)}


def _installed_by(release: Release, today: date) -> Iterator[tuple[int, int]]:
    """The supported versions; files that fit several count for those that were out when they were published."""
    try:
        required = SpecifierSet(release.requires_python)
    except InvalidSpecifier:
        return
    tags = {tag for wheel in release.wheels for tag in wheel.tags}
    exact = {tag.interpreter for tag in tags}
    stable = [int(tag.interpreter[3:]) for tag in tags if tag.abi == "abi3" and tag.interpreter[3:].isdigit()]
    open_ = "py3" in exact or (release.source and bool(release.requires_python))
    for (major, minor), (first, last) in PYTHONS.items():
        if not first <= today <= last or not required.contains(f"{major}.{minor}"):
            continue
        known = release.first_upload is not None and first <= release.first_upload
        if f"cp{major}{minor}" in exact or any(least <= minor for least in stable) or (open_ and known):
            yield major, minor


def driven(chip: Chip, newest: Release, today: date, *, serves_only: bool) -> dict[str, Figure]:
    """The fact ``hardware.<chip>`` where its package had its newest stable release in the 365 days up to ``today``."""
    day = newest.first_upload
    if day is None or not today - YEAR < day <= today:
        return {}
    place = f"{chip.package.name} {newest.version} of {day}"
    return {f"hardware.{chip.name}": Figure(sides(chip.level, serves_only=serves_only), place)}
