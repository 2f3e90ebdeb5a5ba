"""Leave-one-out cross-validation of the settings that were chosen while looking at cases.

    python -m benchmarks.cross_validation CASES.jsonl

The settings are the reliabilities of built-in and community converters and the end at which the domain counts. For every case the
setting is chosen that does best on all others (the sum of hit@1 and hit@3 over frameworks and deploy ends), and the left-out case
is judged with it. The knowledge itself is not refitted: facts come from sources, never from cases.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Sequence
from pathlib import Path

from advisor.cli.evaluating import read_cases
from advisor.decision.evaluation import Replay, evaluate, figures
from advisor.knowledge_base.loader import load_knowledge
from advisor.model.knowledge import Knowledge, Phase
from advisor.needs.known import known_of

BUILT_IN = (0.98, 0.99, 1.0)
COMMUNITY = (0.85, 0.9, 0.95)
DOMAIN_PHASES: tuple[Phase, ...] = ("prototype", "both")
ENDS = ("framework", "deploy")


def with_settings(knowledge: Knowledge, built_in: float, community: float, phase: Phase) -> Knowledge:
    """The same facts under other settings."""
    reliability = {**knowledge.edition.reliability, "built_in": built_in, "community": community}
    domain = knowledge.criteria["domain"]._replace(phase=phase)
    return knowledge._replace(
        edition=knowledge.edition._replace(reliability=reliability), criteria={**knowledge.criteria, "domain": domain}
    )


def merit(replays: Sequence[Replay], end: str) -> float:
    """hit@1 plus hit@3 of one end."""
    found = figures([rank for one in replays if (rank := getattr(one, end)) is not None])
    return found["hit@1"] + found["hit@3"]


def main(file: str) -> None:
    """Print the figures as they are, and left-out."""
    newest = load_knowledge()
    cases = read_cases(Path(file), known_of(newest))
    edition = newest.edition.id
    base = {id_: load_knowledge(id_) for id_ in newest.editions}
    grid = list(itertools.product(BUILT_IN, COMMUNITY, DOMAIN_PHASES))
    replays = {}

    def replayed(editions: dict[str, Knowledge]) -> list[Replay]:
        found = evaluate(cases, lambda id_: editions[id_ or edition]).cases
        return [one for one in found if one.edition == edition]

    for settings in grid:
        tried = {**base, edition: with_settings(base[edition], *settings)}
        replays[settings] = replayed(tried)
    shipped = replayed(base)
    chosen = []
    for left_out in range(len(shipped)):
        kept = {
            settings: sum(merit([*found[:left_out], *found[left_out + 1 :]], end) for end in ENDS)
            for settings, found in replays.items()
        }
        best = max(grid, key=lambda settings: kept[settings])
        chosen.append(replays[best][left_out])
    for end in ENDS:
        for name, found in (("as shipped", shipped), ("leave-one-out", chosen)):
            told = figures([rank for one in found if (rank := getattr(one, end)) is not None])
            print(f"{end:<10} {name:<14} " + "  ".join(f"{key} {value:.2f}" for key, value in told.items()))


if __name__ == "__main__":
    main(sys.argv[1])
