"""Which cells of the neutral ranking are empty: unknowns are a debt to count down."""

from __future__ import annotations

import numpy as np

from advisor.decision.scores import score_table
from advisor.decision.weights import weigh
from advisor.model.knowledge import Knowledge
from advisor.model.requirements import Requirements


def empty_cells(knowledge: Knowledge) -> dict[str, list[str]]:
    """The criteria without a neutral score, by alternative; runtimes are judged on what a deploy end is judged on."""
    criteria = tuple(weigh(Requirements(), knowledge).shares)
    table = score_table(Requirements(), knowledge, criteria)
    gaps = {}
    for row, id_ in enumerate(table.ids):
        runtime = knowledge.alternatives[id_].kind == "runtime"
        known = table.den[1, row] if runtime else table.den[:, row].sum(axis=0)
        asked = table.possible[1] if runtime else table.possible.sum(axis=0)
        missing = np.flatnonzero((known == 0) & (asked > 0))
        gaps[id_] = [table.criteria[column] for column in missing]
    return gaps
