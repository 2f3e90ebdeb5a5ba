"""Whatever a requirements file holds: it is read, or refused with problems that have a place; nothing else happens."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from advisor.knowledge_base.loader import load_knowledge
from advisor.model import vocabulary
from advisor.model.errors import InputError
from advisor.model.requirements import Requirements
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from advisor.needs.writer import write_requirements

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
KNOWN = known_of(load_knowledge())
NAME = "needs.yaml"
LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML counts as the end of a line."""

fuzz = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _read(raw: str | bytes) -> Requirements | None:
    """The requirements, or None where they are refused; any other exception is a bug."""
    try:
        return read_requirements(raw, NAME, KNOWN)
    except InputError as error:
        _judge(error, raw)
        return None


def _judge(error: InputError, raw: str | bytes) -> None:
    """Every problem says something, and its place exists in the file; the places rise."""
    text = raw.decode("utf-8-sig", "replace") if isinstance(raw, bytes) else raw
    lines = LINE_BREAK.split(text)
    assert error.problems
    for problem in error.problems:
        assert problem.message.strip()
        assert problem.path == NAME
        assert problem.line is not None
        assert 1 <= problem.line <= len(lines), f"{problem} in a file of {len(lines)} lines"
        if problem.column is not None:
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, str(problem)
    places = [(problem.line or 0, problem.column or 0) for problem in error.problems]
    assert places == sorted(places)


def _accept(requirements: Requirements) -> None:
    """What was accepted is written as a file that reads back as the same object."""
    text = write_requirements(requirements)
    assert read_requirements(text, NAME, KNOWN) == requirements, text


@fuzz
@given(st.text())
@example("cloud: [aws")
@example("title: '\x85a")
@example("\ufeff\ufeffa: 1")
def test_any_text_is_read_or_refused(text: str) -> None:
    """Random text raises nothing but `InputError`."""
    found = _read(text)
    if found is not None:
        _accept(found)


@fuzz
@given(st.text(alphabet="abt01 \n\t-?:,[]{}#&*!|>'\"%@`~.\\<=_", max_size=60))
@example("? - a")
@example("%YAML 9.9")
@example("<<: *a")
def test_any_text_of_indicators_is_read_or_refused(text: str) -> None:
    """Random text that looks like YAML raises nothing but `InputError`."""
    found = _read(text)
    if found is not None:
        _accept(found)


@fuzz
@given(st.binary())
@example(b"\xff\xfet\x00")
@example(b"title: \xed\xa0\x80")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    """Random bytes raise nothing but `InputError`."""
    found = _read(raw)
    if found is not None:
        _accept(found)


def _words(kind: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(kind))


def _lists(items: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(items, max_size=4)


def _needs(kind: Any) -> st.SearchStrategy[Any]:
    """A need in its short or its long form."""
    lists = _lists(_words(kind))
    return lists | st.fixed_dictionaries({}, optional={"required": lists, "preferred": lists})


TITLES = st.text(st.characters(exclude_categories=["Cs"])) | st.from_regex(r"[-+]?[0-9._:exo]{1,8}", fullmatch=True)
"""Any text, and text that some version of YAML takes for a number."""
IDS = _lists(st.sampled_from(KNOWN.alternatives))
LEVELS = _words(vocabulary.Importance)
SIDES = {
    "languages": {"train": _needs(vocabulary.Language), "serve": _needs(vocabulary.Language)},
    "hardware": {"train": _needs(vocabulary.Hardware), "serve": _needs(vocabulary.Hardware)},
}
WEIGHTS = st.dictionaries(
    st.sampled_from(KNOWN.criteria), st.floats(0, 1e300) | st.integers(0, 10**17), max_size=4
).filter(lambda weights: not weights or any(weights.values()))
CONSTRAINTS = {"licenses": _lists(TITLES), "maintained": st.booleans(), "include": IDS, "exclude": IDS}
GOOD: dict[str, st.SearchStrategy[Any]] = {
    "schema": st.just(1),
    "title": TITLES,
    "edition": st.sampled_from(KNOWN.editions),
    "goal": _words(vocabulary.Goal),
    "languages": st.fixed_dictionaries({}, optional=SIDES["languages"]),
    "cloud": _needs(vocabulary.Cloud),
    "onnx": _words(vocabulary.Wish),
    "dynamic_graphs": _words(vocabulary.Wish),
    "scale": _words(vocabulary.Scale),
    "big_data": _needs(vocabulary.BigData),
    "hardware": st.fixed_dictionaries({}, optional=SIDES["hardware"]),
    "targets": _needs(vocabulary.Target),
    "os": _needs(vocabulary.OperatingSystem),
    "domain": _words(vocabulary.Domain),
    "priorities": st.dictionaries(st.sampled_from([*vocabulary.CATEGORIES, *KNOWN.criteria]), LEVELS, max_size=4),
    "weights": WEIGHTS,
    "constraints": st.fixed_dictionaries({}, optional=CONSTRAINTS),
    "team_knows": IDS,
}
"""Every key of the contract with values that it allows."""
VALID = st.fixed_dictionaries({}, optional=GOOD)

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
INNER_KEYS = ["required", "preferred", "train", "serve", "include", "exclude", "licenses", "graph", "platform", ""]
JUNK = st.recursive(
    SCALARS | st.sampled_from(["python", "pyton", "high", "pytorch", "2018"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INNER_KEYS), inner, max_size=3),
    max_leaves=5,
)
MIXED = st.fixed_dictionaries({}, optional={key: good | JUNK for key, good in GOOD.items()})


def test_the_strategies_cover_the_contract() -> None:
    """Every key of the requirements file is fuzzed."""
    assert set(GOOD) == {field.alias or name for name, field in Requirements.model_fields.items()}


@fuzz
@given(st.one_of(MIXED, JUNK), st.booleans())
def test_wrong_values_of_right_keys_are_refused(data: Any, flow: bool) -> None:
    """Wrong kinds of values under the contract's own keys raise nothing but `InputError`."""
    found = _read(yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True))
    if found is not None:
        _accept(found)


@fuzz
@given(VALID)
@example({"title": "1e5"})
@example({"title": "08"})
@example({"title": "0o17"})
@example({"title": "1_000"})
@example({"title": "12:30:45"})
@example({"title": "2018-01-01"})
@example({"title": "no"})
@example({"title": "a\nb\n\n"})
@example({"title": " \t\x85\u2028\ufeff\x00"})
@example({"title": "\U0001f600"})
@example({"constraints": {"licenses": ["3e2", "=", "~", ""]}})
def test_every_valid_file_is_accepted_and_round_trips(data: dict[str, Any]) -> None:
    """What the contract allows is accepted, and writing it gives a file that reads back as the same object."""
    found = _read(json.dumps(data, ensure_ascii=False) if _is_plain(data) else _as_yaml(data))
    assert found is not None
    _accept(found)


def _is_plain(data: Any) -> bool:
    """Whether the data is the same in JSON and in YAML without escapes."""
    return json.dumps(data, ensure_ascii=False).isprintable()


def _as_yaml(data: Any) -> str:
    """YAML with every text in quotes, so that no text is taken for anything else."""
    text: str = yaml.safe_dump(data, default_style='"', allow_unicode=False, width=10_000)
    return re.sub(r"!!(?:int|float|bool|null) \"([^\"]*)\"", r"\1", text)


NEEDS = ("train", "serve", "cloud", "big_data", "targets", "os")


def _long(data: dict[str, Any]) -> dict[str, Any]:
    """The same data with every need in its long form."""
    return {key: _long_value(key, value) for key, value in data.items()}


def _long_value(key: str, value: Any) -> Any:
    if key in NEEDS and isinstance(value, list):
        return {"required": value}
    return _long(value) if isinstance(value, dict) else value


@fuzz
@given(VALID)
def test_a_bare_list_means_required(data: dict[str, Any]) -> None:
    """The short and the long form of every need give equal requirements."""
    assume(_long(data) != data)
    assert _read(_as_yaml(data)) == _read(_as_yaml(_long(data)))


@fuzz
@given(VALID, st.sampled_from([None, 0, 2, "\t"]), st.sampled_from([(",", ":"), (", ", ": ")]))
@example({"title": "\U0001f600"}, None, (", ", ": "))
@example({"title": 'a "quote", a \\ and a / in C:\\new'}, "\t", (",", ":"))
@example({"title": "\\ud83d\\ude00"}, None, (", ", ": "))
@example({"priorities": {}, "cloud": {"required": ["aws"]}, "weights": {"graph": 1e-7, "onnx": 1e22}}, 0, (",", ":"))
def test_json_means_the_same_as_yaml(data: dict[str, Any], indent: int | str | None, marks: tuple[str, str]) -> None:
    """The JSON text of the data, as any program writes it, gives the requirements that its YAML gives."""
    text = json.dumps(data, indent=indent, separators=marks)
    assume("\x7f" not in text)  # the one character that JSON leaves bare and YAML forbids
    assert _read(text) == _read(_as_yaml(data))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_example_is_accepted(path: Path) -> None:
    """The example files are valid and round-trip."""
    found = _read(path.read_bytes())
    assert found is not None
    _accept(found)


SOURCES = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))]
PATCHES = st.sampled_from([*"[]{}:\n'\"x0#\t", "- ", "  ", "&a ", "*a ", "!!str ", "? "])


@st.composite
def _mutants(draw: st.DrawFn) -> str:
    """An example file with a few slices cut out, doubled, moved or overwritten."""
    text = draw(st.sampled_from(SOURCES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 40)))
        piece = draw(st.sampled_from(["", text[start:end] * 2]) | PATCHES)
        text = text[:start] + piece + text[end:]
    return text


@fuzz
@given(_mutants())
def test_damaged_examples_are_read_or_refused(text: str) -> None:
    """Real files with typing accidents raise nothing but `InputError`; what is still valid round-trips."""
    found = _read(text)
    if found is not None:
        _accept(found)
