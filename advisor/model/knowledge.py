"""What is known: facts with evidence, alternatives, criteria, exchanges, editions and cases.

Named tuples, because they are defined seven times faster than frozen dataclasses, and every command loads this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from advisor.model.verification import Verification

Method = Literal["published", "documented", "registry", "measured"]
Kind = Literal["framework", "runtime", "frontend"]
Side = Literal["train", "serve"]
Phase = Literal["prototype", "deploy", "both"]


class Evidence(NamedTuple):
    """Where a fact comes from: ``source`` is a URL or package URL, ``as_of`` an ISO date, ``locator`` a place on the page."""

    source: str
    as_of: str
    method: str
    locator: str = ""
    note: str = ""


class Fact(NamedTuple):
    """One statement about an alternative, such as ``languages.java``; never without evidence.

    ``value`` is a level, a score, an id or a list; facts of `SIDED_GROUPS` hold ``{"train": level, "serve": level}``.
    ``listed`` is false when the item itself is not named by the source, whose list leaves it out. ``via`` names the runtime
    through which the tool serves this, where that runtime is known as an alternative of its own.
    """

    id: str
    value: Any
    evidence: Evidence
    listed: bool = True
    via: str = ""

    def side(self, side: Side | None) -> Any:
        """The value for training or serving; without a side, or for facts that have none, the value itself."""
        return self.value[side] if side and isinstance(self.value, dict) else self.value


class Alternative(NamedTuple):
    """A framework, a runtime (deploy only) or a front end (never ranked), with its facts in one edition."""

    id: str
    name: str
    kind: Kind
    summary: str
    homepage: str
    association: str
    first_release: str
    facts: Mapping[str, Fact]
    scores: Mapping[str, Fact]

    def fact(self, group: str, item: str = "") -> Fact | None:
        """The fact for an item; a complete list that leaves the item out answers as well; None is "unknown"."""
        if not item:
            return self.facts.get(group)
        found = self.facts.get(f"{group}.{item}")
        others = self.facts.get(f"{group}.others")
        if found is None and others is not None:
            return Fact(f"{group}.{item}", others.value, others.evidence, listed=False)
        return found


class Category(NamedTuple):
    """A group of criteria; ``short`` is its column heading."""

    id: str
    name: str
    short: str


class Scale(NamedTuple):
    """A figure on a scale with fixed anchors: ``zero`` scores 0, ``full`` scores 100, in between logarithmic, or ``linear``.

    ``zero`` above ``full`` is a falling scale: less is better. ``at`` names the end of a stack that the figure judges.
    """

    fact: str
    zero: float
    full: float
    at: Phase = "both"
    linear: bool = False


class Criterion(NamedTuple):
    """One aspect that is scored, and how one edition turns facts into its 0-100 score.

    ``method`` is ``published`` (the edition's own table), ``coverage`` (support levels of a fact group), ``levels`` (facts on an
    ordered scale, averaged), ``scale`` (figures), ``familiarity`` or ``none`` (this edition cannot score it). ``level_facts``
    are the facts of `levels`, and of alternatives outside a published table; ``deploy_facts`` replace them at the deploy end.
    ``phase`` says which end of a stack the criterion judges; facts older than ``max_age_days`` are marked (0: no limit).
    """

    id: str
    name: str
    category: str
    question: str
    rationale: str
    scoring: str
    phase: Phase = "both"
    method: str = "none"
    group: str = ""
    level_facts: tuple[str, ...] = ()
    deploy_facts: tuple[str, ...] = ()
    scales: tuple[Scale, ...] = ()
    breadth: tuple[str, ...] = ()
    on_demand: bool = False
    max_age_days: int = 0


class Port(NamedTuple):
    """One end of an exchange: how well a tool exports or imports the format, and how to do it."""

    tool: str
    level: str
    steps: tuple[str, ...]
    limits: str
    evidence: Evidence


class Exchange(NamedTuple):
    """A format between two tools, with who writes it and who reads it.

    ``factor`` is 1 where whole models travel, less where only weights do; ``whole_for`` names the domains in which the other
    end brings the architecture itself, so that weights are all it needs.
    """

    id: str
    name: str
    summary: str
    exporters: Mapping[str, Port]
    importers: Mapping[str, Port]
    factor: float = 1.0
    whole_for: tuple[str, ...] = ()


class Case(NamedTuple):
    """A documented real decision: what a team needed, and what it chose."""

    id: str
    who: str
    year: int
    edition: str
    summary: str
    requirements: Mapping[str, Any]
    chosen: tuple[str, ...]
    deploy: tuple[str, ...]
    sources: tuple[str, ...]
    as_of: str
    confidence: str


class Edition(NamedTuple):
    """A dated snapshot: its criteria, tier rule and how much each kind of exchange can be relied on."""

    id: str
    title: str
    date: str
    about: str
    notes: tuple[str, ...]
    tier_gap: float
    named_tiers: int
    known_share: float
    rank_retired: bool
    reliability: Mapping[str, float]


class NeedRule(NamedTuple):
    """How one need of the requirements file is met: by which fact group, on which side, and which ends it binds."""

    path: str
    criterion: str
    group: str
    side: Side | None
    binds: Phase


class RobustnessRules(NamedTuple):
    """How far stated weights are doubted.

    ``samples`` weightings are drawn around the stated weights w from a Dirichlet distribution with the parameters
    ``concentration`` * w; whoever beats the winner in at least the share ``near_tie`` of them is level with it.
    """

    concentration: float
    samples: int
    near_tie: float


class WeightRules(NamedTuple):
    """The tables of the weight model (`knowledge/weights.yaml`): nothing of it stands in code."""

    multipliers: Mapping[str, float]
    need_levels: Mapping[str, str]
    must: str
    needs: tuple[NeedRule, ...]
    answers: Mapping[str, Mapping[str, Any]]
    goals: Mapping[str, Mapping[str, str]]
    stated: Mapping[str, Mapping[str, Any]]
    robustness: RobustnessRules


class Choice(NamedTuple):
    """One answer that may be picked."""

    value: str
    label: str


Answer = Any
"""To a question: a value, a list, ``{required, preferred}`` or ``{criterion: importance}``; None for a skipped one."""


class Question(NamedTuple):
    """One question of the quiz: ``sets`` is the dotted path in the requirements file that it answers."""

    id: str
    kind: Literal["one", "need", "ranks", "many"]
    sets: str
    ask: str
    why: str
    choices: tuple[Choice, ...]


class Knowledge(NamedTuple):
    """Everything the decision needs, for one edition."""

    edition: Edition
    editions: tuple[str, ...]
    categories: Mapping[str, Category]
    criteria: Mapping[str, Criterion]
    alternatives: Mapping[str, Alternative]
    exchanges: Mapping[str, Exchange]
    cases: tuple[Case, ...]
    weight_rules: WeightRules
    levels: Mapping[str, float]
    questions: tuple[Question, ...] = ()
    known_ids: frozenset[str] = frozenset()
    verifications: tuple[Verification, ...] = ()

    def verified(self, prototype: str, exchange: str, deploy: str) -> Verification | None:
        """The best run of the route as its makers advise it; None where it was never run."""
        found = [
            one
            for one in self.verifications
            if (one.prototype, one.exchange, one.deploy) == (prototype, exchange, deploy) and one.advised and one.tried
        ]
        return max(found, key=lambda one: (one.share(), one.passed), default=None)

    @property
    def frameworks(self) -> tuple[Alternative, ...]:
        """The alternatives that are ranked."""
        return tuple(one for one in self.alternatives.values() if one.kind == "framework")

    def name(self, id_: str) -> str:
        """The display name of an alternative, or the id itself where the edition does not know it."""
        found = self.alternatives.get(id_)
        return found.name if found else id_
