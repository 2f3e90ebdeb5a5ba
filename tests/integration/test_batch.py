"""`advisor batch` as a command: files in, files out, nothing lost and nothing half-written."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.cli import ADVISOR, ROOT, environment, run_advisor
from tests.support.terminal import Terminal

ROWS = "id,goal,cloud\na,both,aws\nb,boht,aws\nc,research,gcp\n"
EXAMPLES = ("neutral", "on-device-speech", "research-lab", "spark-on-the-jvm")
KINDS = (".csv", ".jsonl", ".parquet")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def names(folder: Path) -> list[str]:
    """Everything in a folder, hidden files as well."""
    return sorted(path.name for path in folder.iterdir())


def read(path: Path) -> list[dict[str, Any]]:
    """The results in a file of any kind, with numbers as numbers and the ranking as pairs."""
    rows: list[dict[str, Any]]
    if path.suffix == ".parquet":
        import pyarrow.parquet

        rows = pyarrow.parquet.read_table(path).to_pylist()
    elif path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text().splitlines()]
    else:
        rows = list(csv.DictReader(io.StringIO(path.read_text())))
        for row in rows:
            parts = [part.split(":") for part in row["ranking"].split(";") if part]
            row["ranking"] = [{"id": id_, "score": float(score)} for id_, score in parts]
            numbers = {name: float(row[name]) if row[name] else None for name in ("score", "margin", "stack_score")}
            row |= {name: row[name] or None for name in row} | {"ranking": row["ranking"]} | numbers
    return rows


def test_a_row_gets_what_recommend_prints(here: Path) -> None:
    """The examples in one file get the scores and stacks that `advisor recommend` gives each of them, edition and all."""
    sets = [yaml.safe_load((ROOT / "examples" / f"{name}.yaml").read_text()) for name in EXAMPLES]
    (here / "sets.jsonl").write_text("".join(json.dumps(one) + "\n" for one in sets))
    done = run_advisor("batch", "sets.jsonl", "--top", "5", home=here.parent)
    assert done.status == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in results] == ["1", "2", "3", "4"]
    for name, result in zip(EXAMPLES, results, strict=True):
        alone = run_advisor(
            "recommend", str(ROOT / "examples" / f"{name}.yaml"), "--format", "json", home=here.parent
        ).data
        assert (result["edition"], result["kind"]) == (alone["edition"], alone["headline"]["kind"])
        expected = [(entry["id"], round(entry["score"], 6)) for entry in alone["ranking"][:5]]
        assert [(entry["id"], entry["score"]) for entry in result["ranking"]] == expected
        stack = alone["stacks"][0]
        assert [result[key] for key in ("prototype", "exchange", "deploy")] == [
            stack[key] for key in ("prototype", "exchange", "deploy")
        ]


def test_every_kind_of_file_holds_the_same(here: Path) -> None:
    """The shipped survey, written as each kind of file, gives the same results; read back from each kind, too."""
    import pyarrow
    import pyarrow.parquet

    survey = ROOT / "examples" / "survey.csv"
    table = csv.DictReader(io.StringIO(survey.read_text()))
    rows = [{name: cell or None for name, cell in row.items()} for row in table]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), "in.parquet")
    outputs = []
    for source in (str(survey), "in.parquet"):
        for kind in KINDS:
            done = run_advisor("batch", source, "-o", f"out{kind}", home=here.parent)
            assert (done.status, done.stdout) == (0, ""), done.stderr
            outputs.append(read(here / f"out{kind}"))
    assert names(here) == ["in.parquet", "out.csv", "out.jsonl", "out.parquet"]
    assert len(outputs[0]) == len(rows) == 10
    assert outputs == outputs[:1] * 6


def test_bad_rows_are_reported_apart(here: Path) -> None:
    """The others are ranked, the status is 2, the file beside the results has the reason; a later clean run removes it."""
    (here / "in.csv").write_text(ROWS)
    done = run_advisor("batch", "in.csv", "-o", "out.csv", home=here.parent)
    assert (done.status, done.stdout) == (2, "")
    assert "2 requirement sets ranked, 1 rejected" in done.stderr
    assert "out.csv.rejected.jsonl" in done.stderr
    assert [row["id"] for row in read(here / "out.csv")] == ["a", "c"]
    (line,) = (here / "out.csv.rejected.jsonl").read_text().splitlines()
    told = json.loads(line)
    assert (told["row"], told["line"], told["input"]) == (2, 3, "b,boht,aws")
    assert "did you mean `both`?" in told["problems"][0]
    (here / "in.csv").write_text(ROWS.replace("boht", "both"))
    assert run_advisor("batch", "in.csv", "-o", "out.csv", home=here.parent).status == 0
    assert names(here) == ["in.csv", "out.csv"]


def test_rejected_rows_go_where_they_are_told(here: Path) -> None:
    """`--rejected` names the file, which is there even when it is empty; without results file it lies beside the input."""
    (here / "in.csv").write_text(ROWS)
    run_advisor("batch", "in.csv", "-o", "out.csv", "--rejected", "bad.jsonl", home=here.parent)
    assert names(here) == ["bad.jsonl", "in.csv", "out.csv"]
    (here / "fine.jsonl").write_text("{}\n")
    run_advisor("batch", "fine.jsonl", "-o", "out.csv", "--rejected", "none.jsonl", home=here.parent)
    assert (here / "none.jsonl").read_text() == ""
    done = run_advisor("batch", "in.csv", home=here.parent)
    assert done.stdout.startswith("id,edition,winner,")
    assert (here / "in.csv.rejected.jsonl").read_text() == (here / "bad.jsonl").read_text()


def test_standard_input_and_output(here: Path) -> None:
    """What comes through a pipe is known by its first character; JSON Lines come out as JSON Lines."""
    done = run_advisor("batch", "-", home=here.parent, stdin=ROWS.replace("boht", "both"))
    assert (done.status, len(done.stdout.splitlines())) == (0, 4)
    done = run_advisor("batch", "-", "-o", "-", "--top", "1", home=here.parent, stdin='{"id": "x"}\n')
    (result,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (result["id"], len(result["ranking"])) == ("x", 1)
    assert names(here) == []
    done = run_advisor("batch", "-", home=here.parent, stdin=b"PAR1\0\0")
    assert (done.status, done.stdout) == (2, "")
    assert "Parquet cannot be read from a stream" in done.stderr


def test_the_edition_of_the_command_line_overrules_the_rows(here: Path) -> None:
    """As with `recommend`; without it each row is ranked under its own edition."""
    rows = "id,edition\na,2018\nb,\n"
    own = run_advisor("batch", "-", home=here.parent, stdin=rows).stdout
    overruled = run_advisor("batch", "-", "--edition", "2018", home=here.parent, stdin=rows).stdout
    assert [line.split(",")[1] for line in own.splitlines()[1:]] == ["2018", "2026"]
    assert [line.split(",")[1] for line in overruled.splitlines()[1:]] == ["2018", "2018"]


REFUSED: dict[str, tuple[list[str], str]] = {
    "another kind of input": (["in.yaml"], "in.yaml: this kind of file is not read (allowed: .csv, .jsonl, .parquet)"),
    "another kind of output": (["in.csv", "-o", "out.xlsx"], "allowed: .csv, .jsonl, .parquet"),
    "no such file": (["inn.csv"], "did you mean `in.csv`?"),
    "a folder": (["folder.csv"], "folder.csv: is a directory"),
    "results over the input": (["in.csv", "-o", "./in.csv"], "is the file that is read"),
    "rejected rows over the input": (["in.csv", "--rejected", "in.csv"], "is the file that is read"),
    "rejected rows over the results": (["in.csv", "-o", "o.csv", "--rejected", "./o.csv"], "is the file of the results"),
    "results in no folder": (["in.csv", "-o", "nowhere/o.csv"], "there is no folder nowhere"),
    "results that are a folder": (["in.csv", "-o", "folder.csv"], "folder.csv: is a directory"),
    "unknown edition": (["in.csv", "--edition", "2108"], "did you mean `2018`?"),
    "no rows of a ranking": (["in.csv", "--top", "0"], "--top"),
    "no Parquet": (["no.parquet"], "no.parquet: cannot be read as Parquet"),
    "unknown column": (["columns.csv"], "columns.csv:1: unknown column `gaol` (did you mean `goal`?"),
    "an empty table": (["empty.csv"], "empty.csv: is empty"),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_work_is_refused_at_once(arguments: list[str], told: str, here: Path) -> None:
    """The message says what is allowed; nothing is written."""
    (here / "folder.csv").mkdir()
    for name, text in {"in.csv": ROWS, "no.parquet": ROWS, "columns.csv": "id,gaol\n", "empty.csv": ""}.items():
        (here / name).write_text(text)
    before = names(here)
    done = run_advisor("batch", *arguments, home=here.parent)
    assert (done.status, done.stdout) == (2, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert names(here) == before
    assert (here / "in.csv").read_text() == ROWS


@pytest.mark.parametrize("arguments", [["in.parquet"], ["in.csv", "-o", "out.parquet"]])
def test_without_pyarrow_the_extra_is_named(arguments: list[str], here: Path) -> None:
    """Parquet is an optional extra; the message says how to get it, and no file is left."""
    (here / "in.csv").write_text(ROWS)
    (here / "in.parquet").write_bytes(b"PAR1")
    hidden = here.parent / "hidden"
    hidden.mkdir()
    (hidden / "pyarrow.py").write_text("raise ImportError('hidden')\n")
    done = run_advisor("batch", *arguments, home=here.parent, PYTHONPATH=f"{hidden}{os.pathsep}{ROOT}")
    assert (done.status, done.stdout) == (2, "")
    assert "framework-advisor[parquet]" in done.stderr
    assert names(here) == ["in.csv", "in.parquet"]


def start(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """`advisor batch` on a pipe that stays open."""
    return subprocess.Popen(
        [*ADVISOR, "batch", "-", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(folder.parent),
        cwd=folder,
    )


def test_ctrl_c_leaves_nothing_half_written(here: Path) -> None:
    """Interrupted in the middle, the old results are still there, whole, and nothing else."""
    (here / "out.csv").write_text("old\n")
    with start(here, "-o", "out.csv") as process:
        assert process.stdin is not None
        process.stdin.write(b"id,goal\n" + b"a,both\nb,wrong\n" * 50_000)
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while not any(path.stat().st_size for path in here.glob(".out.csv-*")):
            assert time.monotonic() < deadline, "nothing was ever written"
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"interrupted" in told
    assert names(here) == ["out.csv"]
    assert (here / "out.csv").read_text() == "old\n"


def test_a_reader_that_leaves_ends_the_run_quietly(here: Path) -> None:
    """`| head -1` gets its line; there is no message and no file."""
    with start(here) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"id,goal\n" + b"a,both\n" * 5000)  # fits the pipe; the results do not
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"id,edition")
        process.stdout.close()
        process.stdin.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0
    assert names(here) == []


def test_a_terminal_shows_how_far_it_is(here: Path) -> None:
    """A bar with a percentage and the number of rows while it runs, then what became of the rows."""
    (here / "in.csv").write_text("id,goal\n" + "a,both\n" * 20_000)
    with Terminal([*ADVISOR, "batch", "in.csv", "-o", "out.csv"], environment(here.parent), 20, 80) as terminal:
        assert terminal.finish() == 0
        assert terminal.shows("20,000 requirement sets ranked, 0 rejected")
        assert b" rows" in terminal.raw
        assert b"%" in terminal.raw
    assert len((here / "out.csv").read_text().splitlines()) == 20_001
