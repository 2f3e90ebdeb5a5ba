"""How sure the recommendation is, in words that a person reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from advisor.decision.recommend import decide
from advisor.decision.robustness.assessment import with_robustness
from advisor.model.recommendation import Recommendation
from advisor.model.robustness import Flip, Unknown
from advisor.reports.certainty import write_certainty
from advisor.reports.changes import condition
from advisor.reports.interface import Surface
from advisor.reports.page import Page
from advisor.reports.sureness import share, telling
from tests.support.cli import ROOT, run_advisor
from tests.support.knowledge import asked, edition_2018


def printed(one: Recommendation, width: int = 100, *, unicode: bool = True) -> str:
    """The part of the printout."""
    page = Page(Surface(width, unicode=unicode))
    write_certainty(page, one)
    return page.text()


@pytest.fixture(scope="module")
def neutral() -> Recommendation:
    """Nothing asked, edition 2018, quick."""
    return with_robustness(decide(asked(), edition_2018()), asked(), edition_2018())


def flip(kind: str, path: str, value: str, winner: str | None = "b", moves: tuple[str, ...] = ("winner",)) -> Flip:
    """A change of one answer."""
    return Flip(kind, path, value, f"{path}: {value}", winner, None, None, moves)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (flip("must", "languages.serve", "swift"), "If you had to serve from Swift"),
        (flip("wish", "cloud", "gcp"), "If you would like to run on Google Cloud"),
        (flip("dropped", "targets", "ios"), "If you did not ask to deploy to iOS"),
        (flip("answer", "domain", "speech"), "If the domain were Speech"),
        (flip("answer", "onnx", "required"), "If ONNX export were a must"),
        (flip("answer", "scale", "cluster"), "If training took a cluster"),
        (flip("raised", "priorities", "speed critical"), "If Speed were decisive"),
        (flip("raised", "priorities", "speed high"), "If Speed mattered more"),
        (flip("known", "team_knows", "jax"), "If your team knew JAX"),
        (flip("unsaid", "goal", "research"), "With `goal: research`"),
    ],
)
def test_changes_in_words(change: Flip, words: str) -> None:
    """Every kind of change is a condition in plain English."""
    assert condition(change, {"speed": "Speed"}, {"jax": "JAX"}) == words


def test_every_single_answer_has_words() -> None:
    """No other choice of a one-of question falls back on the notation of the file."""
    for question in edition_2018().questions:
        if question.kind == "one":
            for choice in question.choices:
                assert "`" not in condition(flip("answer", question.sets, choice.value), {}, {})


def test_a_hundred_percent_means_every_sample() -> None:
    """A share is never rounded up to certainty, and never down to nothing."""
    assert [share(one) for one in (1.0, 0.9999, 0.996, 0.93, 0.001, 0.0)] == [
        "100%",
        "99.99%",
        "99.60%",
        "93%",
        "<1%",
        "0%",
    ]


def test_a_few_changes_that_tell_most() -> None:
    """One for each other outcome, never that a framework is known and first, never that nothing fits; at most three."""
    flips = [
        flip("wish", "cloud", "gcp", "b"),
        flip("wish", "cloud", "aws", "b"),
        flip("known", "team_knows", "c", "c"),
        flip("must", "cloud", "azure", None),
        flip("must", "targets", "ios", "d"),
        flip("must", "targets", "edge", "e"),
        flip("must", "os", "linux", "f"),
    ]
    assert [one.value for one in telling(flips)] == ["gcp", "ios", "edge"]


def test_the_first_sentence(neutral: Recommendation) -> None:
    """It names the winner, the share, the number of weightings, the error and the next best."""
    assert neutral.robustness
    assert neutral.robustness.confidence == pytest.approx(0.875, abs=0.005)
    text = " ".join(printed(neutral).split())
    assert "Apache MXNet stays first in 88% of 10,000 weightings around yours (± 0.3 points); PyTorch in 11%" in text
    assert "If Languages weighed less than 1.8% (now 6.7%): PyTorch comes first." in text
    assert "tie" not in text


def test_a_tie_and_what_is_unknown_are_said(neutral: Recommendation) -> None:
    """Who is level and whose unknown scores could decide stands in the text."""
    assert neutral.robustness
    doubtful = replace(
        neutral.robustness,
        level_with=("pytorch",),
        level_stacks=("TensorFlow end to end",),
        beaten_by={**neutral.robustness.beaten_by, "pytorch": 0.45},
        unknown=(
            Unknown("caffe2", ("numerics",), True),
            Unknown("mxnet", ("cloud",), True),
            Unknown("caffe", ("os",), False),
        ),
    )
    text = " ".join(printed(replace(neutral, robustness=doubtful)).split())
    assert "As good as a tie: PyTorch scores above it in 45% of the weightings." in text
    assert "As good as a tie: TensorFlow end to end." in text
    assert "Unknown and it matters: Numerics of Caffe2, which could come first." in text
    assert "Unknown and it matters: Cloud of Apache MXNet, which could lose the first place." in text
    assert "1 more unknown score counts as anything from 0 to 100; it cannot change the winner." in text


def test_plain_characters(neutral: Recommendation) -> None:
    """A terminal without Unicode gets the same sentences."""
    text = printed(neutral, unicode=False)
    assert text.isascii()
    assert "(+- 0.3" in text


def test_without_it_there_is_nothing() -> None:
    """What was not computed takes no line."""
    assert printed(decide(asked(), edition_2018())) == ""


@pytest.mark.parametrize("width", ["60", "200"])
def test_the_command_line(width: str, tmp_path: Path) -> None:
    """none, quick and full print nothing, sentences, and tables; a narrow terminal loses no line end."""
    home = tmp_path
    file = str(ROOT / "examples" / "neutral.yaml")
    none, quick, full = (
        run_advisor("recommend", file, "--edition", "2018", "--robustness", how, home=home, COLUMNS=width).stdout
        for how in ("none", "quick", "full")
    )
    assert "How sure this is" not in none
    assert "How sure this is" in quick
    assert "Rank acceptability" not in quick
    assert (
        full.index("Ranking") < full.index("How sure this is") < full.index("Rank acceptability") < full.index("Plan B")
    )
    assert "Teams for whom PyTorch comes first typically weigh" in " ".join(full.split())
    assert "http" not in quick[quick.index("How sure this is") : quick.index("Plan B")]
    assert all(len(line) <= int(width) for line in full[full.index("How sure") : full.index("Plan B")].splitlines())


def test_a_wrong_level_is_refused(tmp_path: Path) -> None:
    """The choices are named."""
    result = run_advisor("recommend", "x.yaml", "--robustness", "much", home=tmp_path)
    assert result.status == 2
    assert "'none', 'quick', 'full'" in result.stderr
