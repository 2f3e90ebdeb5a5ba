"""The answer in one sentence."""

from __future__ import annotations

from advisor.model.recommendation import Headline, Ranked, Stack


def headline(entries: tuple[Ranked, ...], stacks: tuple[Stack, ...]) -> Headline:
    """What to use, from the ranking and the stacks, best first."""
    if not entries:
        return Headline("none", "No framework meets the hard requirements, alone or with a partner.")
    first = entries[0]
    if not stacks or stacks[0].single:
        winner = stacks[0].prototype_name if stacks else first.name
        return Headline("single", f"Use {winner} from prototype to deployment.")
    best = stacks[0]
    end_to_end = next((stack for stack in stacks if stack.single), None)
    alone = f" If it must be one tool: {end_to_end.prototype_name}." if end_to_end else " No single tool does it all."
    how = f"Prototype in {best.prototype_name}, export to {best.exchange_name}, deploy on {best.deploy_name}."
    return Headline("stack", how + alone)
