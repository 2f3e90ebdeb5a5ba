"""Three questions of nearness, answered by scikit-learn's nearest neighbours.

Which frameworks lie nearest to the ideal that these needs describe; which lie nearest to the winner, and on which criteria they
differ; which documented teams had the nearest needs. Distances between frameworks are weighted Euclidean distances in score
points, sqrt(sum of w * difference^2), with missing scores treated as in scikit-learn's ``nan_euclidean`` metric. Distances
between needs are cosine distances of what was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from sklearn.neighbors import NearestNeighbors

from advisor.decision.weights import stated_levels
from advisor.model.knowledge import Case, Knowledge
from advisor.model.recommendation import (
    CaseNeighbour,
    Difference,
    Neighbour,
    Neighbours,
    Ranked,
    Recommendation,
)
from advisor.model.requirements import Requirements

NEAREST = 3
DIFFERENCES = 4
FULL_SCORE = 100.0
REQUIRED_SIZE = 1.0
PREFERRED_SIZE = 0.7
IMPORTANCE_SIZE = 0.35


def with_neighbours(decided: Recommendation, requirements: Requirements, knowledge: Knowledge) -> Recommendation:
    """The same recommendation with its three kinds of neighbours."""
    return replace(decided, neighbours=find_neighbours(decided, requirements, knowledge))


def find_neighbours(decided: Recommendation, requirements: Requirements, knowledge: Knowledge) -> Neighbours:
    """The neighbours of the needs, of the winner, and of the documented cases of the edition."""
    table = score_frame(decided.ranking)
    weights = pd.Series(decided.weights, dtype=float)
    return Neighbours(
        to_needs=_nearest_to_ideal(decided.ranking, table, weights),
        to_winner=_nearest_to_winner(decided.ranking, table, weights),
        cases=nearest_cases(requirements, knowledge),
    )


def score_frame(ranking: Sequence[Ranked]) -> pd.DataFrame:
    """Scores 0-100 as a table: one row per framework in order of rank, one column per criterion, NaN where unknown."""
    rows = {one.id: {criterion: cell.score for criterion, cell in one.criteria.items()} for one in ranking}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=float)


def _search(table: pd.DataFrame, weights: pd.Series, point: np.ndarray, count: int) -> list[tuple[int, float]]:
    """The rows nearest to a point, as (row, distance), in the space scaled by the root of the weights."""
    scale = np.sqrt(weights.loc[list(table.columns)].to_numpy())
    space = NearestNeighbors(n_neighbors=min(count, len(table)), metric="nan_euclidean")
    space.fit(table.to_numpy() * scale)
    distances, rows = space.kneighbors([point * scale])
    pairs = zip(rows[0], distances[0], strict=True)
    found = [(int(row), float(distance)) for row, distance in pairs if not np.isnan(distance)]
    return sorted(found, key=lambda pair: (round(pair[1], 9), pair[0]))


def _nearest_to_ideal(ranking: Sequence[Ranked], table: pd.DataFrame, weights: pd.Series) -> tuple[Neighbour, ...]:
    if not ranking:
        return ()
    found = _search(table, weights, np.full(table.shape[1], FULL_SCORE), NEAREST)
    return tuple(Neighbour(ranking[row].id, ranking[row].name, distance) for row, distance in found)


def _nearest_to_winner(ranking: Sequence[Ranked], table: pd.DataFrame, weights: pd.Series) -> tuple[Neighbour, ...]:
    if len(ranking) < 2:
        return ()
    found = _search(table.iloc[1:], weights, table.iloc[0].to_numpy(), NEAREST)
    winner = ranking[0]
    return tuple(
        Neighbour(other.id, other.name, distance, _differences(winner, other, weights))
        for row, distance in found
        for other in [ranking[row + 1]]
    )


def _differences(winner: Ranked, other: Ranked, weights: pd.Series) -> tuple[Difference, ...]:
    """Where the other scores differently, by size of the weighted difference; points of score, not of contribution."""
    gaps = []
    for criterion, cell in other.criteria.items():
        base = winner.criteria[criterion].score
        if cell.score is not None and base is not None and abs(cell.score - base) > 1e-9:
            gaps.append(Difference(criterion, cell.score - base))
    ordered = sorted(gaps, key=lambda one: (-round(abs(one.points) * float(weights[one.criterion]), 9), one.criterion))
    return tuple(ordered[:DIFFERENCES])


def nearest_cases(requirements: Requirements, knowledge: Knowledge) -> tuple[CaseNeighbour, ...]:
    """The documented decisions with the nearest needs, nearest first; nothing in common counts as no neighbour."""
    wanted = features(requirements, knowledge)
    cases = knowledge.cases
    if not wanted or not cases:
        return ()
    table = case_frame(cases, knowledge)
    columns = sorted(set(table.columns) | set(wanted))
    space = NearestNeighbors(n_neighbors=len(cases), metric="cosine")
    space.fit(table.reindex(columns=columns, fill_value=0.0).to_numpy())
    point = pd.Series(wanted).reindex(columns, fill_value=0.0).to_numpy()
    distances, rows = space.kneighbors([point])
    found = [
        CaseNeighbour(cases[int(row)], max(0.0, float(distance)))
        for row, distance in zip(rows[0], distances[0], strict=True)
    ]
    near = [one for one in found if one.distance < 1 - 1e-9]
    return tuple(sorted(near, key=lambda one: (round(one.distance, 9), one.case.id))[:NEAREST])


def case_frame(cases: Sequence[Case], knowledge: Knowledge) -> pd.DataFrame:
    """What each case asked for: one row per case, one column per feature, 0 where it is silent."""
    rows = {
        case.id: features(Requirements.model_validate(dict(_plain(case.requirements))), knowledge) for case in cases
    }
    return pd.DataFrame.from_dict(rows, orient="index").fillna(0.0)


def _plain(value: Any) -> Any:
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def features(requirements: Requirements, knowledge: Knowledge) -> dict[str, float]:
    """What requirements ask for, as a sparse vector: items needed, answers given, and criteria that matter more."""
    found: dict[str, float] = {}
    for rule in knowledge.weight_rules.needs:
        need = requirements.need(rule.path)
        found |= {f"{rule.path}.{item}": PREFERRED_SIZE for item in need.preferred}
        found |= {f"{rule.path}.{item}": REQUIRED_SIZE for item in need.required}
    for key in ("goal", "scale", "domain"):
        answer = getattr(requirements, key)
        if answer and answer not in ("general", "both"):
            found[f"{key}.{answer}"] = REQUIRED_SIZE
    for key in ("onnx", "dynamic_graphs"):
        answer = getattr(requirements, key)
        if answer in ("required", "preferred"):
            found[key] = REQUIRED_SIZE if answer == "required" else PREFERRED_SIZE
    multipliers = knowledge.weight_rules.multipliers
    for criterion, importance in stated_levels(requirements, knowledge).items():
        if importance.because.startswith("priorities.") and multipliers[importance.level] > 1:
            found[f"priority.{criterion}"] = IMPORTANCE_SIZE * multipliers[importance.level] / 2
    return found
