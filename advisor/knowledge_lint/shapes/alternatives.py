"""The shapes of alternatives and exchanges: facts that name their sources."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from advisor.knowledge_lint.shapes.base import Level, Shape, Source, Text
from advisor.model.vocabulary import BigData, Cloud, Domain, Hardware, Language, OperatingSystem, Target

Support = Literal["built_in", "community", "none"]


class Leaf(Shape):
    """What every statement has: the key of its source, a place on the page, a note in our own words."""

    source: Text
    locator: str = ""
    note: str = ""
    via: str = ""


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


class FigureFact(Leaf):
    """A figure that a page states."""

    value: int | float


Others = Literal["others"]


class Facts(Shape):
    """The fact groups; what is unknown is absent."""

    license: TextFact | None = None
    maintenance: MaintenanceFact | None = None
    graph: GraphFact | None = None
    distributed: DistributedFact | LevelFact | None = None
    sponsor: LevelFact | None = None
    documentation: LevelFact | None = None
    eager: LevelFact | None = None
    compile: LevelFact | None = None
    numerics: LevelFact | None = None
    nn_ops: LevelFact | None = None
    ease_of_use: LevelFact | None = None
    speed: LevelFact | None = None
    footprint_mb: FigureFact | None = None
    onnx_tests_passed: FigureFact | None = None
    cnn_seconds: FigureFact | None = None
    rnn_seconds: FigureFact | None = None
    inference_seconds: FigureFact | None = None
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


class ReadFact(Leaf):
    """A number or a support level that a machine read."""

    value: int | float | Level


Outcome = Literal["ok", "close", "wrong", "refused", "crashed", "timed_out", "not_available"]


class RouteShape(Shape):
    """What came of a route when it was run."""

    prototype: Text
    exchange: Text
    deploy: Text
    exporter: Text
    runtime: Text
    label: Text
    advised: bool
    date: Text
    run: Text
    versions: dict[str, Text]
    outcomes: dict[str, Outcome]
    reasons: dict[str, Text]
    max_abs_error: Annotated[float, Field(ge=0)] | None


class RoutesFile(Shape):
    """measured/routes.yaml: written by a machine, never by hand."""

    routes: list[RouteShape]


class Figures(Shape):
    """Figures by their key; those that are text are named here, all others are numbers or levels."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, ReadFact | SidedFact]

    newest_version: TextFact | None = None
    newest_release: TextFact | None = None
    python_versions: TextFact | None = None
    registry_license: TextFact | None = None


class CollectedFile(Shape):
    """collected/<id>.yaml: written by a machine, never by hand."""

    id: Text
    sources: dict[str, Source]
    figures: Figures


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
    factor: Annotated[float, Field(gt=0, le=1)] = 1.0
    whole_for: list[Domain] = []
    sources: dict[str, Source]
    exporters: dict[str, PortShape]
    importers: dict[str, PortShape]
