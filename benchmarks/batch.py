"""One million requirement sets through `advisor batch`, as a whole process on one core: seconds and peak memory.

The table is made up like a survey: tens of thousands of distinct answers, half of the cells empty. Bars (design, "What good
means"): 3 minutes and 1 GB for a million rows. ``python -m benchmarks.batch [ROWS]``
"""

from __future__ import annotations

import csv
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from advisor.batch.columns import NEEDS
from advisor.model.vocabulary import CATEGORIES, ITEMS

ROWS = 1_000_000
BAR_SECONDS, BAR_BYTES = 180, 10**9
LEVELS = ("none", "low", "medium", "high", "critical")
RATED = (*CATEGORIES, "documentation", "ecosystem", "speed", "graph", "footprint")
CHOICES = {
    "goal": ("research", "production", "both"),
    "onnx": ("required", "preferred", "indifferent"),
    "dynamic_graphs": ("required", "preferred", "indifferent"),
    "scale": ("single_gpu", "single_node", "cluster"),
    "domain": ITEMS["domain"],
}
HEADER = (
    "id", *CHOICES, *NEEDS, *(f"{need}.preferred" for need in NEEDS), *(f"priorities.{word}" for word in RATED),
    "constraints.licenses", "team_knows",
)  # fmt: skip
KNOWN = ("pytorch", "tensorflow", "keras", "jax", "mxnet", "paddlepaddle")
LICENCES = ("", "", "", "Apache-2.0;MIT;BSD-3-Clause", "Apache-2.0;MIT")
SEED = 20180814


def rows(count: int) -> Iterator[list[str]]:
    """Made-up answers, the same each time."""
    source = random.Random(SEED)
    for number in range(count):
        picked = [source.choice(words) if source.random() < 0.5 else "" for words in CHOICES.values()]
        groups = [need.partition(".")[0] for need in NEEDS]
        musts = [_some(ITEMS[group], source) if source.random() < 0.2 else "" for group in groups]
        wishes = [_some(ITEMS[group], source) if source.random() < 0.3 else "" for group in groups]
        rated = [source.choice(LEVELS[1:]) if source.random() < 0.5 else "" for _ in RATED]
        team = _some(KNOWN, source) if source.random() < 0.5 else ""
        yield [f"team-{number}", *picked, *musts, *wishes, *rated, source.choice(LICENCES), team]


def _some(words: Sequence[str], source: random.Random) -> str:
    """One to three of the words; the first ones come often, the last ones seldom."""
    count = source.choice((1, 1, 2, 3))
    return ";".join(dict.fromkeys(words[int(len(words) * source.random() ** 2)] for _ in range(count)))


def write(path: Path, count: int) -> int:
    """Write the table; how many distinct answers its columns hold together."""
    seen: list[set[str]] = [set() for _ in HEADER[1:]]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for row in rows(count):
            writer.writerow(row)
            for cell, known in zip(row[1:], seen, strict=True):
                known.add(cell)
    return sum(map(len, seen))


def main(count: int) -> None:
    """Print seconds, microseconds a row, peak memory and the load of the machine."""
    one_core = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    with tempfile.TemporaryDirectory() as folder:
        table, results = Path(folder) / "survey.csv", Path(folder) / "results.csv"
        distinct = write(table, count)
        print(
            f"{count:,} rows, {len(HEADER)} columns, {table.stat().st_size / 1e6:.0f} MB, {distinct:,} distinct answers"
        )
        command = [*one_core, sys.executable, "-m", "advisor", "batch", str(table), "-o", str(results)]
        start = time.perf_counter()
        done = subprocess.run(command, check=False)
        seconds = time.perf_counter() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        verdict = "within" if seconds <= BAR_SECONDS and peak <= BAR_BYTES else "ABOVE"
        print(f"status {done.returncode}, {results.stat().st_size / 1e6:.0f} MB of results")
        print(
            f"{seconds:.0f} s ({seconds / count * 1e6:.0f} µs a row; {used.ru_utime + used.ru_stime:.0f} s of work), "
            f"peak {peak / 1e6:.0f} MB  {verdict} {BAR_SECONDS} s and {BAR_BYTES / 1e9:.0f} GB (for a million)  "
            f"[load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores]"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
