"""What all shapes share."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]
Level = Literal["full", "partial", "limited", "none"]
Method = Literal["published", "documented", "registry", "measured"]


class Shape(BaseModel):
    """Closed and without silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Source(Shape):
    """A source that facts of the file refer to by its key."""

    url: Text
    as_of: Text
    method: Method
    note: str = ""
