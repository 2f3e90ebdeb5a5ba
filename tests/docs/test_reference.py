"""The generated reference: current, complete, inert, and with diffs no larger than what changed."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import markdown
import pytest
import yaml
from markdown_it import MarkdownIt

from advisor.model.knowledge import Alternative, Evidence, Exchange, Fact, Kind, Knowledge, Port
from tests.support import builders
from tests.support.knowledge import newest
from tests.support.site.nav import CONFIG, navigation
from tests.support.site.neutral import Standing
from tests.support.site.reference import FOLDER, pages, shipped
from tests.support.site.tools import path

HOSTILE = [
    "<script>alert(1)</script>, and more",
    "[click](javascript:alert(1)) ![x](https://example.org/x.png)",
    "# heading\n## another\n\n- list\n1. one",
    "`code` **bold** _em_ | cell | ``` ~~~ <!-- x --> {: .a }",
    "&lt;b&gt; \u202egnp.exe \x1b[31mred",
]
KINDS: dict[str, Kind] = {"one": "framework", "other": "runtime", "front": "frontend"}
EDITIONS, LEVELS = shipped()


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """All pages as they must be."""
    return pages(EDITIONS, LEVELS)


def changed_by(other: Knowledge) -> dict[str, int]:
    """How many lines of each page are new or other when the newest edition is this one."""
    before, after = pages(EDITIONS, LEVELS), pages([other, *EDITIONS[1:]], LEVELS)
    found = {}
    for name in before.keys() | after.keys():
        old, new = (Counter(one.get(name, "").splitlines()) for one in (before, after))
        if new - old or old - new:
            found[name] = max((new - old).total(), (old - new).total())
    return found


def with_fact(id_: str, fact: Fact) -> Knowledge:
    """The newest edition with one fact of an alternative replaced."""
    one = newest().alternatives[id_]
    other = one._replace(facts={**one.facts, fact.id: fact})
    return newest()._replace(alternatives={**newest().alternatives, id_: other})


def test_the_reference_is_current(made: dict[str, str]) -> None:
    """What is committed is what the knowledge says today, no page less and none more, all listed in mkdocs.yml."""
    committed = {one.relative_to(FOLDER).as_posix(): one.read_text(encoding="utf-8") for one in FOLDER.rglob("*.md")}
    assert committed.keys() == made.keys(), "run `make docs`"
    assert [name for name in made if committed[name] != made[name]] == [], "run `make docs`"
    config = CONFIG.read_text(encoding="utf-8")
    assert navigation(config, made) == config, "run `make docs`"
    assert all(f"reference/{name}\n" in config for name in made)


def test_every_fact_is_on_its_page_with_its_source(made: dict[str, str]) -> None:
    """A line a fact, with its address, method, day and note."""
    for one in newest().alternatives.values():
        lines = {line.split("`")[1]: line for line in made[path(one)].splitlines() if line.startswith("| `")}
        assert set(one.facts) <= set(lines), one.id
        for fact in one.facts.values():
            line, evidence = lines[fact.id], fact.evidence
            assert f"({evidence.source})" in line or f"`{evidence.source}`" in line
            assert f", {evidence.method} {evidence.as_of}" in line
            assert re.sub(r"\W", "", evidence.note) in re.sub(r"\W", "", line)


def test_every_criterion_is_described_for_every_edition(made: dict[str, str]) -> None:
    """Question, reason, both editions' scoring, anchors and what raises it."""
    plain = made["criteria.md"].replace("\\", "")
    for knowledge in EDITIONS:
        for one in knowledge.criteria.values():
            assert one.question in plain
            assert one.rationale.replace("\n", " ") in plain
            assert one.scoring.replace("\n", " ") in plain
    for need in newest().weight_rules.needs:
        assert f"`{need.path}`" in plain
    assert plain.count("| logarithmic |") + plain.count("| linear |") == sum(
        len(one.scales) for knowledge in EDITIONS for one in knowledge.criteria.values()
    )


def test_every_run_route_stands_at_both_ends(made: dict[str, str]) -> None:
    """What `advisor verify` found is on the page of the prototype and on that of the deploy end."""
    for run in newest().verifications:
        for id_ in (run.prototype, run.deploy):
            page = made[path(newest().alternatives[id_])].replace("\\", "")
            assert f"{run.label}" in page
            assert f"| {run.date} |" in page


def test_neutral_scores_are_those_of_the_recommendation(made: dict[str, str]) -> None:
    """A stack is the sum of its ends as the pages give them, times its reliability; ranks are those of the ranking."""
    standing = Standing(newest())
    halves = [weights.sum() for weights in standing.decision.table.end_weights(standing.decision.shares)]
    for stack in standing.recommendation.stacks:
        ends = standing.total(stack.prototype, "prototype"), standing.total(stack.deploy, "deploy")
        assert None not in ends
        points = sum(half * (end or 0.0) for half, end in zip(halves, ends, strict=True))
        assert points * stack.reliability == pytest.approx(stack.score, abs=1e-9)
    for entry in standing.recommendation.ranking:
        page = made[f"frameworks/{entry.id}.md"]
        assert f"Without any needs: {entry.score:.1f} of 100, [rank {entry.rank}](index.md)" in page
        assert f"| {entry.rank} | [" in made["frameworks/index.md"]


def test_another_note_is_another_line() -> None:
    """A source that was read again moves one line of one page."""
    fact = newest().alternatives["pytorch"].facts["eager"]
    noted = fact._replace(evidence=fact.evidence._replace(note="another note", as_of="2026-11-24"))
    assert changed_by(with_fact("pytorch", noted)) == {"frameworks/pytorch.md": 1}


def test_another_level_moves_only_what_rests_on_it() -> None:
    """A level moves its own line, its scores, and the lines of the overviews that show this tool or change places with it."""
    fact = newest().alternatives["mlx"].facts["serving"]
    changed = changed_by(with_fact("mlx", fact._replace(value="full")))
    mine = changed.pop("frameworks/mlx.md")
    assert 2 <= mine <= 8
    overviews = {"frameworks/index.md", "runtimes/index.md"}
    moved = sum(changed.pop(name, 0) for name in overviews)
    ranks = sum(changed.values())
    assert max(changed.values(), default=0) <= 1
    assert ranks <= moved


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_knowledge_is_plain_words(hostile: str) -> None:
    """Names, summaries, values, notes, calls and addresses add no markup, neither in a file view nor on the site."""
    calm, wild = (
        pages([speaking(text), speaking(text)], {"full": {"share": 1.0, "means": text}}) for text in ("word", hostile)
    )
    assert len(calm) == 8
    for name, page in wild.items():
        assert tokens(page) == tokens(calm[name]), name
        assert "\x1b" not in page
        assert "\u202e" not in page
        html, before = (site_markdown().convert(one) for one in (page, calm[name]))
        assert Counter(re.findall(r"<(\w+)", html)) == Counter(re.findall(r"<(\w+)", before)), name
        assert not re.search(r"""(href|src)=["']?(javascript|data):""", html)


def speaking(text: str) -> Knowledge:
    """A knowledge base in which every text is this one."""
    evidence = Evidence(text, text, "documented", text, text)
    facts = {"license": Fact("license", text, evidence), "kin": Fact("kin", [text], evidence, via=text)}
    tools = [Alternative(id_, text, kind, text, text, text, text, facts, {}) for id_, kind in KINDS.items()]
    ends = {id_: Port(id_, "built_in", (text, text), text, evidence) for id_ in KINDS}
    base = builders.knowledge(*tools, exchanges=(Exchange("onnx", text, text, ends, ends, 0.5),))
    edition = base.edition._replace(title=text, about=text, notes=(text,))
    criteria = {
        id_: one._replace(name=text, question=text, rationale=text, scoring=text) for id_, one in base.criteria.items()
    }
    categories = {id_: one._replace(name=text, short=text) for id_, one in base.categories.items()}
    return base._replace(edition=edition, criteria=criteria, categories=categories)


def tokens(page: str) -> list[str]:
    """The kinds of everything but text, as CommonMark reads the page."""
    found = MarkdownIt("commonmark").enable("table").parse(page)
    inner = [part for token in found for part in (token, *(token.children or ()))]
    return [token.type for token in inner if token.type not in ("text", "text_special", "softbreak")]


def site_markdown() -> Any:
    """The Markdown of the site: the extensions of mkdocs.yml, and those that MkDocs always adds."""
    listed = yaml.load(CONFIG.read_text(encoding="utf-8"), yaml.UnsafeLoader)["markdown_extensions"]
    named = {
        name: options or {}
        for one in listed
        for name, options in (one.items() if isinstance(one, dict) else [(one, {})])
    }
    return markdown.Markdown(extensions=["tables", *named], extension_configs=named)
