"""The knowledge of a day, from a git history that the test makes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from advisor.knowledge_base import history
from advisor.knowledge_base.history import knowledge_of
from advisor.model.errors import AdvisorError

AUTHOR = {
    f"GIT_{who}_{what}": text for who in ("AUTHOR", "COMMITTER") for what, text in (("NAME", "A"), ("EMAIL", "a@b.c"))
}


def git(folder: Path, *arguments: str, when: str = "2020-01-01T12:00:00Z") -> str:
    """What git prints, with a fixed author and day and without the settings of this machine."""
    environment = {**os.environ, **AUTHOR, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path, value: str, when: str) -> None:
    """Write the value into the knowledge, commit it on that day."""
    for name in ("knowledge/weights.yaml", "knowledge/editions/1/edition.yaml", "knowledge/runs/raw.jsonl"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value)
    git(folder, "add", "-A", when=when)
    git(folder, "commit", "-q", "-m", value, when=when)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with knowledge of two days, and a later commit that does not touch it."""
    folder = tmp_path / "check out [1]"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "first", "2020-03-01T10:00:00Z")
    commit(folder, "second", "2020-03-05T23:59:59Z")
    (folder / "README").write_text("x")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "other", when="2020-03-09T00:00:00Z")
    return folder


def at(day: str, root: Path) -> str:
    """The value of the knowledge on that day."""
    with knowledge_of(day, root) as found:
        return (found.root / "weights.yaml").read_text()


@pytest.mark.parametrize(
    ("day", "value"),
    [
        ("2020-03-01", "first"),
        ("2020-03-04", "first"),
        ("2020-03-05", "second"),
        ("2020-03-09", "second"),
        ("2026-01-01", "second"),
    ],
)
def test_the_last_commit_up_to_the_end_of_a_day_counts(day: str, value: str, checkout: Path) -> None:
    """A commit of a second before midnight (UTC) belongs to its day."""
    assert at(day, checkout / "knowledge") == value


def test_a_snapshot_says_what_it_is_and_goes_when_done(checkout: Path) -> None:
    """Commit and day are those of git; raw runs, which no edition reads, stay behind."""
    with knowledge_of("2020-03-07", checkout / "knowledge") as found:
        assert found.day == "2020-03-05"
        assert git(checkout, "log", "-1", "--format=%H", "--", "knowledge").startswith(found.commit)
        assert sorted(path.name for path in found.root.rglob("*") if path.is_file()) == ["edition.yaml", "weights.yaml"]
    assert not found.root.exists()


def test_what_is_not_committed_does_not_count(checkout: Path) -> None:
    """A day is history; the files of now are the other side."""
    (checkout / "knowledge/weights.yaml").write_text("dirty")
    assert at("2020-03-20", checkout / "knowledge") == "second"


def test_work_on_a_branch_counts_from_the_day_of_its_merge(checkout: Path) -> None:
    """Committed on the 6th beside the main line, merged on the 10th: on the 7th nobody had it."""
    git(checkout, "checkout", "-q", "-b", "side", "HEAD~1")
    commit(checkout, "third", "2020-03-06T10:00:00Z")
    git(checkout, "checkout", "-q", "main")
    git(checkout, "merge", "-q", "--no-ff", "-m", "merge", "side", when="2020-03-10T10:00:00Z")
    assert at("2020-03-07", checkout / "knowledge") == "second"
    assert at("2020-03-10", checkout / "knowledge") == "third"


def test_a_hook_does_not_mislead_it(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside a git hook the environment names another repository."""
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert at("2020-03-01", checkout / "knowledge") == "first"


def test_knowledge_at_the_top_of_a_checkout(checkout: Path) -> None:
    """A repository of nothing but knowledge works as well."""
    inner = checkout / "knowledge"
    git(inner, "init", "-q", "-b", "main")
    git(inner, "add", "-A")
    git(inner, "commit", "-q", "-m", "x", when="2021-01-01T00:00:00Z")
    with knowledge_of("2021-01-01", inner) as found:
        assert (found.root / "weights.yaml").read_text() == "second"
        assert not (found.root / "runs").exists()


def test_a_day_before_the_history_is_told_with_its_beginning(checkout: Path) -> None:
    """The first day is named, and what to do instead."""
    with pytest.raises(AdvisorError, match="2020-02-29: the knowledge begins on 2020-03-01") as told:
        at("2020-02-29", checkout / "knowledge")
    assert "--format json" in told.value.hint


def test_a_shallow_clone_is_told(checkout: Path, tmp_path: Path) -> None:
    """A history that was cut off can be brought back."""
    git(tmp_path, "clone", "-q", "--depth", "2", checkout.as_uri(), "shallow")
    with pytest.raises(AdvisorError, match="the knowledge begins on 2020-03-05") as told:
        at("2020-03-01", tmp_path / "shallow/knowledge")
    assert "git fetch --unshallow" in told.value.hint


def test_a_folder_without_history_is_told(tmp_path: Path) -> None:
    """As installed from a wheel, and a folder that its checkout ignores."""
    (tmp_path / "knowledge").mkdir()
    with pytest.raises(AdvisorError, match="does not lie in a git checkout") as told:
        at("2020-03-01", tmp_path / "knowledge")
    assert "a folder of knowledge files" in told.value.hint
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "x")
    with pytest.raises(AdvisorError, match="the knowledge has no history in the git checkout"):
        at("2020-03-01", tmp_path / "knowledge")


def test_a_checkout_without_a_commit_is_told(tmp_path: Path) -> None:
    """What git says comes through in one line."""
    git(tmp_path, "init", "-q")
    (tmp_path / "knowledge").mkdir()
    with pytest.raises(AdvisorError, match=r"git: fatal: your current branch .* does not have any commits yet"):
        at("2020-03-01", tmp_path / "knowledge")


def test_git_that_is_not_installed_is_told(checkout: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing named git on the path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(AdvisorError, match="a day needs git, which is not installed"):
        at("2020-03-01", checkout / "knowledge")


def test_git_that_hangs_is_told(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up after a while."""
    monkeypatch.setattr(history, "GIT_SECONDS", 0)
    with pytest.raises(AdvisorError, match=r"git cannot be run: .*timed out"):
        at("2020-03-01", checkout / "knowledge")
