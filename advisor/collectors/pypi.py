"""What the Python package index says about a project, through pypi-simple."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date

from packaging.metadata import parse_email
from packaging.utils import InvalidWheelFilename, parse_wheel_filename
from packaging.version import InvalidVersion, Version
from pypi_simple import (
    PYPI_SIMPLE_ENDPOINT,
    DistributionPackage,
    NoMetadataError,
    NoSuchProjectError,
    ProjectPage,
    PyPISimple,
)
from requests import ConnectionError as NoConnectionError
from requests import HTTPError, RequestException, Timeout

from advisor.collectors.failure import CollectorError
from advisor.collectors.figures import Answer, Release, Tag, Wheel, newest_stable

TIMEOUT_SECONDS = 30
MAX_LICENSE = 80
"""What is longer in a free licence field is the licence itself, not its name."""


def fetch(name: str, index: str | None = None) -> Answer:
    """What the index says about a project; ``index`` is the address of another one that speaks the same protocol.

    Raises `CollectorError` when there is no such project, or the index does not answer properly.
    """
    with PyPISimple(index or PYPI_SIMPLE_ENDPOINT) as client:
        try:
            page = client.get_project_page(name, timeout=TIMEOUT_SECONDS)
            found = releases(page)
            newest = newest_stable(found)
            license_ = _license(client, page, newest) if newest else None
        except NoSuchProjectError:
            raise CollectorError("the index has no such project") from None
        except HTTPError as error:
            status = error.response.status_code if error.response is not None else "nothing"
            raise CollectorError(f"the index answered {status}") from None
        except (NoConnectionError, Timeout):
            raise CollectorError("the index cannot be reached", unreachable=True) from None
        except (RequestException, ValueError) as error:  # no words of theirs: an address may hold a password
            raise CollectorError(f"the index cannot be understood ({type(error).__name__})") from None
    return Answer(found, license=license_, files=True)


def releases(page: ProjectPage) -> tuple[Release, ...]:
    """The releases of a project, oldest version first; files whose name is not of today's form are passed over."""
    by_version: dict[Version, list[DistributionPackage]] = defaultdict(list)
    for file in page.packages:
        try:
            by_version[Version(file.version or "")].append(file)
        except InvalidVersion:
            continue
    return tuple(_release(version, by_version[version]) for version in sorted(by_version))


def _release(version: Version, files: Sequence[DistributionPackage]) -> Release:
    return Release(
        version=str(version),
        first_upload=_first_day(files),
        stable=not version.is_prerelease,
        yanked=all(file.is_yanked for file in files),
        wheels=tuple(wheel for file in files if not file.is_yanked for wheel in _wheels(file)),
        requires_python=next((file.requires_python for file in files if file.requires_python), ""),
        source=any(file.package_type == "sdist" and not file.is_yanked for file in files),
    )


def _first_day(files: Iterable[DistributionPackage]) -> date | None:
    times = [file.upload_time for file in files if file.upload_time is not None]
    return min(times).astimezone(UTC).date() if times else None


def _wheels(file: DistributionPackage) -> Iterable[Wheel]:
    """The file as a wheel, or nothing."""
    try:
        tags = parse_wheel_filename(file.filename)[3]
    except InvalidWheelFilename:
        return
    yield Wheel(frozenset(Tag(tag.interpreter, tag.abi, tag.platform) for tag in tags), file.size)


def _license(client: PyPISimple, page: ProjectPage, newest: Release) -> str | None:
    """The licence in the metadata of the newest release; None where the index does not serve the metadata."""
    for file in page.packages:
        if file.package_type == "wheel" and file.has_metadata is not False and _is(file, newest):
            try:
                return license_name(client.get_package_metadata(file, verify=False, timeout=TIMEOUT_SECONDS))
            except NoMetadataError:
                return None
    return None


def _is(file: DistributionPackage, release: Release) -> bool:
    try:
        return str(Version(file.version or "")) == release.version
    except InvalidVersion:
        return False


def license_name(metadata: str) -> str:
    """The licence that core metadata declare: the SPDX expression, else a short licence field, else classifiers; or empty."""
    raw, _ = parse_email(metadata)
    if expression := raw.get("license_expression"):
        return expression
    short = raw.get("license", "").strip()
    if short and short.upper() != "UNKNOWN" and len(short) <= MAX_LICENSE and "\n" not in short:
        return short
    classifiers = [one for one in raw.get("classifiers", []) if one.startswith("License :: ")]
    return ", ".join(one.rpartition(" :: ")[2] for one in classifiers)
