"""How sure a whole recommendation is: flips, the headline stack, ties, what is unknown, and the same result every time."""

from __future__ import annotations

import dataclasses
import random
from functools import cache
from math import sqrt
from typing import Any

import numpy as np
import pytest
import yaml

from advisor.decision.ranking import effective_weights, overall
from advisor.decision.recommend import complete, decide, recommend
from advisor.decision.robustness.assessment import assess
from advisor.decision.robustness.stability import moved
from advisor.decision.robustness.variations import alone, stated_fields, variations
from advisor.decision.scores import score_table
from advisor.decision.stacks import best_routes
from advisor.decision.weights import weigh
from advisor.model.errors import NothingToWeighError
from advisor.model.knowledge import Knowledge
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements
from advisor.model.robustness import Level, Robustness
from advisor.reports.interface import Surface
from advisor.reports.json_report import JsonReport, to_dict
from tests.support.builders import knowledge, tool
from tests.support.cli import ROOT
from tests.support.knowledge import asked, edition_2018, newest

EXAMPLES = ["neutral", "on-device-speech", "research-lab", "spark-on-the-jvm"]
EDITIONS = {"2018": edition_2018, "2026": newest}


def needs(name: str) -> Requirements:
    """The requirements of an example file."""
    return asked(**(yaml.safe_load((ROOT / "examples" / f"{name}.yaml").read_text()) or {}))


@cache
def found(name: str, edition: str, level: Level = "quick") -> tuple[Recommendation, Robustness]:
    """The decision for an example, and how sure it is."""
    base = EDITIONS[edition]()
    decided = decide(needs(name), base)
    return decided, assess(decided, needs(name), base, level)


def outcome(requirements: Requirements, base: Knowledge) -> tuple[Any, Any] | None:
    """The winner and the best stack that `decide` gives."""
    try:
        decided = decide(requirements, base)
    except NothingToWeighError:
        return None
    best = decided.stacks[0] if decided.stacks else None
    return (
        decided.ranking[0].id if decided.ranking else None,
        (best.prototype, best.exchange, best.deploy) if best and decided.ranking else None,
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", ["neutral", "on-device-speech"])
def test_flips_are_what_deciding_each_answer_alone_gives(name: str, edition: str) -> None:
    """A sample of all other answers, each decided by the ordinary way: exactly those that change something are listed."""
    base, stated = EDITIONS[edition](), needs(name)
    _, robust = found(name, edition)
    tried = variations(stated, base.questions, base.weight_rules)
    assert robust.answers_tried == len(tried)
    listed = {(flip.path, flip.change): flip for flip in robust.flips if flip.kind != "weight"}
    now = outcome(stated, base)
    changed = 0
    for one in random.Random(5).sample(tried, 60):
        field, _, part = one.field.partition(".")
        value = getattr(one.answer, field)
        if part:
            value = getattr(stated, field).model_copy(update={part: getattr(value, part)})
        then = outcome(stated.model_copy(update={field: value}), base)
        flip = listed.get((one.field, one.change))
        assert (flip is not None) == (then is not None and then != now), one.change
        if flip is not None:
            assert now is not None
            assert (flip.new_winner, flip.new_stack) == then
            assert ("winner" in flip.moves, "stack" in flip.moves) == (then[0] != now[0], then[1] != now[1])
            changed += 1
    assert changed >= 5


def test_variations_are_every_other_answer() -> None:
    """For one need: each other item as a must and as a wish, stated ones also dropped or of the other kind; nothing twice."""
    base = edition_2018()
    stated = asked(
        languages={"serve": {"required": ["swift"], "preferred": ["java"]}}, onnx="preferred", team_knows=["mxnet"]
    )
    tried = variations(stated, base.questions, base.weight_rules)
    assert len({one.change for one in tried}) == len(tried)
    serve = [one.change.partition(": ")[2] for one in tried if one.field == "languages.serve"]
    question = next(one for one in base.questions if one.sets == "languages.serve")
    others = [one.value for one in question.choices if one.value not in ("swift", "java")]
    expected = {f"{item} ({kind})" for item in others for kind in ("must", "wish")}
    assert set(serve) == expected | {"swift (wish)", "swift dropped", "java (must)", "java dropped", "not said"}
    kept = {one.change: one.answer.languages.serve for one in tried if one.field == "languages.serve"}
    assert kept["languages.serve: go (must)"].required == ("swift", "go")
    assert kept["languages.serve: swift (wish)"].model_dump() == {"required": (), "preferred": ("java", "swift")}
    assert [one.change for one in tried if one.field == "onnx"] == [
        "onnx: required",
        "onnx: indifferent",
        "onnx: not said",
    ]
    assert "team_knows: mxnet dropped" in {one.change for one in tried}
    assert "priorities: documentation critical" in {one.change for one in tried}


def test_fields_taken_apart_and_put_together_are_the_same() -> None:
    """The stated fields, one by one, hold everything that was said."""
    stated = needs("on-device-speech")
    again = Requirements()
    for field, one in stated_fields(stated).items():
        name, _, part = field.partition(".")
        value = getattr(one, name)
        if part:
            value = getattr(again, name).model_copy(update={part: getattr(value, part)})
        again = again.model_copy(update={name: value})
    assert again.model_copy(update={"title": stated.title}) == stated
    assert alone("hardware.serve", stated.hardware.serve).hardware.train == Requirements().hardware.train


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_parts_agree(name: str, edition: str) -> None:
    """Shares add up, intervals hold the stated weight, weight flips are sorted by size."""
    decided, robust = found(name, edition)
    ranks = np.array([one.ranks for one in robust.acceptability.values()])
    assert ranks.sum(axis=0) == pytest.approx(np.ones(len(ranks)))
    assert ranks.sum(axis=1) == pytest.approx(np.ones(len(ranks)))
    assert list(robust.acceptability) == [entry.id for entry in decided.ranking]
    assert robust.confidence == robust.acceptability[decided.ranking[0].id].first
    assert all(one.first <= one.top3 <= 1 for one in robust.acceptability.values())
    assert list(robust.stability) == list(decided.weights)
    for criterion, one in robust.stability.items():
        assert one.low <= one.share == decided.weights[criterion] <= one.high
    assert sum(one.share for one in robust.stacks) == pytest.approx(1 if robust.stacks else 0)
    sizes = [abs(float(one.value) - decided.weights[one.path]) for one in robust.flips if one.kind == "weight"]
    assert sizes == pytest.approx(sorted(sizes))
    assert len({one.path for one in robust.flips if one.kind == "weight"}) == len(sizes)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_weights_just_beyond_their_interval_change_the_decision(name: str, edition: str) -> None:
    """Given as expert weights to the ordinary decision, just inside keeps the winner and just outside brings the named one."""
    base, (decided, robust) = EDITIONS[edition](), found(name, edition)
    shares, criteria = np.array([*decided.weights.values()]), [*decided.weights]
    everyone = {entry.id for entry in decided.ranking}
    open_ = base._replace(edition=base.edition._replace(known_share=0.0))

    def winner(criterion: str, share: float) -> str:
        changed = dict(zip(criteria, moved(shares, criteria.index(criterion), share).tolist(), strict=True))
        told = decide(needs(name).model_copy(update={"weights": changed}), open_).ranking
        return next(entry.id for entry in told if entry.id in everyone)

    flips = [flip for flip in robust.flips if flip.kind == "weight"]
    for flip in flips[:6]:
        end, share = float(flip.value), decided.weights[flip.path]
        way = 1 if end > share else -1
        if 1e-6 < end < 1 - 1e-6:
            assert winner(flip.path, end + way * 1e-6) == flip.new_winner
            assert winner(flip.path, end - way * 1e-6) == decided.ranking[0].id


def test_the_share_of_the_headline_stack_by_another_way() -> None:
    """Every weighting given to the formulas of one recommendation, in a loop, gives the same share of the headline stack.

    In edition 2018, on needs for which all that counts is known about every end that can be reached.
    """
    base, said = edition_2018(), asked(constraints={"include": ["pytorch", "tensorflow", "mxnet", "cntk", "chainer"]})
    decided = decide(said, base)
    robust = assess(decided, said, base, "quick")
    criteria = tuple(decided.weights)
    table, stated = score_table(said, base, criteria), np.array([*decided.weights.values()])
    rows = {id_: row for row, id_ in enumerate(table.ids)}
    kept = [entry.id for entry in decided.ranking]
    routes = best_routes(kept, kept, base, said)
    membership = np.array([[float(base.criteria[id_].category == one) for id_ in criteria] for one in base.categories])
    source, best, samples = np.random.default_rng(8), 0, 1500
    for _ in range(samples):
        weights = source.dirichlet(100 * stated)
        totals = [
            overall(scores, effective_weights(scores, part, membership)) * part.sum()
            for scores, part in zip(table.ends(), table.end_weights(weights), strict=True)
        ]
        scored = [
            (
                (totals[0][rows[one.prototype]] + totals[1][rows[one.deploy]]) * one.reliability,
                one.prototype,
                one.deploy,
            )
            for one in routes
        ]
        top = max(scored)
        best += top[1:] == (decided.stacks[0].prototype, decided.stacks[0].deploy)
    share = robust.stacks[0].share
    assert robust.stacks[0].prototype == decided.stacks[0].prototype
    assert 0.02 < share < 0.98
    assert best / samples == pytest.approx(
        share, abs=4 * sqrt(share * (1 - share) * (1 / samples + 1 / robust.samples))
    )


CELLS = ["graph", "numerics", "nn_ops", "documentation", "ecosystem", "cloud"]


def world(**scores: dict[str, float]) -> Knowledge:
    """Frameworks with these scores and nothing else known of them."""
    made = knowledge(*(tool(id_, scores=cells) for id_, cells in scores.items()))
    return made._replace(edition=made.edition._replace(known_share=0.0))


def level(**scores: dict[str, float]) -> tuple[Recommendation, Robustness]:
    """The decision between these frameworks with equal weights on the six criteria, and how sure it is."""
    made, said = world(**scores), asked(weights=dict.fromkeys(CELLS, 1.0))
    decided = decide(said, made)
    return decided, assess(decided, said, made, "full")


def test_a_tie_is_called_a_tie() -> None:
    """Equal scores and near ties are named, the strongest rival first; a clear lead is none."""
    base = dict.fromkeys(CELLS, 60.0)
    _, near = level(first=base | {"graph": 90.0}, second=base | {"cloud": 89.0}, third=base | {"cloud": 20.0})
    assert near.level_with == ("second",)
    assert 0.4 <= near.beaten_by["second"] < 0.5
    _, same = level(first=base, second=base, third=base | {"cloud": 20.0})
    assert same.level_with == ("second",)
    assert (same.confidence, same.beaten_by["second"]) == (0.5, 0.5)
    _, clear = level(first=base | {"graph": 90.0}, second=base, third=base)
    assert (clear.level_with, clear.confidence) == ((), 1.0)
    assert clear.possible_winners == ("first",)


def test_level_stacks() -> None:
    """A stack that is best about as often as the headline stack, or more often, is called level with it."""
    _, robust = found("on-device-speech", "2018")
    first, second, *rest = robust.stacks
    assert second.share > first.share > max(one.share for one in rest)
    assert robust.level_stacks == (second.route,) == ("TensorFlow end to end",)
    assert found("neutral", "2026")[1].level_stacks == ()


def test_what_is_unknown_is_named_where_it_could_decide() -> None:
    """A rival that would lead with full marks on what is unknown, a winner that would fall with none, and one that cannot."""
    base = dict.fromkeys(CELLS, 60.0)

    def without(criterion: str, **changes: float) -> dict[str, float]:
        return {key: value for key, value in (base | changes).items() if key != criterion}

    _, robust = level(
        first=base | {"graph": 66.0}, second=without("cloud"), third=without("cloud", graph=0.0, numerics=0.0)
    )
    assert [(one.id, one.criteria, one.matters) for one in robust.unknown] == [
        ("second", ("cloud",), True),
        ("third", ("cloud",), False),
    ]
    assert 0.0 < robust.acceptability["second"].first < 1.0
    _, robust = level(first=without("cloud", graph=66.0), second=base)
    assert [(one.id, one.matters) for one in robust.unknown] == [("first", True)]


def test_full_finds_more_and_changes_nothing() -> None:
    """The full analysis adds pairwise shares, central weights and possible winners; the rest stays as in the quick one."""
    _, quick = found("neutral", "2018")
    decided, full = found("neutral", "2018", "full")
    assert dataclasses.replace(full, level="quick", pairwise=None, central=None, possible_winners=None) == quick
    assert full.pairwise is not None
    assert full.central is not None
    assert full.possible_winners is not None
    assert list(full.pairwise) == [entry.id for entry in decided.ranking[:3]]
    winner = decided.ranking[0].id
    assert {id_: 1 - share for id_, share in full.pairwise[winner].items()} == pytest.approx(full.beaten_by)
    second, third = list(full.pairwise)[1:3]
    assert full.pairwise[second][third] + full.pairwise[third][second] == pytest.approx(1)
    firsts = {id_ for id_, one in full.acceptability.items() if one.first > 0}
    assert set(full.central) == firsts <= set(full.possible_winners)
    activity = {id_: one.weights["activity"] for id_, one in full.central.items()}
    assert activity["pytorch"] > decided.weights["activity"] > activity["mxnet"]
    assert full.central[winner].confidence == 1.0


def test_nothing_fits_but_something_would() -> None:
    """Where no framework is left the flips still say which single answer would bring one back."""
    base, said = edition_2018(), asked(languages={"train": ["swift"]})
    decided = decide(said, base)
    assert not decided.ranking
    robust = assess(decided, said, base, "full")
    assert (robust.confidence, robust.acceptability, robust.stability) == (0.0, {}, {})
    dropped = next(flip for flip in robust.flips if flip.change == "languages.train: swift dropped")
    assert dropped.new_winner == outcome(Requirements(), base)[0]  # type: ignore[index]


def test_the_order_of_files_changes_nothing() -> None:
    """Robustness does not depend on the order in which alternatives and exchanges are known."""
    base, said = newest(), needs("neutral")
    source = random.Random(4)
    items, exchanges = list(base.alternatives.items()), list(base.exchanges.items())
    source.shuffle(items)
    source.shuffle(exchanges)
    shuffled = base._replace(alternatives=dict(items), exchanges=dict(exchanges))
    one = assess(decide(said, base), said, base, "full")
    other = assess(decide(said, shuffled), said, shuffled, "full")
    assert one.acceptability == other.acceptability
    assert one.stability == other.stability
    assert {flip.change: flip for flip in one.flips}.keys() == {flip.change: flip for flip in other.flips}.keys()
    assert one.possible_winners == other.possible_winners


def test_the_same_bytes_twice() -> None:
    """Two runs print the same document; without robustness it has no trace of it."""
    base, said = edition_2018(), needs("neutral")
    once, again = (JsonReport().rest(recommend(said, base, robustness="full"), Surface()) for _ in range(2))
    assert once == again
    bare = to_dict(complete(decide(said, base), said, base, "none"))
    assert "robustness" not in bare
    assert "acceptability" not in bare["ranking"][0]


def test_the_contract() -> None:
    """The keys of the contract are there, and the numbers are those of the printout."""
    base, said = edition_2018(), needs("neutral")
    data = to_dict(recommend(said, base))
    assert set(data["ranking"][0]["acceptability"]) == {"first", "top3"}
    told = data["robustness"]
    assert told["confidence"] == data["ranking"][0]["acceptability"]["first"]
    assert set(told["stability"]) == set(data["weights"])
    assert all(low <= data["weights"][id_] <= high for id_, (low, high) in told["stability"].items())
    assert all({"change", "new_winner"} <= set(flip) for flip in told["flips"])
    assert told["standard_error"] == pytest.approx(sqrt(told["confidence"] * (1 - told["confidence"]) / 10_000))


def test_nothing_is_drawn_for_what_does_not_count() -> None:
    """Expert weights on one known criterion leave nothing to doubt."""
    base, said = edition_2018(), asked(weights={"languages": 1})
    decided = decide(said, base)
    robust = assess(decided, said, base, "full")
    assert weigh(said, base).shares == {"languages": 1.0}
    assert robust.stability["languages"][1:3] == (0.0, 1.0)
    assert not [flip for flip in robust.flips if flip.kind == "weight"]
    assert sum(one.first for one in robust.acceptability.values()) == pytest.approx(1)
