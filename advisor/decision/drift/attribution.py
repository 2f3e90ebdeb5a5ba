"""Why the lead of one framework over another moved: criterion by criterion, scores apart from weights, down to single facts.

The contribution of a cell is weight * score. Its change splits exactly, without favouring one side, into
mean weight * change of score + mean score * change of weight.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from advisor.model.contract.base import Fact
from advisor.model.contract.document import SavedRecommendation
from advisor.model.contract.entries import Cell, Ranked
from advisor.model.lead import SAME, CellMove, CriterionMove, FactMove, LeadMove, LeadPart


def score_moves(old: Ranked, new: Ranked) -> tuple[CriterionMove, ...]:
    """What moved the score of one framework; the changes sum to that of the score."""
    moves = [
        CriterionMove(criterion, cell_move(new.id, old.criteria.get(criterion), new.criteria.get(criterion)))
        for criterion in dict.fromkeys((*new.criteria, *old.criteria))
    ]
    moves.sort(key=lambda one: (-abs(round(one.points, 9)), one.criterion))
    return tuple(one for one in moves if abs(one.points) >= SAME or one.cell.facts)


def lead_move(old: SavedRecommendation, new: SavedRecommendation) -> LeadMove | None:
    """How the lead moved between those that came first among all that both sides rank; None where these are fewer than two.

    Where the same one comes first on both sides, it is held against the second of now or of before, whichever lead moved more.
    """
    before, now = ({entry.id: entry for entry in one.ranking} for one in (old, new))
    places = [[id_ for id_ in entries if id_ in before and id_ in now] for entries in (now, before)]
    if len(places[0]) < 2:
        return None
    ahead, behind = places[0][0], places[1][0]
    rivals = [behind] if behind != ahead else dict.fromkeys(both[1] for both in places)
    leads = [lead_of(ahead, rival, before, now) for rival in rivals]
    return max(leads, key=lambda one: abs(round(one.new - one.old, 9)))


def lead_of(ahead: str, behind: str, before: Mapping[str, Ranked], now: Mapping[str, Ranked]) -> LeadMove:
    """How the lead of ``ahead`` over ``behind`` moved, both ranked on both sides."""
    rows = [entries[id_].criteria for entries in (now, before) for id_ in (ahead, behind)]
    parts = [
        LeadPart(
            criterion,
            *(
                cell_move(id_, before[id_].criteria.get(criterion), now[id_].criteria.get(criterion))
                for id_ in (ahead, behind)
            ),
        )
        for criterion in dict.fromkeys(chain(*rows))
    ]
    old, new = (entries[ahead].score - entries[behind].score for entries in (before, now))
    return LeadMove(
        ahead, behind, old, new, tuple(sorted(parts, key=lambda one: (-abs(round(one.points, 9)), one.criterion)))
    )


def cell_move(id_: str, old: Cell | None, new: Cell | None) -> CellMove:
    """How a contribution changed; None is a criterion that does not count on that side."""
    weights = [cell.weight if cell else 0.0 for cell in (old, new)]
    scores = [cell.score if cell else None for cell in (old, new)]
    facts = fact_moves(old.facts if old else (), new.facts if new else ())
    if (old and scores[0] is None) or (new and scores[1] is None):  # it became known, or no longer is: no weight moved
        values = [score or 0.0 for score in scores]
        return CellMove(id_, old, new, weights[1] * values[1] - weights[0] * values[0], 0.0, facts)
    before, now = (next((score for score in pair if score is not None), 0.0) for pair in (scores, scores[::-1]))
    by_score = (weights[0] + weights[1]) / 2 * (now - before)
    return CellMove(id_, old, new, by_score, (before + now) / 2 * (weights[1] - weights[0]), facts)


def fact_moves(old: tuple[Fact, ...], new: tuple[Fact, ...]) -> tuple[FactMove, ...]:
    """The facts whose values differ, or which count on one side only, in the order of the new side."""
    before, now = ({fact.id: fact for fact in facts} for facts in (old, new))
    moves = (FactMove(id_, before.get(id_), now.get(id_)) for id_ in dict.fromkeys((*now, *before)))
    return tuple(one for one in moves if not one.old or not one.new or one.old.value != one.new.value)
