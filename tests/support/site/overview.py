"""The overview pages: the ranking without any needs, what can be deployed on, and the exchange formats with their calls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from advisor.model.knowledge import Exchange, Port
from advisor.reports.text import clean, points
from tests.support.site.neutral import Standing
from tests.support.site.tools import LEVELS, link
from tests.support.site.words import page, score, source, table, text


def frameworks_page(standing: Standing) -> str:
    """All frameworks: ranked, retired, and front ends."""
    edition, categories = standing.knowledge.edition, standing.knowledge.categories
    lines = [
        f"Edition {text(edition.id)}, knowledge of {text(edition.date)}. The order without any needs, every criterion at medium "
        "importance; what you need moves it ([how](../../method.md)).",
        "",
    ]
    names = [f">{text(one.short)}" for one in categories.values()]
    lines += table([">rank", "framework", ">score", ">tier", *names], _ranked(standing))
    gone = [out for out in standing.recommendation.ruled_out if out.retired]
    if gone:
        lines += ["## Retired by their makers", "", "Ranked only when `constraints.include` names them.", ""]
        rows = ([link(standing, out.id), _summary(standing, out.id)] for out in gone)
        lines += table(["framework", "what it is"], rows)
    known = {*standing.ranked, *(out.id for out in gone)}
    others = [one for one in standing.knowledge.alternatives.values() if one.kind != "runtime" and one.id not in known]
    if others:
        lines += ["## Not ranked", ""]
        lines += table(["framework", "what it is"], ([link(standing, one.id), text(one.summary)] for one in others))
    return page("Frameworks", lines)


def _summary(standing: Standing, id_: str) -> str:
    return text(standing.knowledge.alternatives[id_].summary)


def _ranked(standing: Standing) -> Iterator[list[str]]:
    for entry in standing.recommendation.ranking:
        tier = str(entry.tier) if entry.tier else "–"
        means = [score(entry.categories[id_]) for id_ in standing.knowledge.categories]
        yield [str(entry.rank), link(standing, entry.id), f"**{points(entry.score)}**", tier, *means]


def runtimes_page(standing: Standing) -> str:
    """All that can be deployed on, in the order without any needs."""
    edition = standing.knowledge.edition
    lines = [
        f"Edition {text(edition.id)}, knowledge of {text(edition.date)}. A stack is judged at both ends; this is the order "
        "at the end that is deployed on, without any needs. Frameworks can be deployed on too.",
        "",
    ]
    places = standing.deploy_ends()
    rows = (
        [str(place.rank), link(standing, id_), f"**{points(place.score)}**", _summary(standing, id_)]
        for id_, place in places.items()
    )
    lines += table([">rank", "deploy end", ">score", "what it is"], rows)
    left = [one for one in standing.knowledge.alternatives.values() if one.kind == "runtime" and one.id not in places]
    if left:
        lines += ["## Too little is known of", ""]
        lines += table(["runtime", "what it is"], ([link(standing, one.id), text(one.summary)] for one in left))
    return page("Runtimes and deploy ends", lines)


def exchanges_page(standing: Standing) -> str:
    """Every format: who writes it, who reads it, and the calls."""
    lines = [
        f"Edition {text(standing.knowledge.edition.id)}. A stack goes from a prototype through one of these formats to what it "
        "is deployed on; `advisor verify` [runs](../verification.md) such routes.",
        "",
    ]
    for exchange in standing.knowledge.exchanges.values():
        lines += _exchange(exchange, standing)
    return page("Exchange formats", lines)


def _exchange(exchange: Exchange, standing: Standing) -> Iterator[str]:
    yield from (f"## {text(exchange.name)}", "", text(exchange.summary), "")
    if exchange.factor != 1:
        whole = f"; whole models for: {text(', '.join(exchange.whole_for))}" if exchange.whole_for else ""
        yield from (f"Only weights travel: a stack counts {exchange.factor:g} as much{whole}.", "")
    yield from _ports(f"{exchange.name}: who writes it", exchange.exporters, standing)
    yield from _ports(f"{exchange.name}: who reads it", exchange.importers, standing)


def _ports(heading: str, ports: Mapping[str, Port], standing: Standing) -> Iterator[str]:
    yield from (f"### {text(heading)}", "")
    for port in ports.values():
        yield f"- {link(standing, port.tool, '')} ({LEVELS[port.level]}), {source(port.evidence)}"
        if port.limits:
            yield f"    - Known limit: {text(port.limits)}"
        steps = [clean(step) for step in port.steps]
        fence = "`" * max(3, *(len(run) + 1 for step in steps for run in re.findall(r"`+", step)), 0)
        yield from ("", f"    {fence}text", *(f"    {step}" for step in steps), f"    {fence}", "")
