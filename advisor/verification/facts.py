"""Raw runs become measured facts: one entry a route, one file a tool for what was probed; ready for review in a diff."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from advisor.verification.comparison import PASSED
from advisor.verification.measurements import Measurement
from advisor.verification.trials import Trial

FIGURES = {
    "graph": "branch_share",
    "nn_ops": "operations",
    "footprint": "installed_mb",
    "program": "program_lines",
    "numerics": "array_functions",
    "documentation": "documented_share",
    "distributed": "distributed_share",
    "throughput": "throughput_ratio",
    "inference": "inference_ratio",
}
"""The figure that each probe gives."""
DETAILS = {"footprint": {"import_seconds": "import_seconds"}}
"""Further figures, from the details of a probe."""
HEADER = "# Written by `advisor knowledge measure` from the raw runs in knowledge/runs; do not edit by hand.\n"


Models = dict[str, tuple[str, Trial]]
"""The trials of a route by model, each with the name of its file."""


def routes_data(runs: Iterable[tuple[str, Iterable[Trial]]], known: frozenset[str]) -> dict[str, Any]:
    """The content of ``measured/routes.yaml``, from files of trials with their names.

    Routes that could not be had at all say nothing and are left out.
    """
    routes = [
        _route(models)
        for models in newest_routes(runs, known)
        if any(trial.outcome != "not_available" for _, trial in models.values())
    ]
    return {"routes": routes}


def newest_routes(runs: Iterable[tuple[str, Iterable[Trial]]], known: frozenset[str]) -> list[Models]:
    """The trials of each route, in the order of their ids: the newest win, whole runs of a day apart.

    ``known`` are the ids of the edition: a route whose ends it does not know (the control, say) stays in the raw runs.
    """
    by_route: dict[str, Models] = {}
    for name, trials in runs:
        for trial in trials:
            if trial.prototype not in known or trial.deploy not in known:
                continue
            models = by_route.setdefault(trial.route, {})
            if trial.model not in models or models[trial.model][1].date <= trial.date:
                models[trial.model] = (name, trial)
    found = []
    for _, models in sorted(by_route.items()):
        newest = max(trial.date for _, trial in models.values())
        found.append({model: pair for model, pair in models.items() if pair[1].date == newest})
    return found


def probes_data(runs: Iterable[tuple[str, Iterable[Measurement]]], known: frozenset[str]) -> dict[str, dict[str, Any]]:
    """The content of ``measured/<id>.yaml`` by id, in the shape of collected files: the newest value of each probe.

    What could not be measured stays in the raw runs, with its reason.
    """
    newest: dict[tuple[str, str], tuple[str, Measurement]] = {}
    for name, measurements in runs:
        for one in measurements:
            tool, key = one.framework, (one.framework, one.probe)
            if tool in known and one.value is not None and (key not in newest or newest[key][1].date <= one.date):
                newest[key] = (name, one)
    files: dict[str, dict[str, Any]] = {}
    for (tool, kind), (name, one) in sorted(newest.items()):
        made = files.setdefault(tool, {"id": tool, "sources": {}, "figures": {}})
        versions = ", ".join(f"{package} {number}" for package, number in one.versions.items())
        made["sources"][kind] = {
            "url": f"run:{name}#{kind}",
            "as_of": one.date,
            "method": "measured",
            "note": f"probe {kind}, {versions}",
        }
        made["figures"][FIGURES[kind]] = {"value": one.value, "source": kind, "locator": one.unit}
        for detail, figure in DETAILS.get(kind, {}).items():
            if one.details.get(detail) is not None:
                made["figures"][figure] = {"value": one.details[detail], "source": kind, "locator": detail}
    return files


def _route(models: Models) -> dict[str, Any]:
    trials = {model: trial for model, (_, trial) in models.items()}
    one = next(iter(trials.values()))
    errors = [trial.error for trial in trials.values() if trial.error is not None and trial.outcome in PASSED]
    versions: dict[str, str] = {}
    for trial in trials.values():
        versions |= trial.versions
    return {
        "prototype": one.prototype,
        "exchange": one.exchange,
        "deploy": one.deploy,
        "exporter": one.exporter,
        "runtime": one.runtime,
        "label": one.label,
        "advised": one.advised,
        "date": one.date,
        "run": next(iter(models.values()))[0],
        "versions": versions,
        "outcomes": {model: trial.outcome for model, trial in trials.items()},
        "reasons": {model: trial.text for model, trial in trials.items() if trial.text and trial.outcome not in PASSED},
        "max_abs_error": float(f"{max(errors):.2g}") if errors else None,
    }
