"""The long printout: every number in it can be worked out again from the text alone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from advisor.decision.explanation.explain import explained
from advisor.decision.recommend import decide
from advisor.model.knowledge import Evidence, Knowledge
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from advisor.reports.interface import Surface
from advisor.reports.json_report import to_dict
from advisor.reports.registry import render
from tests.support import builders
from tests.support.calculator import check, read
from tests.support.cli import ROOT
from tests.support.knowledge import asked, edition_2018, newest

EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
HOSTILE = "\x1b[31mred\x1b[0m \x9b31m \u202eltr\u2066 \x7f [bold]"
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def full(requirements: Requirements, knowledge: Knowledge) -> Recommendation:
    """A recommendation with its explanation, without neighbours."""
    return explained(decide(requirements, knowledge), requirements, knowledge)


@cache
def example(name: str, edition: str) -> Recommendation:
    """An example file on an edition, explained."""
    knowledge = edition_2018() if edition == "2018" else newest()
    path = Path(ROOT / "examples" / f"{name}.yaml")
    return full(read_requirements(path.read_bytes(), name, known_of(knowledge)), knowledge)


@pytest.mark.parametrize("width", [80, 200])
@pytest.mark.parametrize("edition", ["2018", "2026"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_number_follows_from_the_text(name: str, edition: str, width: int) -> None:
    """Points, scores, weights, contributions and totals are worked out from what is printed, and are those of the ranking."""
    made = example(name, edition)
    printed = read(render(made, "table", Surface(width)))
    check(printed)
    assert set(printed.weights) >= {made.labels[id_] for id_ in made.weights}
    assert [one.rank for one in printed.tables if one.rank] == [entry.rank for entry in made.ranking[:3]]
    for entry, table in zip(made.ranking[:3], printed.tables[:3], strict=True):
        assert abs(entry.score - table.total) < 6e-4
        assert len(table.rows) == len(entry.criteria)
    assert abs(printed.stack[-1] - made.stacks[0].score) < 6e-4
    assert printed.checked >= 3 * len(made.weights) - 6


def test_unknown_scores_pass_their_weight_on() -> None:
    """Where a cell is empty the factor of its category is printed, and the weights still sum to 1."""
    made = example("on-device-speech", "2018")
    printed = read(render(made, "table", Surface(80)))
    moved = [table for table in printed.tables if table.factors]
    assert moved
    for table in moved:
        assert any(score == "unknown" for _, score, *_ in table.rows)
        assert sum(row[3] for row in table.rows) == pytest.approx(sum(row[2] for row in table.rows), abs=2e-4)


def test_a_category_of_which_nothing_is_known() -> None:
    """Its weight goes to the other categories, and the text says so."""
    some = {"graph": 90.0, "nn_ops": 50.0, "numerics": 60.0, "sponsor": 70.0, "activity": 10.0}
    knowledge = builders.knowledge(
        builders.tool("one", scores=some), builders.tool("two", scores=some | {"graph": 80.0})
    )
    made = full(asked(), knowledge)
    text = render(made, "table", Surface(80))
    assert "Platform: nothing is known, its weight 0.33333 goes to the other categories" in text
    check(read(text))


def test_expert_weights_are_shown_as_stated() -> None:
    """Weights that a file states itself take the place of levels and factors."""
    made = full(asked(weights={"graph": 3, "onnx": 1}), edition_2018())
    text = render(made, "table", Surface(80))
    assert re.search(r"^  Graph +3 +0\.75000", text, re.MULTILINE)
    assert re.search(r"^  ONNX +1 +0\.25000", text, re.MULTILINE)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_the_long_printout_keeps_to_its_width(width: int) -> None:
    """Only addresses are wider than the page."""
    for line in render(example("on-device-speech", "2026"), "table", Surface(width)).splitlines():
        assert cell_len(line) <= width or re.match(r" *(https?://|pkg:|run:)", line), line


def test_plain_ascii() -> None:
    """A terminal without Unicode gets all of it."""
    assert render(example("neutral", "2018"), "table", Surface(80, unicode=False)).isascii()


@pytest.mark.parametrize("edition", ["2018", "2026"])
def test_golden_long_printout(edition: str, snapshot: SnapshotAssertion) -> None:
    """The whole text of one example, in both editions."""
    text = render(example("on-device-speech" if edition == "2018" else "neutral", edition), "table", Surface(80))
    assert text[text.index("How the numbers come about") :] == snapshot


def _two(note: str, as_of: str = "2018-06-01") -> Knowledge:
    """Two tools; the first leads only because of one score, whose evidence has this note and date."""
    one = builders.tool("one", scores={"graph": 90.0, "nn_ops": 50.0})
    two = builders.tool("two", scores={"graph": 62.0, "nn_ops": 62.0})
    graph = one.scores["graph"]._replace(evidence=Evidence("https://example.org/x", as_of, "documented", "", note))
    knowledge = builders.knowledge(one._replace(scores={**one.scores, "graph": graph}), two)
    criteria = knowledge.criteria
    limited = {**criteria, "graph": criteria["graph"]._replace(max_age_days=400)}
    return knowledge._replace(criteria=limited)


@pytest.mark.parametrize(
    ("note", "as_of", "told"),
    [
        ("undated copy, seen that day", "2018-06-01", "rests on one undated fact."),
        ("", "2016-01-01", "rests on one too old fact."),
        ("", "2018-06-01", "rests on one fact."),
    ],
)
def test_one_fact_decides(note: str, as_of: str, told: str) -> None:
    """That everything hangs on one fact is said, and what is wrong with its date."""
    made = full(asked(weights={"graph": 1, "nn_ops": 1}), _two(note, as_of))
    assert made.explanation
    assert [(one.alternative, one.fact.id) for one in made.explanation.sensitivity.rests_on] == [
        ("one", "scores.graph")
    ]
    assert f"That One comes first {told}" in render(made, "table", Surface(80))


def test_hostile_text_is_harmless() -> None:
    """Names, values, ids of sources and reasons that colour or reorder are shown harmlessly."""
    knowledge = _two(HOSTILE)
    named = {
        id_: one._replace(
            name=HOSTILE,
            facts={f"os.{HOSTILE}": builders.tool("x", os__linux="full").facts["os.linux"]._replace(value=HOSTILE)},
        )
        for id_, one in knowledge.alternatives.items()
    }
    scores = {**named["one"].scores}
    scores["graph"] = scores["graph"]._replace(id=HOSTILE, evidence=scores["graph"].evidence._replace(source=HOSTILE))
    named["one"] = named["one"]._replace(scores=scores)
    made = full(asked(title=HOSTILE, weights={"graph": 1, "nn_ops": 1}), knowledge._replace(alternatives=named))
    text = render(made, "table", Surface(80))
    text = text[text.index("How the numbers") :]
    assert text.count("[bold]") > 5
    assert not CONTROL.search(text)
    assert not CONTROL.search(render(made, "json"))


@pytest.mark.parametrize("edition", ["2018", "2026"])
def test_json_holds_the_same_numbers_unrounded(edition: str) -> None:
    """The contributions of the document sum to the scores of its ranking, the two ends of the stack to the score of the stack."""
    data: dict[str, Any] = to_dict(example("on-device-speech", edition))
    made = data["explanation"]
    assert sum(row["share"] for row in made["weights"]) == pytest.approx(1)
    assert {row["criterion"]: row["share"] for row in made["weights"] if row["share"]} == data["weights"]
    for entry, derived in zip(data["ranking"], made["alternatives"], strict=False):
        cells = derived["criteria"].values()
        assert sum(cell["contribution"] for cell in cells) == pytest.approx(entry["score"])
        for criterion, cell in derived["criteria"].items():
            assert (cell["score"], cell["weight"]) == pytest.approx(
                (entry["criteria"][criterion]["score"], entry["criteria"][criterion]["weight"])
            )
            if cell["score"] is not None:
                times = sum(fact["times"] for fact in cell["facts"])
                points = sum(fact["times"] * fact["points"] for fact in cell["facts"])
                assert points / times == pytest.approx(cell["score"])
    stack = made["stack"]
    assert (stack["prototype"]["total"] + stack["deploy"]["total"]) * stack["reliability"] == pytest.approx(
        data["stacks"][0]["score"]
    )


def test_nothing_fits() -> None:
    """Without a ranking there are the weights, and what single facts would change."""
    made = full(asked(languages={"train": ["dart"]}), edition_2018())
    text = render(made, "table", Surface(80))
    assert not made.ranking
    assert "Weights" in text
    assert "What single facts decide" in text
    assert "Dominance" not in text
