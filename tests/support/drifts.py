"""Saved recommendations and knowledge with one fact changed, to compare."""

from __future__ import annotations

import json
from typing import Any

from advisor.decision.recommend import complete, decide
from advisor.model.contract.document import SavedRecommendation
from advisor.model.knowledge import Evidence, Fact, Knowledge
from advisor.model.robustness import Wanted
from advisor.reports.json_report import to_dict
from advisor.saved.reader import read_saved
from tests.support.knowledge import asked, edition_2018

LATER = Evidence("https://example.org/later", "2019-05-06", "documented")


def document(base: Knowledge, robustness: Wanted = "none", **data: Any) -> dict[str, Any]:
    """The JSON of a recommendation, as a program reads it."""
    needs = asked(**data)
    found: dict[str, Any] = json.loads(json.dumps(to_dict(complete(decide(needs, base), needs, base, robustness))))
    return found


def read(data: dict[str, Any], name: str = "decision.json") -> SavedRecommendation:
    """A document through the reader."""
    found = read_saved(json.dumps(data).encode(), name)
    assert found is not None
    return found


def saved(base: Knowledge | None = None, robustness: Wanted = "none", **data: Any) -> SavedRecommendation:
    """A recommendation that was saved and read back; default: neutral, edition 2018."""
    return read(document(base or edition_2018(), robustness, **data))


def with_score(base: Knowledge, id_: str, criterion: str, value: float) -> Knowledge:
    """The knowledge with another published score."""
    one = base.alternatives[id_]
    fact = Fact(f"scores.{criterion}", value, LATER)
    return base._replace(alternatives={**base.alternatives, id_: one._replace(scores={**one.scores, criterion: fact})})


def with_fact(base: Knowledge, id_: str, fact: str, value: Any) -> Knowledge:
    """The knowledge with another fact; None takes it away."""
    one = base.alternatives[id_]
    facts = {key: known for key, known in one.facts.items() if key != fact}
    facts |= {} if value is None else {fact: Fact(fact, value, LATER)}
    return base._replace(alternatives={**base.alternatives, id_: one._replace(facts=facts)})
