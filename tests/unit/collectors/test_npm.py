"""What npm prints, from an `npm` of our own."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.collectors import npm
from advisor.collectors.failure import CollectorError
from advisor.collectors.figures import newest_stable, released_within_a_year
from tests.support.registries import fake_npm

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the made-up npm is a shell script")

TIMES = {
    "created": "2020-01-01T00:00:00.000Z",
    "modified": "2026-10-02T00:00:00.000Z",
    "1.9.0": "2025-06-01T00:00:00.000Z",
    "1.10.0": "2026-03-01T00:00:00.000Z",
    "2.0.0-rc.1": "2026-09-01T00:00:00.000Z",
    "1.9.1": "2026-04-01T00:00:00.000Z",
}
ANSWER = {
    "time": TIMES,
    "versions": ["1.9.0", "1.9.1", "1.10.0", "2.0.0-rc.1"],
    "version": "1.10.0",
    "dist.unpackedSize": 2_000_000,
    "license": "MIT",
}
TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH on which `npm` knows a few packages."""
    answers = {
        "net": ANSWER,
        "@lab/net": ANSWER | {"license": "ISC"},
        "offline": {"error": {"code": "ENOTFOUND", "summary": "no such host"}},
        "forbidden": {"error": {"code": "E403"}},
        "odd": '"1.0.0"',
        "silent": "",
        "empty": {},
        "bad-version": ANSWER | {"version": "latest"},
    }
    made = fake_npm(tmp_path / "bin", answers)
    monkeypatch.setenv("PATH", str(made))
    return made


def test_npm_is_asked_once_for_what_is_needed(folder: Path) -> None:
    """One call of `npm view` with the name as it is, in JSON."""
    assert npm.fetch("@lab/net").license == "ISC"
    (line,) = (folder / "calls.jsonl").read_text().splitlines()
    assert json.loads(line)[:2] == ["view", "@lab/net"]
    assert "--json" in json.loads(line)


def test_releases_of_a_registry_that_dates_them(folder: Path) -> None:
    """What npm would install is the newest; fixes of older lines count, pre-releases do not."""
    answer = npm.fetch("net")
    assert [one.version for one in answer.releases] == ["1.9.0", "1.9.1", "2.0.0-rc.1", "1.10.0"]
    assert newest_stable(answer.releases) == answer.releases[-1]
    assert answer.releases[-1].first_upload == date(2026, 3, 1)
    assert released_within_a_year(answer.releases, TODAY) == 2
    assert (answer.license, answer.unpacked_bytes, answer.files) == ("MIT", 2_000_000, False)


def without(data: dict[str, Any], *keys: str) -> dict[str, Any]:
    """The mapping without some keys."""
    return {key: value for key, value in data.items() if key not in keys}


def test_a_mirror_dates_nothing() -> None:
    """Times without the day on which the package was created are the days on which a mirror saw the versions."""
    answer = npm.answer(ANSWER | {"time": without(TIMES, "created", "modified")})
    assert {one.first_upload for one in answer.releases} == {None}
    assert released_within_a_year(answer.releases, TODAY) is None


def test_versions_that_were_taken_back_do_not_count() -> None:
    """A version that only the times remember is gone; a package of one version has no list of versions."""
    found = npm.answer(ANSWER | {"versions": ["1.9.0", "1.10.0"]})
    assert [one.version for one in found.releases] == ["1.9.0", "1.10.0"]
    assert [one.version for one in npm.answer(ANSWER | {"versions": "1.10.0"}).releases][-1] == "1.10.0"


def test_what_npm_does_not_say_is_unknown() -> None:
    """Without licence and size there are none, and nothing fails."""
    answer = npm.answer(without(ANSWER, "license", "dist.unpackedSize"))
    assert (answer.license, answer.unpacked_bytes) == (None, None)


@pytest.mark.parametrize(
    ("name", "message", "unreachable"),
    [
        ("missing", "no such package", False),
        ("offline", "ENOTFOUND", True),
        ("forbidden", "E403", False),
        ("odd", "not understood", False),
        ("silent", "not understood", False),
        ("empty", "not understood", False),
        ("bad-version", "not understood", False),
    ],
)
def test_npm_fails(name: str, message: str, unreachable: bool, folder: Path) -> None:
    """Every failure has words, and only a network that is not there counts as unreachable."""
    with pytest.raises(CollectorError, match=message) as caught:
        npm.fetch(name)
    assert caught.value.unreachable is unreachable


def test_npm_is_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without npm the message says so."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CollectorError, match="npm is not installed"):
        npm.fetch("net")


def test_npm_hangs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An npm that does not answer is given up."""
    (folder / "npm").write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    monkeypatch.setattr(npm, "TIMEOUT_SECONDS", 0.2)
    with pytest.raises(CollectorError, match="no answer") as caught:
        npm.fetch("net")
    assert caught.value.unreachable


def test_npm_cannot_be_run(folder: Path) -> None:
    """An npm that cannot be started is a failure of that package only."""
    (folder / "npm").write_text("#!/no/such/interpreter\n")
    with pytest.raises(CollectorError, match="cannot be run"):
        npm.fetch("net")


def test_the_made_up_npm_is_the_one_that_runs(folder: Path) -> None:
    """The tests above would say nothing if the real npm had been asked."""
    done = subprocess.run(["npm", "view", "net"], capture_output=True, check=True)
    assert json.loads(done.stdout) == ANSWER
