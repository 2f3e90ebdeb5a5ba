"""One model on one route: what was tried, and what came of it. Kept as JSON Lines, one trial a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from advisor.verification.catalogue import Route
from advisor.verification.comparison import Outcome


class Trial(NamedTuple):
    """``stage`` is where it ended (environment, export, load, compare); ``error`` the largest absolute difference.

    ``seconds`` are those of the export and of the run, ``bytes`` the size of the artefact, ``pins`` the digests of both
    environments.
    """

    route: str
    exporter: str
    runtime: str
    prototype: str
    exchange: str
    deploy: str
    label: str
    advised: bool
    model: str
    outcome: Outcome
    stage: str
    text: str
    error: float | None
    export_seconds: float | None
    run_seconds: float | None
    bytes: int | None
    versions: dict[str, str]
    pins: tuple[str, str]
    python: str
    machine: str
    date: str

    @property
    def key(self) -> tuple[str, str, tuple[str, str]]:
        """What makes a trial the same one: its route, its model and what was installed."""
        return self.route, self.model, self.pins


def label(route: Route) -> str:
    """``torch.onnx (dynamo) → ONNX Runtime``."""
    return f"{route.exporter.label} → {route.runtime.label}"


def read(file: Path) -> list[Trial]:
    """The trials of a file, the newest of each key; a line that was cut off in writing is left out."""
    found: dict[Any, Trial] = {}
    if not file.is_file():
        return []
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            data = json.loads(line)
            trial = Trial(**{**data, "pins": tuple(data["pins"])})
        except (ValueError, TypeError, KeyError):
            continue
        found[trial.key] = trial
    return list(found.values())


def append(file: Path, trials: Iterable[Trial]) -> None:
    """Add trials at the end, each in one write, so that an interrupt leaves whole lines."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as out:
        for trial in trials:
            out.write((json.dumps(trial._asdict()) + "\n").encode())
            out.flush()
            os.fsync(out.fileno())
