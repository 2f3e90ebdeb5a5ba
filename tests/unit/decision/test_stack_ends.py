"""The two ends of a stack are scored apart: an unknown about one is not filled with what is known about the other."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decision.recommend import decide
from advisor.decision.scores import score_table
from advisor.model.knowledge import Criterion, Knowledge, Scale
from tests.support.builders import exchange, knowledge, tool
from tests.support.knowledge import asked


def two_ended(*, proto: float, deploy: float | None) -> Knowledge:
    """A framework that exports to a runtime; both are judged on one figure that counts half at each end, and on systems."""
    framework = tool("maker", figure=proto, os__linux="full")
    figure: dict[str, Any] = {} if deploy is None else {"figure": deploy}
    runtime = tool("server", kind="runtime", os__linux="partial", os__others="none", **figure)
    made = knowledge(framework, runtime, exchanges=(exchange("onnx", {"maker": "built_in"}, {"server": "built_in"}),))
    ecosystem = made.criteria["ecosystem"]._replace(method="scale", phase="both", scales=(Scale("figure", 1, 100),))
    os = made.criteria["os"]._replace(method="coverage", phase="deploy", breadth=("linux",))
    return made._replace(
        criteria={**made.criteria, "ecosystem": ecosystem, "os": os}, edition=made.edition._replace(known_share=0.0)
    )


def score(made: Knowledge) -> float:
    """The score of the one stack, its reliability taken out."""
    found = decide(asked(weights={"ecosystem": 1, "os": 1}), made)
    (stack,) = [one for one in found.stacks if one.deploy == "server"]
    return stack.score / stack.reliability


def test_the_score_is_the_weighted_sum_of_both_ends() -> None:
    """Half of the figure's half at each end, the systems at the deploy end: 25 + 12.5 + 33.3."""
    assert score(two_ended(proto=100, deploy=10)) == pytest.approx(0.25 * 100 + 0.25 * 50 + 0.5 * 200 / 3)


def test_an_unknown_figure_of_the_deploy_end_leaves_its_own_mean() -> None:
    """Its weight goes to what else is known about that end, not to the prototype's figure."""
    assert score(two_ended(proto=100, deploy=None)) == pytest.approx(0.25 * 100 + 0.75 * 200 / 3)


def test_levels_and_figures_share_an_end_equally() -> None:
    """A figure that judges the deploy end only has no part in the prototype's score."""
    one = tool("both", level="full", figure=10)
    made = knowledge(one)
    cell = Criterion(
        "onnx",
        "ONNX",
        "platform",
        "",
        "",
        "",
        method="levels",
        level_facts=("level",),
        scales=(Scale("figure", 1, 100, "deploy"),),
    )
    table = score_table(asked(), made._replace(criteria={**made.criteria, "onnx": cell}), ("onnx",))
    prototype, deploy = table.ends()
    assert (prototype[0, 0], deploy[0, 0], table.single()[0, 0]) == (100.0, 75.0, 87.5)
