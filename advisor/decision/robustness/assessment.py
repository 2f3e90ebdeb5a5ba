"""How sure a recommendation is: composes acceptability, stability intervals, flips and, in full, who can be first at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from advisor.decision.many.deciding import Many, Stage
from advisor.decision.robustness import smaa
from advisor.decision.robustness.flips import answer_flips, base_effects, route_text, weight_flips
from advisor.decision.robustness.problem import Problem, level_with
from advisor.decision.robustness.stack_share import stack_shares
from advisor.model.knowledge import Knowledge
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements
from advisor.model.robustness import Acceptability, Central, Level, Robustness, StackShare

Floats = NDArray[np.float64]
PAIRED = 3
TOP = 3
DIGITS = 12


def with_robustness(
    decided: Recommendation, requirements: Requirements, knowledge: Knowledge, level: Level = "quick"
) -> Recommendation:
    """The same recommendation with how sure it is."""
    return replace(decided, robustness=assess(decided, requirements, knowledge, level))


def assess(decided: Recommendation, requirements: Requirements, knowledge: Knowledge, level: Level) -> Robustness:
    """How sure the recommendation is; a ranking of nothing has flips only.

    The same input gives the same samples. Who is ranked is not doubted, only the order.
    """
    rules, many = knowledge.weight_rules.robustness, Many(knowledge)
    base = base_effects(many, requirements)
    flips, tried = answer_flips(many, requirements, base)
    if not decided.ranking:
        return Robustness(
            level, rules.samples, rules.concentration, 0.0, {}, {}, (), (), (), {}, tuple(flips), tried, ()
        )
    problem = Problem.of(decided.ranking, decided.weights, knowledge)
    source = smaa.generator()
    drawn = smaa.draw_weights(problem.weights, rules.concentration, rules.samples, source)
    gaps = smaa.draw_gaps(problem.scores, problem.weights > 0, rules.samples, source)
    found = smaa.values(drawn, problem.scores, gaps)
    stability = problem.stability()
    beaten_by = dict(zip(problem.ids, smaa.pairwise(found, 0, problem.clones).tolist(), strict=True))
    del beaten_by[problem.ids[0]]
    acceptability = _acceptability(problem, found)
    stacks = _stacks(decided, many, many.stage(base), drawn, source)
    return Robustness(
        level=level,
        samples=rules.samples,
        concentration=rules.concentration,
        confidence=acceptability[problem.ids[0]].first,
        acceptability=acceptability,
        beaten_by=beaten_by,
        level_with=level_with(decided.ranking, beaten_by, rules),
        stacks=stacks,
        level_stacks=tuple(
            one.route for one in stacks[1:] if one.share >= rules.near_tie * (one.share + stacks[0].share)
        ),
        stability=stability,
        flips=(*weight_flips(stability, decided.labels), *flips),
        answers_tried=tried,
        unknown=problem.unknown(),
        **(_full(problem, drawn, found, gaps) if level == "full" else {}),
    )


def _acceptability(problem: Problem, found: Floats) -> dict[str, Acceptability]:
    shares = smaa.share_evenly(smaa.rank_shares(found), problem.clones)
    return {
        id_: Acceptability(float(row[0]), min(1.0, round(float(row[:TOP].sum()), DIGITS)), tuple(row.tolist()))
        for id_, row in zip(problem.ids, shares, strict=True)
    }


def _stacks(
    decided: Recommendation, many: Many, stage: Stage, drawn: Floats, source: np.random.Generator
) -> tuple[StackShare, ...]:
    """The headline stack and every other that is the best in some weighting."""
    if not decided.stacks:
        return ()
    best, said = decided.stacks[0], decided.requirements
    headline = many.stacks.index((best.prototype, best.exchange, best.deploy))
    weights = np.zeros((len(drawn), len(many.effects.criteria)))
    weights[:, [many.effects.criteria.index(criterion) for criterion in decided.weights]] = drawn
    routes = many.routes.routes(said.get("dynamic_graphs", ""), said.get("domain", ""))
    shares = stack_shares(many, stage, routes, headline, weights, source)
    return tuple(
        StackShare(*many.stacks[stack], route_text(many.stacks[stack], many.knowledge), share)
        for stack, share in shares.items()
    )


def _full(problem: Problem, drawn: Floats, found: Floats, gaps: smaa.Gaps) -> dict[str, Any]:
    from advisor.decision.robustness.possible import possible_firsts

    paired = {
        problem.ids[row]: {
            other: 1 - share if row != column else 0.0
            for column, (other, share) in enumerate(
                zip(problem.ids, smaa.pairwise(found, row, problem.clones).tolist(), strict=True)
            )
        }
        for row in range(min(PAIRED, len(problem.ids)))
    }
    return {
        "pairwise": {id_: {key: one for key, one in row.items() if key != id_} for id_, row in paired.items()},
        "central": {
            problem.ids[row]: Central(
                dict(zip(problem.criteria, weights.tolist(), strict=True)),
                smaa.confidence(weights, row, problem.scores, gaps),
            )
            for row, weights in smaa.central_weights(drawn, found, problem.clones).items()
        },
        "possible_winners": tuple(problem.ids[row] for row in possible_firsts(problem.scores)),
    }
