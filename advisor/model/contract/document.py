"""The whole document."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from advisor.model.contract.base import Entry, Number, Share, Text, Whole
from advisor.model.contract.entries import Contrast, Difference, Headline, Importance, Ranked, RuledOut, Stack
from advisor.model.contract.explanation import Explanation, Sensitivity
from advisor.model.contract.robustness import Robustness


class Neighbour(Entry):
    """A framework near a point."""

    id: Text = Field(description="Its id.")
    name: Text = Field(description="Its name.")
    distance: Number = Field(description="Weighted Euclidean distance in points of score.")


class PlanB(Neighbour):
    """A framework near the first."""

    differs_on: tuple[Difference, ...] = Field(
        description="Where it scores above the first (below, where negative), the weightiest difference first."
    )


class Case(Entry):
    """A documented team with similar needs."""

    id: Text = Field(description="Its id.")
    who: Text = Field(description="The team.")
    year: Whole = Field(description="When it decided.")
    distance: Number = Field(description="0 the same needs, 1 nothing in common.")
    summary: Text = Field(description="What happened.")
    chosen: tuple[Text, ...] = Field(description="Ids of the frameworks that it chose.")
    deploy: tuple[Text, ...] = Field(description="Ids of what it deployed on.")
    sources: tuple[Text, ...] = Field(description="Where that is documented.")


class Neighbours(Entry):
    """Three questions of nearness."""

    to_needs: tuple[Neighbour, ...] = Field(description="Nearest to the ideal of the requirements.")
    to_winner: tuple[PlanB, ...] = Field(description="Nearest to the first.")
    cases: tuple[Case, ...] = Field(description="Documented decisions with the nearest needs.")


class SavedRecommendation(Entry):
    """A recommendation as ``advisor recommend FILE --format json`` writes it."""

    schema_version: Annotated[Literal[1], Field(alias="schema", description="Version of this contract.")]
    edition: Text = Field(description="Edition of the knowledge.")
    knowledge_date: Text = Field(description="The day of that knowledge (ISO 8601).")
    requirements: dict[Text, Any] = Field(
        description="What was asked, as in a requirements file (`advisor schema`), needs in their long form."
    )
    weights: dict[Text, Share] = Field(description="Share by criterion, summing to 1; only what counts.")
    importance: dict[Text, Importance] = Field({}, description="By criterion that the requirements speak about.")
    not_scored: tuple[Text, ...] = Field(
        (), description="Criteria that were asked for and that the edition cannot score."
    )
    headline: Headline = Field(description="The answer.")
    ranking: tuple[Ranked, ...] = Field(description="Frameworks, the best first; `--top N` cuts it.")
    contrasts: tuple[Contrast, ...] = Field((), description="The first against each of the next three.")
    ruled_out: tuple[RuledOut, ...] = Field(description="Frameworks that are not ranked, the closest misses first.")
    stacks: tuple[Stack, ...] = Field(
        description="Stacks, the best first: ten, and the best of every further deploy end."
    )
    warnings: tuple[Text, ...] = Field(
        (), description="What went wrong silently when routes of the best stack were run."
    )
    robustness: Robustness | None = Field(None, description="How sure this is; absent with `--robustness none`.")
    neighbours: Neighbours | None = Field(None, description="Nearest frameworks and documented teams.")
    explanation: Explanation | None = Field(None, description="Every intermediate number (`--explain full`).")
    dominance: tuple[tuple[Text, Text], ...] | None = Field(
        None, description="Pairs [better, worse]: at least as good on all that counts (`--explain full`)."
    )
    sensitivity: Sensitivity | None = Field(None, description="What single facts decide (`--explain full`).")
