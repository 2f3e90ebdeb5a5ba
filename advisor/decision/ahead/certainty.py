"""Can anything that is still open change the recommendation? A sound answer from bounds, without trying every completion.

Up to a common positive factor the score of a framework or of a stack is a sum over criteria of m * M / n * value, times the
reliability r. For the leader L and a rival i the largest value of S_i - S_L over all completions is bounded criterion by
criterion: open answers that touch different criteria do not disturb each other, so that the sum of the largest terms is reached
when every cell is known (the safe termination of McSherry 2003). What is unknown is bounded by the range of what takes its place.
A leader that some open must would rule out is never safe.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from advisor.decision.ahead.bounds import Bounds
from advisor.decision.ahead.open_answers import Open, Situation
from advisor.decision.many.answers import EffectCache, single_options
from advisor.decision.many.deciding import NOTHING, Many
from advisor.decision.many.effects import HOW, Effect, combine, stack
from advisor.model.knowledge import Question


class Verdict(NamedTuple):
    """``certain``: no completion changes the recommendation; else ``pressure`` tells, by open question, how much it could.

    While some answer could rule out the leader (``killing``) pressure is the share of options that would, else points that the
    question can add to a rival that could get ahead.
    """

    certain: bool
    pressure: Mapping[str, float]
    killing: bool = False


class Certainty:
    """Answers, for one knowledge base and one set of questions, whether a recommendation is certain."""

    def __init__(self, many: Many, questions: Sequence[Question], cache: EffectCache) -> None:
        """Over the questions that a quiz may ask."""
        self.many = many
        self.questions = tuple(questions)
        self.options = {one.id: [cache.of(one, option) for option in single_options(one)] for one in questions}

    def judge(self, answered: Mapping[str, Effect], winner: int, stack: int) -> Verdict:
        """Whether ``winner`` and ``stack`` (positions as in `many.Outcomes`) stand, whatever the open questions bring.

        ``answered`` holds effects by question id; all other questions are open.
        """
        situation = self._situation(answered)
        if not situation.open:
            return Verdict(True, {})
        said = {one.sets: answered[one.id].variant for one in self.questions if one.id in answered}
        graphs = _graphs(situation, said.get("dynamic_graphs", ""))
        if winner == NOTHING or stack == NOTHING:
            return self._without_stack(situation, winner, graphs)
        first = int(self.many.rows[winner])
        kills = self._kills(situation, first, stack, graphs)
        if any(kills.values()):
            return Verdict(False, kills, True)
        bounds = Bounds(situation, said.get("dynamic_graphs", ""), said.get("domain", ""))
        return self._bounded(bounds, first, stack)

    def _without_stack(self, situation: Situation, winner: int, graphs: set[str]) -> Verdict:
        """Hard requirements only ever rule out more: where no route is left there will be none."""
        closed = situation.closed
        reached = np.zeros_like(closed.prototype)
        for graph in graphs:
            reached |= (self.many.routes.routes(graph, "").reaches * closed.deploy).any(axis=1)
        alone = (closed.prototype & ~closed.lacks)[self.many.rows]
        open_ = {one.id: 1.0 for one in situation.open.values()}
        if (closed.prototype & reached)[self.many.rows].any() or (winner != NOTHING and alone.sum() > 1):
            return Verdict(False, open_)
        if winner == NOTHING:
            return Verdict(not alone.any(), open_)
        first = int(self.many.rows[winner])
        kills = {
            one.id: float(any(not option.prototype[first] or option.lacks[first] for option in one.options))
            for one in situation.open.values()
        }
        return Verdict(not any(kills.values()), kills, True)

    def _situation(self, answered: Mapping[str, Effect]) -> Situation:
        effects = {one.sets: [answered[one.id]] for one in self.questions if one.id in answered}
        effects.setdefault("constraints", [self.many.standing])
        tables = stack(effects, self.many.silence)
        together = combine(tables, dict.fromkeys(effects, np.zeros(1, np.intp)), self.many.silence, 1)
        closed = together._replace(**{part: getattr(together, part)[0] for part in HOW})
        left = (one for one in self.questions if one.id not in answered)
        return Situation(self.many, closed, {one.sets: Open(one.id, one.kind, self.options[one.id]) for one in left})

    def _kills(self, situation: Situation, first: int, stack: int, graphs: set[str]) -> dict[str, float]:
        """By open question the share of its options that would rule out the winner or an end of the stack."""
        prototype, _, deploy = self.many.stacks[stack]
        start, end = self.many.position[prototype], self.many.position[deploy]
        found = {}
        for one in situation.open.values():
            bad = [
                not (option.prototype[first] and option.prototype[start] and option.deploy[end])
                for option in one.options
            ]
            found[one.id] = sum(bad) / len(bad)
        if first != start and not self._reaches(situation, first, graphs):
            lacks = [one.id for one in situation.open.values() if any(option.lacks[first] for option in one.options)]
            found |= dict.fromkeys(lacks, 1.0)
        return found

    def _reaches(self, situation: Situation, first: int, graphs: set[str]) -> bool:
        """Whether the winner has a route to a deploy end that meets everything, asked or not; in doubt False."""
        meets = situation.closed.deploy.copy()
        for one in situation.open.values():
            for option in one.options:
                meets &= option.deploy
        return all((self.many.routes.routes(graph, "").reaches[first] * meets).any() for graph in graphs)

    def _bounded(self, bounds: Bounds, first: int, stack: int) -> Verdict:
        pressure = {one.id: 0.0 for one in bounds.situation.open.values()}
        prototype, _, deploy = self.many.stacks[stack]
        known = bool(bounds.intervals.surely_known("alone")[[first, self.many.position[prototype]]].all()) and bool(
            bounds.intervals.surely_known("deploy")[self.many.position[deploy]]
        )
        certain = known
        for race in (bounds.frameworks(first), *bounds.stacks(stack)):
            if race is None:
                open_ = bounds.situation.open
                return Verdict(False, {one.id: 1.0 for field, one in open_.items() if field in bounds.said})
            worst = bounds.worst(race)
            if worst:
                certain, pressure = False, pressure | worst
                break
        if not known:
            pressure = {id_: force + 1e-6 for id_, force in pressure.items()}
        return Verdict(certain, pressure)


def _graphs(situation: Situation, said: str) -> set[str]:
    """What was answered about dynamic graphs, or everything that still may be."""
    found = situation.open.get("dynamic_graphs")
    return {"", *(option.variant for option in found.options)} if found else {said}
