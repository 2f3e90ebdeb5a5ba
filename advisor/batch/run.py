"""Reads, ranks and writes, a chunk at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from advisor.batch.chunk import Chunk, Rejected
from advisor.batch.judge import Judge
from advisor.batch.results import Writer


@dataclass
class Tally:
    """How many rows were ranked and rejected, and how often each framework came first (None: nothing met the musts)."""

    ranked: int = 0
    rejected: int = 0
    winners: Counter[str | None] = field(default_factory=Counter)


def rank_rows(
    chunks: Iterable[Chunk],
    judge: Judge,
    writer: Writer,
    reject: Callable[[Rejected], None],
    tell: Callable[[int, int], None],
) -> Tally:
    """Rank every row; ``reject`` takes those that cannot be, ``tell`` what of the input is done and how many rows that was."""
    tally = Tally()
    judge.begin()
    for chunk in chunks:
        judged = judge.judge(chunk)
        writer.write(judged.ranked)
        for one in judged.rejected:
            reject(one)
        tally.ranked += len(judged.ranked)
        tally.rejected += len(judged.rejected)
        tally.winners.update(one.winner for one in judged.ranked)
        tell(chunk.done, tally.ranked + tally.rejected)
    writer.finish()
    return tally
