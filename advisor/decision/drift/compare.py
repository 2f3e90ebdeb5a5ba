"""Compares two recommendations: does the decision still stand, what moved, and why. A pure function of two JSON documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.decision.drift.attribution import lead_move, score_moves
from advisor.model.contract.document import SavedRecommendation
from advisor.model.contract.entries import Ranked, Stack
from advisor.model.drift import (
    Absent,
    Drift,
    NeedMove,
    Place,
    RankMove,
    Side,
    StackIds,
    StackMove,
    StackPlace,
    Sureness,
    WeightMove,
)
from advisor.model.lead import SAME

NO_NEED = ("schema", "edition", "title")
"""Keys of the requirements that ask for nothing."""


def compare(
    old: SavedRecommendation,
    new: SavedRecommendation,
    *,
    sources: tuple[str, str] = ("old", "new"),
    labels: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> Drift:
    """What moved from ``old`` to ``new``.

    ``sources`` say what the sides are; ``labels`` names criteria, ``names`` what the two recommendations do not name themselves.
    """
    named = {**(names or {}), **_names(old), **_names(new)}
    return Drift(
        old=_side(old, sources[0], named),
        new=_side(new, sources[1], named),
        needs=tuple(_needs(old.requirements, new.requirements)),
        ranking=tuple(_ranking(old, new)),
        stacks=tuple(_stacks(old, new, named)),
        weights=tuple(_weights(old, new)),
        lead=lead_move(old, new),
        labels=dict(labels or {}),
        names=named,
    )


def _names(one: SavedRecommendation) -> dict[str, str]:
    out = {entry.id: entry.name for entry in one.ruled_out if entry.name}
    return out | {entry.id: entry.name for entry in one.ranking}


def _side(one: SavedRecommendation, source: str, names: Mapping[str, str]) -> Side:
    stack = one.stacks[0] if one.stacks else None
    return Side(
        source,
        one.edition,
        one.knowledge_date,
        one.ranking[0].id if one.ranking else None,
        _ids(stack) if stack else None,
        _route(stack, one, names) if stack else None,
        _sureness(one),
    )


def _ids(stack: Stack) -> StackIds:
    return stack.prototype, stack.exchange, stack.deploy


def _route(stack: Stack, one: SavedRecommendation, names: Mapping[str, str]) -> str:
    """The stack by its names, where they stand; else by what else is known of them."""
    shares = one.robustness.stacks if one.robustness else ()
    told = next(
        (share.route for share in shares if (share.prototype, share.exchange, share.deploy) == _ids(stack)), None
    )
    if stack.route or told:
        return stack.route or told or ""
    if stack.prototype == stack.deploy:
        return f"{names.get(stack.prototype, stack.prototype)} end to end"
    return " → ".join(names.get(id_, id_) for id_ in _ids(stack))


def _sureness(one: SavedRecommendation) -> Sureness | None:
    found = one.robustness
    if found is None or not one.ranking:
        return None
    return Sureness(found.confidence, found.standard_error, found.level_with, found.level_stacks)


def _needs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[NeedMove]:
    before, now = _flat(old), _flat(new)
    for path in dict.fromkeys((*now, *before)):
        pair = before.get(path), now.get(path)
        if path not in NO_NEED and _unordered(pair[0]) != _unordered(pair[1]):
            yield NeedMove(path, *pair)


def _flat(needs: Mapping[str, Any]) -> dict[str, Any]:
    """Nested requirements by dotted paths."""
    found: dict[str, Any] = {}
    stack = [(key, value) for key, value in reversed(list(needs.items()))]
    while stack:
        path, value = stack.pop()
        if isinstance(value, Mapping):
            stack += [(f"{path}.{key}", item) for key, item in reversed(list(value.items()))]
        else:
            found[path] = value
    return found


def _unordered(value: Any) -> Any:
    """The same for lists of the same items: their order asks for nothing."""
    return sorted(map(repr, value)) if isinstance(value, list | tuple) else value


def _ranking(old: SavedRecommendation, new: SavedRecommendation) -> Iterator[RankMove]:
    """Everybody that is ranked on one side, in the order of the new ranking, then of the old one."""
    before, now = ({entry.id: entry for entry in one.ranking} for one in (old, new))
    for id_ in dict.fromkeys((*now, *before)):
        was, is_ = before.get(id_), now.get(id_)
        yield RankMove(
            id_,
            _place(was) if was else _absent(id_, old),
            _place(is_) if is_ else _absent(id_, new),
            score_moves(was, is_) if was and is_ else (),
        )


def _place(entry: Ranked) -> Place:
    return Place(entry.rank, entry.score, entry.unmet)


def _absent(id_: str, one: SavedRecommendation) -> Absent:
    reasons = next((entry.reasons for entry in one.ruled_out if entry.id == id_), None)
    if reasons is not None:
        return Absent("ruled_out", reasons)
    cut = one.robustness is not None and id_ in one.robustness.beaten_by
    return Absent("cut" if cut else "unlisted")


def _stacks(old: SavedRecommendation, new: SavedRecommendation, names: Mapping[str, str]) -> Iterator[StackMove]:
    """The headline stacks of the two sides, the new one first; one entry where they are the same."""
    places = [
        {
            _ids(stack): StackPlace(position, stack.score, stack.ends, stack.reliability, stack.verified)
            for position, stack in enumerate(one.stacks, start=1)
        }
        for one in (old, new)
    ]
    heads = {_ids(one.stacks[0]): _route(one.stacks[0], one, names) for one in (old, new) if one.stacks}
    for ids, route in reversed(list(heads.items())):
        yield StackMove(ids, route, places[0].get(ids), places[1].get(ids))


def _weights(old: SavedRecommendation, new: SavedRecommendation) -> Iterator[WeightMove]:
    """Weights that differ, the largest difference first."""
    moves = [
        WeightMove(
            id_, old.weights.get(id_, 0.0), new.weights.get(id_, 0.0), old.importance.get(id_), new.importance.get(id_)
        )
        for id_ in dict.fromkeys((*new.weights, *old.weights))
    ]
    moves.sort(key=lambda one: (-abs(round(one.new - one.old, 9)), one.criterion))
    return (one for one in moves if abs(one.new - one.old) >= SAME)
