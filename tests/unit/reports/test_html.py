"""The page without a browser: whole, small enough, closed to the network, the same bytes every time, and text stays text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from advisor.decision.comparison.compare import compare
from advisor.decision.recommend import decide, recommend
from advisor.model.recommendation import Recommendation
from advisor.reports.comparison_formats import render as render_comparison
from advisor.reports.interface import Surface
from advisor.reports.registry import render
from tests.support.knowledge import asked, edition_2018, newest

LIMIT = 6_000_000
WILD = "<script>x()</script>\"'><img src=y> {{7*7}} {% raw %} \u202e\x1b[2J"


class Reader(HTMLParser):
    """Collects tags, text and scripts of a page."""

    def __init__(self, page: str) -> None:
        """Read the whole page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self._inside: dict[str, str | None] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag; the content of a script comes apart."""
        self.tags.append((tag, dict(attrs)))
        self._inside = dict(attrs) if tag == "script" else None

    def handle_data(self, data: str) -> None:
        """Remember text."""
        if self._inside is not None:
            self.scripts.append((self._inside, data))
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        """A script ends."""
        if tag == "script":
            self._inside = None


@pytest.fixture(scope="module")
def neutral() -> Recommendation:
    """The largest page that there is: everything ranked, every fact told."""
    return recommend(asked(), newest(), pictures=True, robustness="full")


def test_it_is_one_closed_file(neutral: Recommendation) -> None:
    """Under 6 MB; nothing in it is loaded from anywhere, and its policy allows exactly its own scripts."""
    page = render(neutral, "html")
    assert len(page.encode()) < LIMIT
    read = Reader(page)
    loading = [
        (tag, attributes) for tag, attributes in read.tags if tag != "a" and {"src", "href", "srcset"} & set(attributes)
    ]
    assert loading == [("link", {"rel": "icon", "href": "data:,"})]
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style
    policy = next(attributes["content"] for tag, attributes in read.tags if attributes.get("http-equiv")) or ""
    running = [code for attributes, code in read.scripts if attributes.get("type") != "application/json"]
    hashes = [base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in running]
    assert policy.startswith("default-src 'none'; ")
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_the_same_twice(neutral: Recommendation) -> None:
    """Same recommendation, same bytes; made anew from the same needs as well."""
    again = recommend(asked(), newest(), pictures=True, robustness="full")
    assert render(neutral, "html") == render(again, "html")


def test_every_fact_is_told_with_its_source(neutral: Recommendation) -> None:
    """Each fact behind each score: id, source (a link where it is a page), date and method."""
    page = render(neutral, "html", Surface(top=3))
    read = Reader(page)
    links = {attributes.get("href") for tag, attributes in read.tags if tag == "a"}
    for entry in neutral.ranking[:3]:
        for criterion, cell in entry.criteria.items():
            start = page.index(f'id="fact-{entry.id}-{criterion}"')
            told = page[start : page.index("</tbody>", start)]
            for fact in cell.facts:
                assert fact.id in told
                assert fact.evidence.as_of in told
                assert fact.evidence.method in told
                assert fact.evidence.source in links or fact.evidence.source in Reader(told).text
    assert f'id="fact-{neutral.ranking[3].id}-' not in page


def test_the_data_of_the_charts_is_that_of_the_recommendation(neutral: Recommendation) -> None:
    """Parsed back: parts sum to the score, steps to the lead, ranks to one, shares from levers to the weights."""
    data: dict[str, Any] = json.loads(
        next(code for attributes, code in Reader(render(neutral, "html")).scripts if attributes)
    )
    for row, entry in zip(data["ranking"], neutral.ranking, strict=True):
        assert row["score"] == entry.score
        assert sum(row["parts"].values()) == pytest.approx(entry.score)
    assert sum(step["points"] for step in data["waterfall"]["steps"]) == pytest.approx(data["waterfall"]["lead"])
    assert all(sum(row["ranks"]) == pytest.approx(1) for row in data["acceptability"])
    products = {row["id"]: row["factor"] * row["multiplier"] / row["size"] for row in data["board"]["rows"]}
    total = sum(products.values())
    assert {id_: product / total for id_, product in products.items() if product} == pytest.approx(
        dict(neutral.weights)
    )


def test_without_pictures_and_robustness() -> None:
    """What was only decided is a page as well: ranking and facts, no empty chart for what is not known."""
    read = Reader(render(decide(asked(), edition_2018()), "html"))
    ids = {attributes.get("id") for _, attributes in read.tags}
    assert {"ranking-chart", "waterfall-chart", "facts"} <= ids
    assert not {"map-chart", "ranks-chart", "what-if"} & ids


def test_hostile_requirements_are_only_text() -> None:
    """A title that tries to break out adds no tag; the requirements to copy are one line of YAML with it."""
    calm, wild = (
        Reader(render(recommend(asked(title=title), edition_2018(), pictures=True), "html"))
        for title in ("Title", WILD)
    )
    assert [tag for tag, _ in calm.tags] == [tag for tag, _ in wild.tags]
    assert "<script>x()</script>" in wild.text
    assert "{{7*7}}" in wild.text
    assert "\x1b" not in wild.text
    assert "\u202e" not in wild.text


def test_a_comparison_is_a_page_too() -> None:
    """Frameworks and runtimes; every source of what is shown is listed under its number."""
    for ids in (("pytorch", "jax", "keras"), ("onnxruntime", "tvm")):
        one = compare(ids, asked(), newest())
        read = Reader(render_comparison(one, "html"))
        anchors = {attributes["id"] for _, attributes in read.tags if "id" in attributes}
        cited = [
            attributes["href"]
            for tag, attributes in read.tags
            if tag == "a" and (attributes.get("href") or "").startswith("#source-")
        ]
        assert len(cited) > 30
        assert {str(href)[1:] for href in cited} <= anchors
        assert all(alternative.name in read.text for alternative in one.alternatives)
