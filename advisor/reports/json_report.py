"""The JSON contract, version 1: the numbers of the table, unrounded."""

from __future__ import annotations

import json
from typing import Any

from advisor.model.explanation import Explanation
from advisor.model.knowledge import Evidence, Fact
from advisor.model.recommendation import (
    CaseNeighbour,
    Contrast,
    CriterionResult,
    Difference,
    Neighbour,
    Neighbours,
    Ranked,
    Recommendation,
    RuledOut,
    Stack,
)
from advisor.model.verification import Verification
from advisor.reports.interface import Surface
from advisor.reports.json_robustness import acceptability, robustness


class JsonReport:
    """One JSON document, complete or not at all."""

    complete = True
    pictures = False

    def lead(self, recommendation: Recommendation, surface: Surface) -> str:
        """Nothing: half a document helps nobody."""
        del recommendation, surface
        return ""

    def rest(self, recommendation: Recommendation, surface: Surface) -> str:
        """The whole document, ending in a newline."""
        return json.dumps(to_dict(recommendation, surface.top), indent=2) + "\n"


def to_dict(one: Recommendation, top: int | None = None) -> dict[str, Any]:
    """The recommendation as plain data with the keys of the contract."""
    return {
        "schema": 1,
        "edition": one.edition,
        "knowledge_date": one.knowledge_date,
        "requirements": dict(one.requirements),
        "weights": dict(one.weights),
        "importance": {id_: {"level": item.level, "because": item.because} for id_, item in one.importance.items()},
        "not_scored": list(one.not_scored),
        "headline": {"kind": one.headline.kind, "text": one.headline.text},
        "ranking": [_ranked(entry) | acceptability(one.robustness, entry.id) for entry in one.ranking[:top]],
        "contrasts": [contrast(item) for item in one.contrasts],
        "ruled_out": [_ruled_out(entry) for entry in one.ruled_out],
        "stacks": [_stack(stack) for stack in one.stacks],
        "warnings": list(one.warnings),
        **({"robustness": robustness(one.robustness)} if one.robustness else {}),
        **({"neighbours": _neighbours(one.neighbours)} if one.neighbours else {}),
        **_explanation(one.explanation),
    }


def _explanation(made: Explanation | None) -> dict[str, Any]:
    if made is None:
        return {}
    from advisor.reports.explanation_json import to_keys

    return to_keys(made)


def _ranked(entry: Ranked) -> dict[str, Any]:
    return {
        "rank": entry.rank,
        "id": entry.id,
        "name": entry.name,
        "score": entry.score,
        "tier": entry.tier,
        "categories": dict(entry.categories),
        "criteria": {id_: _criterion(cell) for id_, cell in entry.criteria.items()},
        "unmet": [{"requirement": gap.requirement, "met_by": gap.met_by} for gap in entry.unmet],
        "known": entry.known,
        "age_days": entry.age_days,
        "too_old": [fact.id for fact in entry.too_old],
    }


def _criterion(cell: CriterionResult) -> dict[str, Any]:
    return {
        "score": cell.score,
        "weight": cell.weight,
        "contribution": cell.contribution,
        "facts": [_fact(fact) for fact in cell.facts],
    }


def contrast(one: Contrast) -> dict[str, Any]:
    """A lead and the criteria that make it."""
    return {
        "winner": one.winner,
        "other": one.other,
        "lead": one.lead,
        "differences": [_difference(item) for item in one.differences],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {"id": fact.id, "value": fact.value, "evidence": evidence(fact.evidence)}


def evidence(item: Evidence | None) -> dict[str, Any] | None:
    """Source, date and method of a fact; locator and note where there are any."""
    if item is None:
        return None
    found = {"source": item.source, "as_of": item.as_of, "method": item.method}
    extra = {"locator": item.locator, "note": item.note}
    return found | {key: text for key, text in extra.items() if text}


def _ruled_out(entry: RuledOut) -> dict[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "score": entry.score,
        "reasons": [
            {"requirement": reason.requirement, "fact": reason.fact, "evidence": evidence(reason.evidence)}
            for reason in entry.reasons
        ],
    }


def verified(one: Verification | None) -> dict[str, Any] | None:
    """What came of running a route, None where it was never run."""
    if one is None:
        return None
    return {
        "date": one.date,
        "versions": dict(one.versions),
        "max_abs_error": one.max_abs_error,
        "passed": one.passed,
        "tried": one.tried,
        "outcomes": dict(one.outcomes),
        "run": one.run,
    }


def _stack(stack: Stack) -> dict[str, Any]:
    return {
        "prototype": stack.prototype,
        "exchange": stack.exchange,
        "deploy": stack.deploy,
        "route": stack.route(),
        "score": stack.score,
        "ends": dict(zip(("prototype", "deploy"), stack.ends, strict=True)),
        "reliability": stack.reliability,
        "steps": list(stack.steps),
        "limits": list(stack.limits),
        "verified": verified(stack.verified),
        "evidence": [evidence(item) for item in stack.evidence],
    }


def _difference(item: Difference) -> dict[str, Any]:
    return {"criterion": item.criterion, "points": item.points}


def _neighbours(found: Neighbours) -> dict[str, Any]:
    return {
        "to_needs": [_neighbour(one) for one in found.to_needs],
        "to_winner": [
            _neighbour(one) | {"differs_on": [_difference(item) for item in one.differs_on]} for one in found.to_winner
        ],
        "cases": [_case(one) for one in found.cases],
    }


def _neighbour(one: Neighbour) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "distance": one.distance}


def _case(one: CaseNeighbour) -> dict[str, Any]:
    case = one.case
    return {
        "id": case.id,
        "who": case.who,
        "year": case.year,
        "distance": one.distance,
        "summary": case.summary,
        "chosen": list(case.chosen),
        "deploy": list(case.deploy),
        "sources": list(case.sources),
    }
