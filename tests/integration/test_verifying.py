"""`advisor verify`, `advisor probe` and `advisor knowledge measure` with made-up tools: no framework, no network."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from advisor.cli import context as contexts
from advisor.cli.main import run
from advisor.knowledge_base.location import find_knowledge
from advisor.verification.environments import READY, environment
from tests.support.cli import Result
from tests.support.cli import environment as surroundings
from tests.support.guest_tools import add_waiting, make_bench

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the made-up environments are shell scripts")

PATIENCE_SECONDS = 60
WITH_GUEST = """\
import sys
from dataclasses import replace
from pathlib import Path
from advisor.cli import context, main
original = context.from_system
context.from_system = lambda: replace(original(), guest=Path({guest!r}), cache=Path({cache!r}))
main.main()
"""


class Workshop:
    """A guest of made-up tools whose environment `fake` is ready, and the command pointed at it."""

    def __init__(self, folder: Path) -> None:
        """Make everything below ``folder``."""
        bench = make_bench(folder)
        self.folder, self.guest, self.cache, self.runs = folder, bench.guest, bench.cache, folder / "runs.jsonl"
        add_waiting(self.guest)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the command in a process of its own."""
        script = self.folder / "here.py"
        script.write_text(WITH_GUEST.format(guest=str(self.guest), cache=str(self.cache)))
        return subprocess.Popen(
            [sys.executable, str(script), *arguments, "--runs", str(self.runs)],
            env=surroundings(self.folder / "home"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def finish(self, *arguments: str) -> Result:
        """Run the command to its end."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
        return Result(process.returncode, out, err)

    def interrupt(self, *arguments: str) -> Result:
        """Run the command and press Ctrl-C while one of its steps waits; fails when anything of the step is left."""
        (self.guest / "hold").touch()
        process, pids = self.start(*arguments), []
        try:
            _until((self.guest / "pids").exists, "a step waits")
            pids = json.loads((self.guest / "pids").read_text())
            assert all(_runs(pid) for pid in pids)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=PATIENCE_SECONDS)
            _until(lambda: not any(_runs(pid) for pid in pids), "the step and its child end")
        finally:
            process.kill()
            for pid in filter(_runs, pids):
                os.kill(pid, signal.SIGKILL)
        (self.guest / "hold").unlink()
        (self.guest / "pids").unlink()
        return Result(process.returncode, out, err)

    def lines(self) -> list[dict[str, Any]]:
        """The raw results; fails on half a line."""
        text = self.runs.read_text() if self.runs.exists() else ""
        assert text == "" or text.endswith("\n")
        return [json.loads(line) for line in text.splitlines()]


def _runs(pid: int) -> bool:
    """Whether a process runs; one that has ended and is only not yet collected does not."""
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _until(reached: Any, what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        assert time.monotonic() < deadline, f"waited {PATIENCE_SECONDS} s before {what}"
        time.sleep(0.02)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """A workshop of its own for each test."""
    return Workshop(tmp_path)


def left(folder: Path) -> set[str]:
    """The names of everything below a folder."""
    return {path.name for path in folder.rglob("*")}


@pytest.mark.parametrize(("exporter", "runtime"), [("waits", "faithful"), ("honest", "waits")])
def test_an_interrupted_verification_goes_on_where_it_stopped(workshop: Workshop, exporter: str, runtime: str) -> None:
    """Ctrl-C in an export or a load: 130, what was done is kept in whole lines, and a second run does the rest only."""
    asked = ["verify", exporter, runtime, *(word for model in ("mlp", "cnn", "rnn") for word in ("-m", model))]
    stopped = workshop.interrupt(*asked)
    assert stopped.status == 130
    assert stopped.stderr == "\nadvisor: interrupted\n"
    kept = workshop.lines()
    assert [one["model"] for one in kept] == ["mlp"]
    assert left(workshop.cache / "runs") == set()
    assert not any(name.endswith(".part") for name in left(workshop.cache / "artefacts"))
    again = workshop.finish(*asked)
    assert again.status == 0, again.stderr
    assert "1 of 3 trials are known" in again.stderr
    lines = workshop.lines()
    assert lines[0] == kept[0]
    assert [(one["model"], one["outcome"]) for one in lines] == [("mlp", "ok"), ("cnn", "ok"), ("rnn", "ok")]


def test_an_interrupted_probe_keeps_what_was_measured(workshop: Workshop) -> None:
    """Ctrl-C in the second of two frameworks: 130, and the first one's measurement is in the file; a second run adds both."""
    asked = ["probe", "first", "waits", "--probe", "graph"]
    stopped = workshop.interrupt(*asked)
    assert stopped.status == 130
    assert "interrupted" in stopped.stderr
    assert [one["framework"] for one in workshop.lines()] == ["first"]
    again = workshop.finish(*asked)
    assert again.status == 0, again.stderr
    assert [one["framework"] for one in workshop.lines()] == ["first", "first", "waits"]


def test_an_interrupted_installation_leaves_no_environment(workshop: Workshop) -> None:
    """Ctrl-C while a package is being built: the installer and the build end, the folder goes, and a second run makes it."""
    slow = environment("slow", workshop.cache, workshop.guest)
    stopped = workshop.interrupt("verify", "slow", "faithful", "-m", "mlp")
    assert stopped.status == 130
    assert not slow.folder.exists()
    assert workshop.lines() == []
    assert workshop.finish("verify", "slow", "faithful", "-m", "mlp").status == 0
    assert (slow.folder / READY).is_file()
    assert [one["stage"] for one in workshop.lines()] != ["environment"]


class Here:
    """Runs commands in this process, in a workshop and with a copy of the knowledge."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Point the commands at both."""
        self.workshop, self.capsys, self.knowledge = Workshop(folder), capsys, folder / "knowledge"
        for key, value in surroundings(folder / "home").items():
            monkeypatch.setenv(key, value)
        monkeypatch.delenv("COLUMNS", raising=False)
        original = contexts.from_system
        guest, cache = self.workshop.guest, self.workshop.cache
        monkeypatch.setattr(contexts, "from_system", lambda: replace(original(), guest=guest, cache=cache))
        monkeypatch.setattr("advisor.cli.measuring.find_knowledge", lambda: self.knowledge)

    def __call__(self, *arguments: str) -> Result:
        """Run one command."""
        handler = signal.getsignal(signal.SIGINT)
        try:
            return Result(run(list(arguments)), *self.capsys.readouterr())
        finally:
            signal.signal(signal.SIGINT, handler)

    def measured(self) -> dict[str, str]:
        """Every measured file of the copy by its name."""
        folder = self.knowledge / "editions" / "2026" / "measured"
        return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*")}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """Commands in this process."""
    return Here(tmp_path, monkeypatch, capsys)


def test_the_list_shows_every_route_and_runs_none(here: Here) -> None:
    """One line a route of this guest, narrowed by names; nothing is made."""
    before = left(here.workshop.cache)
    every, some = here("verify", "--list"), here("verify", "honest", "--list")
    assert (every.status, some.status, every.stderr) == (0, 0, "")
    ids = [line.split()[0] for line in every.stdout.splitlines() if ">" in line]
    assert len(ids) == len(set(ids)) == 12 * 7
    assert {"honest>faithful", "slow>waits"} <= set(ids)
    assert [line.split()[0] for line in some.stdout.splitlines() if ">" in line] == [
        one for one in ids if one.startswith("honest>")
    ]
    assert left(here.workshop.cache) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["verify", "honst", "faithful"], "PROTOTYPE honst: no route knows it (did you mean `honest`?)"),
        (["verify", "honest", "faithfull"], "DEPLOY faithfull: no route knows it (did you mean `faithful`?)"),
        (["verify", "pytorch", "--via", "onxx"], "--via onxx: no route knows it (did you mean `onnx`?)"),
        (["verify", "honest", "faithful", "--model", "cn"], "--model cn: no such model"),
        (["verify", "zzz"], "advisor verify --list shows every route"),
        (["verify", "honest", "--set", "quick"], "no route that can be run: honest"),
        (["verify"], "nothing to verify (name PROTOTYPE and DEPLOY"),
        (["probe", "first", "--probe", "grph"], "--probe grph: no such probe (did you mean `graph`?"),
        (["probe", "frist", "--probe", "graph"], "frist: no such tool (did you mean `first`?)"),
        (["knowledge", "measure", "nowhere.jsonl"], "nowhere.jsonl: no such file"),
    ],
)
def test_a_wrong_name_is_told_before_anything_runs(here: Here, arguments: list[str], told: str) -> None:
    """Status 2, one line that says what would do, and nothing done."""
    before = left(here.workshop.folder)
    result = here(*arguments)
    assert (result.status, result.stdout) == (2, "")
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert {name for name in left(here.workshop.folder) - before if not name.startswith("knowledge-")} <= {"cache"}


def test_results_as_json_and_as_a_table(here: Here, tmp_path: Path) -> None:
    """Both tell the same outcomes; the table names what did not pass with its reason."""
    runs, out = str(tmp_path / "a.jsonl"), tmp_path / "out.json"
    asked = ["verify", "refuses", "faithful", "-m", "mlp", "-m", "control", "--runs", runs]
    data = here(*asked, "--format", "json")
    assert (data.status, data.data["schema"]) == (0, 1)
    found = {one["model"]: (one["outcome"], one["stage"], one["text"]) for one in data.data["trials"]}
    assert found == dict.fromkeys(("mlp", "control"), ("refused", "export", "ValueError: no such operator: Shrug"))
    text = here(*asked)
    assert [line.split() for line in text.stdout.splitlines()[:2]] == [
        ["route", "mlp", "control", "error"],
        ["refuses>faithful", "refused", "refused"],
    ]
    assert "refuses>faithful mlp: refused (export) ValueError: no such operator: Shrug" in text.stdout
    assert here(*asked, "-f", "json", "-o", str(out)).stdout == ""
    assert json.loads(out.read_text()) == data.data


def test_what_is_known_is_not_run_again(here: Here, tmp_path: Path) -> None:
    """With the same file of runs only what is missing is run; `--fresh` runs all of it."""
    runs = tmp_path / "a.jsonl"
    here("verify", "honest", "faithful", "-m", "mlp", "--runs", str(runs))
    first = runs.read_text()
    wider = here("verify", "honest", "faithful", "-m", "mlp", "-m", "cnn", "--runs", str(runs))
    assert f"1 of 2 trials are known from {runs}; --fresh runs them again" in wider.stderr
    assert runs.read_text().startswith(first)
    assert len(runs.read_text().splitlines()) == 2
    here("verify", "honest", "faithful", "-m", "mlp", "--runs", str(runs), "--fresh")
    assert len(runs.read_text().splitlines()) == 3


def test_probes_are_listed_and_run(here: Here, tmp_path: Path) -> None:
    """The list names this guest's tools; a measurement is printed and kept; another known tool has the reason why not."""
    listed = here("probe", "--list").stdout
    assert "frameworks: first, waits\n" in listed
    assert {"graph", "nn_ops", "footprint"} <= {line.split()[0] for line in listed.splitlines() if line}
    runs = tmp_path / "probes.jsonl"
    result = here("probe", "first", "dl4j", "--probe", "graph", "--runs", str(runs))
    assert result.status == 0, result.stderr
    assert [line.split(maxsplit=2) for line in result.stdout.splitlines()] == [
        ["graph", "first", "0.5 share of eager and compiled"],
        ["graph", "dl4j", "not measured: not available here: no probe is written for it"],
    ]
    assert [json.loads(line)["value"] for line in runs.read_text().splitlines()] == [0.5, None]


def test_measuring_shows_first_and_writes_when_told(here: Here, tmp_path: Path) -> None:
    """Without --write the difference is shown and no file changes; with it they change; a third time there is nothing to do."""
    shutil.copytree(find_knowledge(), here.knowledge)
    runs = tmp_path / "a.jsonl"
    here("verify", "honest", "faithful", "--runs", str(runs))
    before = here.measured()
    shown = here("knowledge", "measure", str(runs))
    assert shown.status == 0, shown.stderr
    assert "--- routes.yaml before\n+++ routes.yaml\n" in shown.stdout
    assert "+  exporter: honest\n" in shown.stdout
    assert "nothing was written; --write writes it" in shown.stderr
    assert here.measured() == before
    written = here("knowledge", "measure", str(runs), "--write")
    assert written.stdout == shown.stdout
    after = here.measured()
    assert {name for name in after if after[name] != before.get(name)} == {"routes.yaml"}
    third = here("knowledge", "measure", str(runs), "--write")
    assert (third.stdout, "nothing changes" in third.stderr) == ("", True)
    assert here.measured() == after


def test_runs_of_unknown_tools_are_no_facts(here: Here, tmp_path: Path) -> None:
    """A file in which no tool of the edition stands is an error with a hint."""
    shutil.copytree(find_knowledge(), here.knowledge, ignore=shutil.ignore_patterns("runs"))
    runs = tmp_path / "a.jsonl"
    here("probe", "first", "--probe", "graph", "--runs", str(runs))
    result = here("knowledge", "measure", str(runs))
    assert (result.status, result.stdout) == (2, "")
    assert "no run of a known tool" in result.stderr
