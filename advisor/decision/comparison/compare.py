"""Compares a few alternatives for the same needs: what is said of each in a recommendation, and who wins under which weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from advisor.decision.comparison.alternatives import complaints
from advisor.decision.comparison.contest import contest
from advisor.decision.comparison.deploy_view import at_deploy
from advisor.decision.comparison.fact_rows import fact_rows
from advisor.decision.decision import Decision, Field
from advisor.decision.explanation.weight_rows import weight_rows
from advisor.decision.gates import Finding
from advisor.decision.naming import labels, normalised
from advisor.decision.ranking import TIE
from advisor.decision.robustness.problem import Problem
from advisor.decision.stacks import best_routes
from advisor.knowledge_base.loader import load_knowledge
from advisor.model.comparison import CategoryRow, Compared, Comparison, CriterionRow, End, Missed, cited
from advisor.model.errors import InputError
from advisor.model.knowledge import Alternative, Evidence, Knowledge
from advisor.model.recommendation import Ranked, Stack
from advisor.model.requirements import Requirements
from advisor.model.robustness import Interval
from advisor.needs.known import check, known_of

WORST_FIRST = ("unmet", "unknown", "met")


def compare(
    ids: Sequence[str], requirements: Requirements | None = None, knowledge: Knowledge | None = None
) -> Comparison:
    """The alternatives side by side for these requirements (default: neutral ones), in the knowledge that `recommend` would use.

    Frameworks are compared end to end, as they are ranked; if a runtime is among them, all are compared as deploy ends. Raises
    `InputError` with everything that is wrong with the ids.
    """
    requirements = requirements or Requirements()
    knowledge = knowledge or load_knowledge(requirements.edition)
    wrong = list(complaints(ids, knowledge))
    if wrong:
        raise InputError(wrong)
    check(requirements, known_of(knowledge))
    bench = _Bench.of(ids, Decision.of(requirements, knowledge))
    problem = Problem.of(bench.entries, bench.judged.weights.shares, knowledge)
    alternatives, facts, routes = bench.alternatives(), fact_rows(bench.judged, bench.ids), bench.routes()
    cited_facts = (cell.fact for row in facts for cell in row.cells.values() if cell and cell.fact)
    return Comparison(
        edition=knowledge.edition.id,
        edition_title=knowledge.edition.title,
        knowledge_date=knowledge.edition.date,
        title=requirements.title,
        requirements=normalised(requirements, knowledge.edition.id),
        end=bench.end,
        part=bench.part,
        ranked=len(bench.ranks),
        labels=labels(knowledge),
        names={id_: one.name for id_, one in knowledge.alternatives.items()},
        not_scored=bench.judged.weights.not_scored,
        alternatives=tuple(alternatives[id_] for id_ in ids),
        categories=tuple(bench.categories()),
        criteria=tuple(bench.criteria(problem.stability())),
        winning=contest(bench.entries, problem, knowledge.weight_rules.robustness),
        facts=facts,
        routes=routes,
        sources=_sources(
            *_of_alternatives(alternatives.values()),
            *(source for route in routes for source in route.evidence),
            *(fact.evidence for fact in cited_facts),
        ),
    )


class _Bench(NamedTuple):
    """What is compared, in the order of the ids: ``judged`` is the decision as the end sees it, ``base`` the whole one.

    ``entries`` are ranked among themselves; ``ranks`` has the places of the whole ranking.
    """

    base: Decision
    judged: Decision
    end: End
    ids: tuple[str, ...]
    field: Field
    entries: tuple[Ranked, ...]
    ranks: Mapping[str, int]

    @classmethod
    def of(cls, ids: Iterable[str], base: Decision) -> _Bench:
        """Frameworks alone end to end; as deploy ends when a runtime is among them."""
        ordered = tuple(sorted(ids))
        runtime = any(base.knowledge.alternatives[id_].kind == "runtime" for id_ in ordered)
        judged, field = at_deploy(base) if runtime else base, base.field()
        if runtime:
            field = field._replace(ranked=base.deploy_ends(), routes=[])
        whole, entries = judged.ranked(field), judged.ranked(field._replace(ranked=list(ordered)))
        ranks = {one.id: one.rank for one in whole}
        return cls(base, judged, "deploy" if runtime else "alone", ordered, field, entries, ranks)

    @property
    def part(self) -> float:
        """The share of all weights that judges what is compared."""
        return float(self.base.table.end_weights(self.base.shares)[1].sum()) if self.end == "deploy" else 1.0

    def alternatives(self) -> dict[str, Compared]:
        """Each alternative by id, in the order of the ids."""
        entries = {one.id: one for one in self.entries}
        return {id_: self._alternative(self.base.knowledge.alternatives[id_], entries[id_]) for id_ in self.ids}

    def _alternative(self, one: Alternative, entry: Ranked) -> Compared:
        maintenance = one.fact("maintenance")
        return Compared(
            id=one.id,
            name=one.name,
            kind=one.kind,
            summary=one.summary,
            homepage=one.homepage,
            entry=entry,
            points=entry.score * self.part if self.end == "deploy" else None,
            rank=self.ranks.get(one.id),
            missed=tuple(self._missed(one, entry)),
            retired=maintenance if maintenance and maintenance.value == "retired" else None,
        )

    def _missed(self, one: Alternative, entry: Ranked) -> Iterator[Missed]:
        """What it does not meet, and what no source confirms; each requirement once."""
        met_by = {gap.requirement: gap.met_by for gap in entry.unmet}
        seen: dict[str, Finding] = {}
        for finding in sorted(self._findings(one), key=lambda found: WORST_FIRST.index(found.status)):
            seen.setdefault(finding.requirement, finding)
        for requirement, finding in seen.items():
            evidence = finding.fact.evidence if finding.fact else None
            if finding.status != "met":
                yield Missed(requirement, finding.status, finding.text, evidence, met_by.get(requirement))

    def _findings(self, one: Alternative) -> Iterator[Finding]:
        if self.end == "alone":
            yield from self.base.gates.at_prototype(one)
            yield from self.base.too_little(one)
        yield from self.base.gates.at_deploy(one)
        if self.end == "deploy":
            yield from self._too_little(one.id)

    def _too_little(self, id_: str) -> Iterator[Finding]:
        known = float(self.base.table.known_at_deploy(self.base.shares)[self.base.table.ids.index(id_)])
        if known < self.base.knowledge.edition.known_share:
            yield Finding("enough is known", "unmet", None, f"only {known:.0%} of what judges a deploy end is known")

    def categories(self) -> Iterator[CategoryRow]:
        """The categories that count."""
        for category, members in zip(self.base.knowledge.categories.values(), self.judged.membership, strict=True):
            share = float(members @ self.judged.shares)
            entries = sorted(self.entries, key=lambda one: one.id)
            means = {one.id: one.categories[category.id] for one in entries}
            points = {
                one.id: sum(
                    cell.contribution for cell, mine in zip(one.criteria.values(), members, strict=True) if mine
                )
                for one in entries
            }
            if share > 0:
                yield CategoryRow(category.id, category.name, share, points, _best(means), _differ(means.values()))

    def criteria(self, stability: Mapping[str, Interval]) -> Iterator[CriterionRow]:
        """The criteria that count, in the order of the knowledge."""
        said = {row.criterion: row for row in weight_rows(self.base, self.judged.weights.shares)}
        for id_, share in self.judged.weights.shares.items():
            row, scores = said[id_], {one.id: one.criteria[id_].score for one in self.entries}
            yield CriterionRow(
                id=id_,
                category=row.category,
                share=share,
                level=row.level,
                because=row.because,
                category_level=row.category_level,
                category_because=row.category_because,
                interval=stability[id_],
                best=_best(scores),
                differs=_differ(scores.values()),
            )

    def routes(self) -> tuple[Stack, ...]:
        """The best route from each framework among them to each other one, where there is any."""
        knowledge = self.base.knowledge
        prototypes = [id_ for id_ in self.ids if knowledge.alternatives[id_].kind == "framework"]
        found = best_routes(prototypes, self.ids, knowledge, self.base.requirements)
        return tuple(self.base.scored_stacks([route for route in found if route.prototype != route.deploy]))


def _best(scores: Mapping[str, float | None]) -> tuple[str, ...]:
    """Who has the highest known score, all of those that share it."""
    known = [score for score in scores.values() if score is not None]
    return tuple(id_ for id_, score in scores.items() if score is not None and score > max(known) - TIE)


def _differ(scores: Iterable[float | None]) -> bool:
    """Whether not all are the same; unknown differs from anything known."""
    first, *others = scores
    return any((one is None) != (first is None) or abs((one or 0) - (first or 0)) > TIE for one in others)


def _of_alternatives(alternatives: Iterable[Compared]) -> Iterator[Evidence]:
    for one in alternatives:
        yield from (missed.evidence for missed in one.missed if missed.evidence)
        if one.retired:
            yield one.retired.evidence


def _sources(*evidence: Evidence) -> tuple[Evidence, ...]:
    """Everything that is cited, each once, in this order."""
    return tuple(dict.fromkeys(cited(one) for one in evidence))
