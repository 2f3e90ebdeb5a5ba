"""Dominance: who is at least as good everywhere, so that no weights could put the other in front."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.model.recommendation import Ranked

DIGITS = 9
"""Scores that agree to this many digits are equal."""


def dominance(entries: Sequence[Ranked]) -> tuple[tuple[str, str], ...]:
    """All pairs (better, worse) of the ranking, in its order.

    One dominates the other when it scores at least as high on every criterion that counts and higher on one of them. A
    criterion of which neither score is known is left out; where only one of the two is known nobody dominates. Both entries then
    share their effective weights, so what is dominated always has the lower score, whatever the weights.
    """
    rows = [
        (one.id, [None if cell.score is None else round(cell.score, DIGITS) for cell in one.criteria.values()])
        for one in entries
    ]
    return tuple((better, worse) for better, high in rows for worse, low in rows if dominates(high, low))


def dominates(high: Sequence[float | None], low: Sequence[float | None]) -> bool:
    """Whether one row of scores dominates another; None is unknown."""
    pairs = [(one, other) for one, other in zip(high, low, strict=True) if one is not None or other is not None]
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    if len(known) < len(pairs):
        return False
    return all(one >= other for one, other in known) and any(one > other for one, other in known)
