"""Facts become scores: for every alternative and criterion a share of the score from each end of a stack.

Criteria of one phase have all their weight at that end, criteria of both phases half at each, and coverage counts every asked
item at the end where it is needed. A tool used end to end scores (num_p + num_d) / (den_p + den_d) on a criterion; a stack's ends
are scored apart, so that what is unknown about one end is not filled with what is known about the other. As the end of a stack, a
tool counts without what it does only through another tool that is known as an alternative of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.model.knowledge import Alternative, Criterion, Fact, Knowledge, NeedRule, Phase, Scale, Side
from advisor.model.requirements import Requirements
from advisor.model.vocabulary import ITEMS

Floats = NDArray[np.float64]
ENDS = {"prototype": (1.0, 0.0), "deploy": (0.0, 1.0), "both": (0.5, 0.5)}
"""The share of a criterion that each phase has at the prototype and at the deploy end."""

REQUIRED_COUNTS = 2.0


class Asked(NamedTuple):
    """One item that a need names: where it is looked up, how much it counts, and at which ends."""

    rule: NeedRule
    item: str
    required: bool
    ends: tuple[float, float]

    @property
    def text(self) -> str:
        """The requirement as the user would write it: ``languages.serve: swift``."""
        return f"{self.rule.path}: {self.item}"

    def fact(self, alternative: Alternative) -> Fact | None:
        """What is known about this item of the alternative."""
        return alternative.fact(self.rule.group, self.item)


class Part(NamedTuple):
    """One fact's part in a cell: ``score`` 0-100, counted by ``ends``; what the team itself says needs no fact.

    ``side`` says which side of a two-sided fact was read, ``scale`` on which scale a figure was put.
    """

    fact: Fact | None
    score: float
    ends: tuple[float, float]
    side: Side | None = None
    scale: Scale | None = None

    @property
    def native(self) -> bool:
        """Whether the tool does this itself, not through another alternative."""
        return self.fact is None or not self.fact.via


class ScoreTable(NamedTuple):
    """Numerators and denominators, axes (end, alternative, criterion), and the facts behind each cell.

    ``native`` holds the numerators without what is reached only through another alternative: as the end of a stack a tool
    counts for what it does itself. ``possible`` (end, criterion) holds the denominators of an
    alternative about which everything is known. ``parts`` are what the cells are summed from.
    """

    ids: tuple[str, ...]
    criteria: tuple[str, ...]
    num: Floats
    den: Floats
    native: Floats
    possible: Floats
    facts: dict[tuple[str, str], tuple[Fact, ...]]
    parts: dict[tuple[str, str], list[Part]]

    def single(self) -> Floats:
        """Scores 0-100 of each alternative as one tool end to end, NaN where unknown; axes (alternative, criterion)."""
        return _ratio(self.num.sum(axis=0), self.den.sum(axis=0))

    def ends(self) -> tuple[Floats, Floats]:
        """Scores 0-100 as the prototype and as the deploy end, NaN where unknown; axes (alternative, criterion)."""
        return _ratio(self.native[0], self.den[0]), _ratio(self.native[1], self.den[1])

    def end_weights(self, weights: Floats) -> Floats:
        """The part of each weight that belongs to the prototype and to the deploy end; axes (end, criterion)."""
        shares: Floats = weights * self.possible / self.possible.sum(axis=0)
        return shares

    def known_at_deploy(self, weights: Floats) -> Floats:
        """The share, by weight, of what a deploy end is judged on that is known; axis (alternative)."""
        relevant = weights * (self.possible[1] > 0)
        if not relevant.sum():
            return np.ones(len(self.ids))
        known = self.den[1] / np.where(self.possible[1] > 0, self.possible[1], 1)
        share: Floats = known @ relevant / relevant.sum()
        return share


def _ratio(num: Floats, den: Floats) -> Floats:
    ratio: Floats = np.divide(num, den, out=np.full(num.shape, np.nan), where=den > 0)
    return ratio


def asked_items(requirements: Requirements, knowledge: Knowledge) -> list[Asked]:
    """Every item that the needs name; the domain counts as one preferred item."""
    asked = []
    for rule in knowledge.weight_rules.needs:
        phase = knowledge.criteria[rule.criterion].phase
        ends = ENDS[{"train": "prototype", "serve": "deploy"}.get(rule.side or "", phase)]
        need = requirements.need(rule.path)
        asked += [Asked(rule, item, True, ends) for item in need.required]
        asked += [Asked(rule, item, False, ends) for item in need.preferred]
    if requirements.domain and requirements.domain != "general":
        rule = NeedRule("domain", "domain", "domain", None, "prototype")
        asked.append(Asked(rule, requirements.domain, False, ENDS[knowledge.criteria["domain"].phase]))
    return asked


def score_table(
    requirements: Requirements, knowledge: Knowledge, criteria: Sequence[str], ids: Sequence[str] | None = None
) -> ScoreTable:
    """The scores of alternatives (default: all) on the given criteria, relative to what the requirements ask for."""
    asked = asked_items(requirements, knowledge)
    if ids is None:
        ids = tuple(one.id for one in knowledge.alternatives.values() if one.kind != "frontend")
    num, den, native = np.zeros((3, 2, len(ids), len(criteria)))
    possible = np.zeros((2, len(criteria)))
    facts: dict[tuple[str, str], tuple[Fact, ...]] = {}
    table: dict[tuple[str, str], list[Part]] = {}
    for column, criterion in enumerate(criteria):
        rated = knowledge.criteria[criterion]
        items = [one for one in asked if one.rule.criterion == criterion]
        possible[:, column] = _possible(rated.phase, items)
        for row, id_ in enumerate(ids):
            parts = _parts(knowledge.alternatives[id_], rated, items, requirements.team_knows, knowledge)
            table[id_, criterion] = parts
            facts[id_, criterion] = facts_of(parts)
            for part in parts:
                num[:, row, column] += part.score * np.array(part.ends)
                den[:, row, column] += part.ends
                if part.fact is None or not part.fact.via:
                    native[:, row, column] += part.score * np.array(part.ends)
    return ScoreTable(tuple(ids), tuple(criteria), num, den, native, possible, facts, table)


def facts_of(parts: Iterable[Part]) -> tuple[Fact, ...]:
    """The facts behind a cell, each once."""
    return tuple({part.fact.id: part.fact for part in parts if part.fact is not None}.values())


def _possible(phase: Phase, items: list[Asked]) -> tuple[float, float]:
    if not items:
        return ENDS[phase]
    sums = [sum(_counted(one)[end] for one in items) for end in (0, 1)]
    return sums[0], sums[1]


def _counted(asked: Asked) -> tuple[float, float]:
    factor = REQUIRED_COUNTS if asked.required else 1.0
    return asked.ends[0] * factor, asked.ends[1] * factor


def _parts(
    alternative: Alternative,
    criterion: Criterion,
    items: list[Asked],
    team_knows: tuple[str, ...],
    knowledge: Knowledge,
) -> list[Part]:
    """What is known about one cell; an empty list means unknown."""
    ends = ENDS[criterion.phase]
    if criterion.method == "familiarity":
        if not team_knows:
            return []
        score, kinship = familiarity(alternative, team_knows, knowledge)
        return [Part(kinship, score, ends)]
    if items:
        pairs = [(one, one.fact(alternative)) for one in items]
        return [
            Part(fact, level_points(fact.side(one.rule.side), knowledge), _counted(one), one.rule.side)
            for one, fact in pairs
            if fact is not None
        ]
    if criterion.id in alternative.scores:
        fact = alternative.scores[criterion.id]
        return [Part(fact, float(fact.value), ends)]
    if criterion.method == "published" and alternative.scores:
        return []
    return _unprompted(alternative, criterion, knowledge, ends)


def _unprompted(
    alternative: Alternative, criterion: Criterion, knowledge: Knowledge, ends: tuple[float, float]
) -> list[Part]:
    """The cell of an alternative without a published score, while no needs are stated."""
    if criterion.scales or criterion.level_facts:
        return _components(alternative, criterion, ends, knowledge)
    items: tuple[str, ...] = criterion.breadth or (ITEMS[criterion.group] if criterion.method == "coverage" else ())
    known = [fact for item in items if (fact := alternative.fact(criterion.group, item))]
    side: Side = "train" if criterion.phase == "prototype" else "serve"
    return [Part(fact, level_points(fact.side(side), knowledge), _shared(ends, len(items)), side) for fact in known]


def _shared(ends: tuple[float, float], count: int) -> tuple[float, float]:
    return ends[0] / max(1, count), ends[1] / max(1, count)


def _components(
    alternative: Alternative, criterion: Criterion, ends: tuple[float, float], knowledge: Knowledge
) -> list[Part]:
    """Levels and figures that make up a cell, the known ones sharing each end that they judge equally."""
    found: list[Part] = []
    for end, side in enumerate(("prototype", "deploy")):
        levels = criterion.deploy_facts if end and criterion.deploy_facts else criterion.level_facts
        scales = [one for one in criterion.scales if one.at in (side, "both")]
        known: list[tuple[Fact, float, Scale | None]] = [
            (fact, level_points(fact.value, knowledge), None) for id_ in levels if (fact := alternative.fact(id_))
        ]
        known += [
            (fact, _on_scale(float(fact.value), one), one) for one in scales if (fact := alternative.fact(one.fact))
        ]
        share = _shared((ends[0] * (1 - end), ends[1] * end), len(known))
        found += [Part(fact, score, share, None, scale) for fact, score, scale in known if any(share)]
    return found


def _on_scale(value: float, scale: Scale) -> float:
    """A figure on its scale: 0 at ``zero`` and beyond, 100 at ``full`` and beyond."""
    if scale.linear:
        return min(100.0, max(0.0, 100 * (value - scale.zero) / (scale.full - scale.zero)))
    if value <= 0:
        return 100.0 if scale.full < scale.zero else 0.0
    return min(100.0, max(0.0, 100 * log(value / scale.zero) / log(scale.full / scale.zero)))


def familiarity(
    alternative: Alternative, team_knows: tuple[str, ...], knowledge: Knowledge
) -> tuple[float, Fact | None]:
    """100 for what the team knows, the level `partial` for a documented relative of it (with the fact that says so), else 0."""
    if alternative.id in team_knows:
        return 100.0, None
    kinship = next((fact for known in team_knows if (fact := _kinship(alternative, known, knowledge))), None)
    return (level_points("partial", knowledge) if kinship else 0.0), kinship


def _kinship(alternative: Alternative, known: str, knowledge: Knowledge) -> Fact | None:
    """The fact that calls two tools relatives, or one the back end of the other."""
    other = knowledge.alternatives.get(known)
    claims = [(alternative.fact("kin"), known)]
    if other is not None:
        claims += [(other.fact("kin"), alternative.id), (other.fact("backends"), alternative.id)]
    return next((fact for fact, id_ in claims if fact is not None and id_ in fact.value), None)


def level_points(level: object, knowledge: Knowledge) -> float:
    """A support level as a score 0-100."""
    return 100 * knowledge.levels[str(level)]
