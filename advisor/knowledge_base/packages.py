"""Which packages of a registry belong to which alternative: ``editions/<id>/packages.yaml``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from advisor.documents import read_document
from advisor.model.errors import AdvisorError

_FORMS = {
    "pypi": re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z"),
    "npm": re.compile(r"(?:@[a-z0-9~][a-z0-9._~-]*/)?[a-z0-9~][a-z0-9._~-]*\Z"),
}
REGISTRIES = tuple(_FORMS)


class Package(NamedTuple):
    """A package by the name of its registry (`REGISTRIES`) and its own name there."""

    registry: str
    name: str

    def at(self, version: str) -> str:
        """The package URL of one version."""
        return f"pkg:{self.registry}/{self.name}@{version}"

    @property
    def url(self) -> str:
        """The package URL without a version."""
        return f"pkg:{self.registry}/{self.name}"


class Chip(NamedTuple):
    """A package whose releases show that a tool drives a chip (an item of hardware), and the level that people gave it."""

    name: str
    package: Package
    level: str


class Listing(NamedTuple):
    """The package whose figures count for an alternative.

    A ``stand_in`` is only released together with the tool (a client, a binding): its releases count, its files say nothing.
    ``serves_only`` is true for runtimes; ``host_only`` says that the processor of its wheels is not the one that computes.
    """

    package: Package
    stand_in: bool = False
    chips: tuple[Chip, ...] = ()
    serves_only: bool = False
    host_only: bool = False

    @property
    def packages(self) -> tuple[Package, ...]:
        """Every package that is asked for."""
        return (self.package, *(chip.package for chip in self.chips))


def parse_package(url: str) -> Package:
    """The package of a package URL without version; raises `ValueError` saying how one is written."""
    registry, _, name = url.removeprefix("pkg:").partition("/")
    form = _FORMS.get(registry)
    if not url.startswith("pkg:") or form is None or not form.match(name):
        raise ValueError("write pkg:pypi/name (lower case, dashes) or pkg:npm/name, without a version")
    return Package(registry, name)


def packages_file(root: Path, edition: str) -> Path:
    """Where an edition says which packages belong to its alternatives."""
    return root / "editions" / edition / "packages.yaml"


def collected_file(root: Path, edition: str, id_: str) -> Path:
    """The file of an alternative that only machines write."""
    return root / "editions" / edition / "collected" / f"{id_}.yaml"


def read_packages(root: Path, edition: str) -> dict[str, Listing]:
    """The package of each alternative that has one, in the order of the file.

    Raises `AdvisorError` for an edition without such a file and for a file that the knowledge lint would refuse.
    """
    path = packages_file(root, edition)
    try:
        data = read_document(path.read_bytes(), path.name).data
        groups = {stand_in: data.get(key) or {} for key, stand_in in (("packages", False), ("stand_ins", True))}
        chips, hosted = data.get("chips") or {}, data.get("host_only") or ()
        return {
            id_: Listing(
                parse_package(urls[0]),
                stand_in,
                tuple(
                    Chip(name, parse_package(one["package"]), one["level"]) for name, one in chips.get(id_, {}).items()
                ),
                serves_only=(root / "editions" / edition / "runtimes" / f"{id_}.yaml").is_file(),
                host_only=id_ in hosted,
            )
            for stand_in, group in groups.items()
            for id_, urls in group.items()
        }
    except FileNotFoundError:
        raise AdvisorError(f"edition {edition} names no packages", "there is nothing to refresh in it") from None
    except (OSError, AttributeError, TypeError, ValueError, LookupError) as error:
        raise AdvisorError(f"{path}: cannot be used: {error}", "run `advisor knowledge lint`") from None
