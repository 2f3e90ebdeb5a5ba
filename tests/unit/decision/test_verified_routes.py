"""A route that was run counts by what came of it, and never serves a need that it failed."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decision.recommend import decide
from advisor.decision.stacks import best_routes
from advisor.model.knowledge import Knowledge
from advisor.model.verification import Verification
from tests.support.builders import exchange, knowledge, tool
from tests.support.knowledge import asked

FINE = {"mlp": "ok", "cnn": "ok", "rnn": "ok", "transformer": "close", "control_ops": "ok", "control": "refused"}


def run(outcomes: dict[str, str], *, advised: bool = True, exchange_: str = "onnx", **changes: Any) -> Verification:
    """A run from the framework to the runtime."""
    fields: dict[str, Any] = {
        "prototype": "maker",
        "exchange": exchange_,
        "deploy": "server",
        "exporter": "maker_onnx",
        "runtime": "server",
        "label": "maker.onnx → Server",
        "advised": advised,
        "date": "2026-11-23",
        "run": "runs/routes.jsonl",
        "versions": {"maker": "1.0"},
        "outcomes": outcomes,
        "reasons": {model: "off by 12" for model, outcome in outcomes.items() if outcome == "wrong"},
        "max_abs_error": 2e-7,
    }
    return Verification(**{**fields, **changes})


def world(*verifications: Verification) -> Knowledge:
    """A framework, a runtime, one documented route between them, and what was run of it."""
    maker = tool("maker", scores={"graph": 100, "os": 80}, graph="dynamic")
    server = tool("server", kind="runtime", os__linux="full", os__others="full")
    made = knowledge(maker, server, exchanges=(exchange("onnx", {"maker": "built_in"}, {"server": "built_in"}),))
    return made._replace(verifications=verifications, edition=made.edition._replace(known_share=0.0))


def reliability(made: Knowledge, **needs: Any) -> float:
    """That of the one route."""
    (route,) = best_routes(["maker"], ["server"], made, asked(**needs))
    return route.reliability


def test_what_passed_counts_more_than_what_is_documented() -> None:
    """All five models: the reliability of verified routes; the branch that was refused is judged apart."""
    values = world().edition.reliability
    assert reliability(world()) == pytest.approx(values["built_in"] ** 2)
    assert reliability(world(run(FINE))) == pytest.approx(values["verified"])
    assert values["built_in"] ** 2 < values["verified"] < values["native"]


def test_a_model_that_failed_costs_its_share() -> None:
    """Three of four: an eighth less; a model that the framework does not have is not counted."""
    verified = world().edition.reliability["verified"]
    assert reliability(world(run({**FINE, "rnn": "wrong"}))) == pytest.approx(verified * 0.875)
    assert reliability(world(run({**FINE, "rnn": "not_available"}))) == pytest.approx(verified)
    assert reliability(world(run(dict.fromkeys(FINE, "crashed")))) == pytest.approx(verified * 0.5)


def test_branches_have_to_pass_only_where_they_are_needed() -> None:
    """Operators of the framework's own that are refused cost nothing until somebody speaks of dynamic graphs."""
    made, verified = world(run({**FINE, "control_ops": "refused"})), world().edition.reliability["verified"]
    assert reliability(made) == pytest.approx(verified)
    assert reliability(made, dynamic_graphs="indifferent") == pytest.approx(verified)
    assert reliability(made, dynamic_graphs="preferred") == pytest.approx(verified * 0.9)


def test_the_best_advised_exporter_speaks_for_a_route() -> None:
    """An outdated exporter neither helps nor harms it, and neither does a run of another format."""
    bad = dict.fromkeys(FINE, "wrong")
    found = world(run(bad, advised=False), run(FINE), run(bad, exchange_="native"), run({**FINE, "cnn": "crashed"}))
    assert reliability(found) == pytest.approx(found.edition.reliability["verified"])


def test_a_route_that_loses_branches_is_not_for_dynamic_graphs() -> None:
    """It stays where nobody asks for them, with the failure among its limits."""
    made = world(run({**FINE, "control": "wrong"}))
    assert [stack.deploy for stack in decide(asked(dynamic_graphs="required"), made).stacks if not stack.single] == []
    stacks = decide(asked(), made).stacks
    (stack,) = [one for one in stacks if one.deploy == "server"]
    assert any("control: wrong" in limit for limit in stack.limits)
    assert stack.verified is not None


def test_silent_failures_of_outdated_exporters_are_warned_of() -> None:
    """A team that needs dynamic graphs reads which exporter loses branches, whichever route it is sent on."""
    made = world(run(FINE), run({**FINE, "control": "wrong"}, advised=False, label="maker.trace → Server"))
    found = decide(asked(dynamic_graphs="required"), made)
    assert any("control: refused" in limit for stack in found.stacks for limit in stack.limits)
    (warning,) = found.warnings
    assert "maker.trace" in warning
    assert "off by 12" in warning
    assert decide(asked(), made).warnings == ()
