"""Whatever is fed to the command, it answers with a message, an exit status, and soon."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pytest

from tests.support.cli import ADVISOR, Result, environment, run_advisor

CPU_SECONDS = 2
"""Generous: the answer takes a fraction of it. Work, not wall time, so that a busy machine fails no test."""
HANG_SECONDS = 20
PEAK_BYTES = 300_000_000
MESSAGE_CHARACTERS = 100_000
"""What is printed about a file is a message, not a second file."""
DEEP = 20_000

_MEASURE = """
import os, sys
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    file.write(f"{used.ru_maxrss} {used.ru_utime + used.ru_stime}")
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Runs a command and writes down its peak memory and its work; in a small process, as a child inherits a parent's peak."""


class Case(NamedTuple):
    """A file, the ``line:column`` of what is wrong in it, and what the message must name."""

    text: str
    place: str
    names: tuple[str, ...] = ()
    suggests: str = ""


@dataclass(frozen=True)
class Measured:
    """What a command printed and returned, its peak memory and its work."""

    result: Result
    peak_bytes: int
    cpu_seconds: float


def _run(arguments: list[str], folder: Path, stdin: bytes | BinaryIO = b"", seconds: float = HANG_SECONDS) -> Measured:
    """Run `advisor` in a folder; `subprocess.TimeoutExpired` when it takes longer than ``seconds``."""
    used = folder / "used"
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", _MEASURE, str(used), *ADVISOR, *arguments],
        stdin=subprocess.PIPE if isinstance(stdin, bytes) else stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(folder / "home"),
        start_new_session=True,
    )
    try:
        out, err = process.communicate(stdin if isinstance(stdin, bytes) else None, timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    result = Result(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))
    peak, seconds_used = used.read_text().split()
    return Measured(result, int(peak) * (1 if sys.platform == "darwin" else 1024), float(seconds_used))


def _refused(measured: Measured) -> list[str]:
    """The lines on stderr of a command that refused its input properly."""
    status, out, err = measured.result.status, measured.result.stdout, measured.result.stderr
    assert (status, out) == (2, ""), err[:2000]
    assert err.strip(), "no message"
    assert "Traceback" not in err
    assert "internal error" not in err
    assert len(err) < MESSAGE_CHARACTERS, f"{len(err):,} characters of messages"
    assert not re.search(r"[^\n\x20-\x7e\xa0-\U0010ffff]", err), "a control character reaches the terminal"
    assert measured.peak_bytes < PEAK_BYTES, f"{measured.peak_bytes:,} bytes of memory at the peak"
    assert measured.cpu_seconds < CPU_SECONDS
    return err.splitlines()


def _refuse_file(folder: Path, content: str | bytes) -> list[str]:
    """Feed a file named bad.yaml; the messages about it."""
    (folder / "bad.yaml").write_bytes(content.encode() if isinstance(content, str) else content)
    return _refused(_run(["recommend", "bad.yaml"], folder))


@pytest.fixture(scope="module", autouse=True)
def _warm(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the first import compile its files outside the measured runs."""
    _run(["recommend", "nowhere.yaml"], tmp_path_factory.mktemp("warm"), seconds=60)


PLACED = {
    "unknown key": Case("schema: 1\nlangages: {}\n", "2:1", ("langages", "team_knows"), "languages"),
    "unknown nested key": Case("languages:\n  tain: [python]\n", "2:3", ("languages.tain", "serve"), "train"),
    "unknown need key": Case("cloud: {requird: [aws]}\n", "1:9", ("cloud.requird", "preferred"), "required"),
    "unknown key far from any": Case("zzzzzzzz: 1\n", "1:1", ("zzzzzzzz", "languages")),
    "empty key": Case('schema: 1\n"": 1\n', "2:1", ("key ``", "languages")),
    "wrong item": Case("languages:\n  train: [pyton]\n", "2:11", ("pyton", "kotlin"), "python"),
    "wrong item of a long form": Case("os:\n  preferred:\n    - linus\n", "3:7", ("linus", "windows"), "linux"),
    "wrong value": Case("goal: reserch\n", "1:7", ("reserch", "production"), "research"),
    "wrong case": Case("goal: Research\n", "1:7", ("Research", "both"), "research"),
    "wrong importance": Case("priorities: {graph: hgh}\n", "1:21", ("hgh", "critical"), "high"),
    "wrong version": Case("schema: 2\n", "1:9", ("schema", "allowed: 1")),
    "text where a list is due": Case("cloud: aws\n", "1:8", ("cloud", "aws", "list")),
    "text where an inner list is due": Case("os: {required: linux}\n", "1:16", ("os.required", "linux", "list")),
    "text where a list of ids is due": Case("team_knows: pytorch\n", "1:13", ("team_knows", "list")),
    "list where a mapping is due": Case("languages: [python]\n", "1:12", ("`languages`", "list", "serve")),
    "list where priorities are due": Case("priorities: [high]\n", "1:13", ("priorities", "mapping")),
    "mapping where a text is due": Case("title: {a: b}\n", "1:8", ("title", "mapping", "text")),
    "mapping where a choice is due": Case("onnx: {a: b}\n", "1:7", ("onnx", "preferred")),
    "list where a choice is due": Case("domain: [speech]\n", "1:9", ("domain", "vision")),
    "number where a text is due": Case("title: 12\n", "1:8", ("title", "12", "text")),
    "text where a flag is due": Case("constraints:\n  maintained: yes\n", "2:15", ("maintained", "true or false")),
    "list of lists": Case("targets: [[ios]]\n", "1:11", ("targets[0]", "browser")),
    "list as the whole file": Case("# needs\n- python\n", "2:1", ("list", "keys and values")),
    "text as the whole file": Case("python\n", "1:1", ("python", "keys and values")),
    "number as the whole file": Case("12\n", "1:1", ("12", "keys and values")),
    "duplicate key": Case("title: a\ngoal: both\ntitle: b\n", "3:1", ("title", "twice", "line 1")),
    "duplicate nested key": Case("os: {required: [linux], required: [macos]}\n", "1:25", ("required", "twice")),
    "not YAML": Case("schema: 1\ntitle: a: b\n", "2:9", ("YAML",)),
    "tab as indentation": Case("languages:\n\ttrain: [python]\n", "2:1", ("YAML",)),
    "unfinished list": Case("schema: 1\ncloud: [aws\n", "2:12", ("YAML",)),
    "unfinished list in a file without a last newline": Case("cloud: [aws", "1:12", ("YAML",)),
    "unfinished text": Case('title: "a\n', "1:10", ("YAML",)),
    "second document": Case("schema: 1\n---\nschema: 1\n", "2:1", ("document",)),
    "tag": Case("title: !!python/object/apply:os.system [id]\n", "1:8", ("tag", "python/object")),
    "harmless tag": Case("schema: !!int 1\n", "1:9", ("tag", "int")),
    "anchor": Case("title: &a b\n", "1:8", ("anchor", "&a")),
    "alias to nothing": Case("title: *a\n", "1:8", ("alias", "*a")),
    "alias to itself": Case("a: &a [*a]\n", "1:4", ("anchor", "&a")),
    "merge key": Case("<<: {title: a}\n", "1:1", ("<<", "title")),
    "a billion laughs": Case(
        "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "2:8",
        ("alias", "*a"),
    ),
    "key that is a list": Case("? [a]\n: b\n", "1:3", ("key",)),
    "edition as a number": Case("title: x\nedition: 2108\n", "2:10", ("2108",), "2018"),
    "edition as text": Case('edition: "208"\n', "1:10", ("208",), "2018"),
    "edition as a fraction": Case("edition: 2018.5\n", "1:10", ("edition", "2018.5")),
    "unknown id in include": Case("constraints: {include: [pytroch]}\n", "1:25", ("include", "pytroch"), "pytorch"),
    "unknown id in exclude": Case("constraints: {exclude: [cntk, cafe]}\n", "1:31", ("exclude", "cafe"), "caffe"),
    "unknown id in team_knows": Case("team_knows:\n  - TensorFlw\n", "2:5", ("TensorFlw",), "tensorflow"),
    "unknown criterion in priorities": Case("priorities: {grph: high}\n", "1:14", ("grph", "scalability"), "graph"),
    "unknown category in priorities": Case("priorities: {platfrom: low}\n", "1:14", ("platfrom",), "platform"),
    "unknown criterion in weights": Case("weights: {speeed: 1}\n", "1:11", ("speeed", "graph"), "speed"),
    "category in weights": Case("weights: {platform: 1}\n", "1:11", ("platform", "criterion")),
    "weight that is no number": Case("weights: {graph: .nan}\n", "1:18", ("weights.graph", "nan", "finite")),
    "weight without end": Case("weights: {graph: .inf}\n", "1:18", ("weights.graph", "inf", "finite")),
    "weight below any end": Case("weights: {graph: -.inf}\n", "1:18", ("weights.graph", "-inf")),
    "weight too large for a number": Case("weights: {graph: 1e999}\n", "1:18", ("weights.graph", "finite")),
    "negative weight": Case("weights: {graph: -1}\n", "1:18", ("weights.graph", "-1", "0")),
    "weight as text": Case('weights: {graph: "high"}\n', "1:18", ("weights.graph", "high", "number")),
    "weight as a flag": Case("weights: {graph: true}\n", "1:18", ("weights.graph", "true", "number")),
    "weight as a list": Case("weights: {graph: [1]}\n", "1:18", ("weights.graph", "list", "number")),
    "weights that are all 0": Case("title: a\nweights: {graph: 0, onnx: 0.0}\n", "2:1", ("weights", "0")),
    "null byte": Case("schema: 1\ntitle: a\x00b\n", "2", ("YAML",)),
    "carriage returns": Case("schema: 1\r\nlangages: {}\r\n", "2:1", ("langages",), "languages"),
    "byte order mark": Case("\ufeffschem: 1\n", "1:1", ("schem",), "schema"),
    "JSON": Case('{"schema": 1,\n "gaol": "both"}\n', "2:2", ("gaol",), "goal"),
    "characters that move the cursor": Case('goal: "\\e[2J\\x9b2J\\u202e"\n', "1:7", ("goal", "research")),
    "key that moves the cursor": Case('"\\e[2J\\x9b2J": 1\n', "1:1", ("languages",)),
}


@pytest.mark.parametrize("case", PLACED.values(), ids=PLACED.keys())
def test_a_wrong_file_is_refused_with_its_place(case: Case, tmp_path: Path) -> None:
    """The message names file, line and column, what is wrong, what is allowed, and the nearest word where one is near."""
    lines = _refuse_file(tmp_path, case.text)
    about = [line for line in lines if f"bad.yaml:{case.place}: " in line]
    assert len(about) == 1, lines
    assert [name for name in case.names if name not in about[0]] == [], about[0]
    assert (f"did you mean `{case.suggests}`?" in about[0]) if case.suggests else ("did you mean" not in about[0])


def test_quotes_are_told_apart_from_numbers(tmp_path: Path) -> None:
    """A number in quotes is not answered with "did you mean" the very same characters."""
    (line,) = _refuse_file(tmp_path, 'schema: "1"\n')
    assert "did you mean `1`" not in line


UNPLACED: dict[str, bytes] = {
    "every byte": bytes(range(256)) * 8,
    "the start of a program": b"\x7fELF\x02\x01\x01" + bytes(200),
    "UTF-16": "schema: 1\n".encode("utf-16"),
    "UTF-16 without a mark": "schema: 1\n".encode("utf-16-be"),
    "Latin-1": "title: café\n".encode("latin-1"),
    "nothing but null bytes": bytes(1000),
    "lone surrogate": b"title: \xed\xa0\x80\n",
    "escaped lone surrogate": b'title: "\\ud800"\n',
    "five megabytes": b"title: a\n" * 600_000,
    "deep flow lists": b"[" * DEEP,
    "deep closed flow lists": b"[" * DEEP + b"]" * DEEP,
    "deep flow mappings": b"{a: " * DEEP,
    "deep closed flow mappings": b"{a: " * DEEP + b"}" * DEEP,
    "deep block lists": b"- " * DEEP,
    "deep block mappings": b"".join(b" " * depth + b"a:\n" for depth in range(1300)),
    "deep keys": b"? " * DEEP,
    "deep keys with an end": b"? " * DEEP + b"a",
    "deep lists of mappings": b"- a: " * DEEP,
    "many unknown keys": b"".join(b"k%d: 1\n" % number for number in range(60_000)),
    "many unknown ids": b"team_knows: [" + b"pytroch," * 100_000 + b"]",
    "many wrong items": b"languages: {train: [" + b'"",' * 300_000 + b"]}",
    "many unknown weights": b"weights: {" + b"".join(b"k%d: x," % number for number in range(70_000)) + b"}",
    "many anchors": b"".join(b"k%d: &a%d 1\n" % (number, number) for number in range(40_000)),
    "many values": b"[" + b"a," * 490_000 + b"]",
    "a long key": b"k" * 900 + b": 1\n",
    "a long value": b"goal: " + b"x" * 900_000,
    "a long number": b"schema: " + b"9" * 900_000,
    "a key with a line break": b'"a\\nadvisor: b": 1\n',
    "only a question mark and a list": b"? []",
    "every indicator": b"-?:,[]{}#&*!|>'\"%@`",
}


@pytest.mark.parametrize("content", UNPLACED.values(), ids=UNPLACED.keys())
def test_a_hostile_file_is_refused(content: bytes, tmp_path: Path) -> None:
    """Binary, deep, huge and endless files are refused by name, each message on a line of its own and readably short."""
    lines = _refuse_file(tmp_path, content)
    assert [line for line in lines if not line.startswith("advisor: bad.yaml")] == []
    assert max(map(len, lines)) < 1000


def test_all_errors_come_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    """Wrong shapes, wrong words and unknown ids of one file are reported together, from the first line to the last."""
    text = (
        "team_knows: [pytroch]\ngoal: reserch\nweights:\n  grph: 1\n  onnx: -1\nlangages: 1\n"
        "constraints: {include: [cafe], maintained: 3}\ncloud: [aws, azur, gpc]\nedition: 1999\n"
    )
    places = re.findall(r"^advisor: bad\.yaml:(\d+):(\d+): ", "\n".join(_refuse_file(tmp_path, text)), re.MULTILINE)
    found = [(int(line), int(column)) for line, column in places]
    assert found == [(1, 14), (2, 7), (4, 3), (5, 9), (6, 1), (7, 25), (7, 44), (8, 14), (8, 20), (9, 10)]


WEIGHTLESS = {
    "no category counts": "priorities: {support_community: none, api_internals: none, platform: none}\n",
    "no criterion with a score counts": "edition: 2018\nweights: {footprint: 1}\n",
}


@pytest.mark.parametrize("text", WEIGHTLESS.values(), ids=WEIGHTLESS.keys())
def test_needs_that_weigh_nothing_are_refused(text: str, tmp_path: Path) -> None:
    """A file that leaves nothing to weigh is refused by name, not answered with an arbitrary ranking."""
    lines = _refuse_file(tmp_path, text)
    assert lines[0].startswith("advisor: bad.yaml"), lines


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A directory in place of a file is named as such."""
    (tmp_path / "needs").mkdir()
    (line,) = _refused(_run(["recommend", "needs"], tmp_path))
    assert "needs: is a directory" in line


def test_a_missing_file_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    """A misspelt file name is answered with the file that was probably meant."""
    (tmp_path / "requirements.yaml").write_text("schema: 1\n")
    (line,) = _refused(_run(["recommend", "requirments.yaml"], tmp_path))
    assert "requirments.yaml" in line
    assert "did you mean `requirements.yaml`?" in line


@pytest.mark.parametrize("name", ["no\nsuch.yaml", "\x1b[2J.yaml", "n" * 300, "a/../b", "nä" * 20])
def test_an_unreadable_name_is_refused_on_one_line(name: str, tmp_path: Path) -> None:
    """A name that no file can have, or that would break the message apart, gives one harmless line."""
    assert len(_refused(_run(["recommend", name], tmp_path))) == 1


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What exists and cannot be read (here a socket) is refused by name with the reason."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("door")
        (line,) = _refused(_run(["recommend", "door"], tmp_path))
    assert "door: cannot be read: " in line


def test_endless_input_is_refused(tmp_path: Path) -> None:
    """A device or a stream without an end is left after the first megabyte."""
    with Path("/dev/zero").open("rb") as endless:
        (stream,) = _refused(_run(["recommend", "-"], tmp_path, endless))
    (device,) = _refused(_run(["recommend", "/dev/zero"], tmp_path))
    (pipe,) = _refused(_run(["recommend", "-"], tmp_path, b"title: a\n" * 3_000_000))
    assert "<stdin>: larger than" in stream
    assert "<stdin>: larger than" in pipe
    assert "/dev/zero: larger than" in device


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            b'{"ranking":[' + b"{}," * 59_000 + b"{}]}",
            "bad.json: not a recommendation: 472,016 values are missing or wrong",
        ),
        (b'{"ranking":[' + b"[" * 3_000_000, "bad.json: nested more than 32 levels deep"),
        (b'{"ranking":"' + b"x" * 5_000_000 + b'"}', "bad.json: larger than 4,000,000 bytes"),
    ],
    ids=["wrong all over", "deep", "large"],
)
def test_what_is_no_saved_recommendation_is_refused_soon(content: bytes, told: str, tmp_path: Path) -> None:
    """A saved recommendation may be larger than requirements; what is none costs no more time or memory than those."""
    (tmp_path / "bad.json").write_bytes(content)
    (line,) = _refused(_run(["diff", "bad.json"], tmp_path))
    assert told in line


def test_a_wrong_file_on_standard_input_is_refused_with_its_place(tmp_path: Path) -> None:
    """Standard input is named in place of the file."""
    (line,) = _refused(_run(["recommend", "-"], tmp_path, b"schema: 1\ngoal: reserch\n"))
    assert "<stdin>:2:7: " in line


ARGUMENTS: dict[str, tuple[list[str], str]] = {
    "unknown command": (["recomend", "x.yaml"], "recommend"),
    "unknown option": (["recommend", "x.yaml", "--fromat", "json"], "--format"),
    "unknown format": (["recommend", "x.yaml", "--format", "xml"], "json"),
    "no file": (["recommend"], "file"),
    "nothing to show": (["recommend", "x.yaml", "--top", "0"], "--top"),
    "top is no number": (["recommend", "x.yaml", "--top", "many"], "--top"),
    "unknown list": (["list", "framworks"], "frameworks"),
    "unknown id": (["show", "pytroch"], "did you mean `pytorch`?"),
    "edition of recommend": (["recommend", "x.yaml", "--edition", "2108"], "did you mean `2018`?"),
    "edition of list": (["list", "frameworks", "--edition", "1999"], "2018"),
    "edition of show": (["show", "pytorch", "--edition", "../2018"], "2018"),
    "folder of lint": (["knowledge", "lint", "nowhere"], "nowhere"),
}


@pytest.mark.parametrize(("arguments", "told"), ARGUMENTS.values(), ids=ARGUMENTS.keys())
def test_wrong_arguments_are_refused(arguments: list[str], told: str, tmp_path: Path) -> None:
    """A wrong command line gives status 2 and says on stderr what was expected."""
    (tmp_path / "x.yaml").write_text("schema: 1\n")
    measured = _run(arguments, tmp_path)
    result = measured.result
    assert (result.status, result.stdout) == (2, ""), result.stderr
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert measured.peak_bytes < PEAK_BYTES
    assert measured.cpu_seconds < CPU_SECONDS


def test_the_flag_is_refused_before_the_file_is_judged(tmp_path: Path) -> None:
    """An unknown edition on the command line is an error even where the file names a good one."""
    result = run_advisor("recommend", "-", "--edition", "1999", home=tmp_path, stdin='edition: "2018"\n')
    assert (result.status, result.stdout) == (2, "")
    assert "1999" in result.stderr
