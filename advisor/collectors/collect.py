"""Asks the registries for many packages at once; one that fails never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import NamedTuple

from advisor.collectors import npm, pypi
from advisor.collectors.failure import CollectorError
from advisor.collectors.figures import Answer, Groups, Release, figures, newest_stable
from advisor.collectors.support import CHIP, driven, supported
from advisor.knowledge_base.packages import Listing, Package

WORKERS = 4
"""Requests at a time: quick enough for some dozens of packages, and polite."""

Fetch = Callable[[str], Answer]


class Collected(NamedTuple):
    """The figures of one alternative, read from ``package`` (a package URL with version) on the day ``as_of``.

    ``others`` are the package URLs of those groups that were read from another package.
    """

    package: str
    as_of: date
    groups: Groups
    stand_in: bool = False
    others: Mapping[str, str] = {}

    def package_of(self, group: str) -> str:
        """The package URL of a group of figures."""
        return self.others.get(group, self.package)


class Outcome(NamedTuple):
    """What came of one alternative: figures, or the reason why there are none; ``lacking`` are reasons of single chips."""

    id: str
    package: Package
    found: Collected | None
    failure: str = ""
    unreachable: bool = False
    lacking: tuple[str, ...] = ()


def fetchers(index: str | None = None) -> dict[str, Fetch]:
    """How each registry is asked; ``index`` is the address of a Python index other than the usual one."""
    return {"pypi": partial(pypi.fetch, index=index), "npm": npm.fetch}


def collect(listings: Mapping[str, Listing], registries: Mapping[str, Fetch], today: date) -> Iterator[Outcome]:
    """An outcome for each alternative, in the order given; a package that several share is asked for once."""
    with ThreadPoolExecutor(WORKERS) as pool:
        packages = dict.fromkeys(package for listing in listings.values() for package in listing.packages)
        asked = {package: pool.submit(registries[package.registry], package.name) for package in packages}
        for id_, listing in listings.items():
            yield _outcome(id_, listing, asked, today)


def _outcome(id_: str, listing: Listing, asked: Mapping[Package, Future[Answer]], today: date) -> Outcome:
    package = listing.package
    try:
        answer, newest = _newest(asked[package])
        groups = dict(figures(answer, newest, today, stand_in=listing.stand_in))
        if not listing.stand_in:
            groups = supported(groups, answer, newest, listing, today)
    except CollectorError as error:
        return Outcome(id_, package, None, error.message, error.unreachable)
    except Exception as error:  # whatever one answer does to us, the others still count
        return Outcome(id_, package, None, f"{type(error).__name__}: {error}")
    others, lacking = {}, []
    for chip in listing.chips:
        try:
            _, driver = _newest(asked[chip.package])
        except Exception as error:  # the tool's own figures count without it; those of the chip stay
            lacking.append(f"{chip.package.url}: {error}")
            continue
        groups[f"{CHIP}{chip.name}"] = driven(chip, driver, today, serves_only=listing.serves_only)
        others[f"{CHIP}{chip.name}"] = chip.package.at(driver.version)
    found = Collected(package.at(newest.version), today, groups, listing.stand_in, others)
    return Outcome(id_, package, found, lacking=tuple(lacking))


def _newest(asked: Future[Answer]) -> tuple[Answer, Release]:
    """What was answered, with the newest stable release; raises `CollectorError` where there is none."""
    answer = asked.result()
    newest = newest_stable(answer.releases)
    if newest is None:
        raise CollectorError("there is no stable release")
    return answer, newest
