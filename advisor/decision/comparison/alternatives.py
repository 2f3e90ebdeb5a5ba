"""Checks the ids of alternatives that somebody wants to compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from advisor.decision.published import not_ranked
from advisor.documents.validation import clipped, closest
from advisor.model.errors import Problem
from advisor.model.knowledge import Knowledge

FEWEST = 2
LOOK = "see `advisor list frameworks`"


def complaints(ids: Sequence[str], knowledge: Knowledge) -> Iterator[Problem]:
    """Everything that is wrong with the ids: `misnamed`, unknown to this edition, front ends."""
    yield from misnamed(ids, knowledge)
    edition = knowledge.edition.id
    others = ", ".join(one for one in knowledge.editions if one != edition)
    for id_ in dict.fromkeys(ids):
        found = knowledge.alternatives.get(id_)
        if found is None and id_ in knowledge.known_ids:
            yield Problem(f"edition {edition} does not know `{id_}`", hint=f"other editions: {others}")
        elif found is not None and found.kind == "frontend":
            yield Problem(f"`{id_}` is not ranked: {not_ranked(found, knowledge)}", hint="compare its back ends")


def misnamed(ids: Sequence[str], knowledge: Knowledge) -> Iterator[Problem]:
    """What is wrong with the ids in any edition: too few, unknown, named twice."""
    if len(ids) < FEWEST:
        told = f"only `{clipped(ids[0])}` is named" if ids else "no alternative is named"
        yield Problem(f"{told}, a comparison needs at least two", hint=LOOK)
    allowed = sorted((one.id for one in knowledge.alternatives.values() if one.kind != "frontend"), key=len)
    for id_, times in Counter(ids).items():
        if id_ not in knowledge.known_ids:
            yield Problem(f"no framework or runtime is called `{clipped(id_)}`", hint=closest(id_, allowed) or LOOK)
        if times > 1:
            yield Problem(f"`{clipped(id_)}` is named {times} times", hint="name each alternative once")
