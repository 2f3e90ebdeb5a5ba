"""`advisor knowledge status`: how much is known, how it was learnt, how old it is, and what is missing."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from datetime import date
from statistics import median
from typing import Any

from advisor.decision.coverage import Coverage
from advisor.model.knowledge import Alternative, Evidence, Knowledge

SHOWN_GAPS = 12


def summary(knowledge: Knowledge, today: date, covered: Coverage) -> dict[str, Any]:
    """The figures as plain data."""
    gaps = covered.empty
    evidence = list(_evidence(knowledge))
    ages = [(today - date.fromisoformat(one.as_of)).days for one in evidence]
    kinds = Counter(one.kind for one in knowledge.alternatives.values())
    by_criterion = Counter(criterion for missing in gaps.values() for criterion in missing)
    return {
        "edition": knowledge.edition.id,
        "frameworks": kinds["framework"],
        "runtimes": kinds["runtime"],
        "facts": sum(len(one.facts) + len(one.scores) for one in knowledge.alternatives.values()),
        "exchange_ends": sum(len(one.exporters) + len(one.importers) for one in knowledge.exchanges.values()),
        "cases": len(knowledge.cases),
        "methods": {
            method: count / len(evidence) for method, count in Counter(one.method for one in evidence).most_common()
        },
        "median_age_days": median(ages),
        "empty_cells": {"by_alternative": gaps, "by_criterion": dict(by_criterion.most_common())},
        "too_old": covered.too_old,
        "most_used": {
            "ids": list(covered.most_used.ids),
            "known_cells": covered.most_used.known,
            "measured_or_registry_cells": covered.most_used.by_machine,
        },
    }


def _evidence(knowledge: Knowledge) -> Iterator[Evidence]:
    for alternative in knowledge.alternatives.values():
        yield from (fact.evidence for fact in _facts(alternative))
    for exchange in knowledge.exchanges.values():
        yield from (port.evidence for port in (*exchange.exporters.values(), *exchange.importers.values()))


def _facts(alternative: Alternative) -> Iterator[Any]:
    yield from alternative.facts.values()
    yield from alternative.scores.values()


def _most_used(found: dict[str, Any]) -> list[str]:
    told = f"the {len(found['ids'])} most used frameworks ({', '.join(found['ids'])})"
    known = f"{found['known_cells']:.0%} of their cells are known"
    machine = f"{found['measured_or_registry_cells']:.0%} rest on measured or registry facts"
    return textwrap.wrap(f"{told}: {known}, {machine}", 78, initial_indent="  ", subsequent_indent="    ")


def as_json(found: dict[str, Any]) -> str:
    """The summary as one JSON document."""
    return json.dumps(found, indent=2) + "\n"


def as_text(found: dict[str, Any]) -> str:
    """The summary as a page of text."""
    methods = ", ".join(f"{method} {share:.0%}" for method, share in found["methods"].items())
    lines = [
        f"Edition {found['edition']}",
        f"  {found['frameworks']} frameworks, {found['runtimes']} runtimes, {found['cases']} documented decisions",
        f"  {found['facts']} facts and {found['exchange_ends']} ends of exchanges, each with source, date and method",
        f"  methods: {methods}",
        f"  median age: {found['median_age_days']:.0f} days",
        *_most_used(found["most_used"]),
        "",
        "Empty cells of the neutral ranking, by criterion",
    ]
    empty = found["empty_cells"]
    lines += [f"  {criterion:<20}{count:>4}" for criterion, count in empty["by_criterion"].items()]
    if found["too_old"]:
        lines += ["", "Facts older than their criterion allows"]
        lines += [f"  {criterion:<20}{count:>4}" for criterion, count in found["too_old"].items()]
    lines += ["", "Empty cells by alternative"]
    worst = sorted(empty["by_alternative"].items(), key=lambda pair: (-len(pair[1]), pair[0]))
    lines += [f"  {id_:<20}{len(missing):>4}  {', '.join(missing)}" for id_, missing in worst if missing][:SHOWN_GAPS]
    return "\n".join(lines) + "\n"
