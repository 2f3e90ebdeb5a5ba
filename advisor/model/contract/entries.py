"""The ranking, what is ruled out, and the stacks, as the contract has them."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from advisor.model.contract.base import (
    SLACK,
    Entry,
    Evidence,
    Fact,
    Lead,
    Number,
    Points,
    Share,
    Text,
    Whole,
)


class Importance(Entry):
    """How much a criterion matters, and why."""

    level: Text = Field(
        description="`none`, `low`, `medium`, `high`, `critical`, or `expert` for a weight given as a number."
    )
    because: Text = Field(description="The line of the requirements that gave the level.")


class Headline(Entry):
    """The answer in one sentence."""

    kind: Literal["single", "stack", "none"] = Field(description="One tool, a stack, or nothing that fits.")
    text: Text = Field(description="The sentence.")


class Cell(Entry):
    """One framework on one criterion: `contribution` = `weight` × `score`."""

    score: Points | None = Field(description="null where nothing is known.")
    weight: Share = Field(
        description="The share that counts for this framework: 0 where the score is unknown, whose weight the others of the "
        "category carry."
    )
    contribution: Points = Field(description="What it adds to the total.")
    facts: tuple[Fact, ...] = Field(description="What the score is made from.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if abs(self.contribution - self.weight * (self.score or 0.0)) > SLACK:
            raise PydanticCustomError("law", "the contribution is not weight times score")
        return self


class Unmet(Entry):
    """A serving-side requirement that the framework does not meet itself."""

    requirement: Text = Field(description="As it is written in a requirements file: `targets: android`.")
    met_by: Text | None = Field(description="The route that meets it; null where no source confirms any.")


class Acceptability(Entry):
    """How often a framework comes first or near it, over weightings around the stated one."""

    first: Share = Field(description="Share of the weightings in which it comes first.")
    top3: Share = Field(description="Share in which it is among the first three.")
    ranks: tuple[Share, ...] | None = Field(None, description="A share for each rank (`--robustness full`).")


class Ranked(Entry):
    """One framework of the ranking; the contributions sum to `score`."""

    rank: Whole = Field(description="From 1; equal scores share a rank.")
    id: Text = Field(description="Its id, as in `advisor list frameworks`.")
    name: Text = Field(description="Its name.")
    score: Points = Field(description="The total.")
    tier: Whole | None = Field(description="From 1; null below the last named tier.")
    categories: dict[Text, Points | None] = Field(description="Mean score by category; null where nothing is known.")
    criteria: dict[Text, Cell] = Field(description="By criterion, those with a weight.")
    unmet: tuple[Unmet, ...] = Field(description="Requirements that only a partner meets, or nobody confirms.")
    known: Share | None = Field(None, description="Share of the weight whose scores are known.")
    age_days: Number | None = Field(
        None, description="Median age of the facts in days, to `knowledge_date`; null where the edition limits no ages."
    )
    too_old: tuple[Text, ...] = Field((), description="Ids of the facts that are older than their criterion allows.")
    acceptability: Acceptability | None = Field(None, description="Absent with `--robustness none`.")

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if abs(self.score - sum(cell.contribution for cell in self.criteria.values())) > SLACK * max(
            1, len(self.criteria)
        ):
            raise PydanticCustomError("law", "the contributions do not sum to the score")
        return self


class Reason(Entry):
    """Why something is ruled out."""

    requirement: Text = Field(description="The requirement that is missed, such as `languages.train: java`.")
    fact: Text = Field(description="The fact that misses it, in words.")
    evidence: Evidence | None = Field(
        description="Where that fact comes from; null where it is the edition's own rule."
    )


class RuledOut(Entry):
    """A framework that is listed and not ranked."""

    id: Text = Field(description="Its id.")
    name: Text = Field("", description="Its name.")
    score: Points | None = Field(None, description="What it would have reached.")
    reasons: tuple[Reason, ...] = Field(description="Every requirement that it misses.")


class Difference(Entry):
    """How much a criterion adds to a difference."""

    criterion: Text = Field(description="Its id.")
    points: Lead = Field(description="Negative where it takes away.")


class Contrast(Entry):
    """Why the first stands above another; the differences sum to `lead`."""

    winner: Text = Field(description="Id of the first.")
    other: Text = Field(description="Id of the other.")
    lead: Lead = Field(description="What is between them.")
    differences: tuple[Difference, ...] = Field(description="Difference of the contributions, the largest first.")


class Verified(Entry):
    """What came of a route when it was run."""

    date: Text = Field(description="The day of the run.")
    versions: dict[Text, Text] = Field(description="Version of every package that took part.")
    max_abs_error: Number | None = Field(description="The largest absolute error of what passed.")
    passed: Whole | None = Field(None, description="Models that gave the prototype's own answers.")
    tried: Whole | None = Field(None, description="Models that could be tried.")
    outcomes: dict[Text, Text] | None = Field(
        None, description="By model: `ok`, `close`, `wrong`, `refused`, `crashed`, `timed_out` or `not_available`."
    )
    run: Text | None = Field(None, description="The file of `knowledge/` that holds the raw run.")


class Ends(Entry):
    """The points of the two ends of a stack; `score` = their sum × `reliability`."""

    prototype: Points = Field(description="What the framework to build in adds.")
    deploy: Points = Field(description="What the tool to deploy on adds.")


class Stack(Entry):
    """A prototype, an exchange format and a tool to deploy on."""

    prototype: Text = Field(description="Id of the framework to build in.")
    exchange: Text = Field(description="Id of the format, `native` for one tool end to end.")
    deploy: Text = Field(description="Id of the tool to deploy on.")
    route: Text | None = Field(None, description="The three by their names: `PyTorch → ONNX → ONNX Runtime`.")
    score: Points = Field(description="`reliability` already in it.")
    ends: Ends | None = Field(None, description="The points of its two ends.")
    reliability: Share | None = Field(None, description="What the exchange counts, 1 for one tool end to end.")
    steps: tuple[Text, ...] = Field(description="How it is done: commands and calls in their order.")
    limits: tuple[Text, ...] = Field((), description="Known limits, and what did not pass when it was run.")
    verified: Verified | None = Field(description="What came of it when it was run; null where it was not.")
    evidence: tuple[Evidence, ...] = Field(description="Where export and import are documented.")

    @model_validator(mode="after")
    def _multiplies(self) -> Self:
        if self.ends is None or self.reliability is None:
            return self
        if abs(self.score - (self.ends.prototype + self.ends.deploy) * self.reliability) > SLACK:
            raise PydanticCustomError("law", "the score is not the sum of the ends times the reliability")
        return self


Requirements = dict[Text, Any]
"""As in a requirements file, needs in their long form; its own schema is that of `advisor schema`."""
