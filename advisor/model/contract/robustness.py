"""How sure the recommendation is, as the contract has it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from advisor.model.contract.base import Entry, Flag, Number, Scalar, Share, Text, Whole

Winner = Text | None


class StackShare(Entry):
    """How often a stack is the best one."""

    prototype: Text = Field(description="Id of the framework to build in.")
    exchange: Text = Field(description="Id of the format, `native` for one tool end to end.")
    deploy: Text = Field(description="Id of the tool to deploy on.")
    route: Text = Field(description="The three by their names.")
    share: Share = Field(description="Share of the weightings in which it is the best.")


class Flip(Entry):
    """A single change that gives another winner or another best stack."""

    change: Text = Field(description="The change in words.")
    new_winner: Text | None = Field(description="Id of what then comes first; null where nothing fits any more.")
    kind: Text = Field(
        description="`weight`, or what is done to the requirements: `answer`, `unsaid`, `must`, `wish`, `dropped`, `raised`, "
        "`known`."
    )
    path: Text = Field(description="The criterion, or the dotted path in the requirements file.")
    value: Scalar = Field(description="What it becomes: a share for a weight, else an item.")
    new_stack: tuple[Text, Text, Text] | None = Field(
        description="Prototype, exchange and deploy end that are then the best."
    )
    moves: tuple[Literal["winner", "stack"], ...] = Field(description="What is no longer the same.")


class Unknown(Entry):
    """The criteria on which the score of a framework is unknown."""

    id: Text = Field(description="Id of the framework.")
    criteria: tuple[Text, ...] = Field(description="Ids of the criteria.")
    matters: Flag = Field(
        description="Whether the best (for the first: the worst) scores there would change the winner."
    )


class Central(Entry):
    """Who weighs like this: the mean of the weightings that put a framework first."""

    weights: dict[Text, Share] = Field(description="Share by criterion.")
    confidence_factor: Share = Field(description="Share of the samples in which it is first under these weights.")


class Robustness(Entry):
    """How sure the recommendation is; shares have the standard error sqrt(p (1 - p) / samples)."""

    confidence: Share = Field(description="Share of the weightings in which the first stays first.")
    standard_error: Share | None = Field(None, description="Of `confidence`.")
    samples: Whole | None = Field(None, description="How many weightings were drawn.")
    concentration: Number | None = Field(None, description="How near to the stated weights they lie (Dirichlet).")
    level: Literal["quick", "full"] | None = Field(None, description="How much was asked for.")
    level_with: tuple[Text, ...] = Field((), description="Ids of those that are as good as a tie with the first.")
    beaten_by: dict[Text, Share] = Field({}, description="By id: share in which another scores above the first.")
    stacks: tuple[StackShare, ...] = Field(
        (), description="Stacks that are the best somewhere, the headline stack first."
    )
    level_stacks: tuple[Text, ...] = Field((), description="Routes that are as good as a tie with the headline stack.")
    stability: dict[Text, tuple[Share, Share]] = Field(
        description="By criterion: the lowest and highest share with which the first stays first, the others in proportion."
    )
    beyond: dict[Text, tuple[Winner, Winner]] = Field(
        {}, description="By criterion: who comes first below and above these ends; null where nobody does."
    )
    flips: tuple[Flip, ...] = Field(description="Single changes that change the result, the smallest weights first.")
    answers_tried: Whole | None = Field(None, description="How many single other answers were tried.")
    unknown: tuple[Unknown, ...] = Field((), description="Frameworks with unknown scores, those that matter first.")
    pairwise: dict[Text, dict[Text, Share]] | None = Field(
        None, description="For the first three: share in which each scores above each other (`--robustness full`)."
    )
    central_weights: dict[Text, Central] | None = Field(
        None, description="By framework that is first in some weighting (`--robustness full`)."
    )
    possible_winners: tuple[Text, ...] | None = Field(
        None, description="Ids that come first under some weighting at all (`--robustness full`)."
    )
