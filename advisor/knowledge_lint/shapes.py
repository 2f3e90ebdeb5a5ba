"""The shape of every kind of knowledge file: closed, so that a misspelt key is an error."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from advisor.model.vocabulary import (
    BigData,
    CategoryId,
    Cloud,
    Domain,
    Hardware,
    Importance,
    Language,
    OperatingSystem,
    Target,
)

Text = Annotated[str, Field(min_length=1)]
Level = Literal["full", "partial", "limited", "none"]
Method = Literal["published", "documented", "registry", "measured"]
Support = Literal["built_in", "community", "none"]


class Shape(BaseModel):
    """Closed and without silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Source(Shape):
    """A source that facts of the file refer to by its key."""

    url: Text
    as_of: Text
    method: Method
    note: str = ""


class Leaf(Shape):
    """What every statement has: the key of its source, a place on the page, a note in our own words."""

    source: Text
    locator: str = ""
    note: str = ""


class LevelFact(Leaf):
    """A support level."""

    value: Level


class SidedFact(Leaf):
    """A support level for training and one for serving."""

    train: Level
    serve: Level


class TextFact(Leaf):
    """A free value, such as a licence."""

    value: Text


class ListFact(Leaf):
    """A list of ids."""

    value: list[str]


class FlagFact(Leaf):
    """Yes or no."""

    value: bool


class MaintenanceFact(Leaf):
    """Whether it is still developed."""

    value: Literal["active", "maintenance", "retired"]


class GraphFact(Leaf):
    """How the computation graph comes about."""

    value: Literal["dynamic", "symbolic", "manual"]


class DistributedFact(Leaf):
    """Training on several machines."""

    value: Literal["built_in", "third_party", "none"]


class SupportFact(Leaf):
    """Support for a format, by the tool itself or by others."""

    value: Support


Others = Literal["others"]


class Facts(Shape):
    """The fact groups; what is unknown is absent."""

    license: TextFact | None = None
    maintenance: MaintenanceFact | None = None
    graph: GraphFact | None = None
    distributed: DistributedFact | None = None
    onnx_export: SupportFact | None = None
    onnx_import: SupportFact | None = None
    pretrained_models: LevelFact | None = None
    serving: LevelFact | None = None
    kin: ListFact | None = None
    backends: ListFact | None = None
    ranked: FlagFact | None = None
    languages: dict[Language | Others, SidedFact] = {}
    os: dict[OperatingSystem | Others, LevelFact] = {}
    cloud: dict[Cloud | Others, LevelFact] = {}
    hardware: dict[Hardware | Others, SidedFact] = {}
    targets: dict[Target | Others, LevelFact] = {}
    big_data: dict[BigData | Others, LevelFact] = {}
    domain: dict[Domain | Others, LevelFact] = {}


class AlternativeFile(Shape):
    """frameworks/<id>.yaml and runtimes/<id>.yaml."""

    id: Text
    name: Text
    kind: Literal["framework", "runtime", "frontend"]
    association: str = ""
    first_release: str = ""
    summary: Text
    homepage: str = ""
    sources: dict[str, Source]
    facts: Facts


class PortShape(Leaf):
    """One end of an exchange."""

    level: Literal["built_in", "community"]
    steps: Annotated[list[Text], Field(min_length=1)]
    limits: str = ""


class ExchangeFile(Shape):
    """exchanges/<id>.yaml."""

    id: Text
    name: Text
    summary: Text
    sources: dict[str, Source]
    exporters: dict[str, PortShape]
    importers: dict[str, PortShape]


class CriterionFile(Shape):
    """criteria/<id>.yaml."""

    id: Text
    name: Text
    category: CategoryId
    question: Text
    rationale: Text
    scoring: Text


class ScoringShape(Shape):
    """How an edition turns facts into a score."""

    method: Literal["published", "coverage", "levels", "familiarity"]
    phase: Literal["prototype", "deploy", "both"]
    group: str = ""
    fallback: str = ""
    breadth: list[str] = []
    on_demand: bool = False


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
    reliability: dict[Literal["native", "verified", "built_in", "community"], Annotated[float, Field(gt=0, le=1)]]
    scoring: dict[str, ScoringShape]


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


class AnswerShape(Shape):
    """What an answer weighs, and what a required one asks of the prototype."""

    criterion: Text
    levels: dict[str, Importance]
    fact: Text | None = None
    accepts: list[str] = []


class StatedShape(Shape):
    """A preference that weighs as soon as it is stated."""

    criterion: Text
    level: Importance
    unless: list[str] = []


class WeightsFile(Shape):
    """weights.yaml."""

    multipliers: dict[Importance, Annotated[int | float, Field(ge=0)]]
    need_levels: dict[Literal["required", "preferred"], Importance]
    must: Level
    needs: list[NeedShape]
    answers: dict[str, AnswerShape]
    goals: dict[str, dict[CategoryId, Importance]]
    stated: dict[str, StatedShape]


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


SHAPES: dict[str, type[Shape]] = {
    "editions/*/frameworks/*.yaml": AlternativeFile,
    "editions/*/runtimes/*.yaml": AlternativeFile,
    "editions/*/exchanges/*.yaml": ExchangeFile,
    "editions/*/edition.yaml": EditionFile,
    "criteria/*.yaml": CriterionFile,
    "cases/*.yaml": CasesFile,
    "weights.yaml": WeightsFile,
    "quiz.yaml": QuizFile,
}
"""The shape of the files that match each pattern; `levels.yaml` and `categories.yaml` are plain mappings of shapes."""

ENTRIES: dict[str, type[Shape]] = {"levels.yaml": LevelShape, "categories.yaml": CategoryShape}
"""Files that are a mapping of one shape."""
