"""The numeric core beside bare NumPy and two published libraries, as ratios within one run.

`decision.ranking.rank_many` ranks 40 alternatives on 20 criteria under 10,000 weightings. Bar (design, "What good means"): within
2 x the matrix product and argsort alone. pymcdm and scikit-criteria rank one weighting a call; a sample of calls gives theirs.
Then how the cost grows: with the requirement sets (`decision.many`), and with alternatives * criteria.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from pymcdm.methods import WSM
from skcriteria import mkdm
from skcriteria.agg.simple import WeightedSumModel

from advisor.decision.many.deciding import Many
from advisor.decision.ranking import effective_weights, overall, rank_many
from advisor.knowledge_base.loader import load_knowledge
from advisor.model.requirements import Requirements

Floats = NDArray[np.float64]
ALTERNATIVES, CRITERIA, WEIGHTINGS = 40, 20, 10_000
ROUNDS, SAMPLE = 15, 200
SEED = 20180814


def seconds(work: Callable[[], object]) -> float:
    """Seconds of work of one call (not of waiting for other programs)."""
    start = time.process_time()
    work()
    return time.process_time() - start


def medians(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The median seconds of each, taken in turns, so that a machine whose speed drifts is fair to all."""
    for work in works.values():
        work()
    rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(ROUNDS)]
    return {name: statistics.median(one[name] for one in rounds) for name in works}


def beside_others() -> None:
    """The core, the bare product and argsort, pymcdm and scikit-criteria on the same numbers."""
    source = np.random.default_rng(SEED)
    scores = source.uniform(0, 100, (ALTERNATIVES, CRITERIA))
    weights = source.dirichlet(np.ones(CRITERIA), WEIGHTINGS)
    kinds, model = np.ones(CRITERIA), WSM()
    aims = [max] * CRITERIA

    def bare() -> object:
        return np.argsort(-(weights @ scores.T), axis=1)

    def pymcdm_calls() -> object:
        return [model.rank(model(scores, one, kinds)) for one in weights[:SAMPLE]]

    def skcriteria_calls() -> object:
        return [WeightedSumModel().evaluate(mkdm(scores, aims, weights=one)) for one in weights[:SAMPLE]]

    found = medians({"bare": bare, "core": lambda: rank_many(scores, weights), "pymcdm": pymcdm_calls})
    found |= {"scikit-criteria": statistics.median(seconds(skcriteria_calls) for _ in range(3))}
    share = WEIGHTINGS / SAMPLE
    print(f"{WEIGHTINGS:,} weightings of {ALTERNATIVES} x {CRITERIA}, ranks with ties:")
    core = found["core"]
    verdict = "within" if core <= 2 * found["bare"] else "ABOVE"
    print(f"  rank_many         {core * 1e3:8.1f} ms")
    print(
        f"  product, argsort  {found['bare'] * 1e3:8.1f} ms  the core takes {core / found['bare']:.2f} x  {verdict} 2"
    )
    for name in ("pymcdm", "scikit-criteria"):
        print(f"  {name:<16}  {found[name] * share * 1e3:8.0f} ms  {found[name] * share / core:,.0f} x the core")


def growth_with_sets() -> None:
    """10,000, 20,000 and 40,000 requirement sets, decided by `Many`."""
    many, source = Many(load_knowledge()), np.random.default_rng(SEED)
    answers: dict[str, list[object]] = {
        "goal": ["research", "production"],
        "domain": ["vision", "llm", "speech", "tabular"],
        "languages.train": [["python"], ["cpp"], ["java"], ["julia"]],
        "targets": [["server"], ["ios"], ["browser"], ["edge"]],
        "cloud": [["aws"], {"preferred": ["gcp"]}, {"preferred": ["azure"]}],
    }
    effects = {
        field: [many.silence, *(many.effects.of(field, _answering(field, one)) for one in found)]
        for field, found in answers.items()
    }
    counts = (10_000, 20_000, 40_000)
    codes = {field: source.integers(0, len(found), counts[-1]) for field, found in effects.items()}
    taken = {}
    for count in counts:
        part = {field: rows[:count] for field, rows in codes.items()}
        many.decide(effects, part, count)
        taken[count] = statistics.median(seconds(lambda: many.decide(effects, part, count)) for _ in range(3))  # noqa: B023
    print("requirement sets, decided side by side:")
    for count in counts:
        ratio = taken[count] / taken[counts[0]]
        print(
            f"  {count:,}  {taken[count] / count * 1e6:5.0f} µs a set  {ratio:.2f} x for {count // counts[0]} x the sets"
        )


def _answering(field: str, answer: object) -> Requirements:
    """Requirements that say only this."""
    data = answer
    for name in reversed(field.split(".")):
        data = {name: data}
    return Requirements.model_validate(data)


def growth_with_size() -> None:
    """Up to 5,000 alternatives and 50 criteria: nanoseconds for each cell of the table."""
    source = np.random.default_rng(SEED)
    print("alternatives x criteria, ns a cell (linear where they stay the same):")
    for alternatives, criteria in ((40, 20), (500, 20), (500, 50), (5000, 50)):
        scores = source.uniform(0, 100, (alternatives, criteria))
        weightings = source.dirichlet(np.ones(criteria), max(50, 400_000 // alternatives))
        gaps = np.where(source.random(scores.shape) < 0.1, np.nan, scores)
        membership = np.eye(3)[np.arange(criteria) % 3].T
        works = {
            "bare": lambda: np.argsort(-(weightings @ scores.T), axis=1),  # noqa: B023
            "many": lambda: rank_many(scores, weightings),  # noqa: B023
            "one": lambda: overall(gaps, effective_weights(gaps, weightings[0], membership)),  # noqa: B023
        }
        found, cells = medians(works), alternatives * criteria
        bare, many = (found[name] / cells / len(weightings) * 1e9 for name in ("bare", "many"))
        one = found["one"] / cells * 1e9
        print(f"  {alternatives:>5} x {criteria}  rank_many {many:5.2f}  (bare {bare:5.2f})  one decision {one:6.1f}")


def main() -> None:
    """Print all of it."""
    beside_others()
    growth_with_sets()
    growth_with_size()
    print(f"[load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores]")


if __name__ == "__main__":
    main()
