"""What moved, as text, Markdown and JSON: the same sentences, and nothing in a file makes them do anything."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from advisor.decision.drift.compare import compare
from advisor.model.drift import Drift
from advisor.reports import drift_json, drift_markdown, drift_text
from advisor.reports.interface import Surface
from tests.support.drifts import document, read, saved, with_fact, with_score
from tests.support.knowledge import edition_2018, newest

HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1)) ![x](http://example.org/x.png)",
    "# heading\n## another\n\n- list",
    "`code` **bold** _em_ | cell | ``` ~~~",
    "&lt;b&gt; \u202egnp.exe \x1b[31mred\x07\u2066",
]


def text(one: Drift, **surface: Any) -> str:
    """The text report."""
    return drift_text.render(one, Surface(**surface))


def flat(report: str) -> str:
    """A report on one line, without its wrapping."""
    return re.sub(r"\s+", " ", report)


def changed_lead() -> Drift:
    """PyTorch takes the first place from MXNet by one fact."""
    return compare(saved(robustness="quick"), saved(with_score(edition_2018(), "pytorch", "languages", 100.0), "quick"))


def verdict(one: Drift) -> str:
    """The first sentence of the text report."""
    return flat(text(one).split("\nFirst of the ranking")[0].split("\n\n")[0])


def test_each_outcome_has_its_verdict() -> None:
    """Stands, changed in both, in the first alone, in the stack alone, nothing fits now, before, or ever."""
    base = edition_2018()
    some, none = saved(), saved(languages={"train": ["php"]})
    better = saved(with_score(base, "pytorch", "languages", 100.0))
    exchanges = {id_: one._replace(importers={}) for id_, one in base.exchanges.items()}
    alone = saved(base._replace(exchanges=exchanges))
    assert verdict(compare(some, some)) == "The decision stands: PyTorch → ONNX → Apache MXNet."
    assert verdict(compare(some, better)) == (
        "The decision has changed: PyTorch is first of the ranking, no longer Apache MXNet; the stack stays PyTorch → ONNX → "
        "Apache MXNet."
    )
    assert verdict(compare(some, alone)) == (
        "The decision has changed: from PyTorch → ONNX → Apache MXNet to Apache MXNet end to end."
    )
    assert verdict(compare(some, none)) == (
        "The decision has changed: nothing meets the requirements any more; it was PyTorch → ONNX → Apache MXNet."
    )
    assert verdict(compare(none, some)) == (
        "The decision has changed: nothing met the requirements, now PyTorch → ONNX → Apache MXNet does."
    )
    assert verdict(compare(none, none)) == "The decision stands: nothing met the requirements, and nothing does now."


def test_which_of_the_two_changed_is_told_apart() -> None:
    """The first of the ranking and the stack have a sentence each."""
    told = flat(text(changed_lead(), width=200))
    assert "First of the ranking: Apache MXNet before, PyTorch now." in told
    assert "Best stack:" not in told
    other = flat(text(compare(saved(), saved(newest())), width=200))
    assert "Best stack: PyTorch → ONNX → Apache MXNet before, PyTorch → ONNX → ONNX Runtime now." in other


def test_a_tie_is_called_a_tie() -> None:
    """Where the robustness says that others are as good, the change of the first says so."""
    data = document(edition_2018(), "quick")
    data["robustness"]["level_with"] = ["mxnet"]
    data["ranking"][0], data["ranking"][1] = data["ranking"][1], data["ranking"][0]
    told = flat(text(compare(saved(), read(data)), width=200))
    assert "That PyTorch is first now is as good as a tie with Apache MXNet." in told


@pytest.mark.parametrize("render", [drift_text.render, drift_markdown.render], ids=["text", "markdown"])
def test_the_cause_is_told_with_values_days_method_and_source(render: Any) -> None:
    """The fact that moved the lead, old and new, and only that one."""
    told = flat(render(changed_lead(), Surface(200)).replace("\\", ""))
    assert "scores.languages: 42 (2018-06-26) → 100 (2019-05-06), documented" in told
    assert "https://example.org/later" in told
    assert told.count("→ 100 (2019-05-06)") == 1
    assert re.search(r"PyTorch over Apache MXNet: -\d\.\d → \+\d\.\d points \(\+\d\.\d\)", told)
    assert re.search(r"Languages \+(\d\.\d): \+\1 from scores", told.replace("languages", "Languages"))


@pytest.mark.parametrize("render", [drift_text.render, drift_markdown.render], ids=["text", "markdown"])
def test_who_left_is_told_with_requirement_fact_and_source(render: Any) -> None:
    """And that the pair compared is the next one."""
    needs: dict[str, Any] = {"languages": {"train": ["r"]}}
    worse = with_fact(edition_2018(), "mxnet", "languages.r", {"train": "none", "serve": "none"})
    one = compare(saved(**needs), saved(worse, **needs))
    told = flat(render(one, Surface(200)).replace("\\", ""))
    assert "Apache MXNet is ruled out now: languages.train: r – languages.r (train): none" in told
    assert "https://example.org/later" in told
    assert "Apache MXNet is ruled out now; of those that both sides rank:" in told
    back = compare(saved(worse, **needs), saved(**needs))
    assert "Apache MXNet was ruled out before: languages.train: r" in flat(render(back, Surface(200)).replace("\\", ""))


def test_sides_needs_weights_and_sureness_are_told() -> None:
    """Every part of the report for requirements that differ."""
    one = compare(
        saved(robustness="quick"),
        saved(robustness="quick", priorities={"documentation": "critical"}, goal="both"),
        sources=("old.json", "needs.yaml"),
        labels={"documentation": "Documentation"},
    )
    told = flat(text(one, width=200))
    assert "Old old.json: edition 2018, knowledge of 2018-06-26" in told
    assert "New needs.yaml: edition 2018, knowledge of 2018-06-26" in told
    assert "priorities.documentation: not said → critical" in told
    assert "goal: not said → both" in told
    assert re.search(r"Documentation 8\.3% → \d\d\.\d% \(not said → critical: priorities\.documentation\)", told)
    assert re.search(r"Old Apache MXNet stays first in \d+\.\d% of the weightings", told)


def test_top_keeps_the_first_of_both_sides() -> None:
    """Fewer rows, but what came first before is always told."""
    one = compare(saved(), saved(newest()))
    for render in (drift_text.render, drift_markdown.render):
        short, whole = render(one, Surface(top=1)), render(one, Surface())
        assert len(short) < len(whole)
        assert "Apache MXNet is ruled out now" in flat(short)
        assert "more moved" in short
    assert len(drift_json.to_dict(one, top=2)["ranking"]) == 2


def test_who_is_not_listed_is_told_in_a_sentence() -> None:
    """New frameworks of another edition, and those below the end of a list that was cut."""
    told = flat(text(compare(saved(), saved(newest())), width=400))
    assert re.search(r"Not listed by the old side: [^.]*\bJAX\b", told)
    data = document(edition_2018(), "quick")
    whole = read(data)
    data["ranking"] = data["ranking"][:2]
    assert text(compare(read(data), whole)).endswith("Nothing moved.\n")
    one = compare(read(data), saved(robustness="quick", goal="research"))
    told = flat(text(one, width=400))
    table, _, after = told.partition("Ranked lower than the old side lists: ")
    assert "TensorFlow" in after.partition(".")[0]
    assert "TensorFlow" not in table


def test_json_holds_the_same_unrounded() -> None:
    """Every number of the difference, and JSON that any reader takes."""
    one = changed_lead()
    data = json.loads(drift_json.render(one, Surface()), parse_constant=pytest.fail)
    assert (data["stands"], data["winner_changed"], data["stack_changed"]) == (False, True, False)
    assert one.lead
    assert data["lead"]["new"] == one.lead.new
    assert [part["points"] for part in data["lead"]["criteria"]] == [part.points for part in one.lead.parts]
    for part in data["lead"]["criteria"]:
        assert part["points"] == pytest.approx(part["by_score"] + part["by_weight"])
    assert data["lead"]["criteria"][0]["ahead"]["facts"][0]["new"]["evidence"]["as_of"] == "2019-05-06"
    assert [entry["points"] for entry in data["ranking"]] == [move.points for move in one.ranking]
    assert data["old"]["stack"]["route"] == "PyTorch → ONNX → Apache MXNet"


def poisoned(value: str) -> Drift:
    """Two sides, the old one saved by somebody who means harm: every text in it is ``value``."""
    new = saved(newest(), "quick", targets=["ios"])
    data = document(edition_2018(), "quick", targets=["ios"], title="t", priorities={"graph": "high"})
    data |= {"edition": value, "knowledge_date": value, "requirements": {value: [value], "goal": value}}
    data["weights"] = {value: 0.5, "graph": 0.5}
    data["importance"] = {value: {"level": value, "because": value}, "graph": {"level": value, "because": value}}
    evidence = {
        "source": f"https://example.org/{value}",
        "as_of": value,
        "method": value,
        "locator": value,
        "note": value,
    }
    for entry in data["ranking"]:
        entry["name"] = value
        for cell in entry["criteria"].values():
            cell["facts"] = [{"id": value, "value": value, "evidence": evidence}]
    reasons = [{"requirement": value, "fact": value, "evidence": evidence}]
    data["ruled_out"] = [{"id": "jax", "name": value, "score": 1.0, "reasons": reasons}]
    data["stacks"][0] |= {"route": value, "verified": None}
    data["robustness"] |= {"level_with": [value, "pytorch"], "level_stacks": [value]}
    return compare(read(data), new, sources=("old.json", "needs.yaml"), labels={"graph": value})


@pytest.mark.parametrize("value", HOSTILE, ids=["html", "links", "headings", "markup", "controls"])
def test_hostile_text_is_plain_words(value: str) -> None:
    """It adds no heading, link, image, code or HTML to Markdown, no control character to either."""
    calm, wild = (drift_markdown.render(poisoned(one), Surface()) for one in ("plain", value))
    kinds = [
        [
            inner.type
            for token in MarkdownIt("commonmark").enable("table").parse(report)
            for inner in (token, *(token.children or ()))
            if inner.type not in ("text", "link_open", "link_close")
        ]
        for report in (calm, wild)
    ]
    assert kinds[0] == kinds[1]
    for token in MarkdownIt("commonmark").parse(wild):
        for inner in token.children or ():
            if inner.type == "link_open":
                assert re.fullmatch(r"https://[!-~]+", str(inner.attrs["href"]))
    for report in (wild, text(poisoned(value))):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", report)


def test_long_text_is_cut() -> None:
    """A file of megabytes in a few texts gives a report of pages, soon."""
    data, long = document(edition_2018()), "long " * 50_000
    data["ranking"][0]["name"], data["stacks"][0]["route"], data["requirements"]["goal"] = long, long, long
    reasons = [{"requirement": long, "fact": long, "evidence": None}]
    data["ruled_out"] = [{"id": "jax", "reasons": reasons}]
    data["ranking"][0]["criteria"]["graph"]["facts"][0] |= {"id": long, "value": [long]}
    one = compare(read(data), saved(newest()))
    assert len(text(one)) < 50_000
    assert len(drift_markdown.render(one, Surface())) < 50_000


def test_ascii_terminals_get_ascii() -> None:
    """Without Unicode everything still stands there."""
    told = text(changed_lead(), unicode=False)
    assert told.isascii()
    assert "PyTorch > ONNX > Apache MXNet" in told
