"""Every lint rule finds the break it exists for: one thing is broken in a copy of the real knowledge."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from advisor.cli.main import run
from advisor.knowledge_base.location import find_knowledge
from advisor.knowledge_lint.rules.registry import rules
from advisor.knowledge_lint.runner import lint
from advisor.model.errors import Problem

TODAY = date(2100, 1, 1)
"""After every date of the real files."""

EDITION = "editions/2018/edition.yaml"
TORCH, KERAS = "editions/2018/frameworks/torch.yaml", "editions/2018/frameworks/keras.yaml"
TVM, ONNX = "editions/2018/runtimes/tvm.yaml", "editions/2018/exchanges/onnx.yaml"
PACKAGES, COLLECTED = "editions/2026/packages.yaml", "editions/2026/collected/pytorch.yaml"
EDITION_2026, MEASURED = "editions/2026/edition.yaml", "editions/2026/measured/pytorch.yaml"
SCORES, CASES = "editions/2018/criterion_scores.csv", "cases/2018.yaml"
URL = r'(?<=url: ")[^"]+'
SPARE = r'\g<0>  spare: {url: "https://example.org/", as_of: 2018-07-01, method: documented}\n'
REGISTRY_PAGE = f"https://{'.'.join(('crates', 'io'))}/crates/tract"


class Break(NamedTuple):
    """The first match of a pattern in a file is replaced; the message must hold ``told``.

    The problem is expected in the first line that differs, or where ``place`` (a file and a pattern in it) says.
    """

    rule: str
    file: str
    pattern: str
    replacement: str
    told: str
    place: tuple[str, str] = ("", "")


BREAKS = {
    "misspelt key": Break("shape", TORCH, r"(?m)^summary:", "sumary: x\nsummary:", "did you mean `summary`?"),
    "misspelt level": Break("shape", TORCH, r"train: full", "train: fully", "did you mean `full`?"),
    "misspelt fact group": Break(
        "shape", TVM, r"(?m)^  targets:", "  target: {}\n  targets:", "did you mean `targets`?"
    ),
    "misspelt item": Break("shape", TVM, r"(?m)^    linux:", "    linus:", "linus"),
    "level without a value": Break("shape", TVM, r"(?m)^    linux: \{value: \w+, ", "    linux: {", "value"),
    "text where a mapping is due": Break("shape", EDITION, r"tiers: \{.*\}", "tiers: three", "tiers"),
    "number as text": Break("shape", EDITION, r"known_share: [\d.]+", 'known_share: "half"', "known_share"),
    "share above 1": Break("shape", "levels.yaml", r"share: 1\.0", "share: 1.5", "1.5"),
    "key missing": Break("shape", EDITION, r"method: published, phase: \w+", "method: published", "phase"),
    "method unknown": Break("shape", KERAS, r"method: documented", "method: heard", "heard"),
    "case without a year": Break("shape", CASES, r"year: 2018", 'year: "2018"', "year"),
    "category without a name": Break("shape", "categories.yaml", r"(?m)^  name: .*", "  nam: x", "nam"),
    "id of a framework": Break("file-name", TORCH, r"(?m)^id: .*", "id: troch", "id: torch"),
    "id of a runtime": Break("file-name", TVM, r"(?m)^id: .*", "id: tvm2", "id: tvm"),
    "id of an exchange": Break("file-name", ONNX, r"(?m)^id: .*", "id: onxx", "id: onnx"),
    "id of an edition": Break("file-name", EDITION, r"(?m)^id: .*", 'id: "2017"', "2018"),
    "edition of the cases": Break("file-name", CASES, r"(?m)^edition: .*", 'edition: "2017"', "2018"),
    "source unknown": Break("sourced", TVM, r"source: install", "source: instal", "did you mean `install`?"),
    "source unused": Break("sourced", TORCH, r"(?m)^sources:\n", SPARE, "spare"),
    "source of an exchange unknown": Break("sourced", ONNX, r"source: mmdnn_cli", "source: mmdnn_cl", "mmdnn_cli"),
    "address without encryption": Break("address", TVM, URL, "http://tvm.ai/", "https"),
    "address that is none": Break("address", TVM, URL, "the readme", "the readme"),
    "address with a space": Break("address", TVM, URL, "https://tvm.ai/a b", "https"),
    "address without a host": Break("address", TVM, URL, "https:///readme", "https"),
    "address of a branch": Break("address", TVM, URL, "https://github.com/dmlc/tvm/blob/main/README.md", "commit"),
    "address of a short commit": Break("address", TVM, URL, "https://github.com/dmlc/tvm/tree/5e01877", "commit"),
    "page of a registry": Break("address", TVM, URL, REGISTRY_PAGE, "pkg:type/name@version"),
    "package without a version": Break("address", TVM, URL, "pkg:cargo/tract", "pkg:type/name@version"),
    "address of a case": Break("address", CASES, r'(?<=sources: \[")[^"]+', "ftp://example.org/", "ftp://"),
    "address of the article": Break("address", EDITION, URL, "http://example.org/", "https"),
    "date in the future": Break("dates", TVM, r"as_of: [\d-]+", "as_of: 2999-01-01", "2999-01-01"),
    "day that does not exist": Break("dates", TVM, r"as_of: [\d-]+", "as_of: 2018-02-30", "2018-02-30"),
    "date in words": Break("dates", TVM, r"as_of: [\d-]+", "as_of: July 2018", "YYYY-MM-DD"),
    "date without dashes": Break("dates", TVM, r"as_of: [\d-]+", 'as_of: "20180701"', "YYYY-MM-DD"),
    "day of a week": Break("dates", TVM, r"as_of: [\d-]+", "as_of: 2018-W26-7", "YYYY-MM-DD"),
    "date of an edition": Break("dates", EDITION, r"(?m)^date: .*", "date: 2018-13-01", "2018-13-01"),
    "date of a case": Break("dates", CASES, r"as_of: [\d-]+", "as_of: 2999-01-01", "2999-01-01"),
    "date of the article": Break("dates", EDITION, r"as_of: [\d-]+", "as_of: 2999-01-01", "2999-01-01"),
    "criterion of an edition": Break(
        "references", EDITION, r"(?m)^scoring:\n", r"\g<0>  grap: {method: levels, phase: both}" + "\n", "`graph`?"
    ),
    "criterion of a need": Break("references", "weights.yaml", r"criterion: cloud", "criterion: clod", "`cloud`?"),
    "criterion of an answer": Break("references", "weights.yaml", r"criterion: graph", "criterion: grph", "`graph`?"),
    "criterion of a category": Break("references", "categories.yaml", r"\[sponsor", "[sponsors, sponsor", "`sponsor`?"),
    "criterion without a category": Break(
        "references", "categories.yaml", "sponsor, ", "", "sponsor", ("criteria/sponsor.yaml", r"(?m)^category:")
    ),
    "criterion in another category": Break(
        "references", "criteria/hardware.yaml", r"category: \w+", "category: api_internals", "hardware"
    ),
    "figure of a scale": Break(
        "references", EDITION_2026, r"fact: onnx_import_share", "fact: onnx_import_shares", "`onnx_import_share`?"
    ),
    "source of a measured file": Break(
        "sourced", MEASURED, r"source: onnx_export", "source: onnx_exprt", "`onnx_export`?"
    ),
    "run of a measured file": Break("address", MEASURED, r"(?<=url: )run:", "ran:", "neither"),
    "id of a measured file": Break("file-name", MEASURED, r"(?m)^id: .*", "id: torch", "id: pytorch"),
    "tool of an exporter": Break("references", ONNX, r"(?m)^  mxnet:", "  mxnt:", "did you mean `mxnet`?"),
    "tool of an importer": Break("references", ONNX, r"(?m)^  tvm:", "  tvn:", "did you mean `tvm`?"),
    "kin": Break("references", KERAS, r"(?<=kin: \{value: \[)tensorflow", "tensorflw", "did you mean `tensorflow`?"),
    "back end": Break("references", KERAS, r"(?<=backends: \{value: \[)tensorflow", "tensorflw", "`tensorflow`?"),
    "path of a need": Break("references", "weights.yaml", r"path: cloud", "path: clod", "clod"),
    "path of a question": Break("references", "quiz.yaml", r"sets: goal", "sets: gaol", "gaol"),
    "level that is used": Break("references", "levels.yaml", r"(?m)^full:", "ful:", "ful"),
    "package of nobody": Break("packages", PACKAGES, r"(?m)^  pytorch:", "  pytroch:", "did you mean `pytorch`?"),
    "stand-in of nobody": Break("packages", PACKAGES, r"(?m)^  triton:", "  tritn:", "did you mean `triton`?"),
    "package and stand-in": Break("packages", PACKAGES, r"(?m)^  triton:", "  pytorch:", "has a package already"),
    "package with a version": Break(
        "packages", PACKAGES, r"pkg:pypi/torch(?=\")", "pkg:pypi/torch@2.0", "without a version"
    ),
    "package of another registry": Break("packages", PACKAGES, r"pkg:pypi/vllm", "pkg:gem/vllm", "pkg:npm/name"),
    "package like an option": Break(
        "packages", PACKAGES, r"pkg:npm/@tensorflow/tfjs", "pkg:npm/--help", "pkg:npm/name"
    ),
    "chip of nobody": Break("packages", PACKAGES, r"(?m)(?<=^chips:\n)  jax:", "  jaxx:", "did you mean `jax`?"),
    "chip unknown": Break("shape", PACKAGES, r"(?m)^    tpu:", "    tpuu:", "tpuu"),
    "chip without a level": Break("shape", PACKAGES, r", level: full\}", "}", "level"),
    "chip that is missing": Break("shape", PACKAGES, r"level: full\}", "level: none}", "none"),
    "package of a chip": Break("packages", PACKAGES, r"pkg:pypi/libtpu", "pkg:pypi/libtpu@1", "without a version"),
    "host of nobody": Break("packages", PACKAGES, r"(?<=host_only: \[)tensorrt", "tensort", "did you mean `tensorrt`?"),
    "level of one side": Break("shape", COLLECTED, r"train: full, (?=serve: full)", "", "hardware.cpu"),
    "packages of an id missing": Break("shape", PACKAGES, r"(?<=keras: )\[.*\]", "[]", "keras"),
    "text where a figure is due": Break("shape", COLLECTED, r"(?<=github_stars: {value: )\d+", "many", "github_stars"),
    "figure where text is due": Break(
        "shape", COLLECTED, r'(?<=newest_version: {value: )".*?"', "2.15", "newest_version"
    ),
    "columns": Break("published-scores", SCORES, r"\A.*", "framework,category,criterion,points", "score"),
    "cell given twice": Break("published-scores", SCORES, r"\n(.*)\n", r"\n\1\n\1\n", "twice"),
    "framework of a cell": Break("published-scores", SCORES, r"(?m)^torch,", "troch,", "troch"),
    "category of a cell": Break(
        "published-scores", SCORES, r"support_community,sponsor", "platform,sponsor", "sponsor"
    ),
    "criterion of a cell": Break("published-scores", SCORES, r"community,sponsor", "community,sponsors", "sponsors"),
    "cell that is no number": Break("published-scores", SCORES, r"(?m)\d+$", "many", "many"),
    "cell without a number": Break("published-scores", SCORES, r"(?m),\d+$", "", "number"),
    "cell above 100": Break("published-scores", SCORES, r"(?m)\d+$", "101", "0-100"),
    "cell below 0": Break("published-scores", SCORES, r"(?m)\d+$", "-1", "0-100"),
    "cell that is not a number": Break("published-scores", SCORES, r"(?m)\d+$", "nan", "0-100"),
    "row with a cell too many": Break("published-scores", SCORES, r"(?m)\d+$", r"\g<0>,50", ""),
    "value of a case": Break("case-requirements", CASES, r"domain: language", "domain: languge", "`language`?"),
    "key of a case": Break("case-requirements", CASES, r"requirements: \{", r"\g<0>gaol: both, ", "`goal`?"),
    "criterion of a case": Break("case-requirements", CASES, r"\{graph: high", "{grph: high", "`graph`?"),
    "tool of a case": Break("case-requirements", CASES, r"requirements: \{", r"\g<0>team_knows: [troch], ", "`torch`?"),
    "edition of a case": Break("case-requirements", CASES, r"requirements: \{", r"\g<0>edition: 2108, ", "`2018`?"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the real knowledge."""
    return shutil.copytree(find_knowledge(), tmp_path / "knowledge")


def _replace(root: Path, file: str, pattern: str, replacement: str) -> int:
    """Replace the first match in a file; the first line that differs afterwards."""
    path = root / file
    before = path.read_text(encoding="utf-8")
    after, count = re.subn(pattern, replacement, before, count=1)
    assert count == 1, f"{pattern} is not in {file}"
    path.write_text(after, encoding="utf-8")
    pairs = zip(before.splitlines(), [*after.splitlines(), ""], strict=False)
    return next(number for number, (old, new) in enumerate(pairs, start=1) if old != new)


def _line_of(root: Path, file: str, pattern: str) -> int:
    text = (root / file).read_text(encoding="utf-8")
    match = re.search(pattern, text)
    assert match
    return text.count("\n", 0, match.start()) + 1


def test_the_real_knowledge_is_clean(root: Path) -> None:
    """The files as they are have no problem."""
    assert lint(root, TODAY) == []


@pytest.mark.parametrize("broken", BREAKS.values(), ids=BREAKS.keys())
def test_a_break_is_found_by_its_rule(broken: Break, root: Path) -> None:
    """Exactly this rule reports it, in the right file and line, and the message says what is wrong."""
    line = _replace(root, broken.file, broken.pattern, broken.replacement)
    file, pattern = broken.place
    place = (file, _line_of(root, file, pattern)) if file else (broken.file, line)
    found = lint(root, TODAY)
    assert {problem.rule for problem in found} == {broken.rule}, list(map(str, found))
    told = [str(problem) for problem in found if (problem.path, problem.line) == place]
    assert any(broken.told in one for one in told), list(map(str, found))


def test_every_rule_is_exercised() -> None:
    """No rule is registered without a break that it finds."""
    assert {broken.rule for broken in BREAKS.values()} == {rule.name for rule in rules(TODAY)}


def _only(root: Path) -> Problem:
    """The one problem of the folder."""
    (problem,) = lint(root, TODAY)
    return problem


def test_an_unexpected_file_is_found(root: Path) -> None:
    """A file that no part of the program reads is reported by name."""
    (root / "frameworks").mkdir()
    (root / "frameworks" / "torch.yaml").write_text("id: torch\n")
    problem = _only(root)
    assert (problem.rule, problem.path, problem.line) == ("shape", "frameworks/torch.yaml", 1)


def test_a_repeated_case_is_found(root: Path) -> None:
    """Two cases with one id are reported at the second."""
    text = (root / CASES).read_text(encoding="utf-8")
    first = text.split("  - ")[1]
    (root / CASES).write_text(f"{text.rstrip()}\n  - {first}", encoding="utf-8")
    problem = _only(root)
    assert (problem.rule, problem.path, problem.line) == ("case-requirements", CASES, len(text.splitlines()) + 1)


def test_a_case_may_name_what_the_team_knows(root: Path) -> None:
    """The tools of an edition are valid in the requirements of its cases."""
    _replace(root, CASES, r"requirements: \{", r"\g<0>team_knows: [torch], constraints: {exclude: [caffe]}, ")
    assert lint(root, TODAY) == []


def test_today_decides_what_is_in_the_future(root: Path) -> None:
    """A date is compared with the day that is passed in, not with the clock."""
    found = lint(root, date(2018, 6, 25))
    assert {problem.rule for problem in found} == {"dates"}
    assert EDITION in {problem.path for problem in found}


SYNTAX = {
    "not YAML": ("questions: [\n", 1),
    "duplicate key": ("questions: []\nquestions: []\n", 2),
    "alias": ("a: &a 1\nb: *a\n", 1),
    "tag": ("questions: !!set {}\n", 1),
    "not text": (b"questions: []\n\xff\n", 2),
    "deep": ("[" * 20_000, 1),
}


@pytest.mark.parametrize(("content", "line"), SYNTAX.values(), ids=SYNTAX.keys())
def test_a_file_that_cannot_be_parsed_is_found(content: str | bytes, line: int, root: Path) -> None:
    """A file that is no strict YAML is reported with its place, and the other files are still judged."""
    (root / "quiz.yaml").write_bytes(content.encode() if isinstance(content, str) else content)
    _replace(root, TVM, URL, "http://tvm.ai/")
    found = lint(root, TODAY)
    assert ("quiz.yaml", line) in {(one.path, one.line) for one in found if one.rule == "syntax"}
    assert [one.rule for one in found if one.path == TVM] == ["address"]


@pytest.mark.parametrize("file", ["weights.yaml", "levels.yaml", "categories.yaml", "quiz.yaml", EDITION])
@pytest.mark.parametrize("content", [None, ""], ids=["missing", "empty"])
def test_a_file_that_every_command_needs_is_missed(file: str, content: str | None, root: Path) -> None:
    """Knowledge that cannot be loaded is not clean."""
    (root / file).unlink()
    if content is not None:
        (root / file).write_text(content)
    assert lint(root, TODAY) != []


WRONG_KINDS = {
    "id that is a list": ("criteria/graph.yaml", r"(?m)^id: .*", "id: [graph]"),
    "cases that are a number": (CASES, r"(?s)cases:.*", "cases: 5\n"),
    "case that is a number": (CASES, r"(?s)cases:.*", "cases: [5]\n"),
    "id of a case that is a list": (CASES, r"- id: .*", "- id: [a]"),
    "sources of a case that are a number": (CASES, r"sources: \[.*\]", "sources: 5"),
    "requirements that are nothing": (CASES, r"requirements: \{.*\}", "requirements:"),
    "criteria that are a number": ("categories.yaml", r"criteria: \[.*\]", "criteria: 5"),
    "criterion that is a list": ("categories.yaml", r"criteria: \[.*\]", "criteria: [[a]]"),
    "needs that are a number": ("weights.yaml", r"(?s)\nneeds:\n.*\n\n", "\nneeds: 5\n\n"),
    "criterion of a need that is a list": ("weights.yaml", r"criterion: cloud", "criterion: [cloud]"),
    "source that is a list": (TVM, r"source: install", "source: [install]"),
    "sources that are a list": (TVM, r"(?s)\nsources:.*\nfacts:", "\nsources: [a]\nfacts:"),
    "facts that are text": (TVM, r"(?s)\nfacts:.*", "\nfacts: many\n"),
    "date that is a list": (TVM, r"as_of: [\d-]+", "as_of: [2018-07-01]"),
    "kin that is a number": (KERAS, r"kin: \{value: \[.*?\]", "kin: {value: 5"),
    "kin that is a list of lists": (KERAS, r"kin: \{value: \[.*?\]", "kin: {value: [[tensorflow]]"),
    "scoring that is a list": (EDITION, r"(?s)\nscoring:.*", "\nscoring: [a]\n"),
    "a file that is a list": (TVM, r"(?s)\A.*", "- a\n"),
    "a table that is empty": (SCORES, r"(?s)\A.*", ""),
}


@pytest.mark.parametrize(("file", "pattern", "replacement"), WRONG_KINDS.values(), ids=WRONG_KINDS.keys())
def test_wrong_kinds_of_values_are_problems_not_crashes(file: str, pattern: str, replacement: str, root: Path) -> None:
    """A list, a number or nothing where something else is due is reported in its file; no rule stumbles over it."""
    _replace(root, file, pattern, replacement)
    assert file in {problem.path for problem in lint(root, TODAY)}


def test_a_table_that_is_not_text_is_a_problem(root: Path) -> None:
    """A score table saved in another encoding is reported by name."""
    (root / SCORES).write_bytes("framework,café\n".encode("latin-1"))
    assert SCORES in {problem.path for problem in lint(root, TODAY)}


def test_the_command_prints_the_problems(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`advisor knowledge lint FOLDER` gives status 0 for clean files, else 2 and each problem on a line of stdout."""
    assert run(["knowledge", "lint", str(root)]) == 0
    assert capsys.readouterr().out == ""
    line = _replace(root, TVM, URL, "http://tvm.ai/\\\\x1b[31m")
    assert run(["knowledge", "lint", str(root)]) == 2
    printed = capsys.readouterr()
    assert re.fullmatch(rf"{re.escape(TVM)}:{line}:\d+: .+ \[address\]\n", printed.out)
    assert "1 problem" in printed.err
    assert "\x1b" not in printed.out
