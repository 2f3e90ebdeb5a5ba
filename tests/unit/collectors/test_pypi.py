"""What the Python index says, through the real client and an index on this machine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pypi_simple import ProjectPage

from advisor.collectors import pypi
from advisor.collectors.failure import CollectorError
from advisor.collectors.figures import Release
from tests.support.registries import file, index, project


def releases(*files: dict[str, Any]) -> tuple[Release, ...]:
    """The releases of a project with these files."""
    return pypi.releases(ProjectPage.from_json_data(project("net", *files), base_url="https://example.org/simple/net/"))


def test_versions_are_ordered_as_versions() -> None:
    """1.10 comes after 1.9, a post-release after its release, a pre-release before it."""
    found = releases(*(file(f"net-{one}.tar.gz") for one in ("1.10", "1.9", "1.10.post1", "1.10rc1", "1.11.dev3")))
    assert [one.version for one in found] == ["1.9", "1.10rc1", "1.10", "1.10.post1", "1.11.dev3"]
    assert [one.stable for one in found] == [True, False, True, True, False]


def test_a_version_is_dated_by_its_first_upload() -> None:
    """A wheel added years later does not make the version younger, nor another release."""
    (one,) = releases(
        file("net-1.0-cp312-cp312-win_amd64.whl", "2026-03-04"),
        file("net-1.0.tar.gz", "2024-05-06"),
    )
    assert one.first_upload == date(2024, 5, 6)


def test_spellings_of_one_version_are_one_release() -> None:
    """`1.0` and `1.0.0` are equal versions, whose files belong together."""
    assert len(releases(file("net-1.0.tar.gz"), file("net-1.0.0-py3-none-any.whl"))) == 1


def test_a_version_is_withdrawn_when_all_its_files_are() -> None:
    """One file that stays keeps the version; a withdrawn wheel says nothing any more."""
    gone, kept = releases(
        file("net-1.0.tar.gz", yanked=True),
        file("net-1.0-py3-none-any.whl", yanked="broken"),
        file("net-1.1.tar.gz"),
        file("net-1.1-cp312-cp312-win_amd64.whl", yanked=True),
    )
    assert (gone.yanked, kept.yanked) == (True, False)
    assert kept.wheels == ()


def test_wheels_have_tags_and_sizes() -> None:
    """The tags of a wheel's name and its size in bytes are kept; sources, eggs and odd names are no wheels."""
    (one,) = releases(
        file("net-1.0-cp312-abi3-manylinux_2_28_x86_64.whl", size=1234, **{"requires-python": ">=3.12"}),
        file("net-1.0.tar.gz", size=99),
        file("net-1.0-py2.7.egg"),
        file("net-surprise.whl"),
        file("README"),
    )
    (wheel,) = one.wheels
    assert wheel.size == 1234
    assert [tuple(tag) for tag in wheel.tags] == [("cp312", "abi3", "manylinux_2_28_x86_64")]
    assert one.requires_python == ">=3.12"


def test_an_index_without_dates_gives_none() -> None:
    """A mirror that serves no upload times leaves the dates unknown."""
    (one,) = releases(file("net-1.0.tar.gz"))
    assert one.first_upload is None


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        ("License-Expression: MIT\nLicense: other\n", "MIT"),
        ("License: BSD-3\nClassifier: License :: OSI Approved :: BSD License\n", "BSD-3"),
        ("License: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License\n", "MIT License"),
        (f"License: {'Permission is hereby granted ' * 9}\nClassifier: License :: OSI Approved :: ISC\n", "ISC"),
        ("License: one\n two\nClassifier: Topic :: X\n", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_licence(metadata: str, name: str) -> None:
    """The SPDX expression, else a short field, else the classifiers; the text of a licence is not its name."""
    assert pypi.license_name(f"Metadata-Version: 2.4\nName: net\nVersion: 1\n{metadata}") == name


WHEEL = "net-1.0-py3-none-any.whl"
COMING = "net-2.0rc1-py3-none-any.whl"
PAGE = project("net", file(COMING, "2026-02-03"), file(WHEEL, "2026-01-02", size=10))
METADATA = "Metadata-Version: 2.4\nName: net\nVersion: 1.0\nLicense-Expression: {}\n"


def test_fetching_a_project() -> None:
    """Releases come from the page, the licence from the metadata of the newest stable release."""
    with index({"net": PAGE}, {WHEEL: METADATA.format("MIT"), COMING: METADATA.format("ISC")}) as url:
        answer = pypi.fetch("net", url)
    assert [one.version for one in answer.releases] == ["1.0", "2.0rc1"]
    assert (answer.license, answer.files) == ("MIT", True)


def test_an_index_without_metadata_tells_no_licence() -> None:
    """No metadata is an unknown licence, not an empty one, and no failure."""
    with index({"net": PAGE}) as url:
        assert pypi.fetch("net", url).license is None


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (404, "no such project"),
        (503, "503"),
        ("no JSON", "cannot be understood"),
        ({"meta": {}}, "cannot be understood"),
    ],
)
def test_an_index_that_fails(page: object, message: str) -> None:
    """An answer that is none is told in words, and is not taken for an index that cannot be reached."""
    with index({"net": page}) as url, pytest.raises(CollectorError, match=message) as caught:
        pypi.fetch("net", url)
    assert not caught.value.unreachable


def test_an_index_that_is_not_there() -> None:
    """Nobody listening means unreachable; the password in the address is not repeated."""
    with index({}) as url:
        gone = url.replace("http://", "http://me:secret@")
    with pytest.raises(CollectorError, match="cannot be reached") as caught:
        pypi.fetch("net", gone)
    assert caught.value.unreachable
    assert "secret" not in str(caught.value)
