"""Hard requirements and stacks: who is ruled out by which fact, and who is rescued by which partner."""

from __future__ import annotations

import pytest

from advisor.decision.recommend import decide
from tests.support.builders import exchange, knowledge, tool
from tests.support.knowledge import advice, asked, order

PLATFORM = {"scalability": 50.0, "languages": 50.0, "os": 50.0, "cloud": 50.0, "onnx": 50.0}


def scores(prototype: float, deploy: float) -> dict[str, float]:
    """Scores that are good at one end or the other."""
    return {"sponsor": prototype, "graph": prototype} | dict.fromkeys(PLATFORM, deploy)


LAB = tool(
    "lab", scores=scores(90, 20), languages__others=("none", "none"), languages__python=("full", "full"), license="MIT"
)
SHIP = tool(
    "ship",
    scores=scores(40, 90),
    languages__others=("none", "none"),
    languages__swift=("none", "full"),
    license="GPL-3.0",
)
PHONE = tool(
    "phone", kind="runtime", languages__others=("none", "none"), languages__swift=("none", "partial"),
    os__linux="full", os__macos="full", os__windows="full", cloud__aws="none", onnx_import="built_in", license="MIT",
)  # fmt: skip
ONNX = exchange("onnx", {"lab": "built_in", "ship": "community"}, {"ship": "built_in", "phone": "community"})
BASE = knowledge(LAB, SHIP, PHONE, exchanges=(ONNX,))


def test_the_stack_score_is_both_ends_times_reliability() -> None:
    """Two categories judge the prototype, one the deploy end; 0.98 for each built-in end of the exchange."""
    stack = decide(asked(), BASE).stacks[0]
    assert (stack.prototype, stack.exchange, stack.deploy) == ("lab", "onnx", "ship")
    assert stack.reliability == pytest.approx(0.98 * 0.98)
    assert stack.score == pytest.approx((90 + 90 + 90) / 3 * 0.98 * 0.98)
    assert stack.steps == ("lab step", "ship step")
    assert [one.source for one in stack.evidence] == ["https://example.org/page"] * 2


def test_one_tool_end_to_end_is_a_stack_of_reliability_1() -> None:
    """The stack of a tool with itself scores what the tool scores."""
    found = decide(asked(), BASE)
    singles = {one.prototype: one for one in found.stacks if one.single}
    for entry in found.ranking:
        assert singles[entry.id].score == pytest.approx(entry.score)
        assert (singles[entry.id].exchange, singles[entry.id].reliability) == ("native", 1.0)


def test_a_runtime_is_a_deploy_end_only() -> None:
    """The runtime is reached through the exchange, at the reliability of both ends, and never ranked."""
    found = decide(asked(), BASE)
    assert order(found) == ["lab", "ship"] or order(found) == ["ship", "lab"]
    phone = next(one for one in found.stacks if one.deploy == "phone")
    assert phone.prototype == "lab"
    assert phone.reliability == pytest.approx(0.98 * 0.9)


def test_a_serving_need_is_met_through_a_partner() -> None:
    """Swift is required for serving: the lab framework stays in, and says who meets it."""
    found = decide(asked(languages={"serve": ["swift"]}), BASE)
    lab = next(one for one in found.ranking if one.id == "lab")
    assert [(gap.requirement, gap.met_by) for gap in lab.unmet] == [("languages.serve: swift", "onnx → ship")]
    assert {(one.prototype, one.deploy) for one in found.stacks} == {
        ("lab", "ship"),
        ("ship", "ship"),
        ("lab", "phone"),
        ("ship", "phone"),
    }


def test_a_training_need_binds_the_prototype() -> None:
    """No partner helps who cannot train in Python; the reason is the fact and its source."""
    found = decide(asked(languages={"train": ["python"]}), BASE)
    assert order(found) == ["lab"]
    out = found.ruled_out[0]
    assert out.id == "ship"
    assert out.reasons[0].requirement == "languages.train: python"
    assert "languages.python (train): none" in out.reasons[0].fact
    assert out.reasons[0].evidence is not None
    assert out.reasons[0].evidence.source == "https://example.org/page"
    assert {one.deploy for one in found.stacks} == {"lab", "ship", "phone"}


def test_a_must_needs_more_than_an_experiment() -> None:
    """Limited support does not meet a must, but counts for a wish."""
    base = knowledge(tool("a", scores=scores(50, 50), languages__r=("limited", "limited")))
    assert not decide(asked(languages={"train": ["r"]}), base).ranking
    assert decide(asked(languages={"train": {"preferred": ["r"]}}), base).ranking[0].criteria[
        "languages"
    ].score == pytest.approx(100 / 3)


def test_unknown_does_not_rule_out_but_is_told() -> None:
    """Nobody says whether it runs on Windows: it stays, marked as not confirmed; it is no deploy end either."""
    base = knowledge(tool("a", scores=scores(50, 50), os__linux="full"))
    found = decide(asked(os=["windows"]), base)
    assert order(found) == ["a"]
    assert [(gap.requirement, gap.met_by) for gap in found.ranking[0].unmet] == [("os: windows", None)]
    assert not found.stacks


def test_nothing_fits() -> None:
    """No framework and no partner speaks Dart: everything is ruled out, the closest misses first."""
    found = decide(asked(languages={"train": ["dart"], "serve": ["dart"]}), BASE)
    assert not found.ranking
    assert not found.stacks
    assert found.headline.kind == "none"
    assert [len(one.reasons) for one in found.ruled_out] == [2, 2]


def test_constraints() -> None:
    """Licences, include and exclude rule out alternatives at both ends."""
    assert order(decide(asked(constraints={"licenses": ["mit"]}), BASE)) == ["lab"]
    assert {one.deploy for one in decide(asked(constraints={"licenses": ["MIT"]}), BASE).stacks} == {"lab", "phone"}
    assert order(decide(asked(constraints={"exclude": ["lab"]}), BASE)) == ["ship"]
    only = decide(asked(constraints={"include": ["lab", "phone"]}), BASE)
    assert order(only) == ["lab"]
    assert {one.deploy for one in only.stacks} == {"lab", "phone"}


def test_a_deploy_end_that_is_hardly_known_is_no_stack() -> None:
    """Of this runtime only a fifth of what counts is known."""
    dim = tool("dim", kind="runtime", onnx_import="built_in")
    base = knowledge(
        LAB, SHIP, dim, exchanges=(exchange("onnx", {"lab": "built_in"}, {"dim": "built_in", "ship": "built_in"}),)
    )
    assert "dim" not in {one.deploy for one in decide(asked(), base).stacks}


def test_the_more_reliable_of_two_routes_is_taken() -> None:
    """Two exchanges lead from lab to ship; the better one is shown."""
    rough = exchange("caffe", {"lab": "community"}, {"ship": "community"})
    found = decide(asked(), BASE._replace(exchanges={"caffe": rough, "onnx": ONNX}))
    assert next(one for one in found.stacks if (one.prototype, one.deploy) == ("lab", "ship")).exchange == "onnx"


def test_maintained_rules_out_the_retired() -> None:
    """Theano's makers had ended its development by mid-2018; the fact and its source are shown."""
    found = advice(constraints={"maintained": True})
    theano = next(one for one in found.ruled_out if one.id == "theano")
    assert theano.reasons[0].fact == "maintenance: retired"
    assert theano.reasons[0].evidence is not None


def test_required_onnx_asks_for_an_export() -> None:
    """What cannot write ONNX cannot be the prototype."""
    assert {"theano", "torch", "neon", "bigdl", "dl4j"} == {one.id for one in advice(onnx="required").ruled_out}
