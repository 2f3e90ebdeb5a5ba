"""Figures of made-up releases, each worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from advisor.collectors.figures import (
    Answer,
    Release,
    Tag,
    Wheel,
    figures,
    linux_wheel_megabytes,
    newest_stable,
    platforms,
    python_versions,
    released_within_a_year,
)

TODAY = date(2026, 11, 23)


def wheel(tags: str, size: int | None = None) -> Wheel:
    """A wheel of tags as they stand in a file name; one platform, or several parted by dots."""
    interpreter, abi, names = tags.split("-")
    return Wheel(frozenset(Tag(one, abi, name) for one in interpreter.split(".") for name in names.split(".")), size)


def days_ago(days: int, version: str = "1.0", *, stable: bool = True, yanked: bool = False) -> Release:
    """A release that came out so many days before today."""
    return Release(version, TODAY - timedelta(days=days), stable=stable, yanked=yanked)


@pytest.mark.parametrize(
    ("releases", "count"),
    [
        ([], 0),
        ([days_ago(0)], 1),
        ([days_ago(364)], 1),
        ([days_ago(365)], 0),
        ([days_ago(-1)], 0),
        ([days_ago(10), days_ago(20), days_ago(400)], 2),
        ([days_ago(10), days_ago(9, yanked=True)], 1),
        ([days_ago(10), days_ago(9, stable=False)], 1),
        ([days_ago(10), Release("2.0", None)], None),
        ([days_ago(10), Release("2.0rc1", None, stable=False)], 1),
    ],
)
def test_releases_of_a_year(releases: list[Release], count: int | None) -> None:
    """Stable versions of the 365 days up to today count; withdrawn ones and pre-releases do not; without dates nobody knows."""
    assert released_within_a_year(releases, TODAY) == count


def test_the_newest_release_is_the_last_stable_one_that_was_not_withdrawn() -> None:
    """A newer pre-release and a newer withdrawn version are passed over; without any stable one there is none."""
    old, good = days_ago(90, "1.0"), days_ago(40, "1.1")
    withdrawn, coming = days_ago(20, "1.2", yanked=True), days_ago(1, "2.0rc1", stable=False)
    assert newest_stable([old, good, withdrawn, coming]) == good
    assert newest_stable([withdrawn, coming]) is None


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        (["cp312-cp312-manylinux_2_28_x86_64"], {"linux": ["x86_64"]}),
        (["cp312-cp312-manylinux2014_aarch64.manylinux_2_17_aarch64"], {"linux": ["aarch64"]}),
        (["cp312-cp312-musllinux_1_2_x86_64", "cp312-cp312-linux_armv7l"], {"linux": ["x86_64", "armv7l"]}),
        (["cp312-cp312-macosx_11_0_universal2"], {"macos": ["x86_64", "arm64"]}),
        (["cp36-cp36m-macosx_10_9_intel"], {"macos": ["x86_64"]}),
        (["cp312-cp312-win_arm64", "cp312-cp312-win_amd64"], {"windows": ["amd64", "arm64"]}),
        (["cp312-cp312-win32"], {"windows": ["x86"]}),
        (["py3-none-any"], {}),
        (["cp313-cp313-android_21_arm64_v8a", "cp313-cp313-pyodide_2025_0_wasm32"], {}),
    ],
)
def test_platforms(tags: list[str], found: dict[str, list[str]]) -> None:
    """Platform tags name a system and its architectures; pure wheels and other systems name none."""
    assert platforms(map(wheel, tags)) == found


@pytest.mark.parametrize(
    ("tags", "requires", "told"),
    [
        (["cp310-cp310-win_amd64", "cp39-cp39-win_amd64", "cp310-cp310-win_arm64"], ">=3.8", "3.9, 3.10"),
        (["cp313-cp313-win_amd64", "cp313-cp313t-win_amd64"], "", "3.13, 3.13t"),
        (["cp311-cp311-win_amd64", "cp312-abi3-win_amd64"], "", "3.11, 3.12+"),
        (["cp311-cp311-win_amd64", "pp311-pypy311_pp73-win_amd64"], "", "3.11"),
        (["cp37-none-win_amd64"], "", "3.7"),
        (["cp36-cp36m-win_amd64"], "", "3.6"),
        (["py3-none-any"], ">=3.10", ">=3.10"),
        (["py2.py3-none-any", "cp312-cp312-win_amd64"], ">=3.8", ">=3.8"),
        (["py3-none-any"], "", ""),
        ([], ">=3.7, <4", ">=3.7, <4"),
    ],
)
def test_python_versions(tags: list[str], requires: str, told: str) -> None:
    """Wheels for single versions name them in their order; a wheel for every Python 3, or none, leaves what is required."""
    assert python_versions(Release("1", TODAY, wheels=tuple(map(wheel, tags)), requires_python=requires)) == told


@pytest.mark.parametrize(
    ("wheels", "megabytes"),
    [
        ([wheel("cp312-cp312-manylinux_2_28_x86_64", 23_849_999), wheel("cp312-cp312-win_amd64", 90_000_000)], 23.8),
        ([wheel("cp311-cp311-manylinux1_x86_64", 1), wheel("cp312-cp312-manylinux1_x86_64", 2_500_001)], 2.5),
        ([wheel("py3-none-any", 1_260_000)], 1.3),
        ([wheel("cp312-cp312-manylinux_2_28_aarch64", 5_000_000), wheel("cp312-cp312-win_amd64", 7)], None),
        ([wheel("cp312-cp312-manylinux_2_28_x86_64", None)], None),
        ([], None),
    ],
)
def test_size_of_the_linux_wheel(wheels: list[Wheel], megabytes: float | None) -> None:
    """The largest wheel that Linux on x86_64 can install, in millions of bytes; unknown without such a wheel or its size."""
    assert linux_wheel_megabytes(wheels) == megabytes


NEWEST = Release(
    "2.1.post1",
    date(2026, 10, 1),
    wheels=(wheel("cp312-cp312-manylinux_2_28_x86_64", 12_000_000), wheel("cp312-cp312-macosx_11_0_arm64", 1)),
)
OLDER = Release("2.0", date(2026, 1, 1))


def values(answer: Answer, *, stand_in: bool = False) -> dict[str, dict[str, object]]:
    """The values of all figures by source."""
    groups = figures(answer, answer.releases[-1], TODAY, stand_in=stand_in)
    return {source: {key: one.value for key, one in group.items()} for source, group in groups.items()}


def test_all_figures_of_a_package() -> None:
    """Every figure stands under the source that tells it."""
    assert values(Answer((OLDER, NEWEST), license="MIT", unpacked_bytes=1_500_000, files=True)) == {
        "package": {"newest_version": "2.1.post1", "unpacked_mb": 1.5},
        "registry": {"releases_365d": 2, "newest_release": "2026-10-01"},
        "metadata": {"registry_license": "MIT"},
        "wheels": {"os.linux": "full", "os.macos": "full", "python_versions": "3.12", "wheel_mb": 12.0},
    }


def test_what_a_registry_does_not_tell_is_a_missing_group() -> None:
    """Without dates there is no group about releases; files that name no platform are an empty group, which is another thing."""
    assert values(Answer((Release("1.0", None),))) == {"package": {"newest_version": "1.0"}}
    assert values(Answer((Release("1.0", TODAY),), license="", files=True)) == {
        "package": {"newest_version": "1.0"},
        "registry": {"releases_365d": 1, "newest_release": "2026-11-23"},
        "metadata": {},
        "wheels": {},
    }


def test_a_stand_in_tells_its_releases_only() -> None:
    """The files and the licence of a client say nothing about the server that is released with it."""
    told = values(Answer((OLDER, NEWEST), license="MIT", unpacked_bytes=5, files=True), stand_in=True)
    assert told == {
        "package": {"newest_version": "2.1.post1"},
        "registry": {"releases_365d": 2, "newest_release": "2026-10-01"},
    }


def test_the_locator_of_a_system_names_the_wheels() -> None:
    """Who doubts `os.linux` reads which wheels there are."""
    groups = figures(Answer((NEWEST,), files=True), NEWEST, TODAY)
    assert groups["wheels"]["os.linux"].locator == "linux x86_64; macos arm64"
