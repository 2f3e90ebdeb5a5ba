"""The formats of a comparison: the same numbers everywhere, hostile text inert, every width readable."""

from __future__ import annotations

import itertools
import json
import re
from functools import cache
from typing import Any

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from advisor.decision.comparison.compare import compare
from advisor.model.comparison import Comparison
from advisor.model.knowledge import Evidence, Knowledge
from advisor.reports import comparison_words as words
from advisor.reports.comparison_formats import render
from advisor.reports.interface import Rows, Surface
from tests.support import builders
from tests.support.knowledge import asked, edition_2018, newest

ARTICLE = ("tensorflow", "pytorch", "mxnet")
PHONE = ("onnxruntime", "llama-cpp", "tflite-micro", "coreml", "pytorch", "libtorch", "djl")
HOSTILE = [
    "<script>alert(1)</script>",
    "[click](javascript:alert(1)) ![x](http://example.org/x.png)",
    "# heading\n## another\n\n- list",
    "`code` **bold** _em_ | cell | ``` ~~~",
    "&lt;b&gt; \u202egnp.exe \x1b[31mred",
    "[bold red]rich[/] \x9b31m \u2066ltr\x07",
]
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
SOURCE = re.compile(r"^  \[\d+\] \S+ \(\w+ \d{4}-\d{2}-\d{2}\)$")


@cache
def article(ids: tuple[str, ...] = ARTICLE) -> Comparison:
    """Three of 2018 without any needs."""
    return compare(ids, asked(), edition_2018())


@cache
def phone() -> Comparison:
    """Seven deploy ends of 2026 with long names, some of them ruled out."""
    return compare(PHONE, asked(title="On a phone", targets=["android"], priorities={"speed": "high"}), newest())


def tokens(document: str) -> list[Any]:
    """Every token of a Markdown document, inline ones too."""
    found = MarkdownIt("commonmark").enable("table").parse(document)
    return [inner for token in found for inner in (token, *(token.children or ()))]


def tables(document: str) -> list[list[list[str]]]:
    """The cells of every table of a Markdown document as plain text."""
    found: list[list[list[str]]] = []
    for before, token in itertools.pairwise(MarkdownIt("commonmark").enable("table").parse(document)):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif before.type in ("td_open", "th_open"):
            found[-1][-1].append("".join(child.content for child in token.children or ()))
    return found


@pytest.mark.parametrize("width", [60, 80, 140])
@pytest.mark.parametrize("made", [article, phone])
def test_the_table_fits_its_width(made: Any, width: int) -> None:
    """No line but a source, which stays in one piece, is longer than the page; every name and every number is on it."""
    text = render(made(), "table", Surface(width))
    for line in text.splitlines():
        assert cell_len(line) <= width or SOURCE.match(line), line
    for found in made().alternatives:
        assert f"{found.entry.score:.1f}" in text
        for word in found.name.split():
            assert word in text
        for cell in found.entry.criteria.values():
            assert cell.score is None or f"{cell.score:.1f}" in text


def test_numbers_of_the_table_are_those_of_the_document() -> None:
    """Each row of criteria reads score and contribution of every alternative, rounded, with the best marked."""
    text, data = (render(article(), format_, Surface(80)) for format_ in ("table", "json"))
    grid = text[text.index("\nCriteria:") : text.index("\nWho wins")]
    for row in json.loads(data)["criteria"]:
        (line,) = [line for line in grid.splitlines() if line.startswith(f"    {article().labels[row['id']]} ")]
        told = re.findall(r"(\d+\.\d)([* ]) *(\d+\.\d)", line)
        expected = []
        for id_ in ARTICLE:
            cell, mark = row["cells"][id_], "*" if row["differs"] and id_ in row["best"] else " "
            expected.append((f"{cell['score']:.1f}", mark, f"{cell['contribution']:.1f}"))
        assert told == expected
        assert f" {row['weight']:.0%} " in line


def test_the_document_is_complete_and_unrounded() -> None:
    """The numbers of the comparison as they are; every source that is cited is listed with its number."""
    one = phone()
    data = json.loads(render(one, "json", wanted=Rows("all")))
    assert [found["id"] for found in data["alternatives"]] == list(PHONE)
    assert [found["score"] for found in data["alternatives"]] == [found.score for found in one.alternatives]
    assert data["winning"]["around"]["first"] == one.winning.around.first
    assert (data["compared_as"], data["part_of_weights"]) == ("deploy", one.part)
    assert sum(data["weights"].values()) == pytest.approx(1)
    for row, found in zip(data["criteria"], one.criteria, strict=True):
        assert row["stability"] == found.interval._asdict()
        assert {id_: cell["score"] for id_, cell in row["cells"].items()} == {
            it.id: it.entry.criteria[found.id].score for it in one.alternatives
        }
    listed = {source["number"]: source["source"] for source in data["sources"]}
    cells = [cell for row in data["facts"] for cell in row["cells"].values() if cell and cell["evidence"]]
    assert len(cells) > 200
    assert all(listed[cell["source"]] == cell["evidence"]["source"] for cell in cells)
    assert sorted(listed) == list(range(1, len(one.sources) + 1))


def test_markdown_tables_are_tables() -> None:
    """A parser finds five of them, every row as long as its heading, with the names of the alternatives in their order."""
    found = tables(render(phone(), "markdown"))
    assert len(found) == 5
    for table in found:
        assert {len(row) for row in table} == {len(table[0])}
    names = [it.name for it in phone().alternatives]
    totals, criteria, shares, intervals, facts = found
    assert totals[0][1:] == shares[0][1:] == criteria[0][3:] == facts[0][3:] == names
    assert totals[1][1:] == [f"{it.entry.score:.1f}" for it in phone().alternatives]
    assert len(intervals) == 1 + len(phone().criteria)
    for row, told in zip(phone().criteria, intervals[1:], strict=True):
        assert told[1:4] == [f"{number:.1%}" for number in (row.share, row.interval.low, row.interval.high)]


def test_another_order_permutes_the_columns_of_markdown_and_nothing_else() -> None:
    """Row by row the cells of each alternative stay what they are; text outside the tables names them in the new order only."""
    plain, other = (tables(render(article(ids), "markdown")) for ids in (ARTICLE, ARTICLE[::-1]))
    for one, same in zip(plain, other, strict=True):
        columns, mirrored = (list(zip(*table, strict=True)) for table in (one, same))
        assert set(columns) == set(mirrored)
        assert columns == mirrored or columns[:-3] + columns[:-4:-1] == mirrored
    lines, others = (
        [line for line in render(article(ids), "markdown").splitlines() if not line.startswith("|")]
        for ids in (ARTICLE, ARTICLE[::-1])
    )
    apart = [line for line, same in zip(lines, others, strict=True) if line != same]
    assert apart == [
        "# TensorFlow, PyTorch and Apache MXNet compared",
        "- TensorFlow, PyTorch and Apache MXNet, each as one tool from prototype to deployment, as in the ranking.",
    ]


@pytest.mark.parametrize("facts", ["scored", "all", "none"])
@pytest.mark.parametrize("format_", ["table", "markdown", "json"])
def test_only_what_differs(format_: str, facts: Any) -> None:
    """`differences` drops exactly the rows that are the same for all, says how many, and cites nothing that is not shown."""
    one = article()
    whole, less = (render(one, format_, Surface(200), Rows(facts, wanted)) for wanted in (False, True))
    same = [one.labels[row.id] for row in one.criteria if not row.differs]
    assert same == ["Sponsor", "Documentation", "Operating systems"]
    if format_ == "json":
        data = json.loads(less)
        assert [row["id"] for row in data["criteria"]] == [row.id for row in one.criteria if row.differs]
        assert all(row["differs"] for row in data["facts"])
        cited = {cell["source"] for row in data["facts"] for cell in row["cells"].values() if cell}
        cited |= {number for route in data["routes"] for number in route["sources"]}
        assert cited == {source["number"] for source in data["sources"]}
        return
    assert "3 more are the same for all." in less
    assert "the same for all." not in whole
    assert ("scores.sponsor" in whole) == (facts != "none")
    assert "scores.sponsor" not in less
    assert ("scores.graph" in less) == (facts != "none")
    assert ("languages.java" in less) == (facts == "all")


def test_facts_that_are_not_scored_stand_apart() -> None:
    """With all facts, those behind no score follow those behind scores."""
    text = render(article(), "table", Surface(80), Rows("all"))
    scored, others = text[text.index("\nFacts:") :].split("Behind no score here")
    assert "scores.graph" in scored
    assert re.search(r"≠ license", others)
    assert "Behind no score here" not in render(article(), "table", Surface(80))


def hostile(text: str) -> tuple[Knowledge, Knowledge]:
    """Knowledge with calm and with hostile names, values, sources and notes."""
    base = edition_2018()

    def spoilt(word: str) -> Knowledge:
        tools = dict(base.alternatives)
        for id_ in ARTICLE:
            tool = tools[id_]
            facts = {
                key: fact._replace(evidence=fact.evidence._replace(source=f"https://example.org/{word}", note=word))
                for key, fact in tool.facts.items()
            }
            facts["license"] = facts["license"]._replace(value=f"{word}{id_}")
            facts["maintenance"] = facts["maintenance"]._replace(value="retired")
            tools[id_] = tool._replace(name=f"{word}{id_}", facts=facts)
        exchanges = {id_: one._replace(name=word) for id_, one in base.exchanges.items()}
        return base._replace(
            alternatives=tools, exchanges=exchanges, edition=base.edition._replace(title=word, rank_retired=False)
        )

    return spoilt("calm"), spoilt(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_plain_words_in_markdown(text: str) -> None:
    """Names, values, sources, notes and titles add no heading, cell, link, image, code or HTML, and no control character."""
    made = [
        render(
            compare(ARTICLE, asked(title=word, languages={"serve": ["swift"]}), knowledge),
            "markdown",
            wanted=Rows("all"),
        )
        for word, knowledge in zip(("calm", text), hostile(text), strict=True)
    ]
    calm, wild = (
        [token for token in tokens(document) if token.type not in ("text", "text_special")] for document in made
    )
    kinds = [[token.type for token in found if not token.type.startswith("link")] for found in (calm, wild)]
    assert kinds[0] == kinds[1]
    assert all(
        token.attrs["href"].startswith("https://example.org/")
        for token in wild
        if token.type == "link_open" and "coveo" not in token.attrs["href"] and "github" not in token.attrs["href"]
    )
    assert not CONTROL.search(made[1])
    cells = [[len(row) for table in tables(document) for row in table] for document in made]
    assert cells[0] == cells[1]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("width", [60, 80])
def test_hostile_text_is_inert_in_the_table(text: str, width: int) -> None:
    """No control character, escape or direction mark reaches the terminal, and names shift no columns out of the page."""
    one = compare(ARTICLE, asked(title=text, languages={"serve": ["swift"]}), hostile(text)[1])
    printed = render(one, "table", Surface(width), Rows("all"))
    assert not CONTROL.search(printed)
    body = printed[: printed.index("\nSources")]
    assert all(cell_len(line) <= width for line in body.splitlines())
    assert json.loads(render(one, "json"))["alternatives"][0]["name"] == f"{text}tensorflow"


def test_without_unicode_it_is_ascii() -> None:
    """Marks and arrows have stand-ins as wide as themselves."""
    plain, ascii_ = (render(article(), "table", Surface(80, unicode=unicode)) for unicode in (True, False))
    assert ascii_.isascii()
    row, other = (next(line for line in text.splitlines() if "scores.graph" in line) for text in (plain, ascii_))
    assert row.replace("≠", "*") == other


def test_colour_adds_no_words() -> None:
    """What colour shows stands there without it."""
    coloured = render(phone(), "table", Surface(80, color=True))
    assert "\x1b[" in coloured
    stripped = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    squeezed = [re.sub(r"\s+", " ", text) for text in (stripped, render(phone(), "table", Surface(80)))]
    assert squeezed[0] == squeezed[1]


def test_a_runtime_changes_what_all_are_compared_as() -> None:
    """The first lines say it, with the share of the weights that judges a deploy end."""
    for format_ in ("table", "markdown"):
        text = " ".join(render(phone(), format_).split())
        assert "A runtime is among them, so all are compared as the end that models are deployed on" in text
        assert f"with {phone().part:.0%} of all weights" in text
        assert "points in a stack" in text.lower()
        assert "rank as deploy end" in text.lower()


def test_a_leader_that_is_ruled_out_is_said_to_be() -> None:
    """With the first of those that are not, or that there is none."""
    one = compare(ARTICLE, asked(constraints={"exclude": ["mxnet"]}), edition_2018())
    assert list(words.verdict(one)) == [
        "Apache MXNet leads with 89.9 of 100.",
        "But Apache MXNet is ruled out by these needs; of those that are not, PyTorch is first.",
    ]
    assert list(words.missed(one, one.of("mxnet"))) == ["Apache MXNet: constraints.exclude – mxnet is in the list"]
    none = compare(ARTICLE, asked(languages={"train": ["php"]}), edition_2018())
    assert list(words.verdict(none))[1] == "All of them are ruled out by these needs."


def test_ties_and_empty_cells_in_words() -> None:
    """Level totals, a share of half, unknown scores that matter, nothing known at all."""
    same = {"graph": 50.0, "sponsor": 60.0}
    knowledge = builders.knowledge(
        builders.tool("one", scores=same),
        builders.tool("two", scores=same),
        builders.tool("gap", scores={"graph": 49.0, "nn_ops": 1.0}),
        builders.tool("none", scores={"nn_ops": 1.0}),
    )
    needs = asked(weights={"graph": 1, "sponsor": 1})
    one = compare(["one", "two", "gap", "none"], needs, knowledge)
    assert list(words.verdict(one)) == ["One and Two are level at 55.0 of 100."]
    (tie,) = words.ties(one)
    assert tie.startswith("As good as a tie: Two scores above One in 50%, None scores above One in 4")
    assert "Unknown and it matters: Sponsor of Gap, which could lead." in list(words.unknown(one))
    assert [told for told in words.contrasts(one) if "None" in told] == []
    assert dict(words.only_one(one)) == {"One and Two": "Support & Community, API & Internals; Sponsor, Graph"}
    empty = compare(
        ["none", "none2"],
        needs,
        builders.knowledge(*(builders.tool(id_, scores={"nn_ops": 1.0}) for id_ in ("none", "none2"))),
    )
    text = render(empty, "table")
    assert "Nothing that counts is known of any of them." in text
    assert "nothing is known: " in text
    assert "leads" not in text
    assert "ahead" not in text
    assert render(empty, "markdown").count("unknown") > 4


def test_switches_are_told_nearest_first() -> None:
    """The sentence that the interval means, to one decimal, or as many as it takes to tell the end from now."""
    one = article()
    told = words.switches(one)
    assert told[0] == "PyTorch leads if Languages weighs less than 1.8% (now 6.7%)"
    languages = next(row for row in one.criteria if row.id == "languages")
    assert f"{languages.interval.low:.1%}" == "1.8%"
    distances = [abs(float(a) - float(b)) for a, b in (re.findall(r"([\d.]+)%", line) for line in told)]
    assert distances == sorted(distances)
    (steady,) = words.steady(one)
    for row in one.criteria:
        label = one.labels[row.id]
        assert any(f" if {label} weighs" in line for line in told) != (label in steady), label
    assert steady.endswith("Cloud or ONNX weighs, nobody gets ahead of Apache MXNet.")


def test_a_source_is_listed_once_with_its_day_and_method() -> None:
    """Evidence that differs only in its place on the page or in a note is one source."""
    page = Evidence("https://example.org/a", "2018-01-01", "documented", "here", "note")
    tool = builders.tool("one", scores={"graph": 1.0}, license="MIT", maintenance="active")
    facts = {
        "license": tool.facts["license"]._replace(evidence=page),
        "maintenance": tool.facts["maintenance"]._replace(evidence=page._replace(locator="there")),
    }
    knowledge = builders.knowledge(tool._replace(facts=facts), builders.tool("two", scores={"graph": 2.0}))
    text = render(compare(["one", "two"], asked(weights={"graph": 1}), knowledge), "table", wanted=Rows("all"))
    assert text.count("https://example.org/a (documented 2018-01-01)") == 1
    assert len(re.findall(r"^  \[\d+\] ", text, re.MULTILINE)) == 2
