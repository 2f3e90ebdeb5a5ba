"""What every part of the contract is built from: closed kinds of numbers, and facts with their evidence."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

SLACK = 1e-6
"""What sums of floating-point numbers may be off."""
MAX_PARTS = 1_000
"""More than any list or mapping of a fact's value holds."""
SCALARS = (str, int, float)


class Entry(BaseModel):
    """Settings shared by every part: frozen, and open to keys of later versions."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=False)


def _between(low: float, high: float, what: str) -> AfterValidator:
    """A check that a number is in a range, rounding aside."""

    def check(value: float) -> float:
        if not low - SLACK <= value <= high + SLACK:
            raise PydanticCustomError("range", what)
        return value

    return AfterValidator(check)


Text = Annotated[str, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Whole = Annotated[int, Field(strict=True), _between(-(2**53), 2**53, "a whole number that JSON can hold")]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]


def _number(comment: str) -> WithJsonSchema:
    """A number in the JSON Schema with its unit; no bounds, which the last digit of a sum may pass."""
    return WithJsonSchema({"type": "number", "$comment": comment})


Points = Annotated[Number, _between(0, 100, "a number from 0 to 100"), _number("points (0-100)")]
Lead = Annotated[Number, _between(-100, 100, "a number from -100 to 100"), _number("points (-100 to 100)")]
Share = Annotated[Number, _between(0, 1, "a number from 0 to 1"), _number("share (0-1)")]


def _plain(value: Any) -> Any:
    """A fact's value without nesting, so that it can be told on one line."""
    parts = [value]
    if isinstance(value, dict | list):
        parts = list(value.values()) if isinstance(value, dict) else value
    if len(parts) > MAX_PARTS or not all(isinstance(part, SCALARS) for part in parts):
        raise PydanticCustomError("fact_value", "text, a number, a list of these, or a mapping such as {train, serve}")
    return value


def _scalar(value: Any) -> Any:
    if not isinstance(value, SCALARS):
        raise PydanticCustomError("scalar", "text or a number")
    return value


_SCALAR_SCHEMA = [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]
Scalar = Annotated[
    Any, AfterValidator(_scalar), WithJsonSchema({"$comment": "text or number", "anyOf": _SCALAR_SCHEMA})
]
FactValue = Annotated[
    Any,
    AfterValidator(_plain),
    WithJsonSchema(
        {
            "$comment": "value of a fact",
            "anyOf": [
                *_SCALAR_SCHEMA,
                {"type": "array", "items": {"anyOf": _SCALAR_SCHEMA}},
                {"type": "object", "additionalProperties": {"anyOf": _SCALAR_SCHEMA}},
            ],
        }
    ),
]


class Evidence(Entry):
    """Where a fact comes from."""

    source: Text = Field(description="A URL, or a package URL such as `pkg:pypi/torch@2.15.0`.")
    as_of: Text = Field(description="The day of the source, or the day on which it was seen (ISO 8601).")
    method: Text = Field(
        description="`published` (the article), `documented` (a page says so), `registry` (read from a package registry) or "
        "`measured` (a probe of this project ran it)."
    )
    locator: Text = Field("", description="The place on the page, where one helps.")
    note: Text = Field("", description="What else there is to know about the source.")


class Fact(Entry):
    """One statement about an alternative."""

    id: Text = Field(description="What it is about, such as `languages.java` or `commits_90d`.")
    value: FactValue = Field(
        description="A level, a figure, an id, a list, or `{train, serve}` with a level for each side."
    )
    evidence: Evidence = Field(description="Where it comes from.")
