"""`advisor report` and `--format html` through the real command."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from advisor.cli import reporting
from advisor.cli.context import Context
from tests.support.cli import ADVISOR, ROOT, environment, run_advisor
from tests.support.terminal import Terminal

EXAMPLE = ROOT / "examples/neutral.yaml"


def context(folder: Path, seen: list[str], *, there: bool = True) -> Context:
    """A context whose browser only remembers what it was shown."""

    def browse(address: str) -> bool:
        seen.append(address)
        return there

    return Context(
        stdout=io.StringIO(), stderr=io.StringIO(), interactive=False, width=80, color=False, unicode=True,
        cache=None, state=folder, browse=browse,
    )  # fmt: skip


def report(where: Context, file: str, output: Path | None = None) -> int:
    """Run the command in this process."""
    return reporting.run(where, file, output=output, open_=True, edition="2018", top=None, robustness="none")


def test_the_page_is_written_and_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named after the file, in this folder; the browser gets its address; nothing goes to standard output."""
    monkeypatch.chdir(tmp_path)
    seen: list[str] = []
    where = context(tmp_path, seen)
    assert report(where, str(EXAMPLE)) == 0
    assert seen == [(tmp_path / "neutral.html").resolve().as_uri()]
    assert (tmp_path / "neutral.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert isinstance(where.stdout, io.StringIO)
    assert where.stdout.getvalue() == ""


def test_our_own_page_is_replaced_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of ours is written anew; a file that a person made under that name is kept, and the message says what to do."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "neutral.html").write_text("<p>my own page</p>")
    refused = run_advisor("report", str(EXAMPLE), home=tmp_path)
    assert (refused.status, refused.stdout) == (2, "")
    assert "neutral.html: exists and is not a report of advisor (name another file with --output)" in refused.stderr
    assert (tmp_path / "neutral.html").read_text() == "<p>my own page</p>"
    assert report(context(tmp_path, []), str(EXAMPLE), tmp_path / "neutral.html") == 0
    first = (tmp_path / "neutral.html").read_bytes()
    assert report(context(tmp_path, []), str(EXAMPLE)) == 0
    assert (tmp_path / "neutral.html").read_bytes() == first


def test_without_a_browser_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is there all the same."""
    monkeypatch.chdir(tmp_path)
    where = context(tmp_path, [], there=False)
    assert report(where, str(EXAMPLE)) == 0
    assert isinstance(where.stderr, io.StringIO)
    assert "no browser was found; open neutral.html yourself" in where.stderr.getvalue()


def test_nothing_fits_is_a_page_and_status_3(tmp_path: Path) -> None:
    """The closest misses can be shared as well."""
    page = tmp_path / "page.html"
    done = run_advisor("report", "-", "-o", str(page), home=tmp_path, stdin="languages: {train: [php]}")
    assert done.status == 3
    assert "No framework meets the hard requirements" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["report", "nowhere.yaml"], "no such file"),
        (["report", str(EXAMPLE), "-o", "nowhere/page.html"], "there is no folder nowhere"),
        (["report", str(EXAMPLE), "--edition", "1999"], "unknown edition `1999`"),
        (["report"], "Missing argument 'file'"),
    ],
)
def test_what_is_wrong_is_told(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, status 2, no file."""
    monkeypatch.chdir(tmp_path)
    done = run_advisor(*arguments, home=tmp_path / "home")
    assert done.status == 2
    assert told in done.stderr
    assert list(tmp_path.glob("*.html")) == []


@pytest.mark.parametrize(
    "command", ["recommend {file} --format html", "compare pytorch jax --format html", "quiz --format html"]
)
def test_megabytes_do_not_flood_a_terminal(command: str, tmp_path: Path) -> None:
    """In a pipe the page comes; a terminal gets one line that says what to do, before any question is asked."""
    words = command.format(file=EXAMPLE).split()
    with Terminal([*ADVISOR, *words], environment(tmp_path), rows=24, columns=100) as terminal:
        terminal.finish()
        assert "add --output FILE" in "\n".join(terminal.everything)
        assert len(terminal.raw) < 1000
