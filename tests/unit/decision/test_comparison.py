"""Alternatives side by side: the numbers of the recommendation, and leads, intervals and shares found otherwise."""

from __future__ import annotations

import itertools
import random
from functools import cache
from math import sqrt
from typing import Any

import pytest
import yaml

from advisor.decision.comparison.compare import compare
from advisor.decision.decision import Decision
from advisor.decision.recommend import decide
from advisor.decision.stacks import best_routes
from advisor.model.comparison import Comparison, cited
from advisor.model.errors import InputError, NothingToWeighError
from advisor.model.knowledge import Knowledge
from advisor.model.recommendation import Ranked
from advisor.model.requirements import Requirements
from advisor.reports.comparison_json import to_dict
from advisor.reports.interface import Rows
from tests.support import builders
from tests.support.cli import ROOT
from tests.support.knowledge import asked, edition_2018, newest

EDITIONS = {"2018": edition_2018, "2026": newest}
EXAMPLES = ["neutral", "on-device-speech", "research-lab", "spark-on-the-jvm"]
FRAMEWORKS = {"2018": ("tensorflow", "pytorch", "caffe2", "dl4j"), "2026": ("pytorch", "tensorflow", "mlx", "caffe")}
RUNTIMES = {"2018": ("tvm", "tf-serving", "tensorflow"), "2026": ("onnxruntime", "llama-cpp", "openvino", "burn")}
GROUPS = [(edition, ids) for groups in (FRAMEWORKS, RUNTIMES) for edition, ids in groups.items()]
STEP = 1e-6


def needs(name: str) -> Requirements:
    """The requirements of an example file."""
    return asked(**(yaml.safe_load((ROOT / "examples" / f"{name}.yaml").read_text()) or {}))


@cache
def compared(edition: str, ids: tuple[str, ...], name: str = "neutral") -> Comparison:
    """A comparison for an example file."""
    return compare(ids, needs(name), EDITIONS[edition]())


def everything(one: Comparison) -> dict[str, Any]:
    """All of a comparison as plain data."""
    return to_dict(one, Rows("all"))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_frameworks_have_the_numbers_of_the_recommendation(edition: str, name: str) -> None:
    """All of them at once: totals, cells, category means, what is known, ranks; and what is ruled out has the same reasons."""
    knowledge = EDITIONS[edition]()
    decided = decide(needs(name), knowledge)
    ids = [entry.id for entry in decided.ranking] + [out.id for out in decided.ruled_out]
    one = compare(ids, needs(name), knowledge)
    assert one.ranked == len(decided.ranking)
    for entry, found in zip(decided.ranking, one.alternatives, strict=False):
        assert (found.rank, found.ruled_out) == (entry.rank, False)
        assert found.score == entry.score
        assert found.entry._replace(rank=entry.rank, tier=entry.tier) == entry
        assert {gap.requirement for gap in entry.unmet} <= {gap.requirement for gap in found.missed}
    for out, found in zip(decided.ruled_out, one.alternatives[len(decided.ranking) :], strict=True):
        assert (found.rank, found.entry.score) == (None, out.score)
        unmet = {gap.requirement: (gap.fact, gap.evidence) for gap in found.missed if gap.status == "unmet"}
        assert {reason.requirement: (reason.fact, reason.evidence) for reason in out.reasons}.items() <= unmet.items()
    assert {row.id: row.share for row in one.criteria} == decided.weights


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_deploy_ends_have_their_points_in_stacks(edition: str, name: str) -> None:
    """All deploy ends at once: two stacks with one prototype differ, apart from their exchanges, by the points of their ends."""
    knowledge = EDITIONS[edition]()
    decision = Decision.of(needs(name), knowledge)
    ends = decision.deploy_ends()
    runtime = next(id_ for id_, one in knowledge.alternatives.items() if one.kind == "runtime")
    one = compare(list(dict.fromkeys([*ends, runtime])), needs(name), knowledge)
    points = {found.id: found.points for found in one.alternatives}
    by_prototype: dict[str, list[tuple[float, str]]] = {}
    for stack in decision.scored_stacks(decision.field().routes):
        by_prototype.setdefault(stack.prototype, []).append((stack.score / stack.reliability, stack.deploy))
    checked = 0
    for stacks in by_prototype.values():
        (first, here), *others = stacks
        for score, there in others:
            assert points[here] is not None
            assert points[there] is not None
            assert score - first == pytest.approx((points[there] or 0) - (points[here] or 0))
            checked += here != there
    assert checked > 3
    ranked = [found for found in one.alternatives if not found.ruled_out]
    assert {found.id for found in ranked} == set(ends)
    assert [found.rank for found in ranked] == [
        1 + sum((other.points or 0) > (found.points or 0) + 1e-9 for other in ranked) for found in ranked
    ]
    assert one.part == pytest.approx(sum(decision.table.end_weights(decision.shares)[1]))
    assert sum(row.share for row in one.criteria) == pytest.approx(1)


@pytest.mark.parametrize(("edition", "ids"), GROUPS)
def test_scores_follow_from_the_facts_beside_them(edition: str, ids: tuple[str, ...]) -> None:
    """Sum of points times how often they count, over how often they count; contributions and means follow from the scores."""
    one = compared(edition, ids, "on-device-speech")
    for found in one.alternatives:
        for criterion, cell in found.entry.criteria.items():
            facts = [row.cells[found.id] for row in one.facts if row.criterion == criterion]
            counted = [(fact.points or 0.0, fact.times) for fact in facts if fact and fact.times is not None]
            if cell.score is None:
                assert counted == []
                continue
            times = sum(weight for _, weight in counted)
            assert sum(points * weight for points, weight in counted) / times == pytest.approx(cell.score)
            assert cell.contribution == pytest.approx(cell.weight * cell.score)
        assert found.entry.score == pytest.approx(sum(row.contributions[found.id] for row in one.categories))


@pytest.mark.parametrize(("edition", "ids"), GROUPS)
def test_facts_are_those_of_the_knowledge(edition: str, ids: tuple[str, ...]) -> None:
    """Every fact of every alternative stands in a row with its source, and rows that differ are those that differ."""
    one, knowledge = compared(edition, ids), EDITIONS[edition]()
    for id_ in ids:
        alternative = knowledge.alternatives[id_]
        shown = {row.id: cell.fact for row in one.facts if (cell := row.cells[id_])}
        for fact in (*alternative.facts.values(), *alternative.scores.values()):
            assert shown[fact.id] == fact
    for row in one.facts:
        read = [cell.fact if cell else None for cell in row.cells.values()]
        values = [(fact.side(row.side), fact.via) if fact else None for fact in read]
        assert row.differs == any(value != values[0] for value in values)
        assert all(one.sources[one.number(fact.evidence) - 1] == cited(fact.evidence) for fact in read if fact)
    assert len(set(one.sources)) == len(one.sources)
    sides = [(row.criterion, row.id, row.side, row.scale) for row in one.facts]
    assert len(set(sides)) == len(sides)


@pytest.mark.parametrize(("edition", "ids"), GROUPS)
def test_the_leader_has_the_highest_total_and_leads_add_up(edition: str, ids: tuple[str, ...]) -> None:
    """Each lead is the difference of two totals and the sum of its differences; ties and order follow the totals."""
    one = compared(edition, ids, "research-lab")
    totals = {found.id: found.entry.score for found in one.alternatives}
    assert list(one.winning.order) == sorted(ids, key=lambda id_: (-round(totals[id_], 9), id_))
    assert one.winning.leader == one.winning.order[0]
    assert [contrast.other for contrast in one.winning.contrasts] == list(one.winning.order[1:])
    for contrast in one.winning.contrasts:
        assert contrast.lead == pytest.approx(totals[one.winning.leader] - totals[contrast.other])
        assert contrast.lead == pytest.approx(sum(item.points for item in contrast.differences))
    for row in one.criteria:
        scores = {found.id: found.entry.criteria[row.id].score for found in one.alternatives}
        known = {id_: round(score, 9) for id_, score in scores.items() if score is not None}
        assert set(row.best) == {id_ for id_, score in known.items() if score == max(known.values())}


def restated(
    one: Comparison, shares: dict[str, float], requirements: Requirements, knowledge: Knowledge
) -> Requirements:
    """The same needs with these weights in so many words; at the deploy end, so that these are what is left of them there."""
    table = Decision.of(requirements, knowledge).table
    whole = {
        criterion: share * table.possible[:, column].sum() / (table.possible[1, column] or 1.0)
        for criterion, share in shares.items()
        for column in [table.criteria.index(criterion)]
    }
    weights = whole if one.end == "deploy" else shares
    return requirements.model_copy(update={"weights": {id_: float(share) for id_, share in weights.items()}})


@pytest.mark.parametrize("name", ["neutral", "research-lab"])
@pytest.mark.parametrize(("edition", "ids"), GROUPS)
def test_beyond_its_interval_another_one_leads(edition: str, ids: tuple[str, ...], name: str) -> None:
    """Weights just inside and just beyond every end, stated in so many words, give the leaders that are told."""
    knowledge, requirements, one = EDITIONS[edition](), needs(name), compared(edition, ids, name)
    stated = {row.id: row.share for row in one.criteria}
    ends = 0
    for row in one.criteria:
        assert row.interval.share == row.share
        for end, outwards, follower in (
            (row.interval.low, -1, row.interval.below),
            (row.interval.high, 1, row.interval.above),
        ):
            assert (follower is None) == (end in (0.0, 1.0)), row.id
            if follower is None or not STEP < end < 1 - STEP:
                continue
            for place, leader in ((end - outwards * STEP, one.winning.leader), (end + outwards * STEP, follower)):
                shares = {id_: share * (1 - place) / (1 - row.share) for id_, share in stated.items()} | {row.id: place}
                again = compare(ids, restated(one, shares, requirements, knowledge), knowledge)
                assert {criterion.id: criterion.share for criterion in again.criteria} == pytest.approx(shares)
                assert again.winning.leader == leader, (row.id, place)
                ends += 1
    assert ends >= 4


@pytest.mark.parametrize(("edition", "ids"), GROUPS)
def test_who_leads_when_only_one_counts(edition: str, ids: tuple[str, ...]) -> None:
    """With all weight on one criterion, or on one category, decided anew, those lead that are told."""
    knowledge, one = EDITIONS[edition](), compared(edition, ids)
    stated = {row.id: row.share for row in one.criteria}
    rows = [({row.id: 1.0}, row.best) for row in one.criteria]
    rows += [
        ({row.id: stated[row.id] for row in one.criteria if row.category == category.id}, category.best)
        for category in one.categories
    ]
    for shares, best in rows:
        again = compare(ids, restated(one, shares, Requirements(), knowledge), knowledge)
        known = [found for found in again.alternatives if found.score is not None]
        top = max(found.entry.score for found in known)
        assert {found.id for found in known if found.entry.score > top - 1e-9} == set(best)


def monte_carlo(one: Comparison, concentration: float | None, samples: int) -> dict[str, float]:
    """How often each comes first: plain loops over the standard library's gamma and uniform random numbers."""
    source = random.Random(7)
    rows = {found.id: [cell.score for cell in found.entry.criteria.values()] for found in one.alternatives}
    shapes = [1.0 if concentration is None else concentration * row.share for row in one.criteria]
    first = dict.fromkeys(rows, 0.0)
    for _ in range(samples):
        weights = [source.gammavariate(shape, 1.0) for shape in shapes]
        totals = {
            id_: sum(
                weight * (source.uniform(0, 100) if cell is None else cell)
                for weight, cell in zip(weights, row, strict=True)
            )
            for id_, row in rows.items()
        }
        first[max(totals, key=lambda id_: totals[id_])] += 1 / samples
    return first


@pytest.mark.parametrize(("edition", "ids"), GROUPS)
def test_shares_of_weightings_agree_with_an_independent_monte_carlo(edition: str, ids: tuple[str, ...]) -> None:
    """Around the stated weights and over all of them, within four standard errors of the difference."""
    one, samples = compared(edition, ids), 10_000
    rules = EDITIONS[edition]().weight_rules.robustness
    between = 0
    for shares, concentration in ((one.winning.around, rules.concentration), (one.winning.anywhere, None)):
        assert (shares.samples, shares.concentration) == (rules.samples, concentration)
        theirs = monte_carlo(one, concentration, samples)
        for id_, mine in shares.first.items():
            assert abs(mine - theirs[id_]) <= 4 * sqrt(2 * max(theirs[id_] * (1 - theirs[id_]), 1e-3) / samples)
            assert sum(shares.ranks[id_]) == pytest.approx(1)
            between += 0.05 < mine < 0.95
        assert shares.error(0.2) == pytest.approx(sqrt(0.16 / rules.samples))
    assert between >= 1


@pytest.mark.parametrize(("edition", "ids"), GROUPS)
def test_the_order_of_the_arguments_is_that_of_the_columns_and_nothing_else(edition: str, ids: tuple[str, ...]) -> None:
    """Any permutation gives the same document, but for the order of the alternatives in it."""
    plain = everything(compared(edition, ids, "on-device-speech"))
    names = {found["id"]: found for found in plain.pop("alternatives")}
    for order in list(itertools.permutations(ids))[1::5]:
        other = everything(compared(edition, order, "on-device-speech"))
        found = other.pop("alternatives")
        assert [one["id"] for one in found] == list(order)
        assert {one["id"]: one for one in found} == names
        assert other == plain


def made(**scores: dict[str, float]) -> Knowledge:
    """Frameworks that have published scores, and only those."""
    return builders.knowledge(*(builders.tool(id_, scores=found) for id_, found in scores.items()))


WEIGHED = {"weights": {"sponsor": 1, "activity": 1, "graph": 2}}


def test_who_is_dominated_and_who_can_never_be_first() -> None:
    """B is beaten everywhere by A; C lies below what A and D reach together, though neither beats it everywhere."""
    knowledge = made(
        a={"sponsor": 90, "activity": 40, "graph": 40},
        b={"sponsor": 80, "activity": 30, "graph": 40},
        c={"sponsor": 60, "activity": 60, "graph": 41},
        d={"sponsor": 40, "activity": 90, "graph": 42},
    )
    one = compare(["c", "b", "d", "a"], asked(**WEIGHED), knowledge)
    assert one.winning.dominance == (("a", "b"),)
    assert set(one.winning.never_first) == {"b", "c"}
    for left, middle in itertools.product(range(0, 101, 10), repeat=2):
        if 0 < left + middle <= 100:
            weights = {"sponsor": left, "activity": middle, "graph": 100 - left - middle}
            again = compare(["a", "b", "c", "d"], asked(weights=weights), knowledge)
            top = {found.id for found in again.alternatives if found.entry.rank == 1}
            assert top - {"b", "c"}, weights


def test_equals_are_level() -> None:
    """Two that score the same share every first place, and the tie is told."""
    same = {"sponsor": 90.0, "activity": 40.0, "graph": 40.0}
    one = compare(["one", "two"], asked(**WEIGHED), made(one=same, two=same))
    assert one.winning.around.first == {"one": 0.5, "two": 0.5}
    assert one.winning.level_with == ("two",)
    assert [found.entry.rank for found in one.alternatives] == [1, 1]
    assert not any(row.differs for row in one.criteria)
    assert not any(category.differs for category in one.categories)
    assert all(row.best == ("one", "two") for row in one.criteria)


def test_nothing_is_known() -> None:
    """Without a single known score there is no total, nobody is best, and it is ruled out for that."""
    knowledge = made(one={"nn_ops": 50.0}, two={"nn_ops": 60.0}, three={"graph": 10.0})
    one = compare(["one", "two", "three"], asked(weights={"graph": 1}), knowledge)
    assert [found.score for found in one.alternatives] == [None, None, 10.0]
    assert one.winning.leader == "three"
    assert one.criteria[0].best == ("three",)
    (gap,) = one.of("one").missed
    assert (gap.requirement, gap.status, gap.fact) == ("enough is known", "unmet", "only 0% of what counts is known")
    unknown = compare(["one", "two"], asked(weights={"graph": 1}), knowledge)
    assert unknown.criteria[0].best == ()
    assert unknown.winning.around.first == pytest.approx({"one": 0.5, "two": 0.5}, abs=0.02)


def test_what_is_ruled_out_is_compared_with_its_reasons() -> None:
    """A must that no route meets, a must that a partner meets, retirement, and what no source confirms."""
    one = compare(["caffe", "mlx", "tensorflow"], asked(onnx="required", languages={"serve": ["swift"]}), newest())
    caffe, mlx, tensorflow = one.alternatives
    assert (caffe.ruled_out, mlx.ruled_out, tensorflow.ruled_out) == (True, True, False)
    assert caffe.retired is not None
    assert caffe.retired.value == "retired"
    assert [gap.requirement for gap in caffe.missed] == ["not retired", "languages.serve: swift"]
    assert [(gap.requirement, gap.fact) for gap in mlx.missed] == [("onnx: required", "onnx_export: none")]
    (gap,) = tensorflow.missed
    assert (gap.status, gap.met_by) == ("unmet", "litert → litert")
    assert all(gap.evidence and one.number(gap.evidence) for found in one.alternatives for gap in found.missed)
    named = compare(["caffe", "mlx"], asked(constraints={"include": ["caffe", "mlx"]}), newest())
    assert named.of("caffe").retired
    assert named.of("caffe").missed == ()
    assert not named.of("caffe").ruled_out


def test_a_deploy_end_counts_for_what_it_does_itself() -> None:
    """What PyTorch serves only through another tool is a must that it misses as a deploy end, and worth no points there."""
    one = compare(["pytorch", "executorch"], asked(targets=["android"]), newest())
    assert one.end == "deploy"
    pytorch, executorch = one.alternatives
    assert (pytorch.ruled_out, executorch.ruled_out) == (True, False)
    assert [gap.requirement for gap in pytorch.missed] == ["targets: android"]
    (row,) = [row for row in one.facts if row.criterion == "targets"]
    found, other = row.cells["pytorch"], row.cells["executorch"]
    assert found
    assert found.fact
    assert other
    assert (found.points, found.fact.via, other.points) == (0.0, "executorch", 100.0)
    assert {row.id for row in one.criteria} & {
        "graph",
        "numerics",
        "nn_ops",
        "scalability",
        "pretrained_models",
    } == set()


def test_what_the_team_says_itself_needs_no_fact() -> None:
    """A known tool has full points without a source, its relatives by a fact."""
    one = compare(["mxnet", "caffe2", "caffe"], asked(team_knows=["caffe"]), edition_2018())
    rows = [row for row in one.facts if row.criterion == "familiarity"]
    said = [cell for row in rows if (cell := row.cells["caffe"]) and cell.points is not None]
    assert [(cell.fact, cell.points) for cell in said] == [(None, 100.0)]
    assert all(row.differs for row in rows)
    kin = next(cell for row in rows if (cell := row.cells["caffe2"]))
    assert kin.fact
    assert kin.fact.id == "kin"


def test_routes_between_the_compared() -> None:
    """The best route of every ordered pair that has one, from frameworks only, with what came of running it."""
    one = compare(["onnxruntime", "pytorch", "tensorflow"], Requirements(), newest())
    expected = {
        (route.prototype, route.deploy): (route.exchange.id if route.exchange else "", route.reliability)
        for route in best_routes(["pytorch", "tensorflow"], ["onnxruntime", "pytorch", "tensorflow"], newest())
        if route.prototype != route.deploy
    }
    assert {(stack.prototype, stack.deploy): (stack.exchange, stack.reliability) for stack in one.routes} == expected
    run = next(stack.verified for stack in one.routes if (stack.prototype, stack.deploy) == ("pytorch", "onnxruntime"))
    assert run is not None
    assert run.passed > 0


def test_wrong_ids_are_told_all_at_once() -> None:
    """Unknown, of another edition, a front end, twice; and fewer than two."""
    with pytest.raises(InputError) as caught:
        compare(["pytorhc", "jax", "keras", "mxnet", "mxnet"], Requirements(), edition_2018())
    told = "\n".join(map(str, caught.value.problems))
    assert len(caught.value.problems) == 4
    assert "no framework or runtime is called `pytorhc` (did you mean `pytorch`?)" in told
    assert "edition 2018 does not know `jax` (other editions: 2026)" in told
    assert "`keras` is not ranked: it fronts other frameworks." in told
    assert "TensorFlow 81.0, Theano 73.0, CNTK 81.0" in told
    assert "`mxnet` is named 2 times" in told
    for ids in ([], ["mxnet"]):
        with pytest.raises(InputError, match="needs at least two"):
            compare(ids, Requirements(), edition_2018())


def test_nothing_to_weigh_at_the_deploy_end() -> None:
    """Weights for the prototype alone leave a runtime nothing to be compared on."""
    with pytest.raises(NothingToWeighError, match="the end that models are deployed on"):
        compare(["pytorch", "onnxruntime"], asked(weights={"graph": 1}), newest())
    assert compare(["pytorch", "jax"], asked(weights={"graph": 1}), newest()).end == "alone"


def test_the_row_is_that_of_a_ranking_of_the_compared() -> None:
    """Places count the compared alone, ranks the whole ranking; without arguments the newest edition and no needs are taken."""
    one = compare(["jax", "pytorch"])
    assert one.edition == newest().edition.id
    ranks = {entry.id: entry.rank for entry in decide(Requirements(), newest()).ranking}
    assert [found.rank for found in one.alternatives] == [ranks["jax"], ranks["pytorch"]]
    assert sorted(found.entry.rank for found in one.alternatives) == [1, 2]
    assert all(isinstance(found.entry, Ranked) for found in one.alternatives)
