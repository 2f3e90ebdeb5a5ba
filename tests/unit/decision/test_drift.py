"""What moved between two recommendations, and the parts that it is split into."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.decision.drift.attribution import cell_move, lead_of
from advisor.decision.drift.compare import compare
from advisor.model.contract.base import Evidence, Fact
from advisor.model.contract.document import SavedRecommendation
from advisor.model.contract.entries import Cell
from advisor.model.drift import Absent, Place
from tests.support.drifts import document, read, saved, with_fact, with_score
from tests.support.knowledge import edition_2018, newest

NEEDS: dict[str, dict[str, Any]] = {
    "neutral": {},
    "research": {"goal": "research", "dynamic_graphs": "required"},
    "java": {"languages": {"serve": ["java"]}, "priorities": {"documentation": "critical", "graph": "none"}},
    "phone": {"targets": ["android"], "domain": "speech", "team_knows": ["tensorflow"], "onnx": "preferred"},
    "expert": {"weights": {"activity": 3, "onnx": 1, "speed": 2}},
    "nothing": {"languages": {"train": ["php"]}},
}
EDITIONS = {"2018": edition_2018, "2026": newest}
SIDES = [(name, edition) for name in NEEDS for edition in EDITIONS]
scores = st.one_of(st.none(), st.floats(0, 100))
cells = st.one_of(st.none(), st.tuples(scores, st.floats(0, 1)))


@cache
def side(name: str, edition: str) -> SavedRecommendation:
    """A saved recommendation of these needs."""
    return saved(EDITIONS[edition](), **NEEDS[name])


def cell(drawn: tuple[float | None, float] | None) -> Cell | None:
    """A consistent cell: what is unknown has no weight."""
    if drawn is None:
        return None
    score, weight = drawn[0], 0.0 if drawn[0] is None else drawn[1]
    return Cell(score=score, weight=weight, contribution=weight * (score or 0.0), facts=())


@settings(deadline=None)
@given(cells, cells)
def test_the_two_parts_sum_to_the_change_of_the_contribution(old: Any, new: Any) -> None:
    """Whatever is known or counts on either side, nothing is left over and nothing is told twice."""
    before, now = cell(old), cell(new)
    found = cell_move("a", before, now)
    change = (now.contribution if now else 0.0) - (before.contribution if before else 0.0)
    assert found.by_score + found.by_weight == pytest.approx(change, abs=1e-9)
    back = cell_move("a", now, before)
    assert back.by_score == pytest.approx(-found.by_score)
    assert back.by_weight == pytest.approx(-found.by_weight)


@settings(deadline=None)
@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 1))
def test_only_what_changed_has_a_part(score: float, other: float, weight: float) -> None:
    """The same weight leaves all to the score, the same score all to the weight."""
    assert cell_move("a", cell((score, weight)), cell((other, weight))).by_weight == 0
    assert cell_move("a", cell((score, weight)), cell((score, weight / 2))).by_score == 0


def test_what_becomes_known_is_a_matter_of_scores_and_what_begins_to_count_of_weights() -> None:
    """An unknown score has no weight, yet nobody moved a weight; a criterion that did not count had no score to move."""
    known, unknown = cell((80.0, 0.5)), cell((None, 0.0))
    assert cell_move("a", unknown, known)[3:5] == (40.0, 0.0)
    assert cell_move("a", known, unknown)[3:5] == (-40.0, 0.0)
    assert cell_move("a", None, known)[3:5] == (0.0, 40.0)
    assert cell_move("a", known, None)[3:5] == (0.0, -40.0)
    assert cell_move("a", None, unknown)[3:5] == (0.0, 0.0)


def test_a_split_worked_out_by_hand() -> None:
    """60 * 0.2 becomes 80 * 0.3: 0.25 * 20 = 5 from the score, 70 * 0.1 = 7 from the weight, 12 in all."""
    found = cell_move("a", cell((60.0, 0.2)), cell((80.0, 0.3)))
    assert found.by_score == pytest.approx(5.0)
    assert found.by_weight == pytest.approx(7.0)


@pytest.mark.parametrize("old", SIDES, ids=str)
def test_the_parts_of_every_lead_sum_to_its_change(old: tuple[str, str]) -> None:
    """For all pairs of real recommendations, within an edition and across; swapped, every part has the other sign."""
    compared = 0
    for one, other in ((side(*old), side(*new)) for new in SIDES if new != old):
        lead = compare(one, other).lead
        before, now = ({entry.id: entry for entry in side_.ranking} for side_ in (one, other))
        if lead is None:
            assert len(before.keys() & now.keys()) < 2
            continue
        compared += 1
        assert sum(part.points for part in lead.parts) == pytest.approx(lead.new - lead.old, abs=1e-9)
        assert lead.old == before[lead.ahead].score - before[lead.behind].score
        assert lead.new == now[lead.ahead].score - now[lead.behind].score
        back = {part.criterion: part.points for part in lead_of(lead.ahead, lead.behind, now, before).parts}
        assert back == {part.criterion: pytest.approx(-part.points, abs=1e-12) for part in lead.parts}
    assert compared or old[0] == "nothing"


@pytest.mark.parametrize("old", SIDES, ids=str)
def test_what_moved_a_score_sums_to_its_change(old: tuple[str, str]) -> None:
    """For every framework that both sides rank, within an edition and across; whoever one side lacks has no parts."""
    for move in (move for new in SIDES if new != old for move in compare(side(*old), side(*new)).ranking):
        if move.points is None:
            assert move.criteria == ()
        else:
            assert sum(part.points for part in move.criteria) == pytest.approx(move.points, abs=1e-9)


@pytest.mark.parametrize("old", SIDES, ids=str)
def test_swapped_sides_tell_the_same_the_other_way(old: tuple[str, str]) -> None:
    """Who moved, by how much, what differs: all of it with old and new in each other's place."""
    for new in SIDES:
        there, back = compare(side(*old), side(*new)), compare(side(*new), side(*old))
        assert there.stands == back.stands
        for part in ("ranking", "needs", "weights", "stacks"):
            pairs = [
                sorted(
                    (str(move[0]), str(getattr(move, first)), str(getattr(move, second)))
                    for move in getattr(drift, part)
                )
                for drift, first, second in ((there, "old", "new"), (back, "new", "old"))
            ]
            assert pairs[0] == pairs[1]


@pytest.mark.parametrize("which", SIDES, ids=str)
def test_the_same_twice_stands_and_nothing_moved(which: tuple[str, str]) -> None:
    """Also where nothing fits."""
    found = compare(side(*which), side(*which))
    assert found.stands
    assert not found.needs
    assert not found.weights
    assert all(move.same for move in found.ranking)
    assert all(move.same for move in found.stacks)
    if found.lead:
        assert all(part.points == 0 and not part.ahead.facts and not part.behind.facts for part in found.lead.parts)


def test_a_changed_fact_is_the_cause_and_the_only_one() -> None:
    """PyTorch's documentation falls to 10: one criterion moves, by that fact, with both values, days and sources."""
    found = compare(saved(), saved(with_score(edition_2018(), "pytorch", "documentation", 10.0)))
    assert found.lead
    assert {found.lead.ahead, found.lead.behind} == {"mxnet", "pytorch"}
    moved = [part for part in found.lead.parts if abs(part.points) > 1e-9]
    assert [part.criterion for part in moved] == ["documentation"]
    facts = [fact for cell_ in (moved[0].ahead, moved[0].behind) for fact in cell_.facts]
    assert [(fact.id, fact.new.value, fact.new.evidence.as_of) for fact in facts if fact.new] == [
        ("scores.documentation", 10.0, "2019-05-06")
    ]
    assert facts[0].old
    assert facts[0].old.evidence.as_of == "2018-06-26"
    assert not found.weights
    assert [move.id for move in found.ranking if not move.same] == ["tensorflow", "pytorch"]
    causes = {move.id: [(part.criterion, part.cell.facts) for part in move.criteria] for move in found.ranking}
    assert causes.pop("pytorch") == [("documentation", tuple(facts))]
    assert not any(causes.values())


def test_a_winner_that_stays_is_held_against_the_second_that_moved_more() -> None:
    """The second of before fell behind, the second of now did not move: the lead over the first of them is told."""
    old, new = saved(), saved(with_score(edition_2018(), "pytorch", "documentation", 10.0))
    for one, other in ((old, new), (new, old)):
        lead = compare(one, other).lead
        assert lead
        assert (lead.ahead, lead.behind) == ("mxnet", "pytorch")
    assert [entry.id for entry in new.ranking[:2]] == ["mxnet", "tensorflow"]


def test_the_new_first_is_held_against_the_old_first() -> None:
    """A much better PyTorch takes the lead: the decision has changed, and the lead over MXNet turned by exactly that."""
    better = with_score(edition_2018(), "pytorch", "languages", 100.0)
    old, new = saved(), saved(better)
    found = compare(old, new)
    assert (found.old.winner, found.new.winner, found.winner_changed) == ("mxnet", "pytorch", True)
    assert found.lead
    assert (found.lead.ahead, found.lead.behind) == ("pytorch", "mxnet")
    assert found.lead.old < 0 < found.lead.new
    assert found.lead.parts[0].criterion == "languages"
    assert found.lead.parts[0].by_weight == 0


def test_who_is_ruled_out_leaves_with_requirement_fact_and_source() -> None:
    """MXNet lost R: it leaves for that reason, and those that are left are compared."""
    base = edition_2018()
    needs: dict[str, Any] = {"languages": {"train": ["r"]}}
    worse = with_fact(base, "mxnet", "languages.r", {"train": "none", "serve": "none"})
    found = compare(saved(base, **needs), saved(worse, **needs))
    move = next(one for one in found.ranking if one.id == "mxnet")
    assert isinstance(move.old, Place)
    assert isinstance(move.new, Absent)
    assert [(reason.requirement, reason.fact) for reason in move.new.reasons] == [
        ("languages.train: r", "languages.r (train): none")
    ]
    assert move.new.reasons[0].evidence
    assert move.new.reasons[0].evidence.source == "https://example.org/later"
    assert not found.stands
    assert found.lead
    assert "mxnet" not in (found.lead.ahead, found.lead.behind)


def test_the_stack_may_change_alone() -> None:
    """MXNet stays first and is no deploy end any more: another stack, the same first."""
    base = edition_2018()
    exchanges = {
        id_: one._replace(importers={tool: port for tool, port in one.importers.items() if tool != "mxnet"})
        for id_, one in base.exchanges.items()
    }
    found = compare(saved(base), saved(base._replace(exchanges=exchanges)))
    assert (found.winner_changed, found.stack_changed, found.stands) == (False, True, False)
    assert [(move.stack, move.old is None, move.new is None) for move in found.stacks][1] == (
        ("pytorch", "onnx", "mxnet"), False, True,
    )  # fmt: skip


@pytest.mark.parametrize("old", SIDES, ids=str)
def test_the_change_of_a_stack_is_split_into_its_ends_and_its_exchange(old: tuple[str, str]) -> None:
    """score = (prototype + deploy) * reliability; the parts sum to the change, for every stack that both sides list."""
    for new in SIDES:
        for move in compare(side(*old), side(*new)).stacks:
            assert (move.parts is None) == (move.old is None or move.new is None)
            if move.parts and move.old and move.new:
                assert sum(move.parts) == pytest.approx(move.new.score - move.old.score, abs=1e-9)


def test_a_stack_worked_out_by_hand() -> None:
    """(50 + 30) * 0.9 = 72 becomes (50 + 40) * 1 = 90: 0.95 * 10 from the deploy end, 85 * 0.1 from the exchange, 18 in all."""
    data = document(edition_2018())
    data["stacks"][0] |= {"ends": {"prototype": 50.0, "deploy": 30.0}, "reliability": 0.9, "score": 72.0}
    one = read(data)
    data["stacks"][0] |= {"ends": {"prototype": 50.0, "deploy": 40.0}, "reliability": 1.0, "score": 90.0}
    (move,) = compare(one, read(data)).stacks
    assert move.parts
    assert list(move.parts) == pytest.approx([0.0, 9.5, 8.5])


def test_needs_that_differ_are_told_by_path_and_their_order_means_nothing() -> None:
    """Title and edition ask for nothing."""
    one = saved(title="A", os={"required": ["linux", "macos"]}, goal="both", cloud=["aws"])
    other = saved(newest(), title="B", os=["macos", "linux"], goal="production", targets={"preferred": ["ios"]})
    moves = {move.path: (move.old, move.new) for move in compare(one, other).needs}
    assert moves == {
        "goal": ("both", "production"), "cloud.required": (["aws"], None), "targets.preferred": (None, ["ios"]),
    }  # fmt: skip


def test_weights_that_differ_carry_what_set_them() -> None:
    """A priority raises a weight and names its line."""
    moves = compare(saved(), saved(priorities={"documentation": "critical"})).weights
    assert moves[0].criterion == "documentation"
    assert moves[0].new > moves[0].old
    assert moves[0].old_importance is None
    assert moves[0].new_importance
    assert moves[0].new_importance.because == "priorities.documentation"
    assert sum(move.new - move.old for move in moves) == pytest.approx(0)


def test_a_score_that_moved_without_a_fact_is_rescored() -> None:
    """The same facts with another score: the way of scoring is another one."""
    fact = Fact(id="x", value="full", evidence=Evidence(source="s", as_of="2020-01-01", method="documented"))
    cells = [Cell(score=score, weight=0.5, contribution=score / 2, facts=(fact,)) for score in (60.0, 80.0)]
    assert cell_move("a", *cells).rescored
    assert not cell_move("a", cells[0], cells[0]).rescored
    other = Cell(score=80.0, weight=0.5, contribution=40.0, facts=(fact.model_copy(update={"value": "none"}),))
    assert not cell_move("a", cells[0], other).rescored


def test_a_ranking_that_was_cut_is_known_by_its_robustness() -> None:
    """With `--top 2` the third is not gone, only not listed."""
    data = document(edition_2018(), "quick")
    whole = read(data)
    data["ranking"] = data["ranking"][:2]
    found = {move.id: move.new for move in compare(whole, read(data)).ranking}
    assert found["tensorflow"] == Absent("cut")
    del data["robustness"]
    for entry in data["ranking"]:
        del entry["acceptability"]
    assert {move.id: move.new for move in compare(whole, read(data)).ranking}["tensorflow"] == Absent("unlisted")


def test_nothing_fits_on_one_side_or_on_both() -> None:
    """No winner is an outcome like any other: to it, from it, and unchanged."""
    none, some = side("nothing", "2018"), side("neutral", "2018")
    assert compare(none, none).stands
    assert compare(none, none).lead is None
    assert not compare(none, some).stands
    assert not compare(some, none).stands
    assert compare(some, none).new.winner is None


def test_a_document_of_an_older_version_is_enough() -> None:
    """Without every key that may be absent, verdict, ranking and causes are the same."""
    data = document(newest(), "quick", targets=["android"])
    bare = {key: value for key, value in data.items() if key in SavedRecommendation.model_json_schema()["required"]}
    for key, optional in (
        ("ranking", ("known", "age_days", "too_old", "acceptability")),
        ("stacks", ("route", "ends", "reliability", "limits")),
        ("ruled_out", ("name", "score")),
    ):
        bare[key] = [{name: value for name, value in entry.items() if name not in optional} for entry in bare[key]]
    new = saved(newest(), "quick", targets=["android"], goal="research")
    names = {id_: one.name for id_, one in newest().alternatives.items()}
    names |= {id_: one.name for id_, one in newest().exchanges.items()}
    full, poor = compare(read(data), new), compare(read(bare), new, names=names)
    assert (poor.stands, poor.needs, poor.lead) == (full.stands, full.needs, full.lead)
    assert [move.points for move in poor.ranking] == [move.points for move in full.ranking]
    assert poor.old.route == full.old.route
    assert poor.old.sureness is None
