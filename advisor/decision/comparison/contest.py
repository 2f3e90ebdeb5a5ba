"""Who wins among a few alternatives under which weights: samples, intervals, dominance, linear programmes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from advisor.decision.contrast import contrast
from advisor.decision.dominance import dominance
from advisor.decision.robustness import smaa
from advisor.decision.robustness.possible import possible_firsts
from advisor.decision.robustness.problem import Floats, Problem, level_with
from advisor.model.comparison import Shares, Winning
from advisor.model.knowledge import RobustnessRules
from advisor.model.recommendation import Ranked


def contest(entries: Sequence[Ranked], problem: Problem, rules: RobustnessRules) -> Winning:
    """Everything about who wins; ``entries`` are ranked, and ``problem`` is made of them."""
    concentration, samples = rules.concentration, rules.samples
    found = _values(problem, problem.weights, concentration, samples)
    beaten_by = dict(zip(problem.ids, smaa.pairwise(found, 0, problem.clones).tolist(), strict=True))
    del beaten_by[problem.ids[0]]
    count = len(problem.weights)
    anywhere = _values(problem, np.full(count, 1 / count), count, samples)  # all parameters 1: every weighting alike
    possible = {problem.ids[row] for row in possible_firsts(problem.scores)}
    return Winning(
        leader=entries[0].id,
        order=problem.ids,
        contrasts=tuple(contrast(entries[0], other) for other in entries[1:]),
        around=Shares(samples, concentration, _ranks(problem, found)),
        anywhere=Shares(samples, None, _ranks(problem, anywhere)),
        beaten_by=beaten_by,
        level_with=level_with(entries, beaten_by, rules),
        dominance=dominance(entries),
        never_first=tuple(id_ for id_ in problem.ids if id_ not in possible),
        unknown=problem.unknown(),
    )


def _values(problem: Problem, stated: Floats, concentration: float, samples: int) -> Floats:
    """Total scores (sample, alternative) under weightings around ``stated``; the same samples every time."""
    source = smaa.generator()
    weights = smaa.draw_weights(stated, concentration, samples, source)
    gaps = smaa.draw_gaps(problem.scores, problem.weights > 0, samples, source)
    return smaa.values(weights, problem.scores, gaps)


def _ranks(problem: Problem, found: Floats) -> Mapping[str, tuple[float, ...]]:
    shares = smaa.share_evenly(smaa.rank_shares(found), problem.clones)
    return {id_: tuple(row.tolist()) for id_, row in zip(problem.ids, shares, strict=True)}
