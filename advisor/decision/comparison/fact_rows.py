"""Facts of several alternatives side by side: those behind their scores by criterion, then all others that are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from advisor.decision.decision import Decision
from advisor.decision.explanation.explain import derivation
from advisor.decision.explanation.sensitivity import SIDES, doubt_of
from advisor.model.comparison import FactCell, FactRow
from advisor.model.explanation import Step
from advisor.model.knowledge import Alternative, Fact, Scale, Side

Cells = Mapping[str, FactCell | None]


class _Key(NamedTuple):
    """What makes two facts stand in one row; ``id`` is empty for what the team says itself."""

    criterion: str
    id: str
    side: Side | None
    scale: Scale | None


def fact_rows(decision: Decision, ids: Sequence[str]) -> tuple[FactRow, ...]:
    """All rows; ``ids`` only set the order in which rows first appear."""
    scored = _scored(decision, ids)
    return (*scored, *_others(decision, ids, scored))


def _scored(decision: Decision, ids: Sequence[str]) -> list[FactRow]:
    """The facts behind the scores, in the order of the criteria."""
    found: dict[str, dict[_Key, dict[str, FactCell]]] = {criterion: {} for criterion in decision.table.criteria}
    for id_ in ids:
        for row in derivation(decision, id_, "alone").rows:
            for step in row.steps:
                cell = FactCell(step.fact, step.points, step.times, step.doubt)
                found[row.criterion].setdefault(_key(row.criterion, step), {})[id_] = cell
    return [_row(decision, key, cells, ids) for rows in found.values() for key, cells in rows.items()]


def _key(criterion: str, step: Step) -> _Key:
    fact = step.fact
    return _Key(criterion, fact.id if fact else "", step.side if fact and _two_sided(fact) else None, step.scale)


def _row(decision: Decision, key: _Key, cells: Mapping[str, FactCell], ids: Sequence[str]) -> FactRow:
    """A row; who is scored on something else has its fact beside the others, without points."""
    whole = {id_: cells.get(id_) or _cell(decision, id_, key.id, key.criterion) for id_ in ids}
    return FactRow(key.criterion, key.id, key.side, key.scale, whole, _differs(whole, key.side))


def _others(decision: Decision, ids: Sequence[str], scored: Sequence[FactRow]) -> Iterator[FactRow]:
    """What else is known of any of them; of a fact that is read on one side, the other side."""
    told = {(row.id, row.side) for row in scored}
    for id_ in _known([decision.knowledge.alternatives[one] for one in ids]):
        sides = [side for side in SIDES if (id_, side) in told]
        if (id_, None) in told or len(sides) == len(SIDES):
            continue
        side = next((one for one in SIDES if one not in sides), None) if sides else None
        cells: Cells = {one: _cell(decision, one, id_, None) for one in ids}
        yield FactRow(None, id_, side, None, cells, _differs(cells, side))


def _known(alternatives: Sequence[Alternative]) -> list[str]:
    """The ids of all facts: published scores first, then groups in their alphabetical order."""
    scores = dict.fromkeys(fact.id for one in alternatives for fact in one.scores.values())
    facts = {fact_id for one in alternatives for fact_id in one.facts}
    return [*sorted(scores), *sorted(facts)]


def _fact(alternative: Alternative, id_: str) -> Fact | None:
    group, _, item = id_.partition(".")
    published = next((fact for fact in alternative.scores.values() if fact.id == id_), None)
    return published or (alternative.fact(group, item) if group else None)


def _cell(decision: Decision, alternative: str, id_: str, criterion: str | None) -> FactCell | None:
    """A fact that no score rests on."""
    fact = _fact(decision.knowledge.alternatives[alternative], id_)
    return FactCell(fact, None, None, doubt_of(decision, fact, criterion)) if fact else None


def _two_sided(fact: Fact) -> bool:
    """Whether a fact says one thing of training and another of serving."""
    return isinstance(fact.value, dict)


def _differs(cells: Cells, side: Side | None) -> bool:
    """Whether not all say the same; unknown is not the same as anything known."""
    read = [(cell.fact.side(side), cell.fact.via) if cell and cell.fact else bool(cell) for cell in cells.values()]
    return any(one != read[0] for one in read)
