"""How good is the advice? Decisions that real teams documented are replayed, and the rank of what they chose is taken.

hit@k is the share of cases whose real choice is among the first k, the mean reciprocal rank (MRR) the mean of 1 / rank, with 0
for a choice that is not ranked at all. Intervals are 95 % percentile bootstrap intervals over the cases
(Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3), drawn with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.decision.ranking import ranks
from advisor.decision.recommend import decide
from advisor.model.knowledge import Knowledge
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements

METRICS = ("hit@1", "hit@3", "mrr")
RESAMPLES = 2000
SEED = 20180626
SHOWN = 5


@dataclass(frozen=True, slots=True)
class TestCase:
    """A documented decision to replay: what was needed, which frameworks and deploy ends were really chosen."""

    __test__ = False  # not a test class, whatever its name makes pytest think

    id: str
    requirements: Requirements
    chosen: tuple[str, ...]
    deploy: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """One replayed case; a rank is None where nothing was chosen, or only what the edition lacks.

    `MISS` stands for a real choice that the advice ruled out or did not list.
    """

    id: str
    edition: str
    framework: int | None
    deploy: int | None
    popular_framework: int | None
    popular_deploy: int | None
    neutral_framework: int | None
    neutral_deploy: int | None
    lacking: tuple[str, ...]
    top: tuple[str, ...]
    top_deploy: tuple[str, ...]


MISS = 10**6


@dataclass(frozen=True, slots=True)
class Result:
    """Figures over the cases of an edition, with their intervals and the same figures of two baselines."""

    n: int
    figures: Mapping[str, float]
    interval: Mapping[str, tuple[float, float]]
    baselines: Mapping[str, Mapping[str, float]]
    not_in_edition: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures by edition and end (frameworks, deploy), and every replayed case."""

    editions: Mapping[str, Mapping[str, Result]]
    cases: tuple[Replay, ...]


def evaluate(cases: Sequence[TestCase], knowledge_of: Callable[[str | None], Knowledge]) -> Evaluation:
    """Replay every case on the edition that it names (None: the newest)."""
    replays = []
    for case in cases:
        knowledge = knowledge_of(case.requirements.edition)
        neutral = decide(Requirements(), knowledge)
        replays.append(replay(case, knowledge, neutral))
    editions = sorted({one.edition for one in replays})
    return Evaluation({edition: _results(edition, replays, cases) for edition in editions}, tuple(replays))


def replay(case: TestCase, knowledge: Knowledge, neutral: Recommendation) -> Replay:
    """The ranks of what was really chosen in the advice for these needs, and in both baselines."""
    decided = decide(case.requirements, knowledge)
    popular = _by_popularity(knowledge)
    frameworks = {one.id for one in knowledge.frameworks}
    ends = {id_ for id_, one in knowledge.alternatives.items() if one.kind != "frontend"}
    chosen = [id_ for id_ in case.chosen if id_ in frameworks]
    deploy = [id_ for id_ in case.deploy if id_ in ends]
    return Replay(
        id=case.id,
        edition=knowledge.edition.id,
        framework=_best(chosen, framework_ranks(decided)),
        deploy=_best(deploy, deploy_ranks(decided)),
        popular_framework=_best(chosen, {id_: rank for id_, rank in popular.items() if id_ in frameworks}),
        popular_deploy=_best(deploy, popular),
        neutral_framework=_best(chosen, framework_ranks(neutral)),
        neutral_deploy=_best(deploy, deploy_ranks(neutral)),
        lacking=tuple(id_ for id_ in (*case.chosen, *case.deploy) if id_ not in ends),
        top=tuple(one.id for one in decided.ranking[:SHOWN]),
        top_deploy=tuple(deploy_ranks(decided))[:SHOWN],
    )


def framework_ranks(decided: Recommendation) -> dict[str, int]:
    """The rank of each framework."""
    return {entry.id: entry.rank for entry in decided.ranking}


def deploy_ranks(decided: Recommendation) -> dict[str, int]:
    """The rank of each distinct deploy end, by the best stack that ends there."""
    best: dict[str, float] = {}
    for stack in decided.stacks:
        best.setdefault(stack.deploy, stack.score)
    return dict(zip(best, ranks(list(best.values())), strict=True))


def _by_popularity(knowledge: Knowledge) -> dict[str, int]:
    """Ranks by the ecosystem score alone."""
    decided = decide(Requirements(weights={"ecosystem": 1.0}), knowledge)
    found = {entry.id: entry.score for entry in decided.ranking if entry.criteria["ecosystem"].score is not None}
    return dict(zip(found, ranks(list(found.values())), strict=True))


def _best(chosen: Sequence[str], found: Mapping[str, int]) -> int | None:
    """The rank of the best-ranked real choice; None without one, `MISS` where none of them is ranked."""
    return min((found.get(id_, MISS) for id_ in chosen), default=None)


def _results(edition: str, replays: Sequence[Replay], cases: Sequence[TestCase]) -> dict[str, Result]:
    here = [(one, case) for one, case in zip(replays, cases, strict=True) if one.edition == edition]
    found = {}
    for end, attribute, asked in (("frameworks", "framework", "chosen"), ("deploy", "deploy", "deploy")):
        known = [one for one, _ in here if getattr(one, attribute) is not None]
        lacking = sum(1 for one, case in here if getattr(case, asked) and getattr(one, attribute) is None)
        found[end] = _result([getattr(one, attribute) for one in known], known, attribute, lacking)
    return found


def _result(found: list[int], known: Sequence[Replay], attribute: str, lacking: int) -> Result:
    baselines = {
        name: figures([getattr(one, f"{prefix}_{attribute}") for one in known])
        for name, prefix in (("most_popular", "popular"), ("no_needs", "neutral"))
    }
    return Result(len(found), figures(found), intervals(found), baselines, lacking)


def figures(found: Sequence[int]) -> dict[str, float]:
    """hit@1, hit@3 and MRR of ranks; all 0 without any."""
    values = _values(found)
    return {name: float(column.mean()) if len(found) else 0.0 for name, column in zip(METRICS, values, strict=True)}


def intervals(found: Sequence[int]) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals of the three figures; (0, 1) without any case."""
    if not found:
        return dict.fromkeys(METRICS, (0.0, 1.0))
    draws = np.random.default_rng(SEED).integers(0, len(found), (RESAMPLES, len(found)))
    bounds = [np.percentile(column[draws].mean(axis=1), [2.5, 97.5]) for column in _values(found)]
    return {name: (float(low), float(high)) for name, (low, high) in zip(METRICS, bounds, strict=True)}


def _values(found: Sequence[int]) -> np.ndarray:
    """What each case adds to the three figures; axes (metric, case)."""
    ranks_ = np.array(found, dtype=float)
    return np.array([ranks_ <= 1, ranks_ <= 3, np.where(ranks_ < MISS, 1 / np.maximum(ranks_, 1), 0.0)], dtype=float)
