"""What one answer does, on plain arrays: compiled once from the same functions that decide a single recommendation.

A requirements file is a set of answers, one for each field (`goal`, `languages.train`, ...). Each answer has an effect of its
own: items that are asked for, levels of criteria, factors of categories, ends that it rules out. Of the effects of all fields the
largest counts (or all must agree), so that many requirement sets can be decided side by side (`decision.many`). The musts and
the wishes of a need come together in the same way: an item that is both counts as a must.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import repeat
from operator import is_not
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from advisor.decision.gates import Gate, answer_gates, item_gate, limit_gates
from advisor.decision.scores import ENDS, REQUIRED_COUNTS, Asked, asked_items, familiarity, level_points
from advisor.decision.weights import SPOKEN_LOW, stated_levels
from advisor.model.knowledge import Knowledge, NeedRule
from advisor.model.requirements import Requirements
from advisor.model.vocabulary import ITEMS

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
UNSAID = -1.0
"""In place of a multiplier: nothing was said about this criterion or category."""

FIELDS = (
    "goal", "languages.train", "languages.serve", "cloud", "onnx", "dynamic_graphs", "scale", "big_data", "hardware.train",
    "hardware.serve", "targets", "os", "domain", "priorities", "weights", "constraints", "team_knows",
)  # fmt: skip
"""The answers that a recommendation depends on, as dotted paths of the requirements file."""


class Effect(NamedTuple):
    """What one answer does.

    ``counts`` (item): how often each item is asked for, 1 for a wish, 2 for a must. ``levels`` and ``forced`` (criterion):
    multipliers that it states, and those that it sets outright. ``raised`` and ``lowered`` (category): the same for categories.
    ``prototype``, ``deploy`` (alternative): may it stand at this end; ``lacks``: it surely cannot be the deploy end.
    ``familiar`` (alternative): scores 0-100 of what the team knows, all `UNSAID` when it does not say. ``weights`` (criterion)
    replace all others, all `UNSAID` when not given. ``variant``: what the choice of routes depends on.
    """

    counts: Floats
    levels: Floats
    forced: Floats
    raised: Floats
    lowered: Floats
    prototype: Bools
    deploy: Bools
    lacks: Bools
    familiar: Floats
    weights: Floats
    variant: str = ""


HOW: dict[str, np.ufunc] = {
    "counts": np.maximum,
    "levels": np.maximum,
    "forced": np.maximum,
    "raised": np.maximum,
    "lowered": np.maximum,
    "prototype": np.logical_and,
    "deploy": np.logical_and,
    "lacks": np.logical_or,
    "familiar": np.maximum,
    "weights": np.maximum,
}
"""How the effects of two answers come together."""


Tables = Mapping[str, Sequence[tuple[str, NDArray[Any]]]]
"""For each part of an effect the fields that say something there, each with a row for every answer."""


def stack(effects: Mapping[str, Sequence[Effect]], silence: Effect) -> Tables:
    """The effects of the answers to each field as tables; what is silent everywhere is left out."""
    made: dict[str, list[tuple[str, NDArray[Any]]]] = {part: [] for part in HOW}
    for field, found in effects.items():
        for part in HOW:
            quiet: NDArray[Any] = getattr(silence, part)
            said = [getattr(one, part) for one in found]
            if any(map(is_not, said, repeat(quiet))):
                table = np.concatenate(said).reshape(len(said), len(quiet))
                if (table != quiet).any():
                    made[part].append((field, table))
    return made


def combine(tables: Tables, codes: Mapping[str, NDArray[np.intp]], silence: Effect, sets: int) -> Effect:
    """All answers of many sets together, each part with the set as its first axis; set n gave answer ``codes[field][n]``."""
    made: dict[str, Any] = {}
    for part, how in HOW.items():
        made[part] = np.repeat(getattr(silence, part)[None], sets, axis=0)
        for field, table in tables[part]:
            how(made[part], table[codes[field]], out=made[part])
    return Effect(**made)


class ItemTable(NamedTuple):
    """What is known about every item that can be asked for; axes (alternative, item) unless said otherwise.

    ``points`` 0-100 with 0 for unknown, ``known`` and ``native`` 0 or 1; ``ends`` (end, item) is the share of a wish at each
    end; ``column`` (item) the criterion. ``keeps``: a must leaves it as a prototype; ``meets``, ``lacks``: the same for the
    deploy end, surely met and surely not.
    """

    asked: tuple[Asked, ...]
    points: Floats
    known: Floats
    native: Floats
    ends: Floats
    column: NDArray[np.intp]
    keeps: Bools
    meets: Bools
    lacks: Bools


class Effects:
    """The effects of answers under one knowledge base, over its alternatives (front ends left out) and scored criteria."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Nothing is computed before it is asked for."""
        self.knowledge = knowledge
        self.ids = tuple(one.id for one in knowledge.alternatives.values() if one.kind != "frontend")
        self.criteria = tuple(id_ for id_, one in knowledge.criteria.items() if one.method != "none")
        self.categories = tuple(knowledge.categories)
        self.alternatives = [knowledge.alternatives[id_] for id_ in self.ids]

    @cached_property
    def items(self) -> ItemTable:
        """Every item of every need, judged once."""
        asked = tuple(self._possible_items())
        shape = (len(self.ids), len(asked))
        points, known, native = np.zeros((3, *shape))
        keeps, meets, lacks = np.ones(shape, bool), np.ones(shape, bool), np.zeros(shape, bool)
        for column, one in enumerate(asked):
            gate = item_gate(one, self.knowledge)
            for row, alternative in enumerate(self.alternatives):
                fact = one.fact(alternative)
                if fact is not None:
                    points[row, column] = level_points(fact.side(one.rule.side), self.knowledge)
                    known[row, column], native[row, column] = 1, not fact.via
                status = gate(alternative).status
                if one.rule.binds in ("prototype", "both") and one.required:
                    keeps[row, column] = status != "unmet"
                if one.rule.binds in ("deploy", "both") and one.required:
                    meets[row, column], lacks[row, column] = status == "met", status == "unmet"
        criteria = np.array([self.criteria.index(one.rule.criterion) for one in asked], dtype=np.intp)
        ends = np.array([one.ends for one in asked]).T
        return ItemTable(asked, points, known, native, ends, criteria, keeps, meets, lacks)

    def _possible_items(self) -> list[Asked]:
        """All items as musts, so that their gates are known; the domain can only be a wish."""
        found = []
        for rule in self.knowledge.weight_rules.needs:
            if rule.criterion in self.criteria:
                phase = self.knowledge.criteria[rule.criterion].phase
                ends = ENDS[{"train": "prototype", "serve": "deploy"}.get(rule.side or "", phase)]
                found += [Asked(rule, item, True, ends) for item in ITEMS[rule.group]]
        if "domain" in self.criteria:
            rule = NeedRule("domain", "domain", "domain", None, "prototype")
            ends = ENDS[self.knowledge.criteria["domain"].phase]
            found += [Asked(rule, item, False, ends) for item in ITEMS["domain"] if item != "general"]
        return found

    @cached_property
    def _place(self) -> dict[tuple[str, str], int]:
        return {(one.rule.path, one.item): column for column, one in enumerate(self.items.asked)}

    def of(self, field: str, requirements: Requirements) -> Effect:
        """The effect of one field's answer, or of a part of it; ``requirements`` hold that answer and nothing else."""
        made = _Parts(self.silence)
        for asked in asked_items(requirements, self.knowledge):
            if (column := self._place.get((asked.rule.path, asked.item))) is None:
                continue
            made["counts"][column] = REQUIRED_COUNTS if asked.required else 1.0
            if asked.required:
                made["prototype"] &= self.items.keeps[:, column]
                made["deploy"] &= self.items.meets[:, column]
                made["lacks"] |= self.items.lacks[:, column]
        if field == "constraints":
            self._judge(made, limit_gates(requirements, self.knowledge))
        for gate in answer_gates(requirements, self.knowledge):
            made["prototype"] &= np.array([gate(one).status != "unmet" for one in self.alternatives])
        self._weigh(made, requirements)
        if field == "team_knows" and requirements.team_knows:
            made["familiar"][:] = [
                familiarity(one, requirements.team_knows, self.knowledge)[0] for one in self.alternatives
            ]
        said = {"dynamic_graphs": requirements.dynamic_graphs, "domain": requirements.domain}.get(field)
        return self.silence._replace(**made, variant=said or "")

    @cached_property
    def silence(self) -> Effect:
        """The effect of a question that is not answered."""
        criteria, categories, alternatives = len(self.criteria), len(self.categories), len(self.ids)
        return Effect(
            counts=np.zeros(len(self.items.asked)),
            levels=np.full(criteria, UNSAID),
            forced=np.full(criteria, UNSAID),
            raised=np.full(categories, UNSAID),
            lowered=np.full(categories, UNSAID),
            prototype=np.ones(alternatives, bool),
            deploy=np.ones(alternatives, bool),
            lacks=np.zeros(alternatives, bool),
            familiar=np.full(alternatives, UNSAID),
            weights=np.full(criteria, UNSAID),
        )

    def _judge(self, made: _Parts, gates: list[Gate]) -> None:
        """What constraints rule out: at both ends alike, and at the deploy end what is not known to meet them."""
        for gate in gates:
            status = np.array([gate(one).status for one in self.alternatives])
            made["prototype"] &= status != "unmet"
            made["deploy"] &= status == "met"
            made["lacks"] |= status == "unmet"

    def _weigh(self, made: _Parts, requirements: Requirements) -> None:
        """Levels, factors and weights that the answer states."""
        rules = self.knowledge.weight_rules
        for id_, importance in stated_levels(requirements, self.knowledge).items():
            if id_ in self.criteria:
                low = importance.level in SPOKEN_LOW and id_ in requirements.priorities
                made["forced" if low else "levels"][self.criteria.index(id_)] = rules.multipliers[importance.level]
        for position, category in enumerate(self.categories):
            spoken = requirements.priorities.get(category)
            if spoken is not None:
                made["lowered" if spoken in SPOKEN_LOW else "raised"][position] = rules.multipliers[spoken]
            level = rules.goals.get(requirements.goal or "", {}).get(category)
            if level is not None:
                made["raised"][position] = max(made["raised"][position], rules.multipliers[level])
        if requirements.weights:
            made["weights"][:] = [float(requirements.weights.get(id_, 0)) for id_ in self.criteria]


class _Parts(dict[str, Any]):
    """The parts of an effect that say something; a part is copied from silence when it is first touched.

    What an answer does not touch stays the array of `Effects.silence` itself and takes no memory.
    """

    def __init__(self, silence: Effect) -> None:
        super().__init__()
        self.silence = silence

    def __missing__(self, part: str) -> NDArray[Any]:
        """A copy of the silent part."""
        made: NDArray[Any] = getattr(self.silence, part).copy()
        self[part] = made
        return made
