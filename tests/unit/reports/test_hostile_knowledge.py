"""Every text of the knowledge tries to break out of every format: names, labels, steps, sources, notes, titles, teams."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from advisor.decision.comparison.compare import compare
from advisor.decision.recommend import recommend
from advisor.model.knowledge import Alternative, Evidence, Fact, Knowledge, Port
from advisor.reports import comparison_formats, registry
from tests.support.knowledge import asked, edition_2018

WILD = (
    "=1+1</script><script>x()</script><img src=y onerror=x()> [l](javascript:x()) "
    "|\n# `c` \u202ebidi \x1b]0;t\x07 {{7*7}} &lt;"
)
CALM = "Name"
NEEDS = {"cloud": ["aws"], "dynamic_graphs": "preferred", "domain": "vision"}
CONTROLS = [chr(code) for code in range(32) if chr(code) != "\n"] + ["\u202e", "\x7f"]


def worded(word: str) -> Knowledge:
    """Edition 2018 with this word wherever its files hold free text."""

    def evidence(old: Evidence) -> Evidence:
        return old._replace(source=word, locator=word, note=word)

    def fact(old: Fact) -> Fact:
        return old._replace(evidence=evidence(old.evidence))

    def tool(old: Alternative) -> Alternative:
        facts, scores = ({key: fact(one) for key, one in part.items()} for part in (old.facts, old.scores))
        return old._replace(name=word, summary=word, homepage=word, association=word, facts=facts, scores=scores)

    def port(old: Port) -> Port:
        return old._replace(steps=(word,), limits=word, evidence=evidence(old.evidence))

    base = edition_2018()
    return base._replace(
        edition=base.edition._replace(title=word),
        categories={id_: one._replace(name=word, short=word) for id_, one in base.categories.items()},
        criteria={id_: one._replace(name=word) for id_, one in base.criteria.items()},
        alternatives={id_: tool(one) for id_, one in base.alternatives.items()},
        exchanges={
            id_: one._replace(
                name=word,
                exporters={key: port(end) for key, end in one.exporters.items()},
                importers={key: port(end) for key, end in one.importers.items()},
            )
            for id_, one in base.exchanges.items()
        },
        cases=tuple(one._replace(who=word, summary=word, sources=(word,)) for one in base.cases),
    )


def recommended(word: str, format_: str) -> str:
    """A recommendation from such knowledge, with such a title."""
    one = recommend(asked(title=word, **NEEDS), worded(word), pictures=True, robustness="full")
    return registry.render(one, format_)


def compared(word: str, format_: str) -> str:
    """A comparison from such knowledge, with such a title."""
    return comparison_formats.render(
        compare(("pytorch", "mxnet", "caffe"), asked(title=word, **NEEDS), worded(word)), format_
    )


@pytest.mark.parametrize(
    ("made", "format_"),
    [(recommended, format_) for format_ in registry.FORMATS]
    + [(compared, format_) for format_ in comparison_formats.FORMATS],
)
def test_no_control_character_comes_out(made: Callable[[str, str], str], format_: str) -> None:
    """Nothing moves a cursor, colours a terminal or turns the reading direction."""
    text = made(WILD, format_)
    if format_ == "html":  # the library that draws the charts is not text of ours
        text = text[: text.index("<script>/**")] + text[text.index("return Plotly;\n})") :]
    assert [control for control in CONTROLS if control in text] == []


class Tags(HTMLParser):
    """The tags of a page, in their order, with the attributes that run or load something."""

    def __init__(self, page: str) -> None:
        """Read the whole page."""
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag."""
        self.found.append((tag, [name for name, _ in attrs]))
        assert not [name for name, _ in attrs if name.startswith("on")]
        assert not [value for _, value in attrs if (value or "").strip().lower().startswith("javascript:")]


@pytest.mark.parametrize("made", [recommended, compared])
def test_pages_have_the_same_tags(made: Callable[[str, str], str]) -> None:
    """Whatever the text is, the page has the same elements with the same attributes."""
    assert Tags(made(WILD, "html")).found == Tags(made(CALM, "html")).found


@pytest.mark.parametrize("made", [recommended, compared])
def test_markdown_has_the_same_structure(made: Callable[[str, str], str]) -> None:
    """No heading, list, link, code or HTML comes from a text; a source that is no address is no link."""
    parse = MarkdownIt("commonmark").enable("table").parse
    calm, wild = (
        [one.type for block in parse(made(word, "markdown")) for one in (block, *(block.children or ()))]
        for word in (CALM, WILD)
    )
    shapes = [[kind for kind, _ in itertools.groupby(one) if kind != "text"] for one in (calm, wild)]
    assert shapes[0] == shapes[1]


def test_no_cell_of_the_table_begins_a_formula() -> None:
    """A spreadsheet computes nothing, and every row has every column."""
    rows = list(csv.reader(io.StringIO(recommended(WILD, "csv"))))
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if cell[:1] in tuple("=+@")] == []
