"""`--explain full` as a command: in a pipe, as JSON, in a file, at the end of a quiz in a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.calculator import check, read
from tests.support.cli import ADVISOR, ROOT, environment, run_advisor
from tests.support.terminal import Terminal

SPEECH = str(ROOT / "examples" / "on-device-speech.yaml")
HEADING = "\nHow the numbers come about\n"
KEYS = {"explanation", "dominance", "sensitivity"}


def test_full_adds_to_the_short_printout_and_changes_nothing_in_it(tmp_path: Path) -> None:
    """Short is the default; what full adds is one piece before the last line."""
    short = run_advisor("recommend", SPEECH, "--edition", "2018", home=tmp_path)
    same = run_advisor("recommend", SPEECH, "--edition", "2018", "--explain", "short", home=tmp_path)
    full = run_advisor("recommend", SPEECH, "--edition", "2018", "--explain", "full", home=tmp_path)
    assert (full.status, full.stderr) == (0, "")
    assert short.stdout == same.stdout
    before, added = full.stdout.split(HEADING)
    assert short.stdout.startswith(before)
    assert added.endswith(short.stdout[len(before) :])


@pytest.mark.parametrize("columns", ["80", "200"])
def test_the_numbers_of_a_pipe_can_be_worked_out(columns: str, tmp_path: Path) -> None:
    """What a pipe gets is enough for a pocket calculator."""
    full = run_advisor("recommend", SPEECH, "--explain", "full", home=tmp_path, COLUMNS=columns)
    printed = read(full.stdout)
    check(printed)
    assert len(printed.tables) == 5
    assert printed.checked > 80


def test_json_has_more_keys_only_when_asked(tmp_path: Path) -> None:
    """The document of today, and three more keys; the same bytes every time."""
    arguments = ("recommend", SPEECH, "--edition", "2018", "--format", "json")
    short = run_advisor(*arguments, home=tmp_path)
    full = run_advisor(*arguments, "--explain", "full", home=tmp_path)
    assert full.stdout == run_advisor(*arguments, "--explain", "full", home=tmp_path).stdout
    assert set(full.data) - set(short.data) == KEYS
    assert {key: value for key, value in full.data.items() if key not in KEYS} == short.data
    assert full.data["sensitivity"]["winner"] == full.data["ranking"][0]["id"]
    assert full.data["sensitivity"]["rests_on"]
    assert all(one["evidence"]["source"] for one in full.data["sensitivity"]["rests_on"])


def test_a_file_gets_the_long_printout(tmp_path: Path) -> None:
    """`--output` writes it at 80 columns."""
    target = tmp_path / "long.txt"
    run_advisor("recommend", SPEECH, "--edition", "2018", "--explain", "full", "--output", str(target), home=tmp_path)
    check(read(target.read_text(encoding="utf-8")))


def test_an_unknown_word_is_refused(tmp_path: Path) -> None:
    """Only short and full are offered."""
    result = run_advisor("recommend", SPEECH, "--explain", "long", home=tmp_path)
    assert (result.status, result.stdout) == (2, "")
    assert "short" in result.stderr


@pytest.mark.parametrize(("rows", "columns"), [(20, 60), (24, 80), (60, 200)])
def test_a_terminal_of_any_size(rows: int, columns: int, tmp_path: Path) -> None:
    """In a real terminal, with colours, the same numbers stand as wide as the terminal is."""
    command = [*ADVISOR, "recommend", SPEECH, "--edition", "2018", "--explain", "full"]
    with Terminal(command, environment(tmp_path, TERM="xterm-256color"), rows, columns) as terminal:
        assert terminal.finish() == 0
        text = "\n".join(line.rstrip() for line in terminal.everything)
    if columns > 60:
        printed = read(text)
        check(printed)
        assert len(printed.tables) == 5
    assert "What single facts decide" in text
