"""Whether two tools gave the same answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Outcome = Literal["ok", "close", "wrong", "refused", "crashed", "timed_out", "not_available"]
PASSED: tuple[Outcome, ...] = ("ok", "close")
STRICT, LOOSE = 1e-4, 1e-3


class Comparison(NamedTuple):
    """``outcome`` of all arrays together; ``error`` is the largest absolute difference, None where there is no number."""

    outcome: Outcome
    error: float | None
    text: str = ""


def compare(answers: Sequence[NDArray[Any]], reference: Sequence[NDArray[Any]]) -> Comparison:
    """Compare every array with its reference.

    ``ok`` within 1e-4 * (1 + max|reference|) of each array, ``close`` within 1e-3 of it, else ``wrong``; so is another number of
    arrays, another shape, or anything that is not a finite number where the reference has one.
    """
    if len(answers) != len(reference):
        return Comparison("wrong", None, f"{len(answers)} outputs instead of {len(reference)}")
    worst, outcome, text = 0.0, "ok", ""
    for number, (answer, expected) in enumerate(zip(answers, reference, strict=True)):
        if answer.shape != expected.shape:
            return Comparison("wrong", None, f"input {number}: shape {answer.shape} instead of {expected.shape}")
        if not np.isfinite(answer).all():
            return Comparison("wrong", None, f"input {number}: not a finite number")
        error = float(np.max(np.abs(answer.astype(np.float64) - expected.astype(np.float64)), initial=0.0))
        unit = 1 + float(np.max(np.abs(expected), initial=0.0))
        if error > worst:
            worst = error
        if error > LOOSE * unit:
            outcome, text = "wrong", text or f"input {number}: off by {error:.2g}"
        elif error > STRICT * unit and outcome == "ok":
            outcome = "close"
    return Comparison(outcome, worst, text)  # type: ignore[arg-type]
