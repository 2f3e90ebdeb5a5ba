"""`advisor verify`: routes are run here, on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from advisor.cli.context import Context
from advisor.cli.files import write_file
from advisor.cli.interrupts import clean_up_first
from advisor.cli.progress import progress
from advisor.documents.validation import choice_hint, closest
from advisor.model.errors import AdvisorError
from advisor.reports import verification
from advisor.verification import catalogue, runner, trials
from advisor.verification.catalogue import Route
from advisor.verification.environments import missing

DISK_FACTOR = 4
"""Installed environments take about this many times the download."""


def run(
    context: Context,
    *,
    prototype: str | None,
    deploy: str | None,
    via: str | None,
    models: Sequence[str],
    set_: str | None,
    list_: bool,
    fresh: bool,
    format_: str,
    runs: Path | None,
    output: Path | None,
) -> int:
    """Run the chosen routes and print what came of them."""
    guest = context.guest or catalogue.GUEST
    chosen = choose(catalogue.routes(guest), prototype, deploy, via, set_, everything=list_)
    if list_:
        context.write(verification.list_text(chosen, catalogue.QUICK))
        return 0
    wanted = tuple(dict.fromkeys(models)) or runner.MODELS
    for model in wanted:
        if model not in runner.MODELS:
            raise AdvisorError(f"--model {model}: no such model", choice_hint(model, list(runner.MODELS)))
    if context.cache is None:
        raise AdvisorError("there is no home folder to keep environments in", "set HOME or XDG_CACHE_HOME")
    bench = runner.Bench(context.cache, datetime.now(UTC).date().isoformat(), context.say, guest=guest)
    store = runs or context.state / "runs.jsonl"
    known = {} if fresh else {trial.key: trial for trial in trials.read(store)}
    keys = [(route.id, model, runner.pins(route, bench)) for route in chosen for model in wanted]
    done = [known[key] for key in keys if key in known]
    open_ = [
        route for route in chosen if any((route.id, model, runner.pins(route, bench)) not in known for model in wanted)
    ]
    if done and open_:
        context.say(f"{len(done)} of {len(keys)} trials are known from {store}; --fresh runs them again")
    announce(context, open_, bench)
    found = {trial.key: trial for trial in done}
    clean_up_first()
    with progress(context, "trials", len(keys) - len(done)) as advance:
        for trial in runner.run(open_, wanted, bench, {(trial.route, trial.model) for trial in done}):
            found[trial.key] = trial
            trials.append(store, [trial])
            advance(f"{trial.route} {trial.model}")
    ordered = [found[key] for key in keys if key in found]
    text = verification.as_json(ordered) if format_ == "json" else verification.as_text(ordered, wanted, context.width)
    if output:
        write_file(output, text)
    else:
        context.write(text)
    return 0


def choose(
    routes: Mapping[str, Route],
    prototype: str | None,
    deploy: str | None,
    via: str | None,
    set_: str | None,
    *,
    everything: bool,
) -> list[Route]:
    """Those of the routes that were asked for; raises `AdvisorError` when there is none."""
    if not (prototype or deploy or via or set_ or everything):
        raise AdvisorError("nothing to verify", "name PROTOTYPE and DEPLOY, or --set quick; --list shows every route")
    ids = catalogue.QUICK if set_ == "quick" else tuple(routes)
    found = [
        routes[id_]
        for id_ in ids
        if id_ in routes
        and prototype in (None, routes[id_].exporter.tool, routes[id_].exporter.id)
        and deploy in (None, routes[id_].runtime.tool, routes[id_].runtime.id)
        and via in (None, routes[id_].exporter.format, routes[id_].exporter.id)
    ]
    _refuse_unknown("PROTOTYPE", prototype, {name for one in routes.values() for name in one.exporter[:2]})
    _refuse_unknown("DEPLOY", deploy, {name for one in routes.values() for name in one.runtime[:2]})
    _refuse_unknown("--via", via, {name for one in routes.values() for name in (one.exporter.format, one.exporter.id)})
    if not found:
        asked = " → ".join(part for part in (prototype, via, deploy) if part)
        raise AdvisorError(f"no route that can be run: {asked}", "advisor verify --list shows every route")
    return found


def _refuse_unknown(what: str, name: str | None, known: set[str]) -> None:
    if name is not None and name not in known:
        hint = closest(name, sorted(known)) or "advisor verify --list shows every route"
        raise AdvisorError(f"{what} {name}: no route knows it", hint)


def announce(context: Context, routes: Sequence[Route], bench: runner.Bench) -> None:
    """What has to be fetched, and what cannot be had, before anything starts."""
    names = sorted({name for route in routes for name in (route.exporter.environment, route.runtime.environment)})
    needed = [one for one in map(bench.environment, names) if not one.ready]
    lacking = [f"{one.pins.name} ({missing(one.pins)})" for one in needed if missing(one.pins)]
    fetched = [one for one in needed if not missing(one.pins)]
    if lacking:
        context.say(f"not available here: {', '.join(lacking)}")
    if not fetched:
        return
    megabytes = sum(one.pins.megabytes for one in fetched)
    context.say(
        f"{len(fetched)} environments have to be made ({', '.join(one.pins.name for one in fetched)}): about "
        f"{megabytes} MB from the network, {megabytes * DISK_FACTOR / 1000:.1f} GB in {bench.cache}"
    )
    bench.cache.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(bench.cache).free / 1e6
    if free < megabytes * DISK_FACTOR:
        raise AdvisorError(
            f"only {free:.0f} MB are free in {bench.cache}", "make room, or set XDG_CACHE_HOME to a larger disk"
        )
