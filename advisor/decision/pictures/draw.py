"""What a drawn report shows beyond the numbers: the board, and the frameworks on a map."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from sklearn.manifold import ClassicalMDS
from sklearn.metrics.pairwise import nan_euclidean_distances

from advisor.decision.decision import Decision
from advisor.decision.neighbours import FULL_SCORE, score_frame
from advisor.decision.pictures.board import make_board
from advisor.model.knowledge import Knowledge
from advisor.model.pictures import IDEAL, Map, Pictures, Place
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements

DIGITS = 9


def with_pictures(recommendation: Recommendation, requirements: Requirements, knowledge: Knowledge) -> Recommendation:
    """The same recommendation with its pictures; the three must belong together."""
    made = Pictures(make_board(Decision.of(requirements, knowledge)), draw_map(recommendation))
    return replace(recommendation, pictures=made)


def draw_map(recommendation: Recommendation) -> Map | None:
    """The ranked frameworks and the ideal of the needs in two dimensions, by classical multidimensional scaling.

    Torgerson's method (Psychometrika 17, 1952, 401-419) on the distances that the neighbours are found by. Scores that two
    frameworks do not both have are left out of their distance; a pair with none in common counts as the farthest. The ideal
    stands to the right, the winner in the upper half, so that the picture does not flip by chance.
    """
    if len(recommendation.ranking) < 2:
        return None
    frame = score_frame(recommendation.ranking)
    frame.loc[IDEAL] = FULL_SCORE
    scale = np.sqrt(pd.Series(recommendation.weights, dtype=float).loc[list(frame.columns)].to_numpy())
    distances = nan_euclidean_distances(frame.to_numpy() * scale)
    np.nan_to_num(distances, copy=False, nan=float(np.nanmax(distances)))
    scaling = ClassicalMDS(n_components=2, metric="precomputed")
    found = scaling.fit_transform(distances)
    found *= np.where([found[-1, 0] < 0, found[0, 1] < 0], -1.0, 1.0)
    places = tuple(
        Place(id_, round(float(x), DIGITS) + 0.0, round(float(y), DIGITS) + 0.0)
        for id_, (x, y) in zip(frame.index, found, strict=True)
    )
    return Map(places, _kept(distances, found))


def _kept(distances: np.ndarray, found: np.ndarray) -> float:
    """Squared distances on the map over squared distances, at most 1."""
    shown = ((found[:, None] - found[None]) ** 2).sum()
    whole = (distances**2).sum()
    return min(1.0, float(shown / whole)) if whole else 1.0
