"""The shapes of everything else: criteria, editions, cases, weights, levels, categories and the quiz."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from advisor.knowledge_lint.shapes.base import Level, Method, Shape, Source, Text
from advisor.model.vocabulary import CategoryId, Importance


class CriterionFile(Shape):
    """criteria/<id>.yaml."""

    id: Text
    name: Text
    category: CategoryId
    question: Text
    rationale: Text
    scoring: dict[str, Text]


class ScaleShape(Shape):
    """A scale with its anchors."""

    fact: Text
    zero: Annotated[int | float, Field(ge=0)]
    full: Annotated[int | float, Field(gt=0)]
    at: Literal["prototype", "deploy", "both"] = "both"
    linear: bool = False


class ScoringShape(Shape):
    """How an edition turns facts into a score."""

    method: Literal["published", "coverage", "levels", "scale", "familiarity"]
    phase: Literal["prototype", "deploy", "both"]
    group: str = ""
    facts: list[Text] = []
    deploy_facts: list[Text] = []
    scales: list[ScaleShape] = []
    breadth: list[str] = []
    on_demand: bool = False
    max_age_days: Annotated[int, Field(gt=0)] | None = None


class TierShape(Shape):
    """The rule for tiers."""

    gap: Annotated[int | float, Field(gt=0)]
    named: Annotated[int, Field(gt=0)]


class EditionFile(Shape):
    """editions/<id>/edition.yaml."""

    id: Text
    title: Text
    date: Text
    about: Text
    notes: list[Text] = []
    article: Source | None = None
    tiers: TierShape
    known_share: Annotated[float, Field(ge=0, le=1)]
    rank_retired: bool
    reliability: dict[Literal["native", "verified", "built_in", "community"], Annotated[float, Field(gt=0, le=1)]]
    scoring: dict[str, ScoringShape]


PackageUrls = Annotated[list[Text], Field(min_length=1)]
"""Package URLs without a version; the figures of the first one count."""


Chip = Literal["nvidia", "amd", "intel", "apple", "tpu", "trainium", "ascend", "qualcomm"]
"""The hardware that takes a package of its own; plain processors are read from the wheels."""


class ChipShape(Shape):
    """A package URL without a version, and what its releases show at most."""

    package: Text
    level: Literal["full", "partial", "limited"]


class PackagesFile(Shape):
    """editions/<id>/packages.yaml: by alternative; a stand-in is only released together with the tool.

    ``host_only`` are tools that do not compute on the processor that their wheels are for.
    """

    packages: dict[Text, PackageUrls]
    stand_ins: dict[Text, PackageUrls] = {}
    chips: dict[Text, dict[Chip, ChipShape]] = {}
    host_only: list[Text] = []


class CaseShape(Shape):
    """One documented decision."""

    id: Text
    who: Text
    year: Annotated[int, Field(ge=2000, le=2100)]
    summary: Text
    requirements: dict[str, Any]
    chosen: list[str]
    deploy: list[str]
    sources: Annotated[list[Text], Field(min_length=1)]
    as_of: Text
    method: Method
    confidence: Literal["low", "medium", "high"]
    note: str = ""


class CasesFile(Shape):
    """cases/<edition>.yaml."""

    edition: Text
    cases: list[CaseShape]


class CategoryShape(Shape):
    """A category with its criteria in order."""

    name: Text
    short: Text
    criteria: list[str]


class LevelShape(Shape):
    """What a level is worth."""

    share: Annotated[float, Field(ge=0, le=1)]
    means: Text


class NeedShape(Shape):
    """What a need weighs and binds."""

    path: Text
    criterion: Text
    group: Text
    side: Literal["train", "serve"] | None = None
    binds: Literal["prototype", "deploy", "both"]


class AskShape(Shape):
    """A fact and the values that are accepted of it."""

    fact: Text
    accepts: Annotated[list[Text], Field(min_length=1)]


class AnswerShape(Shape):
    """What an answer weighs, and what a required one asks of the prototype."""

    criterion: Text
    levels: dict[str, Importance]
    asks: list[AskShape] = []


class StatedShape(Shape):
    """A preference that weighs as soon as it is stated."""

    criterion: Text
    level: Importance
    unless: list[str] = []


class RobustnessShape(Shape):
    """How far stated weights are doubted."""

    concentration: Annotated[int | float, Field(gt=0)]
    samples: Annotated[int, Field(ge=1000, le=100_000)]
    near_tie: Annotated[float, Field(gt=0, lt=0.5)]


class WeightsFile(Shape):
    """weights.yaml."""

    multipliers: dict[Importance, Annotated[int | float, Field(ge=0)]]
    need_levels: dict[Literal["required", "preferred"], Importance]
    must: Level
    needs: list[NeedShape]
    answers: dict[str, AnswerShape]
    goals: dict[str, dict[CategoryId, Importance]]
    stated: dict[str, StatedShape]
    robustness: RobustnessShape


class ChoiceShape(Shape):
    """A choice with a label of its own."""

    value: Text
    label: Text


class ChoicesFrom(Shape):
    """Choices that the knowledge itself gives."""

    from_: Annotated[Literal["frameworks"], Field(alias="from")]


class QuestionShape(Shape):
    """One question of the quiz."""

    id: Text
    kind: Literal["one", "need", "ranks", "many"]
    sets: Text
    ask: Text
    why: Text
    choices: list[Text | ChoiceShape] | ChoicesFrom


class QuizFile(Shape):
    """quiz.yaml."""

    questions: list[QuestionShape]
