"""`advisor show ID`: everything that is known about one alternative, criterion or exchange, with its sources."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from typing import Any

from advisor.decision.published import not_ranked, published_categories
from advisor.model.knowledge import Alternative, Criterion, Edition, Evidence, Exchange, Fact, Knowledge, Port
from advisor.reports.text import clean, points, told


def as_text(id_: str, knowledge: Knowledge, width: int) -> str | None:
    """The profile as text of the given width, of everything that has this id; None for an unknown one."""
    parts = []
    if id_ == knowledge.edition.id:
        parts.append(_edition(knowledge.edition, width))
    if id_ in knowledge.alternatives:
        parts.append(_alternative(knowledge.alternatives[id_], knowledge, width))
    if id_ in knowledge.criteria:
        parts.append(_criterion(knowledge.criteria[id_], knowledge, width))
    if id_ in knowledge.exchanges:
        parts.append(_exchange(knowledge.exchanges[id_], knowledge, width))
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n" if parts else None


def as_json(id_: str, knowledge: Knowledge) -> str | None:
    """The profile as one JSON document; None for an unknown id."""
    if id_ == knowledge.edition.id:
        return json.dumps({"edition": id_, **_plain(knowledge.edition)}, indent=2) + "\n"
    for kind in ("alternatives", "criteria", "exchanges"):
        found = getattr(knowledge, kind).get(id_)
        if found is not None:
            return json.dumps({"edition": knowledge.edition.id, "id": id_, **_plain(found)}, indent=2) + "\n"
    return None


def _plain(found: Any) -> Any:
    """Named tuples as dictionaries, all the way down; facts by id become a list, as each names its id itself."""
    if hasattr(found, "_asdict"):
        data = {key: _plain(value) for key, value in found._asdict().items()}
        by_id = {key for key, value in data.items() if key in ("facts", "scores") and isinstance(value, dict)}
        return {key: list(value.values()) if key in by_id else value for key, value in data.items()}
    if isinstance(found, dict):
        return {key: _plain(value) for key, value in found.items()}
    return [_plain(value) for value in found] if isinstance(found, tuple) else found


def _wrap(text: str, width: int, indent: str = "") -> list[str]:
    room = max(40, width)
    return textwrap.wrap(clean(text), room, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def _edition(one: Edition, width: int) -> list[str]:
    lines = [f"{one.title} (edition {one.id}, knowledge of {one.date})", *_wrap(one.about, width, "  ")]
    for note in one.notes:
        lines += ["", *_wrap(note, width, "  ")]
    return lines


def _alternative(one: Alternative, knowledge: Knowledge, width: int) -> list[str]:
    about = ", ".join(
        part for part in (one.association, one.first_release and f"first released {one.first_release}") if part
    )
    lines = [f"{one.name} ({one.kind}, edition {knowledge.edition.id})"]
    lines += _wrap(one.summary, width, "  ")
    lines += [f"  {clean(part)}" for part in (about, one.homepage) if part]
    lines += _frontend(one, knowledge, width)
    if one.scores:
        lines += _scores(one, knowledge)
    lines += ["", "Facts (source numbers in brackets)"]
    sources: dict[tuple[str, str, str], int] = {}
    for fact in one.facts.values():
        lines += _fact(fact, sources, width)
    lines += ["", "Sources"]
    return lines + [f"  [{number}] {clean(url)} ({method} {when})" for (url, when, method), number in sources.items()]


def _frontend(one: Alternative, knowledge: Knowledge, width: int) -> list[str]:
    """Why a front end is not ranked."""
    return ["", *_wrap(f"Not ranked: {not_ranked(one, knowledge)}.", width, "  ")] if one.kind == "frontend" else []


def _scores(one: Alternative, knowledge: Knowledge) -> list[str]:
    means = published_categories(one, knowledge)
    evidence = next(iter(one.scores.values())).evidence
    lines = ["", "Scores (0-100)"]
    for category, mean in means.items():
        lines.append(f"  {knowledge.categories[category].name:<22}{points(mean):>6}")
        for id_, criterion in knowledge.criteria.items():
            if criterion.category == category and criterion.method == "published":
                fact = one.scores.get(id_)
                lines.append(f"    {criterion.name:<20}{points(float(fact.value)) if fact else 'unknown':>6}")
    return [*lines, f"  {clean(evidence.source)} ({evidence.method} {evidence.as_of})"]


def _number(evidence: Evidence, sources: dict[tuple[str, str, str], int]) -> int:
    key = (evidence.source, evidence.as_of, evidence.method)
    return sources.setdefault(key, len(sources) + 1)


def _fact(fact: Fact, sources: dict[tuple[str, str, str], int], width: int) -> list[str]:
    number = _number(fact.evidence, sources)
    first, *more = _wrap(f"{told(fact.value)} [{number}]", width, " " * 26)
    lines = [f"  {fact.id:<24}{first.strip()}", *more]
    detail = "; ".join(part for part in (fact.evidence.locator, fact.evidence.note) if part)
    return lines + _wrap(detail, width, " " * 26) if detail else lines


def _criterion(one: Criterion, knowledge: Knowledge, width: int) -> list[str]:
    lines = [f"{one.name} ({knowledge.categories[one.category].name})"]
    lines += _wrap(one.question, width, "  ")
    lines += _wrap(f"Why it matters: {one.rationale}", width, "  ")
    lines += _wrap(f"How it is scored: {one.scoring}", width, "  ")
    if one.method == "none":
        return [*lines, f"  Edition {knowledge.edition.id} has no data for it; it is not scored."]
    lines.append(
        f"  Judged on: {'both ends' if one.phase == 'both' else one.phase}{' (on demand)' if one.on_demand else ''}"
    )
    scored = [
        (alternative, alternative.scores[one.id])
        for alternative in knowledge.frameworks
        if one.id in alternative.scores
    ]
    scored.sort(key=lambda pair: (-float(pair[1].value), pair[0].id))
    if scored:
        lines += ["", f"Published scores, edition {knowledge.edition.id}"]
        lines += [f"  {alternative.name:<20}{points(float(fact.value)):>6}" for alternative, fact in scored]
    return lines


def _exchange(one: Exchange, knowledge: Knowledge, width: int) -> list[str]:
    lines = [f"{one.name} (exchange, edition {knowledge.edition.id})", *_wrap(one.summary, width, "  ")]
    for heading, ports in (("Exporters", one.exporters.values()), ("Importers", one.importers.values())):
        lines += ["", heading, *_ports(ports, knowledge, width)]
    return lines


def _ports(ports: Iterable[Port], knowledge: Knowledge, width: int) -> list[str]:
    lines = []
    for port in ports:
        lines.append(f"  {knowledge.name(port.tool)}: {port.level}")
        lines += [f"      {clean(step)}" for step in port.steps]
        lines += _wrap(f"known limit: {port.limits}", width, "    ") if port.limits else []
        lines.append(f"    {clean(port.evidence.source)} ({port.evidence.as_of})")
    return lines
