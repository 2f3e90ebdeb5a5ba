"""Composes the decision: `decide` gives everything but robustness and neighbours, `recommend` everything."""

from __future__ import annotations

from pathlib import Path

from advisor.decision.decision import Decision
from advisor.knowledge_base.loader import load_knowledge
from advisor.model.knowledge import Knowledge
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements
from advisor.model.robustness import Wanted
from advisor.needs.known import check, known_of


def recommend(
    requirements: Requirements | None = None,
    knowledge: Knowledge | None = None,
    *,
    cache: Path | None = None,
    robustness: Wanted = "quick",
    pictures: bool = False,
) -> Recommendation:
    """The whole recommendation for these requirements (default: neutral ones).

    Without ``knowledge`` the edition that the requirements name is loaded, else the newest. ``pictures`` adds what a drawn
    report (`html`) shows beyond the others. Raises `AdvisorError` when the requirements name something unknown or leave nothing
    to weigh. Same input and same knowledge give an equal result.
    """
    requirements = requirements or Requirements()
    knowledge = knowledge or load_knowledge(requirements.edition, cache=cache)
    return complete(decide(requirements, knowledge), requirements, knowledge, robustness, pictures=pictures)


def complete(
    decided: Recommendation,
    requirements: Requirements,
    knowledge: Knowledge,
    robustness: Wanted,
    *,
    pictures: bool = False,
) -> Recommendation:
    """What was decided, with how sure it is (unless that is not wanted), its neighbours and, where wanted, its pictures."""
    from advisor.decision.neighbours import with_neighbours

    if robustness != "none":
        from advisor.decision.robustness.assessment import with_robustness

        decided = with_robustness(decided, requirements, knowledge, robustness)
    decided = with_neighbours(decided, requirements, knowledge)
    if pictures:
        from advisor.decision.pictures.draw import with_pictures

        decided = with_pictures(decided, requirements, knowledge)
    return decided


def decide(requirements: Requirements, knowledge: Knowledge) -> Recommendation:
    """The recommendation without robustness and neighbours: what stands at once."""
    check(requirements, known_of(knowledge))
    return Decision.of(requirements, knowledge).recommendation()
