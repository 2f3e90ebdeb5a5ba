"""How facts become scores, on a knowledge base small enough to compute by hand."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.decision.recommend import decide
from tests.support.builders import knowledge, tool
from tests.support.knowledge import asked

SCORES = {"languages": 40.0, "os": 70.0, "cloud": 33.0, "graph": 50.0}
ONE = tool(
    "one",
    scores=SCORES,
    languages__java=("full", "limited"),
    languages__python=("partial", "full"),
    languages__others=("none", "none"),
    os__linux="full",
    os__windows="partial",
    cloud__aws="partial",
    hardware__nvidia=("full", "partial"),
    targets__ios="limited",
    targets__server="full",
    domain__vision="partial",
    serving="full",
)


def cell(criterion: str, **needs: Any) -> float | None:
    """The score of one criterion of the tool, under these needs."""
    found = decide(asked(**needs), knowledge(ONE))
    entry = found.ranking[0]
    return entry.criteria[criterion].score


def test_without_needs_the_published_breadth_counts() -> None:
    """Neutral coverage criteria keep their published score."""
    assert cell("languages") == 40
    assert cell("os") == 70


def test_coverage_is_relative_to_what_was_asked_for() -> None:
    """One preferred language: its level; required items count twice."""
    third, two_thirds = 100 / 3, 200 / 3
    assert cell("languages", languages={"train": {"preferred": ["java"]}}) == pytest.approx(100)
    assert cell("languages", languages={"serve": {"preferred": ["java"]}}) == pytest.approx(third)
    assert cell("languages", languages={"train": {"preferred": ["perl"]}}) == 0
    assert cell("languages", languages={"train": {"preferred": ["java", "perl"]}}) == pytest.approx(50)
    both = {"train": {"required": ["java"], "preferred": ["perl"]}}
    assert cell("languages", languages=both) == pytest.approx((2 * 100 + 0) / 3)
    mixed = {"train": ["python"], "serve": {"preferred": ["java"]}}
    assert cell("languages", languages=mixed) == pytest.approx((2 * two_thirds + third) / 3)


def test_an_unknown_item_is_not_counted_as_missing() -> None:
    """macOS is not documented for this tool: it leaves the mean, and alone it leaves the criterion unknown."""
    assert cell("os", os={"preferred": ["linux", "macos"]}) == 100
    assert cell("os", os={"preferred": ["macos"]}) is None


def test_on_demand_criteria_count_when_asked_about() -> None:
    """Targets and hardware have no weight until a need names them."""
    neutral = decide(asked(), knowledge(ONE)).ranking[0]
    assert "targets" not in neutral.criteria
    assert cell("targets", targets={"preferred": ["ios", "server"]}) == pytest.approx((100 / 3 + 100) / 2)
    assert cell("hardware", hardware={"serve": {"preferred": ["nvidia"]}}) == pytest.approx(200 / 3)
    assert cell("domain", domain="vision") == pytest.approx(200 / 3)
    assert cell("serving", priorities={"serving": "high"}) == 100


def test_a_missing_score_leaves_the_mean_of_its_category() -> None:
    """Only graph is known of API & Internals: it carries the whole category."""
    entry = decide(asked(), knowledge(ONE)).ranking[0]
    assert entry.criteria["numerics"].score is None
    assert entry.criteria["numerics"].contribution == 0
    assert entry.categories["api_internals"] == 50
    assert entry.categories["support_community"] is None
    assert entry.score == pytest.approx((50 + (40 + 70 + 33) / 3) / 2)


def test_familiarity_of_the_known_its_kin_and_strangers() -> None:
    """The team's own framework counts fully, a documented relative by two thirds, others not at all."""
    base = knowledge(
        tool("own", scores=SCORES),
        tool("relative", scores=SCORES, kin=["own"]),
        tool("ancestor", scores=SCORES),
        tool("stranger", scores=SCORES),
        tool("front", kind="frontend", backends=["ancestor"]),
    )
    own = {one.id: one.criteria["familiarity"].score for one in decide(asked(team_knows=["own"]), base).ranking}
    assert own == pytest.approx({"own": 100, "relative": 200 / 3, "ancestor": 0, "stranger": 0})
    front = {one.id: one.criteria["familiarity"].score for one in decide(asked(team_knows=["front"]), base).ranking}
    assert front["ancestor"] == pytest.approx(200 / 3)
    assert front["stranger"] == 0


def test_every_scored_cell_shows_its_facts() -> None:
    """The facts behind a cell are the ones that were asked about."""
    entry = decide(asked(languages={"train": ["java"], "serve": {"preferred": ["perl"]}}), knowledge(ONE)).ranking[0]
    assert [fact.id for fact in entry.criteria["languages"].facts] == ["languages.java", "languages.perl"]
    assert [fact.listed for fact in entry.criteria["languages"].facts] == [True, False]
    assert [fact.id for fact in entry.criteria["os"].facts] == ["scores.os"]
