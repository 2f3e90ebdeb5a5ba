"""`advisor diff` as a command: every form of its arguments, its exit statuses, and what it refuses."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.support.cli import ADVISOR, ROOT, Result, environment, run_advisor, run_here
from tests.support.drifts import document
from tests.support.knowledge import edition_2018, newest
from tests.unit.knowledge_base.test_history import git

NEEDS = "goal: production\ncloud: {preferred: [azure]}\n"
CHANGED = "goal: research\nlanguages: {serve: [java]}\n"


@cache
def saved(edition: str) -> str:
    """What was saved for the requirements of `needs.yaml`."""
    knowledge = edition_2018() if edition == "2018" else newest()
    return json.dumps(document(knowledge, "quick", goal="production", cloud={"preferred": ["azure"]}))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with requirements and with recommendations that were saved for them, one under each edition."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "needs.yaml").write_text(NEEDS)
    (folder / "changed.yaml").write_text(CHANGED)
    (folder / "old.json").write_text(saved("2018"))
    (folder / "decision.json").write_text(saved("2026"))
    return folder


@pytest.fixture
def other(here: Path) -> Path:
    """A copy of the knowledge in which Azure supports PyTorch less."""
    folder = here / "other" / "knowledge"
    shutil.copytree(ROOT / "knowledge", folder, ignore=shutil.ignore_patterns("runs"))
    worsen(folder)
    return folder


def worsen(knowledge: Path) -> None:
    """Change one fact in a knowledge folder."""
    path = knowledge / "editions/2026/frameworks/pytorch.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    (place,) = [number for number, line in enumerate(lines) if line.startswith("    azure: {value: full,")]
    lines[place] = lines[place].replace("value: full", "value: limited")
    path.write_text("\n".join(lines), encoding="utf-8")


def diff(here: Path, *arguments: str, stdin: str | bytes = b"") -> Result:
    """Run `advisor diff`."""
    return run_here("diff", *arguments, home=here.parent / "home", stdin=stdin)


def sides(result: Result) -> tuple[str, str, str, str]:
    """Source and edition of both sides of a JSON result."""
    old, new = result.data["old"], result.data["new"]
    return old["source"], old["edition"], new["source"], new["edition"]


def test_a_saved_decision_stands_against_the_knowledge_it_was_made_from(here: Path) -> None:
    """The file alone is enough: its requirements are run again under its edition, and nothing moved."""
    result = diff(here, "decision.json")
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout.startswith("The decision stands: PyTorch → ONNX → ONNX Runtime.\n")
    assert result.stdout.endswith("\nNothing moved.\n")


def test_an_old_edition_is_asked_again_and_the_newer_one_is_offered(here: Path) -> None:
    """Standing under its own edition says little about today: stderr names the newest, `--edition` asks it."""
    same = diff(here, "old.json")
    assert same.status == 0
    assert same.stderr == "run on edition 2018, as before; --edition 2026 asks the newest one\n"
    today = diff(here, "old.json", "--edition", "2026", "--format", "json")
    assert (today.status, today.stderr) == (4, "")
    assert sides(today) == ("old.json", "2018", "the requirements of old.json, run anew", "2026")


def test_two_saved_recommendations(here: Path) -> None:
    """Old and new in that order; the other way round the same change the other way."""
    there = diff(here, "old.json", "decision.json", "--format", "json")
    back = diff(here, "decision.json", "old.json", "--format", "json")
    assert (there.status, back.status) == (4, 4)
    assert sides(there) == ("old.json", "2018", "decision.json", "2026")
    assert there.data["old"]["winner"] == back.data["new"]["winner"] == "mxnet"
    assert {entry["id"]: entry["old"] for entry in there.data["ranking"]} == {
        entry["id"]: entry["new"] for entry in back.data["ranking"]
    }
    assert diff(here, "old.json", "old.json").status == 0


@pytest.mark.parametrize("order", [("decision.json", "changed.yaml"), ("changed.yaml", "decision.json")])
def test_a_decision_against_changed_requirements(order: tuple[str, str], here: Path) -> None:
    """Wherever the two stand: what was decided is old, what is run is new, and what differs is told."""
    result = diff(here, *order, "--format", "json")
    assert sides(result) == ("decision.json", "2026", "changed.yaml", "2026")
    assert {entry["path"]: (entry["old"], entry["new"]) for entry in result.data["requirements"]} == {
        "goal": ("production", "research"),
        "cloud.preferred": (["azure"], None),
        "languages.serve.required": (None, ["java"]),
    }


@pytest.mark.parametrize("place", range(3))
def test_two_editions_and_a_file_that_stands_anywhere(place: int, here: Path) -> None:
    """The first edition is old, the second new."""
    arguments = ["2018", "2026"]
    arguments.insert(place, "needs.yaml")
    result = diff(here, *arguments, "--format", "json")
    assert result.status == 4
    assert sides(result) == ("needs.yaml", "2018", "needs.yaml", "2026")


def test_one_edition_against_the_newest_or_the_one_that_is_asked_for(here: Path) -> None:
    """The side that names nothing is today's."""
    assert sides(diff(here, "2018", "needs.yaml", "--format", "json"))[1::2] == ("2018", "2026")
    assert sides(diff(here, "2026", "2018", "needs.yaml", "--format", "json"))[1::2] == ("2026", "2018")
    assert diff(here, "2018", "needs.yaml", "--edition", "2018").status == 0


def test_a_saved_decision_beside_an_edition(here: Path) -> None:
    """Its requirements are run there; the order of the two is the order of the sides."""
    run = "the requirements of decision.json, run anew"
    assert sides(diff(here, "decision.json", "2018", "-f", "json")) == ("decision.json", "2026", run, "2018")
    assert sides(diff(here, "2018", "decision.json", "-f", "json")) == (run, "2018", "decision.json", "2026")


def test_what_it_says_matches_what_recommend_says(here: Path) -> None:
    """Winner, stack and scores of both sides are those of the two commands."""
    data = diff(here, "2018", "2026", "needs.yaml", "--format", "json").data
    for side, edition in (("old", "2018"), ("new", "2026")):
        one = run_advisor("recommend", "needs.yaml", "-e", edition, "-f", "json", home=here.parent / "home").data
        assert data[side]["winner"] == one["ranking"][0]["id"]
        assert data[side]["confidence"] == one["robustness"]["confidence"]
        assert data[side]["stack"].items() <= one["stacks"][0].items()
        scores = {entry["id"]: entry["score"] for entry in one["ranking"]}
        assert {entry["id"]: entry[side]["score"] for entry in data["ranking"] if "score" in entry[side]} == scores


@pytest.mark.parametrize("folder", ["other/knowledge", "other"], ids=["knowledge", "checkout"])
def test_one_changed_fact_in_a_folder_is_the_cause_and_the_only_one(folder: str, here: Path, other: Path) -> None:
    """In another checkout one fact is worse: it and nothing else is named, with both values and its source."""
    del other
    result = diff(here, "needs.yaml", folder, "--format", "json")
    assert result.data["old"]["source"] == "needs.yaml, knowledge in other/knowledge"
    moved = [part for part in result.data["lead"]["criteria"] if abs(part["points"]) > 1e-9]
    assert [part["criterion"] for part in moved] == ["cloud"]
    facts = [fact for cell in ("ahead", "behind") for fact in moved[0][cell]["facts"]]
    assert [(fact["id"], fact["old"]["value"], fact["new"]["value"]) for fact in facts] == [
        ("cloud.azure", "limited", "full")
    ]
    assert facts[0]["new"]["evidence"]["source"].startswith("https://github.com/Azure/")
    assert [entry["id"] for entry in result.data["ranking"] if abs(entry["points"]) > 1e-9] == ["pytorch"]
    text = diff(here, "needs.yaml", folder).stdout
    assert "cloud.azure: limited (2026-07-23) → full (2026-07-23), documented" in text
    assert text.count("→ full") == 1


def test_the_knowledge_of_a_day(here: Path) -> None:
    """Two dated commits of a checkout with everything in it: the day before the second differs from today by its one fact."""
    checkout = here / "checkout"
    for part in ("advisor", "knowledge"):
        shutil.copytree(ROOT / part, checkout / part, ignore=shutil.ignore_patterns("runs", "__pycache__"))
    git(checkout, "init", "-q", "-b", "main")
    git(checkout, "add", "-A")
    git(checkout, "commit", "-q", "-m", "one", when="2026-10-01T12:00:00Z")
    worsen(checkout / "knowledge")
    git(checkout, "commit", "-q", "-a", "-m", "two", when="2026-10-20T12:00:00Z")

    def run(*arguments: str) -> Result:
        files = [str(here / one) if (here / one).is_file() else one for one in arguments]
        call = [*ADVISOR, "diff", *files]
        env = environment(here.parent / "home", PYTHONPATH=str(checkout))
        done = subprocess.run(
            call, cwd=checkout, env=env, capture_output=True, text=True, encoding="utf-8", check=False
        )
        return Result(done.returncode, done.stdout, done.stderr)

    result = run("2026-10-19", "needs.yaml", "--format", "json")
    commit = git(checkout, "rev-parse", "HEAD~1")[:10]
    assert result.data["old"]["source"].endswith(
        f"needs.yaml, knowledge as it stood on 2026-10-19 (commit {commit} of 2026-10-01)"
    )
    facts = [
        fact for part in result.data["lead"]["criteria"] for fact in (*part["ahead"]["facts"], *part["behind"]["facts"])
    ]
    assert [(fact["id"], fact["old"]["value"], fact["new"]["value"]) for fact in facts] == [
        ("cloud.azure", "full", "limited")
    ]
    assert [entry["id"] for entry in result.data["ranking"] if abs(entry["points"]) > 1e-9] == ["pytorch"]
    assert "Nothing moved." in run("2026-10-20", "needs.yaml").stdout
    assert "Nothing moved." in run("2026-10-02", "2026-10-19", "needs.yaml").stdout
    assert "Nothing moved." not in run("2026-10-19", "2026-10-21", "needs.yaml").stdout
    early = run("2026-09-30", "needs.yaml")
    assert (early.status, early.stdout) == (2, "")
    assert "2026-09-30: the knowledge begins on 2026-10-01" in early.stderr
    shutil.rmtree(checkout / ".git")
    gone = run("2026-10-19", "needs.yaml")
    assert gone.status == 2
    assert "does not lie in a git checkout" in gone.stderr
    assert "saved with `--format json`" in gone.stderr


def test_standard_input_is_a_side(here: Path) -> None:
    """Saved or not yet run, by what it holds."""
    saved = (here / "decision.json").read_text()
    assert diff(here, "-", stdin=saved).status == 0
    assert sides(diff(here, "decision.json", "-", "-f", "json", stdin=CHANGED))[2] == "<stdin>"
    assert diff(here, "2018", "2026", "-", stdin=NEEDS).status == 4


def test_nothing_fits_is_told_on_either_side(here: Path) -> None:
    """Exit 4 where that is new or over, 0 where it was so before; never 3."""
    (here / "php.yaml").write_text("languages: {train: [php]}\n")
    none = run_advisor("recommend", "php.yaml", "--format", "json", "-o", "php.json", home=here.parent / "home")
    assert none.status == 3
    for arguments, status, told in (
        (["decision.json", "php.yaml"], 4, "changed: nothing meets the requirements any more; it was PyTorch → ONNX"),
        (
            ["php.json", "decision.json"],
            4,
            "changed: nothing met the requirements, now PyTorch → ONNX → ONNX Runtime does.",
        ),
        (["php.json"], 0, "stands: nothing met the requirements, and nothing does now."),
    ):
        result = diff(here, *arguments)
        assert result.status == status
        assert told in " ".join(result.stdout.split())
    for format_ in ("json", "markdown"):
        assert diff(here, "decision.json", "php.yaml", "-f", format_).status == 4


def test_formats_and_files(here: Path) -> None:
    """Markdown and JSON; `--output` writes what would be printed and keeps the exit status."""
    for format_ in ("text", "json", "markdown"):
        printed = diff(here, "2018", "2026", "needs.yaml", "--format", format_)
        kept = diff(here, "2018", "2026", "needs.yaml", "--format", format_, "--output", "result")
        assert (kept.status, kept.stdout, kept.stderr) == (4, "", "result written\n")
        assert (here / "result").read_text(encoding="utf-8") == printed.stdout


def test_the_contract_can_be_printed(here: Path) -> None:
    """`advisor schema --of recommendation` accepts what is saved; without `--of` it is that of the requirements, as before."""
    home = here.parent / "home"
    schema = run_advisor("schema", "--of", "recommendation", home=home).data
    Draft202012Validator(schema).validate(json.loads((here / "decision.json").read_text()))
    assert not Draft202012Validator(schema).is_valid({"schema": 1, "ranking": []})
    assert run_advisor("schema", home=home).stdout == run_advisor("schema", "--of", "requirements", home=home).stdout


WRONG: dict[str, tuple[list[str], tuple[str, ...]]] = {
    "no side": ([], ("SIDE",)),
    "a file alone": (["needs.yaml"], ("needs.yaml is read as a requirements file: the other side is missing", "a day")),
    "two requirements files": (
        ["needs.yaml", "changed.yaml"], ("two requirements files, needs.yaml and changed.yaml", "advisor recommend needs.yaml"),
    ),
    "editions alone": (["2018", "2026"], ("no requirements to run", "a saved recommendation")),
    "an edition alone": (["2018"], ("no requirements to run",)),
    "four": (["2018", "2026", "needs.yaml", "old.json"], ("4 arguments are too many",)),
    "three saved": (["old.json", "decision.json", "old.json"], ("two saved recommendations are two sides already",)),
    "three sides": (["old.json", "2018", "2026"], ("old.json, 2018 and 2026 are three sides",)),
    "unknown edition": (["2108", "needs.yaml"], ("`2108` is neither a file, a folder, an edition nor a day", "`2018`")),
    "a name without its ending": (["decision"], ("`decision` is neither", "did you mean `decision.json`?")),
    "unknown word": (["yesterday", "needs.yaml"], ("`yesterday` is neither", "editions: 2018, 2026")),
    "no such file": (["decison.json"], ("decison.json: no such file", "did you mean `decision.json`?")),
    "no such day": (["2026-02-30", "needs.yaml"], ("`2026-02-30` is not a day of the calendar", "2026-11-20")),
    "a day to come": (["9999-01-01", "needs.yaml"], ("9999-01-01 is still to come",)),
    "a folder without knowledge": (["empty", "needs.yaml"], ("empty: holds no knowledge files", "weights.yaml")),
    "an unknown edition as an option": (["decision.json", "-e", "1999"], ("unknown edition `1999`", "2018, 2026")),
    "an edition for nothing": (["old.json", "decision.json", "-e", "2018"], ("--edition is of no use here",)),
    "standard input twice": (["-", "-"], ("standard input (-) can be read once only",)),
    "wrong requirements": (["2018", "2026", "wrong.yaml"], ("wrong.yaml:1:7: `goal`: `fame` is not allowed",)),
    "nothing to weigh": (["2018", "2026", "weightless.yaml"], ("leave no criterion with a weight",)),
    "a broken file": (["broken.json"], ("broken.json:1:", "not valid JSON", "is the file cut off?")),
    "a wrong file": (["bad.json"], ("bad.json: missing key `edition`", "`ranking`: `5` is not a list")),
    "unknown format": (["decision.json", "-f", "xml"], ("markdown",)),
    "a folder for the result": (["decision.json", "-o", "nowhere/x"], ("nowhere/x: there is no folder nowhere",)),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "told"), WRONG.values(), ids=WRONG)
def test_what_makes_no_two_sides_is_refused(arguments: list[str], told: tuple[str, ...], here: Path) -> None:
    """Status 2, nothing printed, and what, where and what to do on stderr."""
    (here / "empty").mkdir()
    (here / "wrong.yaml").write_text("goal: fame\n")
    (here / "weightless.yaml").write_text("weights: {footprint: 1}\n")
    (here / "broken.json").write_text((here / "old.json").read_text()[:5_000])
    (here / "bad.json").write_text('{"schema": 1, "ranking": 5}')
    result = diff(here, *arguments)
    assert (result.status, result.stdout) == (2, ""), result.stderr
    assert "Traceback" not in result.stderr
    assert "internal error" not in result.stderr
    for part in told:
        assert part in result.stderr


def test_knowledge_of_another_time_that_cannot_be_read_is_told(here: Path, other: Path) -> None:
    """A key that this version needs and that knowledge does not have, a file that is no YAML, an edition that is not there."""
    path = other / "editions/2026/edition.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("rank_retired:", "rank_the_retired:"), encoding="utf-8")
    lacking = diff(here, "other", "needs.yaml")
    assert (lacking.status, lacking.stdout) == (2, "")
    assert "this version cannot read that knowledge: it lacks 'rank_retired'" in lacking.stderr
    assert "saved with `--format json`" in lacking.stderr
    path.write_text("{", encoding="utf-8")
    assert "knowledge file edition.yaml is broken" in diff(here, "other", "needs.yaml").stderr
    shutil.rmtree(other / "editions/2026")
    missing = diff(here, "other", "decision.json")
    assert (missing.status, missing.stdout) == (2, "")
    assert "unknown edition `2026` (allowed: 2018)" in missing.stderr


@pytest.mark.parametrize("name", ["2018", "2026-11-20"])
def test_what_looks_like_an_edition_or_a_day_is_one(name: str, here: Path) -> None:
    """A file of that name is reached by its path."""
    shutil.copy(here / "old.json", here / name)
    assert diff(here, f"./{name}").status == 0
    assert "no requirements to run" in diff(here, name).stderr


def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(here: Path) -> None:
    """File names are bytes; a terminal wants characters."""
    odd = os.fsdecode(b"\xff.json")
    shutil.copy(here / "decision.json", here / odd)
    result = diff(here, odd)
    assert (result.status, result.stderr) == (0, "")
    assert "Old  ?.json: edition 2026" in result.stdout


def test_a_closed_pipe_and_hostile_text_are_harmless(here: Path) -> None:
    """Whoever reads may leave; an escape in a saved name reaches no terminal, in a report or in an error."""
    data = json.loads((here / "decision.json").read_text())
    data["ranking"][0]["name"] = "\x1b]0;evil\x07\u202e"
    (here / "evil.json").write_text(json.dumps(data))
    shown = diff(here, "evil.json", "old.json")
    assert shown.status == 4
    data["ranking"][0]["rank"] = "\x1b]0;evil\x07\u202e"
    (here / "evil.json").write_text(json.dumps(data))
    refused = diff(here, "evil.json")
    assert refused.status == 2
    for text in (shown.stdout, refused.stderr):
        assert not any(mark in text for mark in "\x1b\x07\u202e")
    call = [*ADVISOR, "diff", "2018", "2026", "needs.yaml"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(here)) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
