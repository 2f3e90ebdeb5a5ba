"""Why one framework stands above the next: differences of contributions, which sum to the lead."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.model.recommendation import Contrast, Difference, Ranked

CONTRASTED = 3


def contrast(winner: Ranked, other: Ranked) -> Contrast:
    """Each criterion's part in the winner's lead, the largest (by size) first."""
    differences = [
        Difference(criterion, result.contribution - other.criteria[criterion].contribution)
        for criterion, result in winner.criteria.items()
    ]
    ordered = sorted(differences, key=lambda one: (-abs(round(one.points, 9)), one.criterion))
    return Contrast(winner.id, other.id, winner.score - other.score, tuple(ordered))


def contrasts(entries: Sequence[Ranked]) -> tuple[Contrast, ...]:
    """The winner against each of the next three."""
    return tuple(contrast(entries[0], other) for other in entries[1 : 1 + CONTRASTED])
