"""`advisor knowledge refresh` against registries on this machine, with a copy of the knowledge."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from advisor.cli.main import run
from advisor.documents import read_document
from advisor.knowledge_base.loader import load_knowledge
from advisor.knowledge_base.location import find_knowledge
from advisor.knowledge_lint.runner import lint
from tests.support.cli import ROOT, Result, environment
from tests.support.registries import fake_npm, file, index, project
from tests.support.terminal import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the made-up npm is a shell script")

TODAY = datetime.now(UTC).date()
PACKAGES = """\
packages:
  pytorch: ["pkg:pypi/torch"]
  keras: ["pkg:pypi/keras"]
  tfjs: ["pkg:npm/@tensorflow/tfjs"]
"""
TORCH = "torch-9.1-cp314-cp314-manylinux_2_28_x86_64.whl"
PAGES = {
    "torch": project("torch", file(TORCH, TODAY.isoformat(), size=600_000_000), file("torch-9.0.tar.gz", "2020-01-01")),
    "keras": project("keras", file("keras-8.0.tar.gz", "2020-01-01", **{"requires-python": ">=3.9"})),
}
METADATA = {TORCH: "Metadata-Version: 2.4\nName: torch\nVersion: 9.1\nLicense-Expression: BSD-3-Clause\n"}
TFJS = {"time": {"created": "2018-01-01", "7.0.0": "2020-01-01T00:00:00Z"}, "version": "7.0.0", "license": "Apache-2.0"}

AT_A_COPY = """\
from pathlib import Path
from advisor.cli.main import main
from advisor.knowledge_base.location import find_knowledge
assert find_knowledge() == Path(__file__).parent / "knowledge", "this would write the real files"
main()
"""


class World:
    """A copy of the knowledge with three packages, and the registries that know them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Copy the knowledge and point the command at it."""
        self.root, self.capsys, self.monkeypatch = folder / "knowledge", capsys, monkeypatch
        shutil.copytree(find_knowledge(), self.root)
        self.packages = self.root / "editions" / "2026" / "packages.yaml"
        self.packages.write_text(PACKAGES)
        self.collected = self.root / "editions" / "2026" / "collected"
        for key, value in environment(folder, NO_PROXY="127.0.0.1").items():
            monkeypatch.setenv(key, value)
        monkeypatch.setenv("PATH", str(fake_npm(folder / "bin", {"@tensorflow/tfjs": TFJS})))
        monkeypatch.setattr("advisor.cli.refreshing.find_knowledge", lambda: self.root)

    def refresh(self, *arguments: str, url: str) -> Result:
        """Run the command in this process with the Python index at that address."""
        self.monkeypatch.setenv("PIP_INDEX_URL", url)
        self.capsys.readouterr()
        return Result(run(["knowledge", "refresh", *arguments]), *self.capsys.readouterr())

    def texts(self) -> dict[str, str]:
        """Every collected file by its name."""
        return {path.name: path.read_text(encoding="utf-8") for path in self.collected.iterdir()}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> World:
    """A world of its own for each test."""
    return World(tmp_path, monkeypatch, capsys)


@pytest.fixture
def nowhere() -> str:
    """The address of an index at which nobody listens."""
    with index({}) as url:
        return url


def test_figures_are_fetched_shown_and_written(world: World) -> None:
    """With --yes the difference is printed, the files hold the new figures, and lint and loader take them."""
    before = world.texts()
    with index(PAGES, METADATA) as url:
        result = world.refresh("--yes", url=url)
    assert result.status == 0, result.stderr
    after = world.texts()
    assert {name for name, text in after.items() if text != before[name]} == {"pytorch.yaml", "keras.yaml", "tfjs.yaml"}
    facts = load_knowledge("2026", root=world.root).alternatives["pytorch"].facts
    assert facts["newest_version"].value == "9.1"
    assert facts["newest_version"].evidence[:3] == ("pkg:pypi/torch@9.1", TODAY.isoformat(), "registry")
    assert (facts["releases_365d"].value, facts["wheel_mb"].value, facts["python_versions"].value) == (1, 600.0, "3.14")
    assert facts["registry_license"].value == "BSD-3-Clause"
    assert facts["github_stars"].evidence.method == "documented"
    assert lint(world.root, TODAY) == []
    added = [line for line in after["pytorch.yaml"].splitlines() if line not in before["pytorch.yaml"].splitlines()]
    assert added
    assert all(f"+{line}" in result.stdout.splitlines() for line in added)
    assert "3 files written" in result.stderr


def test_a_second_run_on_the_same_day_finds_nothing_to_do(world: World) -> None:
    """The same answers give the same bytes, so there is no difference to show."""
    with index(PAGES, METADATA) as url:
        world.refresh("--yes", url=url)
        before = world.texts()
        result = world.refresh("--yes", url=url)
    assert (result.status, result.stdout) == (0, "")
    assert "up to date" in result.stderr
    assert world.texts() == before


def test_without_a_terminal_nothing_is_written_unasked(world: World) -> None:
    """The difference is shown, no file changes, and stderr says why and what would help."""
    before = world.texts()
    with index(PAGES, METADATA) as url:
        result = world.refresh(url=url)
    assert result.status == 0
    assert '+  newest_version: {value: "9.1"' in result.stdout
    assert "3 files would change; nothing was written" in result.stderr
    assert "--yes" in result.stderr
    assert world.texts() == before


def test_one_failing_package_stops_no_other(world: World) -> None:
    """A package that the index lacks is one line at the end; the two others are written; the status is 0."""
    before = world.texts()
    with index({"torch": PAGES["torch"]}, METADATA) as url:
        result = world.refresh("--yes", url=url)
    assert result.status == 0
    changed = {name for name, text in world.texts().items() if text != before[name]}
    assert changed == {"pytorch.yaml", "tfjs.yaml"}
    assert result.stderr.splitlines()[-1] == "  keras: pkg:pypi/keras: the index has no such project"


def test_a_file_that_is_not_in_form_stops_no_other(world: World) -> None:
    """A damaged file is left as it is and named; the others are written."""
    (world.collected / "keras.yaml").write_text("id: [keras\n")
    with index(PAGES, METADATA) as url:
        result = world.refresh("--yes", url=url)
    assert result.status == 0
    assert (world.collected / "keras.yaml").read_text() == "id: [keras\n"
    assert "keras" in result.stderr.splitlines()[-1]
    assert "newest_version" in world.texts()["pytorch.yaml"]


def test_only_the_ids_that_are_named(world: World) -> None:
    """Naming one id leaves all other files alone."""
    before = world.texts()
    with index(PAGES, METADATA) as url:
        assert world.refresh("keras", "--yes", url=url).status == 0
    assert {name for name, text in world.texts().items() if text != before[name]} == {"keras.yaml"}


def test_an_unknown_id_is_an_error_with_a_suggestion(world: World, nowhere: str) -> None:
    """A slip in an id is told before anything is fetched."""
    result = world.refresh("pytroch", url=nowhere)
    assert (result.status, result.stdout) == (2, "")
    assert "did you mean `pytorch`?" in result.stderr


def test_an_edition_without_packages(world: World, nowhere: str) -> None:
    """The edition of 2018 names no packages, which is said."""
    result = world.refresh("--edition", "2018", url=nowhere)
    assert result.status == 2
    assert "edition 2018 names no packages" in result.stderr


def test_a_broken_list_of_packages(world: World, nowhere: str) -> None:
    """A list that the knowledge lint refuses is an error that names the file, not a traceback."""
    for text in ("packages: {pytorch: pkg}", "- a", "packages: {pytorch: []}", "packages: [", "packages: {a: [1]}"):
        world.packages.write_text(text)
        result = world.refresh(url=nowhere)
        assert result.status == 2
        assert "packages.yaml" in result.stderr
        assert "internal error" not in result.stderr


def test_offline_says_so_and_changes_nothing(world: World, nowhere: str) -> None:
    """With no registry in reach there is one line, status 2, and every file as before."""
    fake = Path(os.environ["PATH"]) / "@tensorflow+tfjs.json"
    fake.write_text('{"error": {"code": "ENOTFOUND"}}')
    before = world.texts()
    result = world.refresh("--yes", url=nowhere)
    assert (result.status, result.stdout) == (2, "")
    assert result.stderr.startswith("advisor: offline: nothing was changed")
    assert len(result.stderr.splitlines()) == 1
    assert world.texts() == before


def test_when_everything_fails_each_reason_is_told(world: World) -> None:
    """As long as one registry answers, if only nonsense, it is not offline: every package has its line; the status is 2."""
    (Path(os.environ["PATH"]) / "@tensorflow+tfjs.json").write_text('{"error": {"code": "ENOTFOUND"}}')
    with index({"torch": 500, "keras": "nonsense"}) as url:
        result = world.refresh("--yes", url=url)
    assert result.status == 2
    assert "pytorch: pkg:pypi/torch: the index answered 500" in result.stderr
    assert "keras: pkg:pypi/keras: the index cannot be understood" in result.stderr
    assert "tfjs: pkg:npm/@tensorflow/tfjs: npm reports ENOTFOUND" in result.stderr
    assert "nothing was changed" in result.stderr
    assert "offline" not in result.stderr


def test_a_mirror_without_dates_leaves_the_figures_about_releases(world: World) -> None:
    """Figures that the registry cannot tell stay with their source, and the user hears of it."""
    mirror = TFJS | {"time": {"7.0.0": "2026-01-01T00:00:00Z"}}
    (Path(os.environ["PATH"]) / "@tensorflow+tfjs.json").write_text(str(mirror).replace("'", '"'))
    before = read_document(world.texts()["tfjs.yaml"], "tfjs").data
    with index(PAGES, METADATA) as url:
        result = world.refresh("tfjs", "--yes", url=url)
    after = read_document(world.texts()["tfjs.yaml"], "tfjs").data
    assert after["figures"]["releases_365d"] == before["figures"]["releases_365d"]
    assert after["figures"]["newest_version"]["value"] == "7.0.0"
    assert any("no upload dates" in line and "tfjs" in line for line in result.stderr.splitlines())


def test_a_failing_write_leaves_the_old_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails while a file is being replaced costs nothing but the change: old bytes, no leftovers, status 2."""
    before = world.texts()
    tried = []

    def fail(self: Path, target: Path) -> Path:
        tried.append(target.name)
        raise OSError(28, "No space left on device")

    with index(PAGES, METADATA) as url, monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        result = world.refresh("keras", "--yes", url=url)
    assert tried == ["keras.yaml"]
    assert result.status == 2
    assert "keras.yaml: cannot be written: No space left on device" in result.stderr
    assert world.texts() == before


def test_a_read_only_folder_is_told_before_anything_is_fetched(
    world: World, nowhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Knowledge that cannot be written is an error that names the folder; only showing the changes would still work."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    result = world.refresh("--yes", url=nowhere)
    assert result.status == 2
    assert f"{world.collected}: the folder of the knowledge files cannot be written" in result.stderr
    with index(PAGES, METADATA) as url:
        assert "would change" in world.refresh("keras", url=url).stderr


def test_no_text_of_a_registry_reaches_the_terminal_as_control_codes(world: World) -> None:
    """A licence with escape codes is shown and stored without them."""
    metadata = {TORCH: "Metadata-Version: 2.4\nName: torch\nVersion: 9.1\nLicense-Expression: \x1b[31mMIT\u202e\n"}
    with index(PAGES, metadata) as url:
        result = world.refresh("pytorch", "--yes", url=url)
    assert "[31mMIT" in result.stdout
    assert "\x1b" not in result.stdout + world.texts()["pytorch.yaml"]
    assert "\u202e" not in result.stdout + world.texts()["pytorch.yaml"]


@pytest.mark.parametrize(("reply", "written"), [("y\r", True), ("n\r", False), ("\r", False)])
def test_at_a_terminal_it_asks(reply: str, written: bool, tmp_path: Path) -> None:
    """The difference is shown, then the question; only a yes writes."""
    for part in ("advisor", "knowledge"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", "runs"))
    edition = tmp_path / "knowledge" / "editions" / "2026"
    (edition / "packages.yaml").write_text(PACKAGES)
    before = (edition / "collected" / "keras.yaml").read_text()
    script = tmp_path / "here.py"  # a script finds the copy beside it first, whatever the working directory
    script.write_text(AT_A_COPY)
    command = [sys.executable, str(script), "knowledge", "refresh", "keras"]
    with index(PAGES) as url:
        env = environment(tmp_path / "home", PYTHONPATH=str(tmp_path), PIP_INDEX_URL=url, NO_PROXY="127.0.0.1")
        with Terminal(command, env, rows=50, columns=140) as terminal:
            terminal.wait_for("Write 1 file? [y/N]")
            assert terminal.shows('+  newest_version: {value: "8.0"')
            terminal.send(reply)
            assert terminal.finish() == 0
            assert terminal.times_shown("1 file written" if written else "nothing was written") == 1
            assert b"packages" in terminal.raw
    assert ((edition / "collected" / "keras.yaml").read_text() != before) is written
