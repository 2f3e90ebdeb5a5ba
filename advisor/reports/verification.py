"""`advisor verify`: what came of every route and model, as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from advisor.reports.text import clean

if TYPE_CHECKING:
    from advisor.verification.catalogue import Route
    from advisor.verification.measurements import Measurement
    from advisor.verification.trials import Trial

WORDS = {
    "ok": "ok",
    "close": "ok 1e-3",
    "wrong": "WRONG",
    "refused": "refused",
    "crashed": "crashed",
    "timed_out": "timed out",
    "not_available": "n/a",
}
SHORT = {"transformer": "transf.", "control_ops": "ctl. ops"}
LEGEND = (
    "ok: within 1e-4 of the prototype's own answers, relative to the largest; ok 1e-3: within a thousandth; WRONG: no error, "
    "another answer; refused: a clear error; n/a: cannot be had or does not exist here. control: a Python branch on tensor "
    "values; ctl. ops: the same with the framework's own operators."
)


def as_json(trials: Iterable[Trial]) -> str:
    """All trials as one JSON document."""
    return json.dumps({"schema": 1, "trials": [trial._asdict() for trial in trials]}, indent=2) + "\n"


def as_text(trials: Sequence[Trial], models: Sequence[str], width: int) -> str:
    """One line a route, one column a model, and every failure with its error in one line."""
    import textwrap

    by_route: dict[str, dict[str, Trial]] = {}
    for trial in trials:
        by_route.setdefault(trial.route, {})[trial.model] = trial
    if not by_route:
        return "no route was tried\n"
    names = [SHORT.get(model, model) for model in models]
    longest = max(len(route) for route in by_route)
    lines = ["  ".join([f"{'route':<{longest}}", *(f"{name:<9}" for name in names), "error"])]
    for route, found in by_route.items():
        cells = [f"{WORDS[found[model].outcome] if model in found else '-':<9}" for model in models]
        errors = [one.error for one in found.values() if one.error is not None and one.outcome in ("ok", "close")]
        worst = f"{max(errors):.0e}" if errors else ""
        lines.append("  ".join([f"{route:<{longest}}", *cells, worst]).rstrip())
    told = [one for one in trials if one.outcome not in ("ok", "close")]
    if told:
        lines += ["", "What did not pass"]
        for one in told:
            text = clean(f"{one.route} {one.model}: {WORDS[one.outcome]} ({one.stage}) {one.text}")
            lines += textwrap.wrap(text, max(40, width), initial_indent="  ", subsequent_indent="    ")
    versions = sorted({f"{name} {number}" for one in trials for name, number in one.versions.items()})
    lines += ["", *textwrap.wrap("versions: " + ", ".join(versions), max(40, width), subsequent_indent="  ")]
    lines += ["", *textwrap.wrap(LEGEND, max(40, width))]
    return "\n".join(lines) + "\n"


def list_text(routes: Iterable[Route], quick: Sequence[str]) -> str:
    """Every route, those of the quick set marked."""
    found = list(routes)
    longest = max(len(route.id) for route in found)
    lines = [
        f"{'*' if route.id in quick else ' '} {route.id:<{longest}}  {route.exporter.tool} → {route.exporter.format} → "
        f"{route.runtime.tool}: {route.exporter.label}, {route.runtime.label}"
        + ("" if route.exporter.advised else " (no longer advised by its makers)")
        for route in found
    ]
    return "\n".join([*lines, "", "* in the quick set"]) + "\n"


def probes_text(measurements: Iterable[Measurement]) -> str:
    """One line a probe and tool: the value with its unit, or the reason why there is none."""
    lines = []
    for one in measurements:
        told = f"{one.value:g} {one.unit}" if one.value is not None else f"not measured: {clean(one.reason or '')}"
        lines.append(f"{one.probe:<15}{one.framework:<14}{told}")
    return "\n".join(lines) + "\n"
