"""How many questions the adaptive quiz asks, how often it agrees with the full quiz, and whether its announced chances hold.

Run ``python -m benchmarks.quiz_economy [--users 2000] [--write docs/quiz-economy.md]`` (or ``make quiz-economy``). Simulated
people answer the real quiz of the newest edition: uniform ones, five peaked types, and the documented cases. Each of them has an
answer to every question; the full quiz is what all their answers give.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from advisor.decision.ahead.outlook import Adviser, Outlook
from advisor.decision.many.answers import documented, draw
from advisor.knowledge_base.loader import load_knowledge

FAITHFUL = 0.8
"""How likely a person of a peaked type gives the typical answer to a question; else any answer, or none."""
SURE = 0.95
TYPES: dict[str, dict[str, Any]] = {
    "phone app": {
        "goal": "production", "serve_languages": {"required": ["swift"], "preferred": ["kotlin"]},
        "targets": {"required": ["ios", "android"]}, "serve_hardware": {"preferred": ["apple", "arm"]},
        "train_languages": {"required": ["python"]}, "priorities": {"footprint": "high"},
    },
    "JVM company": {
        "goal": "production", "train_languages": {"preferred": ["java", "scala"]}, "serve_languages": {"required": ["java"]},
        "big_data": {"preferred": ["spark"]}, "cloud": {"preferred": ["on_prem"]}, "targets": {"required": ["server"]},
    },
    "research lab": {
        "goal": "research", "train_languages": {"required": ["python"]}, "dynamic_graphs": "required", "scale": "cluster",
        "train_hardware": {"required": ["nvidia"]}, "team_knows": ["pytorch"], "domain": "language",
    },
    "small device": {
        "goal": "production", "targets": {"required": ["microcontroller"]}, "serve_languages": {"required": ["cpp"]},
        "serve_hardware": {"required": ["arm"]}, "priorities": {"footprint": "critical"}, "scale": "single_gpu",
    },
    "web page": {
        "goal": "production", "targets": {"required": ["browser"]}, "serve_languages": {"required": ["javascript"]},
        "onnx": "preferred", "train_languages": {"required": ["python"]}, "domain": "vision",
    },
}  # fmt: skip


class Run(NamedTuple):
    """One person: questions asked until the exact stop and until the 95 % stop, whether each agreed with the full quiz, the
    chance announced at the latter, every (chance, right) on the way, and the longest step in milliseconds."""

    exact: int
    sure: int
    exact_agrees: bool
    sure_agrees: bool
    sure_winner: bool
    announced: float
    steps: tuple[tuple[float, bool], ...]
    slowest: float


@cache
def adviser() -> Adviser:
    """The adviser of this process."""
    return Adviser(load_knowledge())


@cache
def _look(answers: str) -> Outlook:
    """The outlook after answers; people who said the same share it."""
    return adviser().look(json.loads(answers))


def person(kind: str, number: int) -> dict[str, Any]:
    """The answers of one person to all questions."""
    source = random.Random(f"{kind} {number}")
    questions, cases = adviser().questions, adviser().cases
    if kind == "uniform":
        return {one.id: draw(one, source) for one in questions}
    if kind == "documented cases":
        case = cases[number % len(cases)]
        return {one.id: documented(one, [case])[0] for one in questions}
    typical = TYPES[kind]
    return {one.id: typical.get(one.id) if source.random() < FAITHFUL else draw(one, source) for one in questions}


def simulate(task: tuple[str, int]) -> Run:
    """One person's quiz, to the exact stop."""
    truth = person(*task)
    full = adviser().look(truth).result
    answers: dict[str, Any] = {}
    steps: list[tuple[float, bool]] = []
    sure: tuple[int, bool, bool, float] | None = None
    slowest = 0.0
    while True:
        started = time.perf_counter()
        outlook = _look(json.dumps(answers))
        slowest = max(slowest, time.perf_counter() - started)
        agrees = outlook.result == full
        ended = outlook.certain or not outlook.order
        if answers:
            steps.append((outlook.stays, agrees))
            if sure is None and (ended or outlook.stays >= SURE):
                sure = len(answers), agrees, outlook.result.winner == full.winner, outlook.stays
        if ended and sure is not None:
            return Run(len(answers), sure[0], agrees, *sure[1:], tuple(steps), slowest * 1000)
        id_ = outlook.order[0] if answers else adviser().questions[0].id
        answers[id_] = truth[id_]


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    z, share = 1.959964, hits / of
    middle, half = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def percentile(values: Sequence[int], share: float) -> int:
    """The smallest value that at least this share does not exceed."""
    return sorted(values)[max(0, -(-int(len(values) * share * 1000) // 1000) - 1)]


def table(results: Mapping[str, Sequence[Run]], questions: int, users: int) -> str:
    """The figures as Markdown."""
    lines = [
        f"{users} people of each kind (documented cases once each); the full quiz has {questions} questions.",
        "",
        "| People | Exact stop: mean (90th percentile) | agrees | 95 % stop: mean (90th percentile) | agrees | interval "
        "| same winner | announced |",
        "|---|---|---|---|---|---|---|---|",
    ]
    every = [run for runs in results.values() for run in runs]
    for kind, runs in [*results.items(), ("all", every)]:
        exact, sure = [run.exact for run in runs], [run.sure for run in runs]
        sound = sum(run.exact_agrees for run in runs) / len(runs)
        hits = sum(run.sure_agrees for run in runs)
        low, high = wilson(hits, len(runs))
        lines.append(
            f"| {kind} | {sum(exact) / len(runs):.1f} ({percentile(exact, 0.9)}) | {sound:.2%} "
            f"| {sum(sure) / len(runs):.1f} ({percentile(sure, 0.9)}) | {hits / len(runs):.1%} | {low:.1%}-{high:.1%} "
            f"| {sum(run.sure_winner for run in runs) / len(runs):.1%} | {sum(run.announced for run in runs) / len(runs):.1%} |"
        )
    lines += ["", "| Announced chance that it stays | steps | it stayed |", "|---|---|---|"]
    steps = [step for run in every for step in run.steps]
    for low_, high_ in ((0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 0.99), (0.99, 1.01)):
        inside = [right for stays, right in steps if low_ <= stays < high_]
        if inside:
            lines.append(f"| {low_:.0%} to {min(high_, 1):.0%} | {len(inside)} | {sum(inside) / len(inside):.1%} |")
    return "\n".join(lines) + "\n"


MARK = "<!-- figures: written by `make quiz-economy` -->"


def main() -> None:
    """Simulate, print, and write the figures into a document where one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    results: dict[str, list[Run]] = {}
    with ProcessPoolExecutor(arguments.workers) as pool:
        for kind in ("uniform", *TYPES, "documented cases"):
            count = min(arguments.users, len(adviser().cases)) if kind == "documented cases" else arguments.users
            results[kind] = list(pool.map(simulate, [(kind, number) for number in range(count)], chunksize=25))
            print(f"{kind}: done", flush=True)
    text = table(results, len(adviser().questions), arguments.users)
    print(text)
    print(f"slowest step: {max(run.slowest for runs in results.values() for run in runs):.0f} ms")
    if arguments.write:
        old = arguments.write.read_text(encoding="utf-8")
        head, _, rest = old.partition(MARK)
        tail = rest.partition(MARK)[2]
        arguments.write.write_text(f"{head}{MARK}\n\n{text}\n{MARK}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
