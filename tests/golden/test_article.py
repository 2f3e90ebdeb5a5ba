"""Edition 2018 says what the article says: its order, scores, tiers, its advice and its prose.

Source: https://source.coveo.com/2018/08/14/deep-learning-showdown/ ; `published_overall.csv` was read off its overall plot.
"""

from __future__ import annotations

import csv
from pathlib import Path
from statistics import fmean

import pytest

from advisor.model.recommendation import Recommendation
from advisor.reports.json_report import to_dict
from tests.support.cli import ROOT, run_advisor
from tests.support.knowledge import advice, edition_2018, order

PLOTTED = list(csv.DictReader((ROOT / "tests/data/showdown-2018/published_overall.csv").read_text().splitlines()))
CELLS = list(csv.DictReader((ROOT / "knowledge/editions/2018/criterion_scores.csv").read_text().splitlines()))
ARTICLE_ORDER = [
    "mxnet", "pytorch", "tensorflow", "caffe2", "cntk", "chainer", "caffe", "paddlepaddle", "bigdl", "theano", "torch",
    "dl4j", "neon",
]  # fmt: skip


@pytest.fixture(scope="module")
def neutral() -> Recommendation:
    """What an empty requirements file gets."""
    return advice()


def test_the_table_has_the_cells_that_the_article_published() -> None:
    """13 frameworks times 12 criteria, less the three cells that the article could not determine."""
    assert len(CELLS) == 13 * 12 - 3
    known = {(row["framework"], row["criterion"]) for row in CELLS}
    assert not {("caffe", "numerics"), ("caffe2", "numerics"), ("paddlepaddle", "numerics")} & known


def test_order(neutral: Recommendation) -> None:
    """Neutral input gives the article's order."""
    assert order(neutral) == ARTICLE_ORDER == [row["framework"] for row in PLOTTED]


@pytest.mark.parametrize("row", PLOTTED, ids=lambda row: row["framework"])
def test_overall_scores_and_tiers(neutral: Recommendation, row: dict[str, str]) -> None:
    """Every overall score lies within 0.5 of the plotted one, and the tiers are the article's three."""
    entry = next(one for one in neutral.ranking if one.id == row["framework"])
    assert entry.score == pytest.approx(float(row["overall_plotted"]), abs=0.5)
    assert entry.tier == (int(row["tier"]) if row["tier"] else None)


@pytest.mark.parametrize("framework", ARTICLE_ORDER)
def test_category_scores(neutral: Recommendation, framework: str) -> None:
    """A category score is the plain mean of the published criterion scores that are present."""
    entry = next(one for one in neutral.ranking if one.id == framework)
    for category, score in entry.categories.items():
        published = [
            float(row["score"]) for row in CELLS if (row["framework"], row["category"]) == (framework, category)
        ]
        assert score == pytest.approx(fmean(published), abs=1e-9)
    assert entry.score == pytest.approx(fmean(score for score in entry.categories.values() if score is not None))


def test_weights_of_neutral_input(neutral: Recommendation) -> None:
    """Each category weighs a third, shared equally among its criteria."""
    criteria = edition_2018().criteria
    sizes = {"support_community": 4, "api_internals": 3, "platform": 5}
    assert len(neutral.weights) == 12
    for id_, weight in neutral.weights.items():
        assert weight == pytest.approx(1 / 3 / sizes[criteria[id_].category])


def test_first_stack_is_the_articles_advice(neutral: Recommendation) -> None:
    """Prototype in PyTorch, exchange through ONNX, deploy on MXNet: the article's own take-away."""
    best = neutral.stacks[0]
    assert (best.prototype, best.exchange, best.deploy) == ("pytorch", "onnx", "mxnet")
    assert neutral.headline.kind == "stack"


def test_json_of_the_command_line(tmp_path: Path) -> None:
    """The command prints the same result as the library, with the keys of the contract."""
    empty = tmp_path / "empty.yaml"
    empty.write_text("")
    result = run_advisor("recommend", str(empty), "--edition", "2018", "--format", "json", home=tmp_path)
    assert result.status == 0, result.stderr
    data = result.data
    assert {
        "schema",
        "edition",
        "knowledge_date",
        "requirements",
        "weights",
        "headline",
        "ranking",
        "ruled_out",
        "stacks",
    } < set(data)
    assert [entry["id"] for entry in data["ranking"]] == ARTICLE_ORDER
    assert data == to_dict(advice(edition="2018"))
    assert data["robustness"]["confidence"] == data["ranking"][0]["acceptability"]["first"]
    assert data["stacks"][0]["verified"] is None


def test_dominant_platform_score_of_mxnet(neutral: Recommendation) -> None:
    """MXNet "blew past the competition" on the platform."""
    platform = sorted(((one.categories["platform"] or 0, one.id) for one in neutral.ranking), reverse=True)
    assert platform[0] == (100.0, "mxnet")
    assert platform[0][0] - platform[1][0] > 20


def test_tensorflow_is_first_in_ecosystem(neutral: Recommendation) -> None:
    """No ecosystem holds a candle to that of TensorFlow."""
    scores = {one.id: one.criteria["ecosystem"].score or 0 for one in neutral.ranking}
    best = max(scores, key=lambda id_: scores[id_])
    assert best == "tensorflow"
    assert all(scores["tensorflow"] - score >= 15 for id_, score in scores.items() if id_ != "tensorflow")


def test_chainer_is_strong_in_api_and_weak_in_community(neutral: Recommendation) -> None:
    """The exception in tier 2: Chainer's strong API & Internals and weaker Support & Community."""
    second = [one for one in neutral.ranking if one.tier == 2]
    chainer = next(one for one in second if one.id == "chainer")
    others = [one for one in second if one.id != "chainer"]
    assert all((chainer.categories["api_internals"] or 0) > (one.categories["api_internals"] or 0) for one in others)
    assert all(
        (chainer.categories["support_community"] or 0) < (one.categories["support_community"] or 0) for one in others
    )


@pytest.mark.parametrize(
    "needs",
    [
        {"cloud": ["gcp"], "priorities": {"ecosystem": "critical", "languages": "low"}},
        {"cloud": {"preferred": ["gcp"]}, "priorities": {"ecosystem": "high", "languages": "none"}},
        {"cloud": ["gcp"], "priorities": {"support_community": "high", "languages": "low"}},
    ],
)
def test_google_cloud_and_mindshare_rather_than_perl(needs: dict[str, object]) -> None:
    """Who needs Google Cloud and mindshare more than Perl gets TensorFlow or PyTorch."""
    assert order(advice(**needs))[0] in ("tensorflow", "pytorch")


@pytest.mark.parametrize(
    "needs",
    [
        {"big_data": ["spark"], "languages": {"train": ["java"]}},
        {"big_data": ["spark"], "languages": {"train": ["scala"]}},
        {"big_data": ["spark"], "languages": {"train": ["scala"], "serve": ["java"]}},
        {
            "big_data": ["spark"],
            "languages": {"train": ["java"], "serve": ["java"]},
            "scale": "cluster",
            "goal": "production",
        },
    ],
)
def test_spark_on_the_jvm(needs: dict[str, object]) -> None:
    """Who needs Spark and the JVM gets BigDL or DL4J."""
    assert set(order(advice(**needs))[:2]) <= {"bigdl", "dl4j"}
    assert order(advice(**needs))


def test_dynamic_graphs_are_those_of_the_article() -> None:
    """Required dynamic graphs leave exactly what the article scores as dynamic."""
    dynamic = {row["framework"] for row in CELLS if row["criterion"] == "graph" and row["score"] == "100"}
    assert set(order(advice(dynamic_graphs="required"))) == dynamic


def test_keras_and_tvm_are_known_but_not_ranked(neutral: Recommendation) -> None:
    """The article leaves out Keras (a front end) and TVM (a compiler), and so does the ranking."""
    kinds = {id_: one.kind for id_, one in edition_2018().alternatives.items()}
    assert (kinds["keras"], kinds["tvm"]) == ("frontend", "runtime")
    assert not {"keras", "tvm"} & set(order(neutral))
