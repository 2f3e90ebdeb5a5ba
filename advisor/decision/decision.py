"""One decision: weights, scores and hard requirements, and the ranking and stacks that follow from them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.decision.contrast import contrasts
from advisor.decision.freshness import standing
from advisor.decision.gates import Finding, Gates, hard_requirements
from advisor.decision.headline import headline
from advisor.decision.naming import labels, normalised
from advisor.decision.ranking import category_means, effective_weights, overall, ranks, tiers
from advisor.decision.scores import ScoreTable, score_table
from advisor.decision.stacks import FindRoutes, Route, best_routes, build_stack, keep, warnings
from advisor.decision.weights import Weights, weigh
from advisor.model.knowledge import Alternative, Knowledge
from advisor.model.recommendation import (
    CriterionResult,
    Ranked,
    Recommendation,
    RuledOut,
    Stack,
    Unmet,
)
from advisor.model.requirements import Requirements

Floats = NDArray[np.float64]


class Field(NamedTuple):
    """Who takes part: what rules frameworks out (at both ends), who is ranked, and the routes of those."""

    blocked: dict[str, list[Finding]]
    cannot_serve: dict[str, list[Finding]]
    ranked: list[str]
    routes: list[Route]


class Decision(NamedTuple):
    """What the parts of a recommendation are computed from."""

    requirements: Requirements
    knowledge: Knowledge
    weights: Weights
    table: ScoreTable
    shares: Floats
    membership: Floats
    gates: Gates

    @classmethod
    def of(cls, requirements: Requirements, knowledge: Knowledge) -> Decision:
        """Weights, scores and hard requirements, computed once."""
        weights = weigh(requirements, knowledge)
        criteria = tuple(weights.shares)
        membership = [
            [float(knowledge.criteria[id_].category == category) for id_ in criteria]
            for category in knowledge.categories
        ]
        return cls(
            requirements,
            knowledge,
            weights,
            score_table(requirements, knowledge, criteria),
            np.array(list(weights.shares.values())),
            np.array(membership),
            hard_requirements(requirements, knowledge),
        )

    def field(self, find_routes: FindRoutes = best_routes) -> Field:
        """Everything that the hard requirements decide; ``find_routes`` may remember what `best_routes` found."""
        frameworks = self.knowledge.frameworks
        blocked = {one.id: _unmet(self.gates.at_prototype(one)) or self.too_little(one) for one in frameworks}
        prototypes = [one.id for one in frameworks if not blocked[one.id]]
        routes = find_routes(prototypes, self.deploy_ends(), self.knowledge, self.requirements)
        partners = {route.prototype for route in routes}
        cannot = {one.id: _unmet(self.gates.at_deploy(one)) for one in frameworks}
        ranked = [id_ for id_ in prototypes if id_ in partners or not cannot[id_]]
        return Field(blocked, cannot, ranked, routes)

    def recommendation(self) -> Recommendation:
        """The parts put together."""
        field, knowledge = self.field(), self.knowledge
        entries = self.ranked(field)
        stacks = keep(self.scored_stacks(field.routes))
        edition = knowledge.edition
        return Recommendation(
            edition=edition.id,
            edition_title=edition.title,
            knowledge_date=edition.date,
            title=self.requirements.title,
            requirements=normalised(self.requirements, edition.id),
            weights=self.weights.shares,
            importance=self.weights.importance,
            not_scored=self.weights.not_scored,
            labels=labels(knowledge),
            category_of={id_: one.category for id_, one in knowledge.criteria.items()},
            names={id_: one.name for id_, one in knowledge.alternatives.items()},
            headline=headline(entries, stacks),
            ranking=entries,
            contrasts=contrasts(entries),
            ruled_out=self.ruled_out(field),
            stacks=stacks,
            warnings=self.warnings(stacks),
        )

    def warnings(self, stacks: tuple[Stack, ...]) -> tuple[str, ...]:
        """What went wrong silently when it was run, where the needs speak of dynamic graphs."""
        if self.requirements.dynamic_graphs not in ("required", "preferred") or not stacks:
            return ()
        return warnings(stacks[0].prototype, self.knowledge)

    def too_little(self, framework: Alternative) -> list[Finding]:
        """The reason why a framework is listed and not ranked: too little of what counts is known about it."""
        row = self.table.ids.index(framework.id)
        known = float(self.shares[~np.isnan(self.table.single()[row])].sum())
        if known >= self.knowledge.edition.known_share:
            return []
        return [Finding("enough is known", "unmet", None, f"only {known:.0%} of what counts is known")]

    def deploy_ends(self) -> list[str]:
        """Alternatives that meet every serving-side requirement and are known well enough."""
        share = dict(zip(self.table.ids, self.table.known_at_deploy(self.shares), strict=True))
        return [
            one.id
            for one in self.knowledge.alternatives.values()
            if one.id in share
            and share[one.id] >= self.knowledge.edition.known_share
            and all(finding.status == "met" for finding in self.gates.at_deploy(one))
        ]

    def serving_gaps(self, id_: str, routes: list[Route]) -> tuple[Unmet, ...]:
        """What a framework cannot confirm to serve itself, with the route that does."""
        findings = [one for one in self.gates.at_deploy(self.knowledge.alternatives[id_]) if one.status != "met"]
        if not findings:
            return ()
        own = [route for route in routes if route.prototype == id_ and route.deploy != id_]
        best = max(self.scored_stacks(own), key=lambda one: one.score, default=None)
        via = f"{best.exchange} → {best.deploy}" if best else None
        return tuple(Unmet(one.requirement, via) for one in findings)

    def end_points(self) -> list[Floats]:
        """The points of every alternative as the prototype and as the deploy end of a stack."""
        return [
            overall(scores, effective_weights(scores, weights, self.membership)) * weights.sum()
            for scores, weights in zip(self.table.ends(), self.table.end_weights(self.shares), strict=True)
        ]

    def scored_stacks(self, routes: list[Route]) -> list[Stack]:
        """Every route as a stack: the weighted sum of the scores of its two ends, times its reliability."""
        if not routes:
            return []
        row = {id_: position for position, id_ in enumerate(self.table.ids)}
        totals = self.end_points()
        return [
            build_stack(
                route,
                (float(totals[0][row[route.prototype]]), float(totals[1][row[route.deploy]])),
                self.knowledge,
            )
            for route in routes
        ]

    def ranked(self, field: Field) -> tuple[Ranked, ...]:
        """The frameworks that take part, the best first."""
        scores = self.table.single()
        effective = effective_weights(scores, self.shares, self.membership)
        totals = dict(zip(self.table.ids, overall(scores, effective), strict=True))
        means = category_means(scores, self.shares, self.membership)
        rows = {id_: position for position, id_ in enumerate(self.table.ids)}
        order = sorted(field.ranked, key=lambda id_: (-round(float(totals[id_]), 9), id_))
        falling = [float(totals[id_]) for id_ in order]
        edition = self.knowledge.edition
        places = zip(order, falling, ranks(falling), tiers(falling, edition.tier_gap, edition.named_tiers), strict=True)
        found = []
        for id_, score, rank, tier in places:
            cells = self.cells(id_, scores[rows[id_]], effective[rows[id_]])
            known, age, too_old = standing(cells, self.weights.shares, self.knowledge.criteria, self.today)
            found.append(
                Ranked(
                    rank=rank,
                    id=id_,
                    name=self.knowledge.name(id_),
                    score=score,
                    tier=tier,
                    categories={
                        category: _number(mean)
                        for category, mean in zip(self.knowledge.categories, means[rows[id_]], strict=True)
                    },
                    criteria=cells,
                    unmet=self.serving_gaps(id_, field.routes),
                    known=known,
                    age_days=age,
                    too_old=too_old,
                )
            )
        return tuple(found)

    @property
    def today(self) -> date:
        """The day that ages are counted to: that of the knowledge, so that a result stays the same tomorrow."""
        return date.fromisoformat(self.knowledge.edition.date)

    def cells(self, id_: str, scores: Floats, effective: Floats) -> dict[str, CriterionResult]:
        """The row of one alternative, by criterion."""
        return {
            criterion: CriterionResult(
                score=_number(score),
                weight=float(weight),
                contribution=float(weight) * (_number(score) or 0.0),
                facts=self.table.facts[id_, criterion],
            )
            for criterion, score, weight in zip(self.table.criteria, scores, effective, strict=True)
        }

    def ruled_out(self, field: Field) -> tuple[RuledOut, ...]:
        """Everything that is not ranked, the closest misses first."""
        scores, out = self.table.single(), []
        totals = overall(scores, effective_weights(scores, self.shares, self.membership))
        score_of = dict(zip(self.table.ids, totals, strict=True))
        for one in self.knowledge.frameworks:
            if one.id in field.ranked:
                continue
            seen: dict[str, Finding] = {}
            for finding in (*field.blocked[one.id], *field.cannot_serve[one.id]):
                seen.setdefault(finding.requirement, finding)
            reasons = tuple(finding.reason() for finding in seen.values())
            out.append(RuledOut(one.id, one.name, float(score_of[one.id]), reasons))
        return tuple(sorted(out, key=lambda one: (len(one.reasons), -round(one.score, 9), one.id)))


def _unmet(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.status == "unmet"]


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
