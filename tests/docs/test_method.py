"""The worked example of the method is worked out again from its printed numbers alone, and compared with the published scores."""

from __future__ import annotations

import csv
import math
import re

import pytest

from tests.support.cli import ROOT
from tests.support.site.shown import PART

PUBLISHED = ROOT / "knowledge" / "editions" / "2018" / "criterion_scores.csv"
PARTS = {found[2]: found[3] for found in PART.finditer((ROOT / "docs" / "method.md").read_text(encoding="utf-8"))}
LEVELS = {"full": 100.0, "partial": 200 / 3, "limited": 100 / 3, "none": 0.0}


def rows(part: str) -> list[list[str]]:
    """The cells of the table in a part, without its head."""
    lines = [line for line in PARTS[part].splitlines() if line.startswith("|")]
    return [[cell.strip(" *`").replace("\\", "") for cell in line.strip("|").split("|")] for line in lines[2:]]


def numbers(text: str) -> list[float]:
    """The numbers in a text."""
    return [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", text)]


def weights() -> dict[str, float]:
    """The weight of each criterion from its importance alone."""
    products = {}
    for label, above, own, size, product, _ in rows("weights")[:-1]:
        products[label] = numbers(above)[-1] * numbers(own)[-1] / float(size)
        assert products[label] == pytest.approx(float(product), abs=5e-5)
    total = sum(products.values())
    return {label: product / total for label, product in products.items()}


def test_weights_follow_from_importance() -> None:
    """w_j = (M_k m_j / n_k) / sum, for every row; the levels are those of the example."""
    printed = {row[0]: float(row[5]) for row in rows("weights")}
    assert printed.pop("sum") == 1
    assert printed == pytest.approx(weights(), abs=5e-5)
    assert printed["ONNX"] == pytest.approx(4 * printed["Cloud"], abs=3e-4)
    assert printed["Sponsor"] == pytest.approx(2 / 4 / (1 / 5) * printed["Cloud"], abs=3e-4)


def test_figures_follow_their_scales() -> None:
    """p = 100 ln(x / z) / ln(f / z), kept within 0 and 100, and the score is their mean."""
    found = rows("scale")
    assert len(found) >= 2
    for _, x, z, f, points, _ in found:
        raw = 100 * math.log(numbers(x)[0] / numbers(z)[0]) / math.log(numbers(f)[0] / numbers(z)[0])
        assert float(points) == pytest.approx(min(100.0, max(0.0, raw)), abs=5e-3)
    mean = sum(float(row[4]) * float(row[5]) for row in found) / sum(float(row[5]) for row in found)
    assert numbers(PARTS["scale"].splitlines()[-1])[0] == pytest.approx(mean, abs=1e-2)


def test_coverage_follows_from_levels() -> None:
    """A must counts twice, a wish once; the score is the mean of the points of the levels."""
    cells: dict[str, list[tuple[float, float]]] = {}
    for name, fact, level, points, times in rows("coverage"):
        if fact:
            assert float(points) == pytest.approx(LEVELS[level], abs=5e-3)
            assert float(times) == {"languages.python": 2, "languages.java": 1}[fact]
            cells.setdefault(name, []).append((LEVELS[level], float(times)))
        else:
            mean = sum(p * a for p, a in cells[name]) / sum(a for _, a in cells[name])
            assert float(points) == pytest.approx(mean, abs=5e-3)
    assert len(cells) == 2


def test_totals_are_sums_of_contributions() -> None:
    """c_ij = w_ij s_ij and S_i = sum of c_ij, for both frameworks."""
    share = weights()
    *criteria, total = rows("totals")
    for score, contribution in ((2, 3), (4, 5)):
        found = sum(share[row[0]] * float(row[score]) for row in criteria)
        assert float(total[contribution]) == pytest.approx(found, abs=5e-3)
        for row in criteria:
            assert float(row[contribution]) == pytest.approx(share[row[0]] * float(row[score]), abs=1.5e-3)


def test_published_scores_are_those_of_the_article() -> None:
    """Where no need is stated, the example shows the table that was read off the article's pictures."""
    names = {
        "Sponsor": "sponsor",
        "Activity": "activity",
        "Ecosystem": "ecosystem",
        "Graph": "graph",
        "Numerics": "numerics",
    }
    with PUBLISHED.open(encoding="utf-8") as file:
        published = {(row["framework"], row["criterion"]): float(row["score"]) for row in csv.DictReader(file)}
    found = {row[0]: row for row in rows("totals")}
    for label, criterion in names.items():
        assert float(found[label][2]) == published["pytorch", criterion]
        assert float(found[label][4]) == published["mxnet", criterion]


def test_unknown_scores_leave_their_weight_to_the_others() -> None:
    """f_k and the weight that a known criterion gets."""
    mass, known, *_, share, factor, weight = numbers(PARTS["unknown"].partition("weighs")[2])
    assert factor == pytest.approx(mass / known, abs=1e-3)
    assert weight == pytest.approx(share * factor, abs=1e-4)


def test_the_stack_is_the_sum_of_its_ends_times_reliability() -> None:
    """S = (P + D) r, with r that of two built-in ends."""
    prototype, deploy, reliability, *_, total = numbers(PARTS["stack"])
    assert reliability == pytest.approx(0.98**2, abs=5e-5)
    assert total == pytest.approx((prototype + deploy) * reliability, abs=6e-3)


def test_the_error_of_a_share() -> None:
    """The standard error is that of a binomial share."""
    share, samples, error = numbers(PARTS["sure"])
    assert error == pytest.approx(100 * math.sqrt(share / 100 * (1 - share / 100) / samples), abs=6e-3)
