"""A decision as if only the end counted that models are deployed on.

Only the parts of scores and weights that belong to that end are left, so that whatever ranks tools end to end ranks deploy ends
by their points in a stack: a tool counts for what it does itself, not for what it does through another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from advisor.decision.decision import Decision
from advisor.decision.ranking import Floats
from advisor.decision.scores import Part, ScoreTable, facts_of
from advisor.model.errors import NothingToWeighError


def at_deploy(decision: Decision) -> Decision:
    """The decision with the criteria of the deploy end, its parts of the weights scaled to 1; raises `NothingToWeighError`."""
    mine = decision.table.end_weights(decision.shares)[1]
    columns = np.flatnonzero(mine > 0)
    if not len(columns):
        raise NothingToWeighError(
            "these requirements leave nothing to weigh at the end that models are deployed on",
            "give a criterion of that end a weight, or compare frameworks only",
        )
    shares = mine[columns] / mine.sum()
    table = _table(decision.table, columns.tolist())
    weights = decision.weights._replace(shares=dict(zip(table.criteria, shares.tolist(), strict=True)))
    return decision._replace(weights=weights, table=table, shares=shares, membership=decision.membership[:, columns])


def _table(table: ScoreTable, columns: list[int]) -> ScoreTable:
    """The part of a score table that belongs to the deploy end."""
    criteria = tuple(table.criteria[column] for column in columns)

    def kept(values: Floats) -> Floats:
        found = np.zeros_like(values[..., columns])
        found[1] = values[1][..., columns]
        return found

    parts = {key: list(_parts(found)) for key, found in table.parts.items() if key[1] in criteria}
    native = kept(table.native)
    return table._replace(
        criteria=criteria,
        num=native,
        den=kept(table.den),
        native=native,
        possible=kept(table.possible),
        facts={key: facts_of(found) for key, found in parts.items()},
        parts=parts,
    )


def _parts(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts of a cell that count at the deploy end; what only another tool brings has no points there."""
    for part in parts:
        if part.ends[1] > 0:
            yield part._replace(ends=(0.0, part.ends[1]), score=part.score if part.native else 0.0)
