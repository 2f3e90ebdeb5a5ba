"""The contract is what is written: real recommendations against it, and its documentation against the model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from advisor.decision.explanation.explain import explained
from advisor.decision.recommend import complete, decide
from advisor.model.contract.document import SavedRecommendation
from advisor.model.robustness import Wanted
from advisor.reports.json_report import to_dict
from advisor.saved.schema import json_schema
from tests.support.contract import PAGE, REFERENCE, refreshed
from tests.support.drifts import read
from tests.support.knowledge import asked, edition_2018, newest

NEEDS: dict[str, dict[str, Any]] = {
    "neutral": {},
    "phone": {"targets": ["android"], "domain": "speech", "dynamic_graphs": "preferred", "team_knows": ["pytorch"]},
    "expert": {"weights": {"activity": 3, "onnx": 1}},
    "asked in vain": {"priorities": {"footprint": "high"}, "languages": {"serve": ["java"]}},
    "nothing fits": {"languages": {"train": ["php"]}},
}
EDITIONS = {"2018": edition_2018, "2026": newest}
LEVELS: tuple[tuple[Wanted, bool], ...] = (("none", False), ("quick", False), ("full", True))


@cache
def written(name: str, edition: str, robustness: Wanted, explain: bool) -> str:
    """What `--format json` writes."""
    needs, knowledge = asked(**NEEDS[name]), EDITIONS[edition]()
    whole = complete(decide(needs, knowledge), needs, knowledge, robustness)
    return json.dumps(to_dict(explained(whole, needs, knowledge) if explain else whole))


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """The printed schema, checked to be one."""
    printed = json.loads(json_schema())
    Draft202012Validator.check_schema(printed)
    return Draft202012Validator(printed)


@pytest.mark.parametrize(("robustness", "explain"), LEVELS, ids=str)
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", NEEDS)
def test_real_recommendations_keep_the_contract(
    name: str, edition: str, robustness: Wanted, explain: bool, schema: Draft202012Validator
) -> None:
    """They validate against the schema, are read back, and hold no key that the contract does not name."""
    data = json.loads(written(name, edition, robustness, explain))
    schema.validate(data)
    again = read(data).model_dump(mode="json", by_alias=True)
    assert list(missing(data, again)) == []


def missing(data: Any, kept: Any, path: str = "") -> Iterator[str]:
    """The paths of everything that the model did not keep, or keeps otherwise."""
    if isinstance(data, dict) and isinstance(kept, dict):
        for key, value in data.items():
            yield from missing(value, kept[key], f"{path}.{key}") if key in kept else [f"{path}.{key}"]
    elif isinstance(data, list) and isinstance(kept, list) and len(data) == len(kept):
        for one, other in zip(data, kept, strict=True):
            yield from missing(one, other, f"{path}[]")
    elif data != kept:
        yield path


def test_the_reference_is_that_of_the_model() -> None:
    """The documented keys are those of today, to the letter (`make readme` writes them)."""
    text = PAGE.read_text(encoding="utf-8")
    assert REFERENCE.search(text)
    assert refreshed(text) == text


def test_every_key_is_described() -> None:
    """No field and no object without a sentence of its own."""
    printed = SavedRecommendation.model_json_schema()
    for name, body in {"SavedRecommendation": printed, **printed["$defs"]}.items():
        assert body.get("description"), name
        assert "Settings shared" not in body["description"], name
        for key, value in body["properties"].items():
            assert value.get("description", "").endswith("."), f"{name}.{key}"


def test_the_python_of_the_page_runs(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example reads a saved file and prints five lines."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "decision.json").write_text(written("phone", "2018", "quick", False), encoding="utf-8")
    code = PAGE.read_text(encoding="utf-8").partition("```python\n")[2].partition("```")[0]
    exec(code, {})
    assert len(capsys.readouterr().out.splitlines()) == 5
