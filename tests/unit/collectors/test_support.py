"""Support levels of made-up releases, each worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from advisor.collectors.collect import collect
from advisor.collectors.failure import CollectorError
from advisor.collectors.figures import Answer, Figure, Release, Sides, Tag, Wheel
from advisor.collectors.support import driven, processors, python, supported
from advisor.collectors.update import merge
from advisor.documents import read_document
from advisor.knowledge_base.packages import Chip, Listing, Package
from advisor.knowledge_lint.shapes.alternatives import CollectedFile

TODAY = date(2026, 11, 23)
BOTH, SERVES = Sides("full", "full"), Sides("none", "full")


def wheels(*names: str) -> tuple[Wheel, ...]:
    """Wheels of tags as they stand in file names."""
    return tuple(Wheel(frozenset({Tag(*one.split("-"))})) for one in names)


def release(*names: str, needs: str = "", day: date | None = date(2026, 6, 1), source: bool = False) -> Release:
    """A release with these wheels."""
    return Release("1.0", day, wheels=wheels(*names), requires_python=needs, source=source)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["cp312-cp312-manylinux_2_28_x86_64"], {"hardware.cpu": "linux x86_64"}),
        (["cp312-cp312-win_amd64", "cp312-cp312-win_arm64"], {"hardware.cpu": "windows amd64", "hardware.arm": "windows arm64"}),
        (
            ["cp312-cp312-macosx_11_0_universal2", "cp312-cp312-manylinux_2_28_aarch64"],
            {"hardware.cpu": "macos x86_64", "hardware.arm": "linux aarch64; macos arm64"},
        ),
        (["cp312-cp312-linux_armv7l", "cp312-cp312-win32", "cp312-cp312-linux_riscv64"], {}),
        (["py3-none-any"], {}),
        ([], {}),
    ],
)  # fmt: skip
def test_processors_are_those_that_wheels_are_for(names: list[str], told: dict[str, str]) -> None:
    """64-bit x86 and Arm, with the wheels as their place; what has no wheel is not told at all, never called missing."""
    assert processors(wheels(*names), serves_only=False) == {key: Figure(BOTH, place) for key, place in told.items()}


def test_a_runtime_only_serves() -> None:
    """The same wheels of a runtime say nothing about training."""
    found = processors(wheels("cp312-cp312-win_amd64"), serves_only=True)
    assert found["hardware.cpu"].value == SERVES
    assert python(release("cp312-cp312-win_amd64"), TODAY, serves_only=True)["languages.python"].value == SERVES


@pytest.mark.parametrize(
    ("found", "place"),
    [
        (release("cp310-cp310-win_amd64", "cp312-cp312-win_amd64"), "for Python 3.12"),
        (release("cp38-cp38-win_amd64", "cp310-cp310-win_amd64"), None),
        (release("cp39-abi3-win_amd64"), "for Python 3.11, 3.12, 3.13, 3.14, 3.15"),
        (release("cp39-abi3-win_amd64", needs="<3.13"), "for Python 3.11, 3.12"),
        (release("py3-none-any", needs=">=3.12"), "for Python 3.12, 3.13, 3.14"),
        (release("py3-none-any", needs=">=3.5", day=date(2022, 10, 23)), None),
        (release("py3-none-any", needs=">=3.5", day=date(2022, 10, 24)), "for Python 3.11"),
        (release("py3-none-any", day=None), None),
        (release(needs=">=3.13", source=True), "for Python 3.13, 3.14"),
        (release(source=True), None),
        (release(needs=">=3.13"), None),
        (release("py2-none-any"), None),
        (release("py3-none-any", needs="newer than mine"), None),
    ],
)
def test_python_counts_while_it_is_supported(found: Release, place: str | None) -> None:
    """By hand: on that day 3.10 has reached its end; files for any Python count for those that were out when they came."""
    told = python(found, TODAY, serves_only=False)
    assert told == ({} if place is None else {"languages.python": Figure(BOTH, place)})


def test_python_on_another_day() -> None:
    """A wheel for one version is evidence from its first day to its last, and no longer."""
    only = release("cp311-cp311-win_amd64")
    days = [date(2022, 10, 23), date(2022, 10, 24), date(2027, 10, 31), date(2027, 11, 1)]
    assert [bool(python(only, day, serves_only=False)) for day in days] == [False, True, True, False]


CHIP = Chip("amd", Package("pypi", "net-rocm"), "partial")


@pytest.mark.parametrize(("days", "counts"), [(0, True), (364, True), (365, False), (-1, False), (None, False)])
def test_a_chip_counts_for_a_year(days: int | None, counts: bool) -> None:
    """Its package must have had a stable release in the 365 days up to that day; the level is the one that people gave it."""
    day = None if days is None else TODAY - timedelta(days=days)
    told = driven(CHIP, Release("3.0", day), TODAY, serves_only=False)
    assert told == ({"hardware.amd": Figure(Sides("partial", "partial"), f"net-rocm 3.0 of {day}")} if counts else {})


def shown(listing: Listing, answer: Answer) -> set[str]:
    """The facts that a package shows beyond its figures."""
    groups: dict[str, Mapping[str, Figure]] = {"package": {}}
    if answer.files:
        groups["wheels"] = {}
    return {key for group in supported(groups, answer, answer.releases[-1], listing, TODAY).values() for key in group}


def test_what_a_package_shows() -> None:
    """A tool that computes elsewhere shows no processor; a package of JavaScript shows its language, of a runtime only."""
    binary = Answer((release("cp312-cp312-win_amd64"),), files=True)
    script = Answer((Release("1.0", None),), language="javascript")
    plain = Listing(Package("pypi", "net"))
    assert shown(plain, binary) == {"hardware.cpu", "languages.python"}
    assert shown(plain._replace(host_only=True), binary) == {"languages.python"}
    assert shown(plain._replace(serves_only=True), script) == {"languages.javascript"}
    assert shown(plain, script) == set()


def fetch(name: str) -> Answer:
    """A registry that knows a tool, and the package of one of its chips."""
    if name == "gone":
        raise CollectorError("no such package")
    day = date(2020, 1, 1) if name == "old" else date(2026, 6, 1)
    return Answer((Release("2.0", day, wheels=wheels("cp312-cp312-win_amd64")),), files=True)


def listed(*names: tuple[str, str]) -> Listing:
    """A tool with packages of chips."""
    return Listing(
        Package("pypi", "net"), chips=tuple(Chip(chip, Package("pypi", name), "full") for chip, name in names)
    )


OLD = """\
id: net
sources:
  wheels: {url: "pkg:pypi/net@1.0", as_of: 2026-01-01, method: registry}
  chip_nvidia: {url: "pkg:pypi/net-cuda@1.0", as_of: 2026-01-01, method: registry}
figures:
  hardware.arm: {train: full, serve: full, source: wheels}
  hardware.nvidia: {train: full, serve: full, source: chip_nvidia}
"""


def collected(listing: Listing) -> tuple[dict[str, object], dict[str, object], tuple[str, ...]]:
    """Sources and figures of the merged file, and what was lacking."""
    (outcome,) = collect({"net": listing}, {"pypi": fetch}, TODAY)
    assert outcome.found
    data = read_document(merge(OLD, "net", outcome.found), "net").data
    assert CollectedFile.model_validate(data)
    return data["sources"], data["figures"], outcome.lacking


def test_a_chip_is_cited_by_its_own_package() -> None:
    """Levels stand in the file for both uses, each under the package that shows them; a wheel that is gone takes its level."""
    sources, figures, lacking = collected(listed(("nvidia", "net-cuda")))
    assert lacking == ()
    assert [sources[one]["url"] for one in ("wheels", "chip_nvidia")] == ["pkg:pypi/net@2.0", "pkg:pypi/net-cuda@2.0"]  # type: ignore[index]
    assert figures["hardware.nvidia"] == {
        "train": "full",
        "serve": "full",
        "source": "chip_nvidia",
        "locator": "net-cuda 2.0 of 2026-06-01",
    }
    assert "hardware.cpu" in figures
    assert "hardware.arm" not in figures


def test_a_chip_whose_package_grew_old_is_dropped() -> None:
    """And so is its source."""
    sources, figures, _ = collected(listed(("nvidia", "old")))
    assert "hardware.nvidia" not in figures
    assert "chip_nvidia" not in sources


def test_a_chip_that_cannot_be_read_stays() -> None:
    """The reason is told, and the figures of the tool itself are new."""
    sources, figures, lacking = collected(listed(("nvidia", "gone")))
    assert lacking == ("pkg:pypi/gone: no such package",)
    assert sources["chip_nvidia"]["url"] == "pkg:pypi/net-cuda@1.0"  # type: ignore[index]
    assert {"hardware.nvidia", "hardware.cpu"} <= figures.keys()
