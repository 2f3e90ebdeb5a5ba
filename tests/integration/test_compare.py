"""`advisor compare` as a command: its arguments, its formats, and every way in which they can be wrong."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from advisor.decision.comparison.compare import compare
from advisor.reports.comparison_formats import render
from advisor.reports.interface import Rows, Surface
from tests.support.cli import ADVISOR, ROOT, environment, run_advisor, run_here
from tests.support.knowledge import asked, edition_2018, newest
from tests.support.terminal import Terminal

SPEECH = str(ROOT / "examples" / "on-device-speech.yaml")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_it_prints_the_comparison(here: Path) -> None:
    """The table at 80 columns by default, of the newest edition without needs; options choose edition, format and facts."""
    done = run_here("compare", "jax", "pytorch", home=here.parent)
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout == render(compare(["jax", "pytorch"], asked(), newest()), "table", Surface(80))
    made = compare(["mxnet", "caffe", "tvm"], asked(), edition_2018())
    for format_ in ("table", "markdown", "json"):
        arguments = ["mxnet", "caffe", "tvm", "-e", "2018", "--format", format_, "--facts", "all", "--differences"]
        done = run_here("compare", *arguments, home=here.parent)
        assert (done.status, done.stderr) == (0, "")
        assert done.stdout == render(made, format_, Surface(80), Rows("all", differences=True))


def test_a_file_gives_the_needs_wherever_it_stands(here: Path) -> None:
    """First, last or through standard input, with the numbers of `recommend` for the same file."""
    advice = run_here("recommend", SPEECH, "--format", "json", "--robustness", "none", home=here.parent).data
    expected = {entry["id"]: entry for entry in advice["ranking"]}
    for arguments, stdin in (
        (["pytorch", "tensorflow", SPEECH], ""),
        ([SPEECH, "pytorch", "tensorflow"], ""),
        (["pytorch", "-", "tensorflow"], Path(SPEECH).read_text()),
    ):
        found = run_here("compare", *arguments, "--format", "json", home=here.parent, stdin=stdin).data
        assert [one["id"] for one in found["alternatives"]] == ["pytorch", "tensorflow"]
        for one in found["alternatives"]:
            assert (one["score"], one["rank"]) == (expected[one["id"]]["score"], expected[one["id"]]["rank"])
        assert found["requirements"] == advice["requirements"]
        assert found["weights"] == advice["weights"]


def test_the_edition_of_the_file_is_used_unless_one_is_named(here: Path) -> None:
    """As with `recommend`; an id is checked against the edition that is used, and a file with any name is a file."""
    (here / "needs").write_text("edition: 2018\n")
    own = run_here("compare", "theano", "tvm", "needs", "-f", "json", home=here.parent)
    assert own.data["edition"] == "2018"
    named = run_here("compare", "theano", "tvm", "needs", "-f", "json", "--edition", "2026", home=here.parent)
    assert named.data["edition"] == "2026"
    wrong = run_here("compare", "theano", "mlx", "needs", home=here.parent)
    assert (wrong.status, wrong.stdout) == (2, "")
    assert "edition 2018 does not know `mlx` (other editions: 2026)" in wrong.stderr


def test_a_known_id_is_an_alternative_even_where_a_file_has_its_name(here: Path) -> None:
    """`./jax` would be the file."""
    (here / "jax").write_text("goal: reserch\n")
    assert run_here("compare", "jax", "mlx", "--facts", "none", home=here.parent).status == 0
    done = run_here("compare", "pytorch", "mlx", "./jax", home=here.parent)
    assert (done.status, done.stdout) == (2, "")
    assert "jax:1:7: `goal`: `reserch` is not allowed (did you mean `research`?" in done.stderr


def test_what_is_ruled_out_is_no_error(here: Path) -> None:
    """Even where nothing fits: it was asked to be compared."""
    done = run_here("compare", "mxnet", "caffe", "-", "-e", "2018", home=here.parent, stdin="languages: {train: [php]}")
    assert (done.status, done.stderr) == (0, "")
    assert "All of them are ruled out by these needs." in done.stdout


REFUSED: dict[str, tuple[list[str], list[str]]] = {
    "nothing": ([], ["Missing argument"]),
    "one": (["pytorch"], ["only `pytorch` is named, a comparison needs at least two"]),
    "a file alone": (["good.yaml"], ["no alternative is named, a comparison needs at least two"]),
    "unknown": (
        ["pytorhc", "tensorlow", "linux"],
        ["`pytorhc` (did you mean `pytorch`?)", "`tensorlow` (did you mean `tensorflow`?)", "called `linux`"],
    ),
    "twice": (["jax", "mlx", "jax"], ["`jax` is named 2 times (name each alternative once)"]),
    "a front end": (
        ["keras", "mxnet", "-e", "2018"],
        ["`keras` is not ranked: it fronts other frameworks.", "score of its back end: TensorFlow 81.0"],
    ),
    "another edition": (["jax", "mxnet", "-e", "2018"], ["edition 2018 does not know `jax` (other editions: 2026)"]),
    "unknown edition": (["jax", "mxnet", "-e", "2108"], ["did you mean `2018`?"]),
    "no such file": (["jax", "mlx", "godo.yaml"], ["godo.yaml: no such file (did you mean `good.yaml`?)"]),
    "no such path": (["jax", "mlx", "no/where"], ["no/where: no such file"]),
    "a folder": (["jax", "mlx", "folder"], ["folder: is a directory"]),
    "two files": (["jax", "mlx", "good.yaml", "-"], ["2 requirements files are named: good.yaml, - (name one)"]),
    "a wrong file": (["jax", "mlx", "bad.yaml"], ["bad.yaml:1:1: unknown key `gaol`", "bad.yaml:2:9: `cloud[0]`: `gpc`"]),
    "a hostile file": (["jax", "mlx", "hostile.json"], ["hostile.json:1:"]),
    "all at once": (
        ["jax", "jaxx", "jax", "bad.yaml", "gone.yml"],
        ["`jaxx` (did you mean `jax`?)", "`jax` is named 2 times", "2 requirements files", "`gaol`", "gone.yml: no such"],
    ),
    "nothing to weigh": (["jax", "mlx", "none.yaml"], ["none.yaml: these requirements leave no criterion with a weight"]),
    "nothing to weigh at the end": (["jax", "tract", "start.yaml"], ["start.yaml: these requirements leave nothing to weigh"]),
    "unknown format": (["jax", "mlx", "-f", "csv"], ["'csv' is not one of"]),
    "unknown facts": (["jax", "mlx", "--facts", "some"], ["'some' is not one of"]),
    "no folder": (["jax", "mlx", "-o", "nowhere/c.md"], ["nowhere/c.md: cannot be written"]),
    "control characters": (["jax", "\x1b[31mmlx\u202e"], ["no framework or runtime is called"]),
    "a very long word": (["jax", "m" * 5000], ["no framework or runtime is called `mmm"]),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_wrong_arguments_are_told(arguments: list[str], told: list[str], here: Path) -> None:
    """With what to do, all at once, nothing printed or written, and no control character in the message."""
    files = {
        "good.yaml": "goal: both\n",
        "bad.yaml": "gaol: both\ncloud: [gpc]\n",
        "hostile.json": '{"\\u001b[31m\\u202e": 1}',
        "none.yaml": "priorities: {support_community: none, api_internals: none, platform: none}\n",
        "start.yaml": "weights: {graph: 1}\n",
    }
    for name, text in files.items():
        (here / name).write_text(text)
    (here / "folder").mkdir()
    before = sorted(here.iterdir())
    done = run_here("compare", *arguments, home=here.parent)
    assert (done.status, done.stdout) == (2, ""), done.stderr
    for part in told:
        assert part in done.stderr
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr
    assert not any(character in done.stderr for character in "\x1b\u202e")
    assert len(done.stderr) < 2000
    assert sorted(here.iterdir()) == before


def test_an_empty_file_is_neutral(here: Path) -> None:
    """As with `recommend`."""
    (here / "empty.yaml").write_text("")
    with_file, without = (run_here("compare", "jax", "mlx", *more, home=here.parent) for more in (["empty.yaml"], []))
    assert with_file == without


def test_a_file_gets_the_result(here: Path) -> None:
    """`--output` writes it whole, at 80 columns, and says so."""
    done = run_here("compare", "jax", "mlx", "-f", "markdown", "-o", "c.md", home=here.parent, COLUMNS="200")
    assert (done.status, done.stdout, done.stderr) == (0, "", "c.md written\n")
    assert (here / "c.md").read_text(encoding="utf-8") == render(compare(["jax", "mlx"], asked(), newest()), "markdown")


def test_a_reader_that_leaves_ends_it_quietly(here: Path) -> None:
    """`| head -1` gets its line and no message."""
    command = [*ADVISOR, "compare", *sorted(one.id for one in newest().frameworks), "--facts", "all", "-f", "json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(here.parent)
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


def test_the_same_bytes_every_time(here: Path) -> None:
    """Two processes print the same."""
    first, second = (
        run_advisor("compare", "tract", "jax", "onnxruntime", "-f", "json", home=here.parent, PYTHONHASHSEED=seed)
        for seed in ("1", "2")
    )
    assert first == second
    assert json.loads(first.stdout)["compared_as"] == "deploy"


@pytest.mark.parametrize(("rows", "columns"), [(20, 60), (24, 80), (50, 160)])
def test_a_terminal_of_any_size(rows: int, columns: int, here: Path) -> None:
    """In a real terminal the same words stand as wide as it is."""
    command = [*ADVISOR, "compare", "onnxruntime", "tvm", "litert", "coreml", "--facts", "none"]
    with Terminal(command, environment(here.parent, TERM="xterm-256color"), rows, columns) as terminal:
        assert terminal.finish() == 0
        text = [line.rstrip() for line in terminal.everything]
    made = compare(["onnxruntime", "tvm", "litert", "coreml"], asked(), newest())
    expected = render(made, "table", Surface(columns), Rows("none"))
    body = expected[: expected.index("\nSources")] if "\nSources" in expected else expected
    assert "\n".join(text).strip().startswith(body.strip())
