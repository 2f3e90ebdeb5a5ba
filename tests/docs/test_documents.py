"""The documents say what is true today: their commands run, their outputs are what comes out, their numbers can be worked out."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import typer
import yaml

import advisor
from advisor.cli.app import app
from advisor.knowledge_base.loader import load_knowledge
from tests.support.site.documents import COMPUTED, DOCS, FOLLOWED
from tests.support.site.examples import PYCON, rerun
from tests.support.site.reader import AHEAD_OF_THE_CODE, Reader, keys, steps
from tests.support.site.shown import BLOCK, excerpt, refreshed, with_parts

NEEDS_TOOLS = pytest.mark.skipif(
    not (shutil.which("git") and shutil.which("ssh-keygen")),
    reason="the tutorial signs a commit: install git and ssh-keygen (openssh-client)",
)
PRINTOUT = "one\n\nRanking\n  1  a\n  2  b\n  3  c\n\nend\n"


def read(name: str) -> str:
    """A document."""
    return (DOCS / name).read_text(encoding="utf-8")


def commands(document: str) -> list[str]:
    """The commands that a document tells its reader to type, without those that are ahead of the code."""
    typed = [step.text for step in steps(document) if not step.mark]
    return [command for command in typed if not command.startswith(AHEAD_OF_THE_CODE)]


def check_followed(document: str, reader: Reader) -> None:
    """Assert that all was done and that all that is shown came out."""
    assert set(commands(document)) <= set(reader.outputs)
    assert {found[2] for found in BLOCK.finditer(document)} <= set(reader.outputs)
    assert refreshed(document, reader.outputs.get) == document, "run `make readme`"


@NEEDS_TOOLS
def test_the_tutorial_works_as_written(tmp_path: Path) -> None:
    """Its quiz, commands and edits lead to two signed commits; every printout in it is the real one."""
    document = read("tutorial.md")
    reader = FOLLOWED["tutorial.md"](document, tmp_path)
    check_followed(document, reader)
    assert reader.run("git log --format=%G?").split() == ["G", "G"]
    assert (reader.folder / "my-needs.html").read_text().startswith("<!doctype html>")
    record = reader.run("git show HEAD:docs/decisions/0001-framework.md")
    assert "\n- Status: accepted\n- Decision-makers: " in record
    decision = json.loads((reader.folder / "decision.json").read_text())
    assert decision["requirements"]["languages"]["serve"] == {"required": ["kotlin"]}
    assert yaml.safe_load((reader.folder / "my-needs.yaml").read_text())["languages"]["serve"] == {
        "required": ["kotlin"]
    }


@NEEDS_TOOLS
def test_the_knowledge_can_be_extended_as_written(tmp_path: Path) -> None:
    """In a copy of the checkout every step passes the lint, and what was added is there: framework, criterion, edition."""
    document = read("extending.md")
    reader = FOLLOWED["extending.md"](document, tmp_path)
    check_followed(document, reader)
    assert "0 problems" in reader.run("advisor knowledge lint")
    for edition in ("2026", "2026b"):
        knowledge = load_knowledge(edition, root=reader.folder / "knowledge")
        assert knowledge.alternatives["examplenet"].facts["serving"].value == "partial"
        assert knowledge.exchanges["onnx"].exporters["examplenet"].level == "built_in"
        assert knowledge.criteria["download_size"].method == "scale"
    assert knowledge.editions[-1] == "2026b"


def test_the_keys_of_the_tutorial_are_those_of_the_quiz() -> None:
    """Every question that it answers is one that the quiz has, every label one of its choices."""
    questions = {one.ask: one for one in load_knowledge().questions}
    pressed = keys(read("tutorial.md"))
    assert len(pressed) >= 6
    for ask, prompts in pressed.items():
        assert set(prompts[0]) <= {choice.label for choice in questions[ask].choices}


def test_commands_that_are_left_out_do_not_exist_yet() -> None:
    """As soon as a command is there, the documents have to run it: take it off the list."""
    there = {f"advisor {name}" for name in typer.main.get_command(app).commands}  # type: ignore[attr-defined]
    assert "advisor quiz" in there
    assert not there & set(AHEAD_OF_THE_CODE)


@pytest.mark.parametrize("name", COMPUTED)
def test_computed_outputs_are_current(name: str) -> None:
    """Printouts, the worked example and the Python examples are what comes out today."""
    assert COMPUTED[name](read(name)) == read(name), "run `make readme`"


def test_the_python_page_names_what_is_public() -> None:
    """Every name that `import advisor` offers is on the page, and the examples import nothing else of it."""
    document = read("python-api.md")
    assert all(f"`{name}`" in document for name in advisor.__all__)
    blocks = "".join(found[2] for found in PYCON.finditer(document))
    assert "from advisor." not in blocks
    assert "import advisor." not in blocks


def test_an_excerpt_is_contiguous_lines() -> None:
    """From the first line that begins so, to the last or to an empty line; what is not there is an error."""
    assert excerpt(PRINTOUT, "Ranking") == "Ranking\n  1  a\n  2  b\n  3  c\n"
    assert excerpt(PRINTOUT, "Nothing|Ranking", "  2") == "Ranking\n  1  a\n  2  b\n"
    assert excerpt(PRINTOUT, None, "one") == "one\n"
    assert excerpt(PRINTOUT) == PRINTOUT
    for start, end in (("Nothing", None), ("Ranking", "one")):
        with pytest.raises(LookupError, match="no line begins with"):
            excerpt(PRINTOUT, start, end)


def test_a_wrong_output_is_found() -> None:
    """A printout that was typed by hand is replaced by the real one; what was not run stays."""
    typed = '<!-- shown: list, from "Ranking", to "  2" -->\n```text\nRanking\n  1  b\n```\n'
    assert refreshed(typed, {"list": PRINTOUT}.get) == typed.replace("  1  b\n", "  1  a\n  2  b\n")
    assert refreshed(typed, lambda _: None) == typed
    assert (
        rerun("```pycon\n>>> 1 + 1\n3\n>>> x = 2\n>>> x\n```\n") == "```pycon\n>>> 1 + 1\n2\n>>> x = 2\n>>> x\n2\n```\n"
    )
    assert with_parts("<!-- part: a b -->\nold\n<!-- end of a b -->\n", {"a b": "new\n"}).count("new") == 1


def test_an_edit_that_does_not_fit_is_an_error(tmp_path: Path) -> None:
    """The lines to change have to be in the file, once."""
    reader = Reader.__new__(Reader)
    reader.folder = tmp_path
    (tmp_path / "a").write_text("x: 1\ny: 2\nx: 1\n")
    reader.edit("a", "-y: 2\n+y: 3\n")
    assert (tmp_path / "a").read_text() == "x: 1\ny: 3\nx: 1\n"
    for change in ("-x: 1\n+x: 2\n", "-z: 1\n+z: 2\n"):
        with pytest.raises(AssertionError, match="exactly once"):
            reader.edit("a", change)


@NEEDS_TOOLS
def test_a_command_that_fails_stops_the_reader(tmp_path: Path) -> None:
    """A tutorial with a command that does not work is not passed over."""
    reader = Reader(tmp_path)
    with pytest.raises(AssertionError, match="no such file"):
        reader.follow("```sh\nadvisor recommend nothing.yaml\n```\n")
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run(["git", "-C", str(reader.folder), "rev-parse"], env=reader.env, check=True, capture_output=True)
