"""Every command as a process of its own: what it prints, where, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import statistics
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from typer.main import get_command

from advisor.cli.app import app
from advisor.cli.main import run
from advisor.decision.recommend import recommend
from advisor.documents import read_document
from advisor.knowledge_base.loader import load_knowledge
from advisor.knowledge_base.location import find_knowledge
from advisor.model.errors import InputError
from advisor.model.requirements import Requirements
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from advisor.needs.template import TEMPLATE
from tests.support.cli import ADVISOR, ROOT, Result, environment, run_advisor
from tests.support.terminal import Terminal

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
NEUTRAL, SPEECH = str(ROOT / "examples" / "neutral.yaml"), str(ROOT / "examples" / "on-device-speech.yaml")
NOTHING_FITS = 'edition: "2018"\nlanguages: {train: [dart]}\n'
KNOWLEDGE = load_knowledge()
IDS = [
    (edition, id_)
    for edition in KNOWLEDGE.editions
    for known in [load_knowledge(edition)]
    for id_ in (*known.alternatives, *known.criteria, *known.exchanges)
]
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What moves a cursor, colours or reorders text; the line feed is the one that may be printed."""
URL_LINE = re.compile(r" *(?:\[\d+\] )?(?:https?://|pkg:|run:)\S+(?: \([^()]*\))?")


def _commands(command: Any, words: str = "") -> dict[str, Any]:
    """Every command and group below a command, by the words that call it."""
    found = {words: command}
    for name, below in getattr(command, "commands", {}).items():
        found |= _commands(below, f"{words} {name}".strip())
    return found


def _too_long(printout: str) -> list[str]:
    """Lines of more than 80 columns that are not an address in one piece."""
    return [line for line in printout.splitlines() if cell_len(line) > 80 and not URL_LINE.fullmatch(line)]


COMMANDS = _commands(get_command(app))


def _rows(printout: str) -> list[str]:
    """The lines of the ranked table."""
    table = printout.split("\nRanking\n", 1)[1].split("\n\n", 1)[0]
    return [line for line in table.splitlines() if re.match(r" *\d+ ", line)]


class Here:
    """Runs commands in this process, for tests that need very many of them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Keep what the commands need; ``folder`` is for the files that they read."""
        self.folder, self.capsys = folder, capsys

    def __call__(self, *arguments: str) -> Result:
        """Run one command."""
        return Result(run(list(arguments)), *self.capsys.readouterr())

    def recommend(self, text: str, *arguments: str) -> Result:
        """Recommend from a file with this text."""
        file = self.folder / "requirements.yaml"
        file.write_text(text, encoding="utf-8")
        return self("recommend", str(file), *arguments)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Here:
    """Commands in this process, with a home of their own and without a given width."""
    monkeypatch.delenv("COLUMNS", raising=False)
    for key, value in environment(tmp_path).items():
        monkeypatch.setenv(key, value)
    return Here(tmp_path, capsys)


def test_version_is_one_line(tmp_path: Path) -> None:
    """`--version` names the program and a version number."""
    result = run_advisor("--version", home=tmp_path)
    assert (result.status, result.stderr) == (0, "")
    assert re.fullmatch(r"advisor \d+\.\d+\.\d+\S*\n", result.stdout)


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_and_option_has_help(words: str, tmp_path: Path) -> None:
    """`--help` and `-h` of every command say what it does and what each option and argument means."""
    command = COMMANDS[words]
    result = run_advisor(*words.split(), "--help", home=tmp_path)
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout == run_advisor(*words.split(), "-h", home=tmp_path).stdout
    told = " ".join(result.stdout.split())
    assert "Usage: advisor" in told
    assert command.help
    assert " ".join(command.help.split()) in told
    for parameter in command.params:
        assert parameter.help, parameter.name
        assert " ".join(parameter.help.split()) in told
    for below in getattr(command, "commands", {}).values():
        assert " ".join(below.get_short_help_str(200).split()) in told


def test_init_writes_to_stdout_and_to_a_file(tmp_path: Path) -> None:
    """The template goes to stdout, or whole into a file that is named."""
    target = tmp_path / "needs.yaml"
    printed, written = run_advisor("init", home=tmp_path), run_advisor("init", str(target), home=tmp_path)
    assert (printed.status, printed.stderr) == (0, "")
    assert (written.status, written.stdout) == (0, "")
    assert str(target) in written.stderr
    assert target.read_text(encoding="utf-8") == printed.stdout


def test_init_never_overwrites(tmp_path: Path) -> None:
    """A file that is there is left alone, with status 2 and a message."""
    target = tmp_path / "needs.yaml"
    target.write_text("title: mine\n")
    result = run_advisor("init", str(target), home=tmp_path)
    assert (result.status, result.stdout) == (2, "")
    assert str(target) in result.stderr
    assert target.read_text() == "title: mine\n"


def _blocks() -> dict[str, list[int]]:
    """The line numbers of each commented key of the template: its own line and the deeper keys below it."""
    blocks: dict[str, list[int]] = {}
    key = ""
    for number, line in enumerate(TEMPLATE.splitlines()):
        if match := re.match(r"# ([a-z_]+):", line):
            key = match[1]
            blocks[key] = [number]
        elif key and re.match(r"# +[a-z_]+:", line):
            blocks[key].append(number)
    return blocks


def _uncommented(*keys: str) -> str:
    """The template with these keys uncommented."""
    numbers = {number for key in keys for number in _blocks()[key]}
    lines = [line[2:] if number in numbers else line for number, line in enumerate(TEMPLATE.splitlines())]
    return "\n".join(lines) + "\n"


def test_the_template_shows_every_key_of_the_contract() -> None:
    """What is not commented and what is, together, are the keys of the requirements file."""
    given = read_document(TEMPLATE, "template").data
    assert {*given, *_blocks()} == {field.alias or name for name, field in Requirements.model_fields.items()}


@pytest.mark.parametrize("key", _blocks())
def test_each_key_of_the_template_can_be_uncommented(key: str) -> None:
    """Uncommenting one key gives a file that says something about it and that `recommend` accepts."""
    data = read_document(_uncommented(key), "template").data
    assert key in data
    requirements = read_requirements(_uncommented(key), "template", known_of(KNOWLEDGE))
    knowledge = load_knowledge(requirements.edition)
    assert recommend(requirements, knowledge).ranking


def test_the_template_recommends_as_it_is_and_uncommented(here: Here, tmp_path: Path) -> None:
    """`advisor init | advisor recommend -` works, and so does the file with every key uncommented."""
    assert run_advisor("recommend", "-", home=tmp_path, stdin=TEMPLATE).status == 0
    whole = here.recommend(_uncommented(*_blocks()), "--format", "json")
    assert whole.status in (0, 3), whole.stderr
    assert whole.data["requirements"]["languages"]["train"] == {"required": ["python"]}


BROKEN = [
    "langages: {}", "goal: reserch", "schema: 2", 'schema: "1"', "title: 12", "edition: 1999", "edition: true",
    "cloud: aws", "cloud: [awz]", "cloud: {required: aws}", "cloud: {wanted: [aws]}", "languages: [python]",
    "languages: {train: [pyton]}", "languages: {train: {required: [python], prefered: [r]}}", "onnx: true",
    "dynamic_graphs: yes", "scale: huge", "big_data: [flink]", "hardware: {train: [nvida]}", "targets: [[ios]]",
    "os: {preferred: [linux, 1]}", "domain: [speech]", "priorities: [graph]", "priorities: {graph: 1}",
    "priorities: {grph: high}", "weights: {graph: -1}", 'weights: {graph: "1"}', "weights: {platform: 1}",
    "weights: {graph: true}", "constraints: {maintained: 1}", "constraints: {licenses: MIT}",
    "constraints: {include: [pytroch]}", "constraints: {exclude: cntk}", "team_knows: [cobol]", "team_knows: pytorch",
    "- schema: 1", "text",
]  # fmt: skip


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Draft202012Validator:
    """What `advisor schema` prints, checked to be a JSON Schema."""
    result = run_advisor("schema", home=tmp_path_factory.mktemp("home"))
    assert (result.status, result.stderr) == (0, "")
    assert result.data["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(result.data)
    return Draft202012Validator(result.data)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_schema_accepts_the_examples(path: Path, schema: Draft202012Validator) -> None:
    """Every example file is valid for an editor."""
    schema.validate(read_document(path.read_bytes(), path.name).data)


@pytest.mark.parametrize("key", _blocks())
def test_the_schema_accepts_the_template(key: str, schema: Draft202012Validator) -> None:
    """The template, and each key of it uncommented, is valid for an editor."""
    schema.validate(read_document(TEMPLATE, "template").data)
    schema.validate(read_document(_uncommented(key), "template").data)


@pytest.mark.parametrize("text", BROKEN)
def test_the_schema_refuses_what_the_reader_refuses(text: str, schema: Draft202012Validator) -> None:
    """An editor marks the mistakes that `recommend` would refuse."""
    with pytest.raises(InputError):
        read_requirements(text, "broken.yaml", known_of(KNOWLEDGE))
    assert not schema.is_valid(read_document(text, "broken.yaml").data)


@pytest.mark.parametrize("what", ["frameworks", "criteria", "editions"])
def test_list_gives_the_same_in_text_and_json(what: str, tmp_path: Path) -> None:
    """Both forms name every id of the list, in the same order, and the text fits 80 columns."""
    text, data = (run_advisor("list", what, "--format", form, home=tmp_path) for form in ("text", "json"))
    assert (text.status, text.stderr, data.status, data.stderr) == (0, "", 0, "")
    ids = [entry["id"] for entry in data.data[what]]
    lead = [line.split()[0] for line in text.stdout.splitlines() if re.match(r"  \S", line)]
    assert len(set(ids)) == len(ids) > 0
    assert sorted(lead) == sorted(ids)
    assert max(map(len, text.stdout.splitlines())) <= 80


def test_list_tells_ranked_and_unranked_apart(tmp_path: Path) -> None:
    """Edition 2018 has the article's 13 frameworks, Keras as a front end and TVM as a runtime."""
    entries = run_advisor("list", "frameworks", "-f", "json", "-e", "2018", home=tmp_path).data["frameworks"]
    kinds = {entry["id"]: entry["kind"] for entry in entries}
    assert sum(kind == "framework" for kind in kinds.values()) == 13
    assert (kinds["keras"], kinds["tvm"]) == ("frontend", "runtime")


@pytest.mark.parametrize(("edition", "id_"), IDS)
def test_show_knows_every_id(edition: str, id_: str, here: Here) -> None:
    """Every framework, runtime, criterion and exchange is shown as text and as JSON, each fact with its evidence."""
    text, data = (here("show", id_, "--edition", edition, "--format", form) for form in ("text", "json"))
    assert (text.status, text.stderr, data.status, data.stderr) == (0, "", 0, "")
    assert data.data["id"] == id_
    assert data.data["name"] in text.stdout.splitlines()[0]
    assert not CONTROL.search(text.stdout + data.stdout)
    for fact in [*data.data.get("facts", []), *data.data.get("scores", [])]:
        assert {"source", "as_of", "method"} <= fact["evidence"].keys()
        assert fact["evidence"]["source"] in text.stdout
        assert fact["evidence"]["as_of"] in text.stdout


@pytest.mark.parametrize(("edition", "id_"), [pair for pair in IDS if pair[1] not in load_knowledge(pair[0]).exchanges])
def test_show_fits_80_columns(edition: str, id_: str, here: Here) -> None:
    """No line is longer, except for an address; the commands of an exchange stay in one piece and are exempt."""
    assert _too_long(here("show", id_, "--edition", edition).stdout) == []


def test_show_an_edition_tells_its_erratum(here: Here) -> None:
    """The note on the swapped logos, which goes wherever the published scores go, is there for users too."""
    text, data = (here("show", "2018", "--format", form) for form in ("text", "json"))
    assert "Erratum" in text.stdout
    assert "Chainer and Theano" in " ".join(text.stdout.split())
    assert data.data["date"] == "2018-06-26"
    assert _too_long(text.stdout) == []


def test_show_keras_names_the_scores_of_its_back_ends(tmp_path: Path) -> None:
    """Keras is not ranked; what counts is the API & Internals score of each back end, the mean of its published cells."""
    told = " ".join(run_advisor("show", "keras", "--edition", "2018", home=tmp_path).stdout.split())
    assert "not ranked" in told.lower()
    assert "API & Internals score" in told
    cells = csv.DictReader((find_knowledge() / "editions/2018/criterion_scores.csv").read_text().splitlines())
    api = [row for row in cells if row["category"] == "api_internals"]
    for id_, name in (("tensorflow", "TensorFlow"), ("theano", "Theano"), ("cntk", "CNTK")):
        mean = statistics.fmean(float(row["score"]) for row in api if row["framework"] == id_)
        assert f"{name} {mean:.1f}" in told


def test_show_tvm_says_what_it_is(here: Here) -> None:
    """TVM is a runtime: something to deploy on, never part of the ranking."""
    assert "runtime" in here("show", "tvm", "-e", "2018").stdout.splitlines()[0]
    result = here("recommend", NEUTRAL, "-f", "json").data
    assert not {"tvm", "keras"} & {entry["id"] for entry in (*result["ranking"], *result["ruled_out"])}


@pytest.mark.parametrize(
    ("id_", "near"), [("pytroch", "pytorch"), ("TensorFlow", "tensorflow"), ("scalabilty", "scalability")]
)
def test_show_of_an_unknown_id_suggests_the_nearest(id_: str, near: str, tmp_path: Path) -> None:
    """An id that is not there gives status 2 and the one that was probably meant."""
    result = run_advisor("show", id_, "--edition", "2018", home=tmp_path)
    assert (result.status, result.stdout) == (2, "")
    assert f"did you mean `{near}`?" in result.stderr


@pytest.mark.parametrize("form", ["table", "json"])
def test_standard_input_equals_the_file(form: str, tmp_path: Path) -> None:
    """`recommend -` and `recommend FILE` print the same bytes, in a new process with another hash seed as well."""
    given = Path(SPEECH).read_bytes()
    from_file = run_advisor("recommend", SPEECH, "--format", form, home=tmp_path, PYTHONHASHSEED="1")
    from_stdin = run_advisor("recommend", "-", "--format", form, home=tmp_path, stdin=given, PYTHONHASHSEED="2")
    assert (from_file.status, from_file.stderr) == (0, "")
    assert from_stdin == from_file


def test_two_runs_print_the_same_bytes(tmp_path: Path) -> None:
    """With an empty cache and with a full one, whatever the hash seed, the bytes are equal."""
    file = str(ROOT / "examples" / "spark-on-the-jvm.yaml")
    first, second = (
        run_advisor("recommend", file, "-f", "json", home=tmp_path, PYTHONHASHSEED=seed) for seed in ("0", "9")
    )
    assert first.status == 0
    assert first == second


def test_top_limits_what_is_shown(here: Here) -> None:
    """`--top N` shows the first N frameworks and changes nothing else about them."""
    whole = here("recommend", NEUTRAL, "--format", "json").data
    three = here("recommend", NEUTRAL, "--format", "json", "--top", "3").data
    assert three == whole | {"ranking": whole["ranking"][:3]}
    assert here("recommend", NEUTRAL, "--format", "json", "--top", "99").data == whole
    table = here("recommend", NEUTRAL, "--top", "2").stdout
    assert [line.split()[0] for line in _rows(table)] == ["1", "2"]


@pytest.mark.parametrize("form", ["table", "json"])
def test_output_writes_the_whole_result(form: str, here: Here, tmp_path: Path) -> None:
    """`--output` replaces the file with the bytes that a pipe would get, keeps stdout empty and leaves nothing behind."""
    folder = tmp_path / "results"
    folder.mkdir()
    target = folder / "result"
    target.write_text("x" * 500_000)
    piped = here("recommend", SPEECH, "--format", form)
    written = here("recommend", SPEECH, "--format", form, "--output", str(target))
    assert (piped.status, written.status, written.stdout) == (0, 0, "")
    assert target.read_bytes() == piped.stdout.encode()
    assert list(folder.iterdir()) == [target]


@pytest.mark.parametrize(
    "place", ["missing/result", "file/result", "", "n" * 300], ids=lambda place: place[:20] or "folder"
)
@pytest.mark.parametrize("command", [("recommend", NEUTRAL, "--output"), ("init",)], ids=["recommend", "init"])
def test_an_output_that_cannot_be_written_is_told(
    command: tuple[str, ...], place: str, here: Here, tmp_path: Path
) -> None:
    """A folder that is missing or is none, or a name that no file can have, gives status 2 and names the place."""
    (tmp_path / "file").write_text("not a folder")
    target = str(tmp_path / place)
    result = here(*command, target)
    assert (result.status, result.stdout) == (2, "")
    assert target in result.stderr
    assert "internal error" not in result.stderr
    assert (tmp_path / "file").read_text() == "not a folder"


def test_the_edition_flag_overrules_the_file(here: Here) -> None:
    """`--edition 2018` and `edition: 2018` give the same result, and the flag wins."""
    asked = "goal: production\ncloud: [aws]\n"
    flag = here.recommend(asked, "-f", "json", "--edition", "2018")
    key = here.recommend(f"edition: 2018\n{asked}", "-f", "json")
    assert flag.status == key.status == 0
    assert flag.data["edition"] == flag.data["requirements"]["edition"] == "2018"
    assert flag.data == key.data
    newest = f'edition: "{KNOWLEDGE.editions[-1]}"\n{asked}'
    assert here.recommend(newest, "-f", "json", "-e", "2018").data == key.data


def test_nothing_fits_in_the_table(tmp_path: Path) -> None:
    """When nothing meets the hard requirements, status 3, and the closest misses with their sources are on stdout."""
    result = run_advisor("recommend", "-", home=tmp_path, stdin=NOTHING_FITS)
    assert (result.status, result.stderr) == (3, "")
    assert "closest misses" in result.stdout.lower()
    assert "languages.train: dart" in result.stdout
    assert re.search(r"^ +https://\S+ \(\d{4}-\d\d-\d\d\)$", result.stdout, re.MULTILINE)


def test_nothing_fits_in_json(here: Here) -> None:
    """The JSON holds an empty ranking and every framework with the reasons against it, fewest reasons first."""
    result = here.recommend(NOTHING_FITS, "--format", "json")
    assert (result.status, result.stderr) == (3, "")
    assert (result.data["ranking"], result.data["stacks"]) == ([], [])
    assert result.data["headline"]["kind"] == "none"
    counts = [len(entry["reasons"]) for entry in result.data["ruled_out"]]
    assert len(counts) == 13
    assert counts == sorted(counts)
    for entry in result.data["ruled_out"]:
        assert entry["reasons"][0]["requirement"] == "languages.train: dart"
        assert {"source", "as_of", "method"} <= entry["reasons"][0]["evidence"].keys()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_table_fits_80_columns_in_a_pipe(path: Path, here: Here) -> None:
    """No line is longer, except for an address with its date, which stays in one piece."""
    result = here("recommend", str(path))
    assert (result.status, result.stderr) == (0, "")
    assert _too_long(result.stdout) == []
    assert not CONTROL.search(result.stdout)


@pytest.mark.parametrize("title", ["x" * 300, "深層学習" * 40, "a b " * 200])
def test_a_long_title_is_wrapped(title: str, here: Here) -> None:
    """A title without spaces, or of wide characters, or of many words, stays within 80 columns and is shown whole."""
    result = here.recommend(f"title: {title}\n")
    assert _too_long(result.stdout) == []
    assert "".join(title.split()) in "".join(result.stdout.split())


HOSTILE = "\x1b[31mred\x1b[0m \x9b31m \x1b]0;x\x07 \u202eltr\u2066 \x00 \x7f \r\n <b>&amp; [bold]"


def test_escapes_in_a_title_never_reach_the_terminal(here: Here) -> None:
    """A title that colours, clears or reorders is shown harmlessly; markup in it is shown as it is."""
    result = here.recommend(yaml.safe_dump({"title": HOSTILE}))
    assert result.status == 0
    assert not CONTROL.search(result.stdout)
    assert "<b>&amp; [bold]" in result.stdout


def test_escapes_in_a_title_are_escaped_in_json(here: Here) -> None:
    """The JSON holds the title unchanged, with nothing in it that a terminal would obey."""
    result = here.recommend(yaml.safe_dump({"title": HOSTILE}), "--format", "json")
    assert result.data["requirements"]["title"] == HOSTILE
    assert not CONTROL.search(result.stdout)


@pytest.mark.parametrize("command", [["show", "\x1b[31mred"], ["list", "frameworks", "-e", "\x1b[31mred"]])
def test_escapes_in_arguments_never_reach_the_terminal(command: list[str], here: Here) -> None:
    """What the command line names is quoted harmlessly in the message."""
    result = here(*command)
    assert result.status == 2
    assert "red" in result.stderr
    assert not CONTROL.search(result.stderr)


def test_a_terminal_gets_colours(here: Here, tmp_path: Path) -> None:
    """In a terminal the headline is coloured; with NO_COLOR the same text is plain."""
    texts = []
    for more in ({}, {"NO_COLOR": "1"}):
        with Terminal([*ADVISOR, "recommend", NEUTRAL], environment(tmp_path, **more), rows=40, columns=80) as terminal:
            assert terminal.finish() == 0
            texts.append(terminal.raw.decode())
    assert "\x1b[" in texts[0]
    assert "\x1b[" not in texts[1]
    assert re.sub(r"\x1b\[[0-9;]*m", "", texts[0]).split() == texts[1].split()
    assert texts[1].replace("\r\n", "\n") == here("recommend", NEUTRAL).stdout


@pytest.mark.parametrize("columns", [60, 79, 100, 140])
def test_the_width_of_the_terminal_is_used(columns: int, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    """At every width each row of the table is on one line with its whole name and every number of it."""
    ranking = here("recommend", NEUTRAL, "--format", "json").data["ranking"]
    monkeypatch.setenv("COLUMNS", str(columns))
    rows = _rows(here("recommend", NEUTRAL).stdout)
    assert max(map(len, rows)) <= columns
    assert len(rows) == len(ranking)
    for row, entry in zip(rows, ranking, strict=True):
        assert entry["name"] in row
        numbers = [entry["rank"], f"{entry['score']:.1f}", *(f"{mean:.0f}" for mean in entry["categories"].values())]
        assert [number for number in map(str, numbers) if number not in row.split()] == []


@pytest.mark.parametrize(
    "arguments", [("recommend", SPEECH), ("recommend", SPEECH, "-f", "json"), ("show", "torch"), ("init",)]
)
def test_an_ascii_stream_gets_ascii(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Where only ASCII can be written, only ASCII is, and nothing is lost to an error."""
    edition = () if arguments[0] == "init" else ("--edition", "2018")
    result = run_advisor(*arguments, *edition, home=tmp_path, PYTHONIOENCODING="ascii")
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout.isascii()
    assert len(result.stdout.splitlines()) > 10


def test_every_id_can_be_shown_on_an_ascii_stream(monkeypatch: pytest.MonkeyPatch, here: Here) -> None:
    """No name, note or summary of the knowledge stops an old terminal."""
    failed = {}
    for edition, id_ in IDS:
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
        result = here("show", id_, "--edition", edition)
        if result.status:
            failed[edition, id_] = result.stderr
    assert failed == {}


def test_messages_survive_an_ascii_stream(tmp_path: Path) -> None:
    """A message about text that the stream cannot write is still a message."""
    result = run_advisor("recommend", "-", home=tmp_path, stdin="gôal: 中\n", PYTHONIOENCODING="ascii")
    assert (result.status, result.stdout) == (2, "")
    assert "did you mean `goal`?" in result.stderr
    assert result.stderr.isascii()


def _in_bash(script: str, tmp_path: Path) -> Result:
    """Run a shell script in which $ADVISOR is the command and $FILE a requirements file."""
    env = environment(tmp_path, ADVISOR=shlex.join(ADVISOR), FILE=NEUTRAL)
    done = subprocess.run(["bash", "-c", script], capture_output=True, env=env, timeout=60, check=False, text=True)
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    "pipe",
    [
        "recommend $FILE | head -1",
        "recommend $FILE -f json | true",
        "show pytorch | head -1",
        "show pytorch | true",
        "schema | true",
        "recommend --help | true",
        "--version | true",
    ],
)
def test_a_closed_pipe_ends_quietly(pipe: str, tmp_path: Path) -> None:
    """`advisor ... | head -1` is not an error: status 0, and nothing on stderr."""
    result = _in_bash(f"$ADVISOR {pipe}; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert (result.status, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == pipe.endswith("head -1")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize(
    "command",
    [
        "recommend $FILE",
        "recommend $FILE -f json",
        "list criteria",
        "show mxnet",
        "init",
        "schema",
        "--help",
        "--version",
    ],
)
def test_a_full_disk_is_told(command: str, tmp_path: Path) -> None:
    """Output that cannot be written gives status 2 and one line that says so."""
    result = _in_bash(f"$ADVISOR {command} > /dev/full", tmp_path)
    assert result.status == 2
    assert re.fullmatch(r"advisor: cannot write the result: .+\n", result.stderr)


@pytest.mark.parametrize("redirection", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["recommend -", "recommend nowhere.yaml", "list editions", "quiz"])
def test_closed_streams_are_no_bug(command: str, redirection: str, tmp_path: Path) -> None:
    """A stream that the caller has closed gives a clean result or a message, never an internal error or talk on stdout."""
    result = _in_bash(f"echo | $ADVISOR {command} {redirection}", tmp_path)
    assert result.status in (0, 2)
    assert "Traceback" not in result.stderr
    assert "internal error" not in result.stderr
    assert "advisor:" not in result.stdout


@pytest.fixture(scope="module")
def untroubled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `show` prints when all is well."""
    return run_advisor("show", "pytorch", home=tmp_path_factory.mktemp("home")).stdout


@pytest.mark.parametrize("home", ["", "relative", "/dev/null", "/dev/null/home", "~", "x" * 300, "\n"])
def test_an_odd_home_is_no_matter(home: str, tmp_path: Path, untroubled: str) -> None:
    """A HOME that is empty, relative, no folder or impossible costs the cache and nothing else."""
    result = run_advisor("show", "pytorch", home=tmp_path, HOME=home, XDG_CACHE_HOME="", XDG_STATE_HOME="")
    assert result == Result(0, untroubled, "")


def test_no_home_is_no_matter(tmp_path: Path, untroubled: str) -> None:
    """An environment without HOME and without user gives the same bytes."""
    result = _in_bash("unset HOME USER LOGNAME XDG_CACHE_HOME XDG_STATE_HOME; $ADVISOR show pytorch", tmp_path)
    assert result == Result(0, untroubled, "")


def test_a_read_only_home_is_no_matter(tmp_path: Path, untroubled: str) -> None:
    """A home that cannot be written to (a user with every right writes all the same) gives the same bytes."""
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    assert run_advisor("show", "pytorch", home=home) == Result(0, untroubled, "")


def _cache(home: Path) -> Path:
    """The cache file that a run has left."""
    assert run_advisor("show", "pytorch", home=home).status == 0
    (found,) = (home / "cache").rglob("*.json")
    return found


DAMAGE = {
    "empty": b"",
    "broken JSON": b'{"stamp": [1, ',
    "not UTF-8": b"\xff\xfe\x00",
    "another shape": b"[1, 2]",
    "deep": b"[" * 100_000,
    "a huge number": b"9" * 10_000,
}


@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_cache_is_no_matter(content: bytes, tmp_path: Path, untroubled: str) -> None:
    """A cache file with anything in it is ignored and written anew."""
    cache = _cache(tmp_path)
    good = cache.read_bytes()
    cache.write_bytes(content)
    assert run_advisor("show", "pytorch", home=tmp_path) == Result(0, untroubled, "")
    assert cache.read_bytes() == good


def test_a_damaged_cache_gives_the_same_recommendation(tmp_path: Path) -> None:
    """Without a cache and with a broken one, `recommend` prints the same bytes."""
    fresh = run_advisor("recommend", NEUTRAL, "-f", "json", home=tmp_path)
    caches = list((tmp_path / "cache").rglob("*.json"))
    assert caches
    for cache in caches:
        cache.write_bytes(b"{")
    assert fresh.status == 0
    assert fresh == run_advisor("recommend", NEUTRAL, "-f", "json", home=tmp_path)


@pytest.mark.parametrize("part", ["raw", "edition file", "value"])
def test_a_cache_of_which_a_part_is_lost_is_no_matter(part: str, tmp_path: Path, untroubled: str) -> None:
    """A cache that looks fresh but lacks what it should hold does not stop the command."""
    cache = _cache(tmp_path)
    stored = json.loads(cache.read_bytes())
    edition = next(key for key in stored["raw"] if key.endswith("/edition.yaml"))
    if part == "raw":
        stored["raw"] = {}
    elif part == "edition file":
        del stored["raw"][edition]
    else:
        stored["raw"][edition] = None
    cache.write_text(json.dumps(stored))
    assert run_advisor("show", "pytorch", home=tmp_path) == Result(0, untroubled, "")


def test_a_cache_folder_that_is_none_is_no_matter(tmp_path: Path, untroubled: str) -> None:
    """A file in place of the cache folder, or a folder in place of the cache file, gives the same bytes."""
    cache = _cache(tmp_path)
    cache.unlink()
    cache.mkdir()
    assert run_advisor("show", "pytorch", home=tmp_path) == Result(0, untroubled, "")
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").write_text("a file")
    assert run_advisor("show", "pytorch", home=tmp_path) == Result(0, untroubled, "")


def test_a_stale_cache_is_not_used(tmp_path: Path) -> None:
    """A knowledge file that has changed, come or gone since is read anew."""
    root, cache = tmp_path / "knowledge", tmp_path / "cache"
    shutil.copytree(find_knowledge(), root)
    framework = root / "editions/2018/frameworks/torch.yaml"

    def name() -> str:
        return load_knowledge("2018", root=root, cache=cache).alternatives["torch"].name

    before = name()
    framework.write_text(re.sub(r"(?m)^name: .*$", "name: Something else", framework.read_text()))
    assert (before != "Something else", name()) == (True, "Something else")
    framework.unlink()
    assert "torch" not in load_knowledge("2018", root=root, cache=cache).alternatives
