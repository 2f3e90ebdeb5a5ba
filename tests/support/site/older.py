"""An older edition on one page: its published scores, and a compact table of facts for each alternative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from advisor.model.knowledge import Alternative, Fact, Knowledge
from advisor.reports.text import points
from tests.support.site.neutral import Standing
from tests.support.site.words import anchor, page, score, source, table, text, value

SEARCHED_LAST = "---\nsearch:\n  boost: 0.5\n---\n\n"


def edition_page(standing: Standing) -> str:
    """The page of an edition."""
    knowledge = standing.knowledge
    edition = knowledge.edition
    lines = [f"{text(edition.title)}, {text(edition.date)}. {text(edition.about)}", ""]
    lines += [line for note in edition.notes for line in (f"- {text(note)}", "")]
    lines += ["## Ranking without needs", ""]
    names = [f">{text(one.short)}" for one in knowledge.categories.values()]
    lines += table([">rank", "framework", ">score", ">tier", *names], _ranking(standing))
    for category in knowledge.categories.values():
        lines += _published(category.id, knowledge)
    for one in knowledge.alternatives.values():
        lines += _alternative(one)
    return SEARCHED_LAST + page(f"Edition {edition.id}", lines)


def _ranking(standing: Standing) -> Iterator[list[str]]:
    for entry in standing.recommendation.ranking:
        means = [score(entry.categories[id_]) for id_ in standing.knowledge.categories]
        name = f"[{text(entry.name)}](#{anchor(entry.name)})"
        yield [str(entry.rank), name, f"**{points(entry.score)}**", str(entry.tier or "–"), *means]


def _published(category: str, knowledge: Knowledge) -> Iterator[str]:
    """The published scores of a category: a framework a row."""
    criteria = [one for one in knowledge.criteria.values() if one.category == category and one.method == "published"]
    heading = f"{knowledge.categories[category].name}, as published"
    yield from (f"## {text(heading)}", "")
    rows = (
        [text(one.name), *(score(float(one.scores[c.id].value) if c.id in one.scores else None) for c in criteria)]
        for one in knowledge.frameworks
    )
    yield from table(["framework", *(f">{text(one.name)}" for one in criteria)], rows)


def _alternative(one: Alternative) -> Iterator[str]:
    """Its facts, a group a line, with the sources of the group."""
    kind = "" if one.kind == "framework" else f" ({'runtime' if one.kind == 'runtime' else 'front end'})"
    yield from (f"## {text(one.name)}{kind}", "", text(one.summary), "")
    groups = groupby(one.facts.values(), key=lambda fact: fact.id.partition(".")[0])
    yield from table(["facts", "value", "sources"], (_group(group, list(facts)) for group, facts in groups))


def _group(group: str, facts: Sequence[Fact]) -> list[str]:
    told = [f"`{fact.id.partition('.')[2]}` {value(fact)}" if "." in fact.id else value(fact) for fact in facts]
    sources = dict.fromkeys(source(fact.evidence) for fact in facts)
    return [f"`{group}`", "; ".join(told), "; ".join(sources)]
