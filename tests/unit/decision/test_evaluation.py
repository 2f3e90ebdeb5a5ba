"""The figures of `advisor evaluate`, by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.decision.evaluation import MISS, TestCase, deploy_ranks, evaluate, figures, intervals
from tests.support.cli import run_advisor
from tests.support.knowledge import advice, asked, edition_2018


def test_figures_of_known_ranks() -> None:
    """Two hits in four, three within three, and the mean of 1, 1, 1/3 and 0."""
    assert figures([1, 1, 3, MISS]) == pytest.approx({"hit@1": 0.5, "hit@3": 0.75, "mrr": (1 + 1 + 1 / 3) / 4})
    assert figures([]) == {"hit@1": 0.0, "hit@3": 0.0, "mrr": 0.0}


def test_intervals_hold_the_figure_and_shrink() -> None:
    """The bootstrap interval contains the estimate, is a point where all agree, and narrows with more cases."""
    few, many = intervals([1, 2, MISS, 1]), intervals([1, 2, MISS, 1] * 25)
    for name, value in figures([1, 2, MISS, 1]).items():
        assert few[name][0] <= value <= few[name][1]
        assert many[name][1] - many[name][0] < few[name][1] - few[name][0]
    assert intervals([1, 1])["hit@1"] == (1.0, 1.0)


def test_the_real_choice_is_ranked_by_the_advice() -> None:
    """Neutral needs: MXNet is first, Neon thirteenth; the best-ranked of several counts; an unknown id counts apart."""
    cases = [
        TestCase("first", asked(), ("mxnet",), ("mxnet",)),
        TestCase("last", asked(), ("neon",), ()),
        TestCase("several", asked(), ("neon", "pytorch"), ()),
        TestCase("unknown", asked(), ("nosuch",), ("nosuch",)),
        TestCase("ruled out", asked(dynamic_graphs="required"), ("tensorflow",), ()),
    ]
    found = evaluate(cases, lambda _: edition_2018())
    assert [one.framework for one in found.cases] == [1, 13, 2, None, MISS]
    result = found.editions["2018"]["frameworks"]
    assert (result.n, result.not_in_edition) == (4, 1)
    assert result.figures["hit@1"] == 0.25
    assert result.baselines["no_needs"]["hit@3"] == pytest.approx(3 / 4)
    assert result.baselines["most_popular"]["hit@1"] == pytest.approx(1 / 4)
    assert found.editions["2018"]["deploy"].n == 1


def test_deploy_ends_are_ranked_by_their_best_stack() -> None:
    """Each deploy end once, in the order of the stacks."""
    found = advice()
    ends = [stack.deploy for stack in found.stacks]
    assert list(deploy_ranks(found)) == list(dict.fromkeys(ends))


def test_the_command_prints_the_contract(tmp_path: Path) -> None:
    """JSON Lines in, the keys of the contract out, in table and JSON; broken lines are named."""
    file = tmp_path / "cases.jsonl"
    line = {"id": "a", "requirements": {"edition": "2018"}, "chosen": ["mxnet"], "deploy": ["tvm"]}
    file.write_text(json.dumps(line) + "\n\n" + json.dumps(line | {"id": "b"}) + "\n")
    data = run_advisor("evaluate", str(file), "--format", "json", home=tmp_path).data
    assert set(data) == {"editions", "cases"}
    assert {"n", "hit@1", "hit@3", "mrr", "interval", "baselines"} <= set(data["editions"]["2018"]["frameworks"])
    assert [case["rank_framework"] for case in data["cases"]] == [1, 1]
    assert "Edition 2018" in run_advisor("evaluate", str(file), home=tmp_path).stdout
    file.write_text('{"id": "a", "requirements": {"gaol": 1}}\nnot json\n{"id": 3}\n')
    result = run_advisor("evaluate", str(file), home=tmp_path)
    assert result.status == 2
    assert [message in result.stderr for message in ("did you mean `goal`", "cases.jsonl:2", "cases.jsonl:3")] == [
        True
    ] * 3
