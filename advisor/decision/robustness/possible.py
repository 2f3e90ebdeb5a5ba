"""Who can come first under some weighting at all, by linear programming.

For a candidate x: maximise e over the weights w >= 0 with sum w = 1, subject to sum_j w_j (s_xj - s_rj) >= e for every rival r.
Unknown scores are 100 for the candidate and 0 for its rivals. The candidate can be first, ahead of all others, if and only if
e > 0. By duality it cannot if and only if some mixture of its rivals is at least as good on every criterion. Rivals with the very
same scores share its place and do not count.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
TOLERANCE = 1e-7


def possible_firsts(scores: Floats) -> list[int]:
    """The rows that come first under some weighting; ``scores`` (alternative, criterion) 0-100, NaN for unknown."""
    return [row for row in range(len(scores)) if best_margin(scores, row) > TOLERANCE]


def best_margin(scores: Floats, row: int) -> float:
    """The largest lead, in score points, that a row can have over its strongest rival; 0 or less when it can never lead."""
    from scipy.optimize import linprog

    own = np.where(np.isnan(scores[row]), 100.0, scores[row])
    others = (scores != scores[row]).any(axis=1) & (np.arange(len(scores)) != row)
    rivals = np.nan_to_num(scores[others], nan=0.0)
    if not len(rivals):
        return 100.0
    count = scores.shape[1]
    found = linprog(
        c=np.append(np.zeros(count), -1.0),
        A_ub=np.hstack([rivals - own, np.ones((len(rivals), 1))]),
        b_ub=np.zeros(len(rivals)),
        A_eq=np.append(np.ones(count), 0.0)[None],
        b_eq=[1.0],
        bounds=[(0, None)] * count + [(None, None)],
        method="highs",
    )
    return float(-found.fun)
