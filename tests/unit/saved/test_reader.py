"""A saved recommendation is read back, or refused with every mistake named by its path in the JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.model.errors import InputError
from advisor.needs.known import known_of
from advisor.saved.reader import MANY, MAX_BYTES, MAX_VALUES, read_saved, requirements_of
from tests.support.drifts import document, read
from tests.support.knowledge import asked, edition_2018

Change = Callable[[dict[str, Any]], object]


@cache
def original() -> str:
    """A saved recommendation as text."""
    return json.dumps(document(edition_2018(), "full", goal="production", languages={"serve": ["java"]}))


def refused(raw: bytes | str) -> str:
    """What is said about a file that is refused."""
    with pytest.raises(InputError) as told:
        read_saved(raw.encode() if isinstance(raw, str) else raw, "old.json")
    assert all(one.path == "old.json" for one in told.value.problems)
    return str(told.value)


def changed(change: Change) -> str:
    """What is said about the original with a change."""
    data = json.loads(original())
    change(data)
    return refused(json.dumps(data))


def test_what_was_saved_is_read_back() -> None:
    """Every number of the ranking, and the requirements as they were asked."""
    data = json.loads(original())
    found = read(data)
    assert [entry.model_dump(by_alias=True)["score"] for entry in found.ranking] == [
        one["score"] for one in data["ranking"]
    ]
    again = requirements_of(found, "old.json", known_of(edition_2018()))
    assert again == asked(goal="production", languages={"serve": ["java"]})


@pytest.mark.parametrize(
    "text",
    [
        "goal: both\n",
        "",
        "{goal: both}",
        '{"goal": "both"}',
        '{"title": "a \\"ranking\\""}',
        "[]",
        '["ranking"]',
        "\x00",
    ],
)
def test_what_has_no_ranking_is_something_else(text: str) -> None:
    """Requirements in YAML or JSON are left to their own reader."""
    assert read_saved(text.encode(), "needs.yaml") is None


MISTAKES: dict[str, tuple[Change, str]] = {
    "no schema": (lambda one: one.pop("schema"), "old.json: missing key `schema`"),
    "another version": (lambda one: one.update(schema=2), "`schema`: `2` is not allowed (allowed: 1)"),
    "no edition": (lambda one: one.pop("edition"), "missing key `edition`"),
    "ranking is text": (lambda one: one.update(ranking="pytorch"), "`ranking`: `pytorch` is not a list"),
    "an entry is a number": (lambda one: one["ranking"].insert(1, 5), "`ranking[1]`: `5` is not an object"),
    "an entry is nothing": (lambda one: one["stacks"].insert(0, None), "`stacks[0]`: nothing is not an object"),
    "no id": (lambda one: one["ranking"][2].pop("id"), "missing key `ranking[2].id`"),
    "an id is a number": (lambda one: one["ranking"][0].update(id=7), "`ranking[0].id`: `7` is not text"),
    "a score is text": (lambda one: one["ranking"][0].update(score="9"), "`ranking[0].score`: `9` is not a number"),
    "a score is a flag": (lambda one: one["ranking"][0].update(score=True), "`ranking[0].score`: `true` is not a number"),
    "a score is huge": (lambda one: one["ranking"][0].update(score=1e300), "is not a number from 0 to 100"),
    "a share is above 1": (lambda one: one["weights"].update(graph=1.5), "`weights.graph`: `1.5` is not a number from 0 to 1"),
    "a rank is a fraction": (lambda one: one["ranking"][0].update(rank=1.5), "`ranking[0].rank`: `1.5` is not a whole number"),
    "a rank is endless": (lambda one: one["ranking"][0].update(rank=10**40), "is not a whole number that JSON can hold"),
    "criteria are a list": (lambda one: one["ranking"][0].update(criteria=[]), "`ranking[0].criteria`: a list is not an object"),
    "a fact is nested": (
        lambda one: one["ranking"][0]["criteria"]["graph"]["facts"][0].update(value={"a": [1]}),
        "`ranking[0].criteria.graph.facts[0].value`: a mapping is not text, a number",
    ),
    "a contribution is wrong": (
        lambda one: one["ranking"][0]["criteria"]["graph"].update(contribution=1.0),
        "`ranking[0].criteria.graph`: the contribution is not weight times score",
    ),
    "a total is wrong": (
        lambda one: one["ranking"][0].update(score=12.5), "`ranking[0]`: the contributions do not sum to the score",
    ),
    "a stack does not add up": (
        lambda one: one["stacks"][1].update(score=1.0), "`stacks[1]`: the score is not the sum of the ends times the reliability",
    ),
    "a key of robustness": (lambda one: one["robustness"].update(confidence=[]), "`robustness.confidence`: a list is not"),
    "requirements are a list": (lambda one: one.update(requirements=[]), "`requirements`: a list is not an object"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "told"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_by_its_path(change: Change, told: str) -> None:
    """File, path in the JSON, what was found, what was expected."""
    assert told in changed(change)


def test_all_mistakes_are_told_at_once() -> None:
    """A missing key here, a wrong value there: a line each."""

    def change(one: dict[str, Any]) -> None:
        del one["edition"]
        one["ranking"][3]["name"] = None
        one["stacks"][0]["score"] = -1

    assert len(changed(change).splitlines()) == 3


BROKEN: dict[str, tuple[bytes, str]] = {
    "cut off": (b'{"ranking": [{"rank": 1,', "not valid JSON"),
    "not a number": (b'{"ranking": NaN}', "NaN is not a number"),
    "infinity": (b'{"ranking": [-Infinity]}', "-Infinity is not a number"),
    "a number beyond all": (b'{"ranking": [' + b"1" * 5_000 + b"]}", "too many digits"),
    "latin-1": ('{"ranking": "é"}'.encode("latin-1"), "not UTF-8 text (byte 13)"),
    "a lone surrogate": (b'{"ranking": [], "x": "\\ud800"}', "half of a character"),
    "a lone surrogate as a key": (b'{"ranking": [], "\\udfff": 1}', "half of a character"),
    "deep lists": (b'{"ranking": ' + b"[" * 100_000, "nested more than 32 levels deep"),
    "deep objects": (b'{"ranking": ' + b'{"a": ' * 200 + b"1" + b"}" * 201, "nested more than 32 levels deep"),
    "too large": (b'{"ranking": "' + b"a" * MAX_BYTES + b'"}', "larger than 4,000,000 bytes"),
    "too many": (b'{"ranking": [' + b"1," * (MAX_VALUES + 1) + b"1]}", "or 60,000 values"),
    "wrong all over": (b'{"ranking": [' + b"1," * MANY + b"1]}", "1,009 values are missing or wrong"),
    "a second object": (b'{"ranking": []} {}', "not valid JSON: Extra data"),
}


@pytest.mark.parametrize(("raw", "told"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_recommendation_at_all_is_told_in_one_line(raw: bytes, told: str) -> None:
    """Broken, deep, binary, huge: one problem, said shortly."""
    said = refused(raw)
    assert told in said
    assert len(said) < 300


def test_a_broken_place_is_told_by_line_and_column() -> None:
    """As far as JSON itself is broken there is a place in the text."""
    assert refused(b'{"schema": 1,\n "ranking": [}').startswith("old.json:2:14: not valid JSON: Expecting value")


def test_keys_of_a_later_version_are_passed_over() -> None:
    """Added at every level, also with nested values, they change nothing."""
    data = json.loads(original())
    for part in (
        data,
        data["ranking"][0],
        data["ranking"][0]["criteria"]["graph"],
        data["robustness"],
        data["stacks"][0],
    ):
        part["later"] = {"a": [1, {"b": None}]}
    assert read(data) == read(json.loads(original()))


def test_requirements_that_are_unknown_today_are_named() -> None:
    """They are checked like those of a file, with the file that they were saved in."""
    data = json.loads(original())
    data["requirements"] |= {"goal": "fame", "team_knows": ["pytorhc"]}
    with pytest.raises(InputError) as told:
        requirements_of(read(data), "old.json", known_of(edition_2018()))
    said = str(told.value).splitlines()
    assert said[0].startswith(
        "old.json: `requirements`: `team_knows`: unknown framework `pytorhc` (did you mean `pytorch`?"
    )
    assert said[1].startswith("old.json: `requirements`: `goal`: `fame` is not allowed")


@settings(deadline=None)
@given(st.data())
def test_any_value_in_any_place_is_read_or_refused(data: st.DataObject) -> None:
    """One value of the document becomes something else: no other error than one that names the file."""
    one = deepcopy(json.loads(original()))
    part: Any = one
    for _ in range(data.draw(st.integers(0, 6))):
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        key = data.draw(st.sampled_from(keys)) if keys else None
        if key is None or not isinstance(part[key], dict | list):
            break
        part = part[key]
    keys = list(part) if isinstance(part, dict) else list(range(len(part)))
    odd = st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.just([]), st.just({}), st.just([[{}]])
    )
    if keys:
        part[data.draw(st.sampled_from(keys))] = data.draw(odd)
    try:
        read_saved(json.dumps(one).encode(), "old.json")
    except InputError as error:
        assert all(problem.path == "old.json" for problem in error.problems)  # noqa: PT017
