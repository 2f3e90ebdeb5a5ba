"""Figures are merged into a file of which others own a part."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.collectors.collect import Collected
from advisor.collectors.failure import CollectorError
from advisor.collectors.figures import Figure
from advisor.collectors.update import difference, merge
from advisor.documents import read_document
from advisor.knowledge_base.location import find_knowledge
from advisor.knowledge_lint.shapes.alternatives import CollectedFile

TODAY = date(2026, 11, 23)
OLD = """\
# Figures read by a machine; do not edit by hand.
id: net
sources:
  downloads: {url: "https://example.org/a", as_of: 2026-04-01, method: documented,   note: "spaces  stay"}
  # what follows was read from a registry
  registry: {url: "pkg:pypi/net@1.0", as_of: 2026-01-01, method: registry, note: "old"}
  wheels: {url: "pkg:pypi/net@1.0", as_of: 2026-01-01, method: registry}
figures:
  downloads_30d: {value: 87347847, source: downloads, locator: 'single "quotes" stay'}
  releases_365d: {value: 3, source: registry}
  long:
    value: 1
    source: downloads
  os.linux: {value: full, source: wheels}
  os.windows:
    value: full
    source: wheels
  github_stars: {value: 5, source: downloads}
"""
RELEASES = {"releases_365d": Figure(4, "upload dates"), "newest_release": Figure("2026-10-01", "upload dates")}


def found(**groups: dict[str, Figure]) -> Collected:
    """Figures of version 2.0, read today."""
    return Collected("pkg:pypi/net@2.0", TODAY, groups)


def test_own_lines_are_replaced_and_all_others_stay() -> None:
    """Foreign lines, comments and order are untouched; a figure that is gone is dropped; a new one comes last."""
    new = merge(OLD, "net", found(registry=RELEASES, wheels={"os.linux": Figure("full", "linux x86_64")}))
    assert new == OLD.replace(
        '  registry: {url: "pkg:pypi/net@1.0", as_of: 2026-01-01, method: registry, note: "old"}\n'
        '  wheels: {url: "pkg:pypi/net@1.0", as_of: 2026-01-01, method: registry}\n',
        '  registry: {url: "pkg:pypi/net@2.0", as_of: 2026-11-23, method: registry, '
        'note: "stable releases in the 365 days before"}\n'
        '  wheels: {url: "pkg:pypi/net@2.0", as_of: 2026-11-23, method: registry, note: "files of this release"}\n',
    ).replace(
        "  releases_365d: {value: 3, source: registry}\n",
        '  releases_365d: {value: 4, source: registry, locator: "upload dates"}\n',
    ).replace(
        "  os.linux: {value: full, source: wheels}\n  os.windows:\n    value: full\n    source: wheels\n",
        '  os.linux: {value: full, source: wheels, locator: "linux x86_64"}\n',
    ) + '  newest_release: {value: "2026-10-01", source: registry, locator: "upload dates"}\n'  # fmt: skip


def test_merging_again_changes_nothing() -> None:
    """The same answer on the same day gives the same bytes."""
    once = merge(OLD, "net", found(registry=RELEASES, wheels={}))
    assert merge(once, "net", found(registry=RELEASES, wheels={})) == once


def test_a_group_that_could_not_be_told_stays() -> None:
    """A registry that tells no dates leaves the figures about releases, and their source, as they were."""
    data = read_document(merge(OLD, "net", found(package={"newest_version": Figure("2.0", "")})), "net").data
    assert data["figures"]["releases_365d"] == {"value": 3, "source": "registry"}
    assert data["sources"]["registry"]["url"] == "pkg:pypi/net@1.0"
    assert data["sources"]["package"]["url"] == "pkg:pypi/net@2.0"


def test_an_empty_group_takes_its_source_along() -> None:
    """A release without wheels has no line about wheels, and a source that nothing uses is no source."""
    data = read_document(merge(OLD, "net", found(wheels={})), "net").data
    assert "wheels" not in data["sources"]
    assert {"os.linux", "os.windows"} & data["figures"].keys() == set()


def test_a_figure_that_another_source_states_stays() -> None:
    """What a page says about releases is not overwritten, nor doubled; without a figure the source is left out."""
    old = OLD.replace("releases_365d: {value: 3, source: registry}", "releases_365d: {value: 18, source: downloads}")
    old = old.replace('  registry: {url: "pkg:pypi/net@1.0", as_of: 2026-01-01, method: registry, note: "old"}\n', "")
    assert merge(old, "net", found(registry={"releases_365d": Figure(4, "upload dates")})) == old


def test_a_file_that_is_not_there_is_made() -> None:
    """The new file is a collected file as the knowledge lint wants it."""
    groups = {
        "package": {"newest_version": Figure("4.10", "x")},
        "wheels": {"os.linux": Figure("full", "linux x86_64"), "wheel_mb": Figure(12.5, "y")},
    }
    text = merge(None, "net", found(**groups))
    data = read_document(text, "net").data
    assert CollectedFile.model_validate(data).id == "net"
    assert data["figures"]["newest_version"]["value"] == "4.10"
    assert data["figures"]["wheel_mb"]["value"] == 12.5
    assert text.startswith("# Figures read by a machine")


def test_a_stand_in_is_called_one() -> None:
    """The source of a package that is only released with the tool says so."""
    text = merge(None, "net", found(registry=RELEASES)._replace(stand_in=True))
    assert "released together with it" in read_document(text, "net").data["sources"]["registry"]["note"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n",
        "id: net\nsources: {}\nfigures: {}\n",
        "id: net\nsources:\nfigures: many\n",
        "id: net\nsources:\nfigures:\n  a: 1\n",
        "id: net\nfigures:\n",
        "id: [net\n",
        OLD.replace(
            '{url: "pkg:pypi/net@1.0", as_of: 2026-01-01, method: registry, note: "old"}', "{url: 'https://a'}"
        ),
        OLD.replace("figures:\n", "figures: {a: {value: 1, source: downloads},\n").rstrip() + "}\n",
    ],
)
def test_a_file_of_another_form_is_refused(text: str) -> None:
    """What this collector would not have written is an error, never damaged."""
    with pytest.raises(CollectorError, match="net"):
        merge(text, "net", found(registry=RELEASES, package={"newest_version": Figure("2.0", "")}))


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_a_package_says_of_itself_the_file_stays_whole(license_: str, locator: str) -> None:
    """Any text of a registry is one short printable line of YAML, and breaks no other line."""
    text = merge(OLD, "net", found(metadata={"registry_license": Figure(license_, locator)}))
    assert len(text.split("\n")) == len(OLD.split("\n")) + 2
    value = read_document(text, "net").data["figures"]["registry_license"]["value"]
    assert value.isprintable()
    assert len(value) <= 240
    assert "".join(value.split()) == "".join(license_.split()) or len(license_) > 240 or not license_.isprintable()


REAL = sorted((find_knowledge() / "editions" / "2026" / "collected").glob("*.yaml"))


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_shipped_file_can_be_merged(path: Path) -> None:
    """Each real file takes new figures, and keeps every line that is not the collector's."""
    old = path.read_text(encoding="utf-8")
    groups = {"registry": RELEASES, "wheels": {}, "package": {"newest_version": Figure("9", "")}, "metadata": {}}
    new = merge(old, path.stem, found(**groups))
    was, now = (read_document(text, path.name).data["figures"] for text in (old, new))
    foreign = {key: leaf for key, leaf in was.items() if leaf["source"] not in groups}
    assert {key: leaf for key, leaf in now.items() if leaf["source"] not in groups} == foreign
    assert now["newest_version"]["value"] == "9"


def test_the_difference_shows_what_changes() -> None:
    """Removed and added lines, under the name of the file; nothing for equal texts; a new file is called one."""
    shown = difference("net.yaml", "a\nb\n", "a\nc\n").splitlines()
    assert shown[:2] == ["--- net.yaml", "+++ net.yaml"]
    assert {"-b", "+c"} <= set(shown)
    assert " a" not in shown
    assert difference("net.yaml", "a\n", "a\n") == ""
    assert difference("net.yaml", None, "a\n").splitlines()[0] == "--- (new)"
