"""What a team needs: the requirements file, version 1, as a frozen, validated object."""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from advisor.model.vocabulary import (
    BigData,
    Cloud,
    Domain,
    Goal,
    Hardware,
    Importance,
    Language,
    OperatingSystem,
    Scale,
    Target,
    Wish,
)

Item = TypeVar("Item", bound=str)


class Part(BaseModel):
    """Settings shared by every part of the file: closed, frozen, no silent conversions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _long_form(value: Any) -> Any:
    """A list is short for ``{required: list}``."""
    return {"required": value} if isinstance(value, list | tuple) else value


def _as_tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _each_once(value: tuple[Item, ...]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(value))


Items = Annotated[tuple[Item, ...], BeforeValidator(_as_tuple), AfterValidator(_each_once)]


class Need(Part, Generic[Item]):
    """What must be there (``required``) and what would be welcome (``preferred``)."""

    required: Items[Item] = ()
    preferred: Items[Item] = ()

    @model_validator(mode="after")
    def _required_wins(self) -> Need[Item]:
        """An item named in both lists counts as required only."""
        preferred = tuple(item for item in self.preferred if item not in self.required)
        if preferred != self.preferred:
            object.__setattr__(self, "preferred", preferred)
        return self

    def __bool__(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.required or self.preferred)


class Languages(Part):
    """Languages to train in and languages to serve from."""

    train: Annotated[Need[Language], BeforeValidator(_long_form)] = Need[Language]()
    serve: Annotated[Need[Language], BeforeValidator(_long_form)] = Need[Language]()


class HardwareNeeds(Part):
    """Hardware to train on and hardware to serve on."""

    train: Annotated[Need[Hardware], BeforeValidator(_long_form)] = Need[Hardware]()
    serve: Annotated[Need[Hardware], BeforeValidator(_long_form)] = Need[Hardware]()


class Constraints(Part):
    """Limits that no score can outweigh.

    ``licenses``: the SPDX ids that are acceptable; ``maintained``: rule out what is no longer developed; ``include``: consider
    only these alternatives; ``exclude``: never these.
    """

    licenses: Items[str] = ()
    maintained: bool = False
    include: Items[str] = ()
    exclude: Items[str] = ()


def _edition_text(value: Any) -> Any:
    """``edition: 2018`` without quotes means the edition ``"2018"``."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Weight = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Requirements(Part):
    """A team's needs; every field is optional and the empty object is valid and neutral.

    ``priorities`` maps criterion or category ids to an importance, ``weights`` maps criterion ids to numbers >= 0 and, when
    not empty, replaces every weight that the rest would give.
    """

    schema_version: Annotated[Literal[1], Field(alias="schema")] = 1
    title: str = ""
    edition: Annotated[str | None, BeforeValidator(_edition_text)] = None
    goal: Goal | None = None
    languages: Languages = Languages()
    cloud: Annotated[Need[Cloud], BeforeValidator(_long_form)] = Need[Cloud]()
    onnx: Wish | None = None
    dynamic_graphs: Wish | None = None
    scale: Scale | None = None
    big_data: Annotated[Need[BigData], BeforeValidator(_long_form)] = Need[BigData]()
    hardware: HardwareNeeds = HardwareNeeds()
    targets: Annotated[Need[Target], BeforeValidator(_long_form)] = Need[Target]()
    os: Annotated[Need[OperatingSystem], BeforeValidator(_long_form)] = Need[OperatingSystem]()
    domain: Domain | None = None
    priorities: dict[str, Importance] = {}
    weights: dict[str, Weight] = {}
    constraints: Constraints = Constraints()
    team_knows: Items[str] = ()

    def need(self, path: str) -> Need[Any]:
        """The need at a dotted path such as ``languages.serve`` or ``cloud``."""
        part: Any = self
        for name in path.split("."):
            part = getattr(part, name)
        assert isinstance(part, Need)
        return part

    def stated(self) -> dict[str, Any]:
        """Only what was said, in the order of the contract, ready for JSON or YAML (needs in their long form)."""
        stated: dict[str, Any] = prune(self.model_dump(mode="json", by_alias=True, exclude_defaults=True))
        return stated


def prune(value: Any) -> Any:
    """The same nested dictionary without empty dictionaries, empty lists and nulls."""
    if not isinstance(value, dict):
        return value
    kept = {key: prune(item) for key, item in value.items()}
    return {key: item for key, item in kept.items() if item not in (None, {}, [], "")}
