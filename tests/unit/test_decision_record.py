"""The decision record: read back by a Markdown parser, whatever stands in titles, names and facts."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from advisor.decision.recommend import decide, recommend
from advisor.model.recommendation import Recommendation
from advisor.reports.interface import Surface
from advisor.reports.markdown import text
from advisor.reports.registry import render
from tests.support.knowledge import asked, edition_2018, newest

HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1)) ![x](http://example.org/x.png)",
    "# heading\n## another\n\n- list",
    "`code` **bold** _em_ | cell | ``` ~~~",
    "&lt;b&gt; \u202egnp.exe \x1b[31mred",
]


def parsed(record: str) -> list[Any]:
    """Every token of the record, inline ones too."""
    tokens = MarkdownIt("commonmark").enable("table").parse(record)
    return [inner for token in tokens for inner in (token, *(token.children or ()))]


def headings(record: str) -> list[str]:
    """The headings in their order."""
    tokens = MarkdownIt("commonmark").parse(record)
    return [after.content for token, after in itertools.pairwise(tokens) if token.type == "heading_open"]


@pytest.fixture(scope="module")
def today() -> Recommendation:
    """A recommendation with everything in it."""
    return recommend(asked(title="Speech", targets=["android"], dynamic_graphs="preferred"), newest())


def test_it_has_the_parts_of_the_template(today: Recommendation) -> None:
    """In their order, with the first three options."""
    found = headings(render(today, "markdown"))
    names = [entry.name for entry in today.ranking[:3]]
    assert found == [
        "Speech", "Context and problem statement", "Decision drivers", "Considered options", "Decision outcome", "Consequences",
        "Confirmation", "Pros and cons of the options", *names, "More information",
    ]  # fmt: skip


def test_its_requirements_can_be_run_again(today: Recommendation) -> None:
    """The block in it is a requirements file that gives the same recommendation."""
    fence = next(token for token in parsed(render(today, "markdown")) if token.type == "fence")
    again = recommend(asked(**yaml.safe_load(fence.content)), newest())
    assert render(again, "markdown") == render(today, "markdown")


def test_its_numbers_are_those_of_the_recommendation(today: Recommendation) -> None:
    """Weights of the drivers in falling order, options with their scores."""
    record = render(today, "markdown", Surface(top=2))
    rows = [line.split(" | ") for line in record.splitlines() if line.startswith("| ") and "%" in line]
    assert len(rows) == len(today.weights)
    shares = [float(row[1].strip("<%")) for row in rows]
    assert shares == sorted(shares, reverse=True)
    for entry in today.ranking[:2]:
        assert f"{entry.rank}. {entry.name}: {entry.score:.1f} of 100" in record
    assert f"\n3. {today.ranking[2].name}:" not in record


def test_every_source_of_what_it_says_is_listed(today: Recommendation) -> None:
    """Web pages as links, each with its day."""
    record = render(today, "markdown")
    links = {token.attrs["href"] for token in parsed(record) if token.type == "link_open"}
    pages = {
        fact.evidence.source
        for entry in today.ranking[:3]
        for cell in entry.criteria.values()
        for fact in cell.facts
        if fact.evidence.source.startswith("https://")
    }
    assert len(pages) > 20
    assert {page for page in pages if page not in links} == set()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_plain_words(hostile: str) -> None:
    """Titles, names, requirements and facts add no heading, link, image, code or HTML, and no control character."""
    calm, wild = (
        replace(
            decided,
            title=title,
            names={id_: name or old for id_, old in decided.names.items()},
            ranking=tuple(
                entry._replace(
                    name=name or entry.name,
                    criteria={
                        id_: cell._replace(facts=tuple(fact._replace(value=value) for fact in cell.facts))
                        for id_, cell in entry.criteria.items()
                    },
                )
                for entry in decided.ranking
            ),
            requirements={"title": title},
        )
        for decided in [decide(asked(), edition_2018())]
        for title, name, value in (("Title", "Name", "value"), (hostile, hostile, hostile))
    )
    before, after = (parsed(render(one, "markdown")) for one in (calm, wild))
    assert [token.type for token in after if token.type != "text"] == [
        token.type for token in before if token.type != "text"
    ]
    record = render(wild, "markdown")
    assert "\x1b" not in record
    assert "\u202e" not in record


def test_nothing_that_fits_is_said() -> None:
    """Without an option the record still stands, with what was ruled out and why."""
    record = render(decide(asked(languages={"train": ["php"]}), edition_2018()), "markdown")
    assert "Nothing meets the hard requirements." in record
    assert "languages.train: php" in record


@pytest.mark.parametrize("words", ["0.32.4", "1. one", "2) two", "- three", "+4", "= five", "a_b & c|d", "12 of 15"])
def test_escaped_words_read_as_they_were(words: str) -> None:
    """A backslash stands only before what Markdown would take for markup, so that the words come out as they went in."""
    (paragraph,) = (token for token in MarkdownIt("commonmark").parse(text(words)) if token.type == "inline")
    assert "".join(part.content for part in paragraph.children or ()) == words
    assert {part.type for part in paragraph.children or ()} <= {"text", "text_special"}
