"""What ``--explain full`` adds to the contract."""

from __future__ import annotations

from pydantic import Field

from advisor.model.contract.base import Entry, Evidence, FactValue, Flag, Number, Points, Share, Text, Whole


class WeightRow(Entry):
    """How a criterion got its weight: `product` = `factor` × `multiplier` / `size`, `share` = product / their sum."""

    criterion: Text = Field(description="Its id.")
    category: Text = Field(description="Id of its category.")
    level: Text = Field(description="Importance of the criterion; `expert` for a weight given as a number.")
    because: Text = Field(description="What said so; empty where nothing was said.")
    multiplier: Number = Field(description="The number of that importance.")
    category_level: Text = Field(description="Importance of the category.")
    category_because: Text = Field(description="What said so.")
    factor: Number = Field(description="The number of that importance.")
    size: Whole = Field(description="Criteria of the category that count when nothing is said.")
    product: Number = Field(description="The weight before it is normalised.")
    share: Share = Field(description="The weight.")
    ends: tuple[Share, Share] = Field(description="Its parts at the prototype and at the deploy end of a stack.")


class Scale(Entry):
    """The scale of a figure: 0 points at `zero`, 100 at `full`."""

    zero: Number = Field(description="The figure that scores 0.")
    full: Number = Field(description="The figure that scores 100.")
    linear: Flag = Field(description="Whether it is linear in between, else logarithmic.")


class Step(Entry):
    """What one fact adds to a score."""

    id: Text | None = Field(description="Id of the fact; null for what the team says itself.")
    value: FactValue | None = Field(description="What was read of it.")
    side: Text | None = Field(description="`train` or `serve`, where the fact has two sides.")
    scale: Scale | None = Field(description="The scale of a figure.")
    points: Points = Field(description="What the value is worth.")
    times: Number = Field(description="How often it counts.")
    evidence: Evidence | None = Field(description="Where the fact comes from.")
    doubt: Text = Field(description="`undated`, `too old` or empty.")


class Row(Entry):
    """One framework, or one end of a stack, on one criterion."""

    category: Text = Field(description="Id of its category.")
    facts: tuple[Step, ...] = Field(description="What the score is summed from.")
    score: Points | None = Field(description="sum(points × times) / sum(times); null where nothing is known.")
    share: Share = Field(description="The weight, or its part at this end.")
    weight: Share = Field(description="The same after unknown scores have passed theirs on.")
    contribution: Points = Field(description="`weight` × `score`.")


class Moved(Entry):
    """Where unknown scores leave the weight of a category: `weight` = `share` × `factor` for its known criteria."""

    category: Text = Field(description="Its id.")
    unknown: tuple[Text, ...] = Field(description="Its criteria of which nothing is known.")
    mass: Share = Field(description="The shares of the category.")
    known: Share = Field(description="Those of its known criteria.")
    all_mass: Share = Field(description="All shares.")
    all_known: Share = Field(description="Those of categories of which anything is known.")
    factor: Number = Field(description="(`mass` / `known`) × (`all_mass` / `all_known`); 0 where nothing is known.")


class Derivation(Entry):
    """One alternative, alone or as one end of a stack."""

    id: Text = Field(description="Its id.")
    criteria: dict[Text, Row] = Field(description="By criterion.")
    moved: tuple[Moved, ...] = Field(description="By category with something unknown.")
    total: Points = Field(description="Sum of the contributions.")


class StackDerivation(Entry):
    """The headline stack: `total` = (prototype total + deploy total) × `reliability`."""

    route: Text = Field(description="Its three parts by their names.")
    prototype: Derivation = Field(description="The framework to build in.")
    deploy: Derivation = Field(description="The tool to deploy on.")
    reliability: Share = Field(description="What the exchange counts.")
    total: Points = Field(description="The score of the stack.")


class Explanation(Entry):
    """Every intermediate number."""

    weights: tuple[WeightRow, ...] = Field(description="A row for each criterion.")
    alternatives: tuple[Derivation, ...] = Field(description="The first three of the ranking.")
    stack: StackDerivation | None = Field(description="The headline stack; null where there is none.")
    level_points: dict[Text, Points] = Field(description="Points of each support level.")
    multipliers: dict[Text, Number] = Field(description="The number of each importance.")


class StackIds(Entry):
    """A stack by its ids."""

    prototype: Text = Field(description="Id of the framework to build in.")
    exchange: Text = Field(description="Id of the format.")
    deploy: Text = Field(description="Id of the tool to deploy on.")


class Change(Entry):
    """One fact changed and everything decided anew."""

    alternative: Text = Field(description="Id of the alternative that the fact is about.")
    fact: Text = Field(description="Id of the fact.")
    value: FactValue = Field(description="What it says.")
    side: Text | None = Field(description="The side that was changed; null for the whole fact.")
    to: Text | None = Field(description="The level that it was changed to; null for unknown.")
    winner_changes: Flag = Field(description="Whether another framework comes first.")
    stack_changes: Flag = Field(description="Whether another stack comes first.")
    new_winner: Text | None = Field(description="Id of what comes first then; null where nothing fits.")
    new_stack: StackIds | None = Field(description="The stack that comes first then.")
    evidence: Evidence = Field(description="Where the fact comes from.")
    doubt: Text = Field(description="`undated`, `too old` or empty.")


class Sensitivity(Entry):
    """What single facts decide."""

    facts: Whole = Field(description="Facts that were changed.")
    tried: Whole = Field(description="Changes that were tried.")
    winner: Text | None = Field(description="Id of the first.")
    stack: StackIds | None = Field(description="The headline stack.")
    changes: tuple[Change, ...] = Field(description="Changes that matter.")
    rests_on: tuple[Change, ...] = Field(description="Facts without which another framework comes first.")
    stack_rests_on: tuple[Change, ...] = Field(description="Facts without which another stack comes first.")
