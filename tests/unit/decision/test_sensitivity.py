"""What single facts decide: found again by deciding on knowledge that is changed by hand."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from advisor.decision.explanation.explain import explained
from advisor.decision.recommend import decide
from advisor.model.explanation import Leaders, Sensitivity
from advisor.model.knowledge import Alternative, Knowledge
from advisor.model.requirements import Requirements
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from tests.support import builders
from tests.support.cli import ROOT
from tests.support.knowledge import asked, edition_2018, newest

CASES = [("on-device-speech", "2018"), ("spark-on-the-jvm", "2018"), ("research-lab", "2026")]
SUPPORT = ["none", "limited", "partial", "full"]


def base(edition: str) -> Knowledge:
    """The knowledge of an edition."""
    return edition_2018() if edition == "2018" else newest()


def needs(name: str, edition: str) -> Requirements:
    """The requirements of an example."""
    path = ROOT / "examples" / f"{name}.yaml"
    return read_requirements(path.read_bytes(), name, known_of(base(edition)))


@cache
def found(name: str, edition: str) -> Sensitivity:
    """The sensitivity of an example."""
    requirements, knowledge = needs(name, edition), base(edition)
    made = explained(decide(requirements, knowledge), requirements, knowledge).explanation
    assert made
    return made.sensitivity


def first(requirements: Requirements, knowledge: Knowledge) -> Leaders:
    """Winner and headline stack, decided in full."""
    made = decide(requirements, knowledge)
    best = made.stacks[0] if made.stacks else None
    return Leaders(
        made.ranking[0].id if made.ranking else None, (best.prototype, best.exchange, best.deploy) if best else None
    )


def without(knowledge: Knowledge, id_: str, fact: str) -> Knowledge:
    """The knowledge without one statement of one alternative."""
    one = knowledge.alternatives[id_]
    facts = {key: value for key, value in one.facts.items() if key != fact}
    scores = {key: value for key, value in one.scores.items() if value.id != fact}
    return replaced(knowledge, one._replace(facts=facts, scores=scores))


def replaced(knowledge: Knowledge, one: Alternative) -> Knowledge:
    """The knowledge with this alternative in place of its namesake."""
    return knowledge._replace(
        alternatives={id_: one if id_ == one.id else old for id_, old in knowledge.alternatives.items()}
    )


def moved(knowledge: Knowledge, id_: str, fact: str, side: str | None, to: str) -> Knowledge:
    """The knowledge with another level in one statement."""
    one = knowledge.alternatives[id_]
    old = one.facts[fact]
    value: Any = {**old.value, side: to} if side else to
    return replaced(knowledge, one._replace(facts={**one.facts, fact: old._replace(value=value)}))


@pytest.mark.parametrize(("name", "edition"), CASES)
def test_every_fact_that_decides_is_found(name: str, edition: str) -> None:
    """Every statement about the first two and the ends of the stack is taken away: exactly the found ones change anything.

    In the large edition this is done for the winner and the deploy end.
    """
    requirements, knowledge, result = needs(name, edition), base(edition), found(name, edition)
    now = first(requirements, knowledge)
    assert result.leaders == now
    ranking = decide(requirements, knowledge).ranking
    assert now.stack
    ids = {now.winner, now.stack[2]} if edition == "2026" else {entry.id for entry in ranking[:2]} | {*now.stack[::2]}
    expected = {}
    for id_ in sorted(filter(None, ids)):
        one = knowledge.alternatives[id_]
        for fact in [*one.facts, *(score.id for score in one.scores.values())]:
            after = first(requirements, without(knowledge, id_, fact))
            if after != now:
                expected[id_, fact] = after
    dropped = {(one.alternative, one.fact.id): one.leaders for one in result.changes if one.to is None}
    assert {key: after for key, after in dropped.items() if key[0] in ids} == expected
    assert expected


@pytest.mark.parametrize(("name", "edition"), CASES)
def test_every_level_that_decides_is_found(name: str, edition: str) -> None:
    """Support levels of the winner are moved by hand, one step each way: exactly the found moves change anything."""
    requirements, knowledge, result = needs(name, edition), base(edition), found(name, edition)
    winner = result.leaders.winner
    assert winner
    expected = {}
    for key, fact in knowledge.alternatives[winner].facts.items():
        sides = fact.value if isinstance(fact.value, dict) else {None: fact.value}
        for side, level in sides.items():
            if level not in SUPPORT or (level == "none" and key in ("onnx_export", "onnx_import", "distributed")):
                continue
            for step in (SUPPORT.index(level) - 1, SUPPORT.index(level) + 1):
                if 0 <= step < len(SUPPORT):
                    after = first(requirements, moved(knowledge, winner, key, side, SUPPORT[step]))
                    if after != result.leaders:
                        expected[key, side, SUPPORT[step]] = after
    reported = {
        (one.fact.id, one.side, one.to): one.leaders
        for one in result.changes
        if one.alternative == winner and one.fact.side(one.side) in SUPPORT and one.to is not None
    }
    assert reported == expected


def test_flags_say_what_changes() -> None:
    """Each change says whether the winner or the stack is another one, and only what changes something is listed."""
    for name, edition in CASES:
        result = found(name, edition)
        for one in result.changes:
            assert one.winner_changes == (one.leaders.winner != result.leaders.winner)
            assert one.stack_changes == (one.leaders.stack != result.leaders.stack)
            assert one.winner_changes or one.stack_changes
        assert all(one.to is None and one.winner_changes for one in result.rests_on)
        assert all(one.to is None and one.stack_changes for one in result.stack_rests_on)


def test_a_fact_that_rules_a_rival_out_is_tried() -> None:
    """The winner rests on the one fact that keeps a better one out."""
    good = builders.tool("good", scores={"graph": 90.0, "nn_ops": 90.0}, license="GPL-3.0")
    plain = builders.tool("plain", scores={"graph": 50.0, "nn_ops": 50.0}, license="MIT")
    knowledge = builders.knowledge(good, plain)
    requirements = asked(weights={"graph": 1, "nn_ops": 1}, constraints={"licenses": ["MIT"]})
    made = explained(decide(requirements, knowledge), requirements, knowledge).explanation
    assert made
    assert made.sensitivity.leaders.winner == "plain"
    assert [(one.alternative, one.fact.id, one.leaders.winner) for one in made.sensitivity.rests_on] == [
        ("good", "license", "good")
    ]


def test_a_list_that_leaves_items_out_is_one_fact() -> None:
    """Taking away the statement on all others makes every item that it answers unknown at once."""
    listed = builders.tool("listed", scores={"graph": 60.0}, languages__others=("none", "none"))
    other = builders.tool("other", scores={"graph": 50.0}, languages__swift=("limited", "limited"))
    knowledge = builders.knowledge(listed, other)
    requirements = asked(languages={"serve": {"preferred": ["swift"]}}, priorities={"graph": "critical"})
    made = explained(decide(requirements, knowledge), requirements, knowledge).explanation
    assert made
    tried = {one.fact.id for one in made.sensitivity.changes}
    after = first(requirements, without(knowledge, "listed", "languages.others"))
    assert after != made.sensitivity.leaders
    assert "languages.others" in tried


def test_kinship_told_by_another_tool_is_found() -> None:
    """The fact behind a cell may be one of another alternative; without it everything it touches is scored anew."""
    known = builders.tool("known", scores={"graph": 10.0}, kin=["near"])
    near, far = builders.tool("near", scores={"graph": 50.0}), builders.tool("far", scores={"graph": 55.0})
    knowledge = builders.knowledge(known, near, far)
    requirements = asked(
        team_knows=["known"], weights={"graph": 1, "familiarity": 1}, constraints={"exclude": ["known"]}
    )
    made = explained(decide(requirements, knowledge), requirements, knowledge).explanation
    assert made
    assert made.sensitivity.leaders.winner == "near"
    assert [
        (one.alternative, one.fact.id, one.leaders.winner) for one in made.sensitivity.rests_on if one.fact.id == "kin"
    ] == [("known", "kin", "far")]


def test_a_source_without_a_date_stays_undated() -> None:
    """A note of a fact does not hide that its source is undated."""
    fact = newest().alternatives["pytorch"].facts["nn_ops"]
    assert "undated" in fact.evidence.note
    for one in newest().alternatives.values():
        for kept in one.facts.values():
            assert kept.evidence.note.count("undated") <= 1
