"""Where a quiz stands: the recommendation so far, how likely it stays, and which question tells most about it.

Completions are sampled once, question by question: most of them answer as some documented team did, the others anything
(`answers.draw`); answered questions keep their answers. The next question is the one whose answer shares most information with
the recommendation, in bits, I(A; R) = H(A) + H(R) - H(A, R), less the bias (a-1)(r-1)/(2 n ln 2) of a plug-in estimate
(Miller 1955).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.decision.ahead.certainty import Certainty, Verdict
from advisor.decision.many.answers import EffectCache, documented, draw, label, single_options
from advisor.decision.many.deciding import NOTHING, Many, Outcomes
from advisor.decision.many.effects import Effect
from advisor.model.knowledge import Answer, Knowledge

Integers = NDArray[np.intp]
COMPLETIONS = 384
LIKE_A_CASE = 0.7
"""The share of sampled people who answer as some documented team did."""
RARE = 4
"""Labels with fewer samples are counted together."""
NAMED = 3
"""The most frequent results count one by one when information is estimated, the others together."""
RULING_OUT, SWING = 0.5, 0.01
"""How many bits a question is worth beside its information: if each of its options would rule out the leader, and for each point
that it can add to a rival. A question that must be asked in any case is better asked early."""


class Result(NamedTuple):
    """What is recommended: the first of the ranking and the best stack (ids); None where nothing fits."""

    winner: str | None
    stack: tuple[str, str, str] | None


class Reason(NamedTuple):
    """Why a question is asked: its information in bits, the two results that it tells apart best (None where all completions
    agree), and its pressure on the leader (see `certainty.Verdict`)."""

    bits: float
    between: tuple[Result, Result] | None
    pressure: float


class Change(NamedTuple):
    """One answer to an open question that would change the recommendation, if nothing else were said."""

    question: str
    answer: Answer
    result: Result


class Outlook(NamedTuple):
    """The state of a quiz.

    ``result`` is what the answers give if nothing more is said, ``stays`` the share of sampled completions that give the same,
    ``leaders`` the most frequent results with their shares. ``certain``: no completion changes it. ``order`` ranks all open
    questions, the most telling first, with ``reasons``; ``killing``: some of them may rule out the leader.
    """

    result: Result
    stays: float
    leaders: tuple[tuple[Result, float], ...]
    certain: bool
    killing: bool
    order: tuple[str, ...]
    reasons: Mapping[str, Reason]


class Adviser:
    """Looks ahead in a quiz over one knowledge base; the same answers always give the same outlook."""

    def __init__(self, knowledge: Knowledge, completions: int = COMPLETIONS) -> None:
        """Over the knowledge's own questions; ``completions`` are sampled."""
        self.questions, self.cases = knowledge.questions, knowledge.cases
        self.many = Many(knowledge)
        self.cache = EffectCache(self.many.effects)
        self.completions = completions

    @cached_property
    def certainty(self) -> Certainty:
        """The judge of exact stops."""
        return Certainty(self.many, self.questions, self.cache)

    @cached_property
    def _samples(self) -> dict[str, tuple[list[Effect], Integers, Integers]]:
        """By question: distinct effects, the effect of each sample (0: no answer), and the label of each sample."""
        found = {}
        for question in self.questions:
            source = random.Random(f"completions of {question.id}")
            known = documented(question, self.cases) or [None]
            drawn = [
                source.choice(known) if source.random() < LIKE_A_CASE else draw(question, source)
                for _ in range(self.completions)
            ]
            effects = [self.cache.of(question, answer) for answer in drawn]
            distinct = {id(one): one for one in [self.cache.silence, *effects]}
            place = {key: position for position, key in enumerate(distinct)}
            codes = np.array([0, *(place[id(one)] for one in effects)], np.intp)
            found[question.id] = (list(distinct.values()), codes, _labels([label(question, one) for one in drawn]))
        return found

    def look(self, answers: Mapping[str, Answer]) -> Outlook:
        """The outlook after these answers by question id (None: skipped)."""
        answered = {one.id: self.cache.of(one, answers[one.id]) for one in self.questions if one.id in answers}
        open_ = [one for one in self.questions if one.id not in answers]
        results, now = self._results(answered)
        verdict = self.certainty.judge(answered, *now)
        reasons = {one.id: self._reason(one.id, results, verdict) for one in open_}
        place = {one.id: position for position, one in enumerate(self.questions)}

        def urgency(id_: str) -> tuple[float, float, int]:
            force = verdict.pressure.get(id_, 0.0)
            return (
                -round(reasons[id_].bits + (RULING_OUT if verdict.killing else SWING) * force, 6),
                -round(force, 9),
                place[id_],
            )

        possible = results[:1] if verdict.certain else results[1:]
        return Outlook(
            result=self._named(int(results[0])),
            stays=float((possible == results[0]).mean()),
            leaders=self._leaders(possible),
            certain=verdict.certain,
            killing=verdict.killing,
            order=tuple(sorted(reasons, key=urgency)),
            reasons=reasons,
        )

    def changes(self, answers: Mapping[str, Answer]) -> list[Change]:
        """Every single option of the open questions that changes the recommendation, in the order of the questions."""
        answered = {one.sets: self.cache.of(one, answers[one.id]) for one in self.questions if one.id in answers}
        tried = [(one, option) for one in self.questions if one.id not in answers for option in single_options(one)]
        sets = [answered, *({**answered, one.sets: self.cache.of(one, option)} for one, option in tried)]
        outcomes = self.many.one_by_one(sets)
        results = numbered(outcomes).tolist()
        return [
            Change(one.id, option, self._named(result))
            for (one, option), result in zip(tried, results[1:], strict=True)
            if result != results[0]
        ]

    def _results(self, answered: Mapping[str, Effect]) -> tuple[Integers, tuple[int, int]]:
        """One number for each result: first that of the answers alone, then those of the completions."""
        effects: dict[str, Sequence[Effect]] = {}
        codes: dict[str, Integers] = {}
        rows = 1 if len(answered) == len(self.questions) else self.completions + 1
        for one in self.questions:
            if one.id in answered:
                effects[one.sets], codes[one.sets] = [answered[one.id]], np.zeros(rows, np.intp)
            else:
                effects[one.sets], codes[one.sets] = self._samples[one.id][0], self._samples[one.id][1]
        outcomes = self.many.decide(effects, codes, rows)
        return numbered(outcomes), (int(outcomes.winner[0]), int(outcomes.stack[0]))

    def _named(self, result: int) -> Result:
        winner, stack = result // STRIDE - 1, result % STRIDE - 1
        return Result(
            self.many.frameworks[winner] if winner != NOTHING else None,
            self.many.stacks[stack] if stack != NOTHING else None,
        )

    def _leaders(self, results: Integers) -> tuple[tuple[Result, float], ...]:
        values, counts = np.unique(results, return_counts=True)
        order = np.lexsort((values, -counts))[:3]
        return tuple((self._named(int(values[at])), float(counts[at]) / len(results)) for at in order)

    def _reason(self, id_: str, results: Integers, verdict: Verdict) -> Reason:
        if verdict.certain or len(results) == 1:
            return Reason(0.0, None, 0.0)
        labels = self._samples[id_][2]
        values, found = np.unique(results[1:], return_inverse=True)
        table = np.zeros((labels.max() + 1, len(values)))
        np.add.at(table, (labels, found), 1)
        bits = _information(_merged(table))
        return Reason(bits, self._between(table, values), verdict.pressure.get(id_, 0.0))

    def _between(self, table: NDArray[np.float64], values: Integers) -> tuple[Result, Result] | None:
        """The two results whose chances depend most on the answer, the frequent ones first."""
        if len(values) < 2:
            return None
        chances = table / table.sum(axis=1, keepdims=True)
        mass = table.sum(axis=1) / table.sum()
        spread = mass @ (chances - mass @ chances) ** 2
        first, second = np.lexsort((values, -spread))[:2]
        return self._named(int(values[first])), self._named(int(values[second]))


STRIDE = 1 << 20


def numbered(outcomes: Outcomes) -> Integers:
    """One number for each set's winner and stack together, counted from 1 (0: nothing): winner * `STRIDE` + stack."""
    return (outcomes.winner + 1) * STRIDE + outcomes.stack + 1


def _labels(words: Sequence[str]) -> Integers:
    """Labels as numbers; rare ones share a number."""
    _, found, counts = np.unique(np.array(words), return_inverse=True, return_counts=True)
    rare = counts < RARE
    numbers = np.where(rare, (~rare).sum(), np.cumsum(~rare) - 1)
    result: Integers = numbers[found].astype(np.intp)
    return result


def _merged(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same counts with all but the most frequent results together, which keeps the estimate of the information steady."""
    order = np.argsort(-table.sum(axis=0), kind="stable")
    kept, rest = table[:, order[:NAMED]], table[:, order[NAMED:]]
    return np.hstack([kept, rest.sum(axis=1, keepdims=True)])


def _information(table: NDArray[np.float64]) -> float:
    """Mutual information in bits of a table of counts, less its bias; never below 0."""
    total = table.sum()
    joint = table / total
    rows, columns = joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)
    parts = np.divide(joint, rows * columns, out=np.ones_like(joint), where=joint > 0)
    bits = float((joint * np.log2(parts)).sum())
    bias = (np.count_nonzero(rows) - 1) * (np.count_nonzero(columns) - 1) / (2 * total * np.log(2))
    return max(0.0, bits - float(bias))
