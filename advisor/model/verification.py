"""What came of a route when it was run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

PLAIN_MODELS = ("mlp", "cnn", "rnn", "transformer")
WHOLE_MODELS = (*PLAIN_MODELS, "control_ops")
"""The models that a route should carry, the last one where branches are needed; `control`, a Python branch on tensor values, is
judged apart."""
PASSED = ("ok", "close")


class Verification(NamedTuple):
    """A route that was run: what came of each model, with which versions, and the largest absolute error of what passed.

    ``outcomes`` holds ok, close (within 1e-3), wrong, refused, crashed, timed_out or not_available by model, ``reasons`` the
    error of what did not pass. ``advised`` is false for an exporter that its makers no longer advise.
    """

    prototype: str
    exchange: str
    deploy: str
    exporter: str
    runtime: str
    label: str
    advised: bool
    date: str
    run: str
    versions: Mapping[str, str]
    outcomes: Mapping[str, str]
    reasons: Mapping[str, str]
    max_abs_error: float | None

    @property
    def tried(self) -> int:
        """How many of the models that a route should carry could be tried."""
        return sum(self.outcomes.get(model, "not_available") != "not_available" for model in WHOLE_MODELS)

    @property
    def passed(self) -> int:
        """How many of them gave the prototype's own answers."""
        return sum(self.outcomes.get(model) in PASSED for model in WHOLE_MODELS)

    def share(self, models: Sequence[str] = WHOLE_MODELS) -> float:
        """Passed of tried among these models, 0 where none could be tried."""
        tried = [one for model in models if (one := self.outcomes.get(model, "not_available")) != "not_available"]
        return sum(one in PASSED for one in tried) / len(tried) if tried else 0.0
