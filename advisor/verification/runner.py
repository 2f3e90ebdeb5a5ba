"""Runs routes: environments, exports, loads, comparisons. A failing route never stops the others."""

from __future__ import annotations

import json
import platform
import shutil
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from advisor.verification.catalogue import GUEST, Exporter, Route, Runtime
from advisor.verification.comparison import Outcome, compare
from advisor.verification.environments import Environment, Say, UnavailableError, environment, make
from advisor.verification.sandbox import Finished, run_step
from advisor.verification.trials import Trial, label

MODELS = ("mlp", "cnn", "rnn", "transformer", "control", "control_ops")
REFUSED = 3


class Limits(NamedTuple):
    """Wall-clock seconds and memory (MB, 10^6 bytes) of a step."""

    seconds: float = 300
    megabytes: float = 6000


class Bench(NamedTuple):
    """Where and how routes are run; ``today`` is an ISO date, ``guest`` the folder with exporters and runtimes."""

    cache: Path
    today: str
    say: Say
    limits: Limits = Limits()
    guest: Path = GUEST

    def environment(self, name: str) -> Environment:
        """An environment under the cache."""
        return environment(name, self.cache, self.guest)


class Ended(NamedTuple):
    """How one stage of a trial ended; ``data`` is what the stage wrote when it went well."""

    outcome: Outcome
    text: str = ""
    data: Mapping[str, Any] = {}
    seconds: float | None = None


def run(
    routes: Sequence[Route], models: Sequence[str], bench: Bench, known: Container[tuple[str, str]] = ()
) -> Iterator[Trial]:
    """Try every model on every route and yield one trial each; a model is exported once for all runtimes.

    ``known`` are pairs of a route's id and a model that are not tried again.
    """
    ordered = sorted(routes, key=lambda route: route.exporter.id)
    for exporter, group in groupby(ordered, key=lambda route: route.exporter):
        its_routes = list(group)
        for model in models:
            untried = [route for route in its_routes if (route.id, model) not in known]
            if not untried:
                continue
            folder, exported = _export(exporter, model, bench)
            for route in untried:
                yield _trial(route, model, folder, exported, bench)


def _trial(route: Route, model: str, folder: Path, exported: Ended, bench: Bench) -> Trial:
    stage, ended, error = "export", exported, None
    versions = dict(exported.data.get("versions", {}))
    run_seconds = None
    if exported.outcome == "ok":
        stage, ended = "load", _load(route.runtime, folder, bench)
        versions |= ended.data.get("versions", {})
        run_seconds = ended.seconds
        if ended.outcome == "ok":
            stage = "compare"
            outcome, error, text = compare(ended.data["answers"], reference(folder))
            ended = Ended(outcome, text)
    if ended.outcome == "not_available":
        stage = "environment"
    return Trial(
        route=route.id,
        exporter=route.exporter.id,
        runtime=route.runtime.id,
        prototype=route.exporter.tool,
        exchange=route.exporter.format,
        deploy=route.runtime.tool,
        label=label(route),
        advised=route.exporter.advised,
        model=model,
        outcome=ended.outcome,
        stage=stage,
        text=_without_paths(ended.text, bench),
        error=error,
        export_seconds=exported.data.get("seconds"),
        run_seconds=run_seconds,
        bytes=exported.data.get("bytes"),
        versions=versions,
        pins=pins(route, bench),
        python=platform.python_version(),
        machine=f"{platform.system()} {platform.machine()}",
        date=bench.today,
    )


def _without_paths(text: str, bench: Bench) -> str:
    """The text without the folders of this machine: results are compared and published."""
    for folder in (bench.cache, bench.guest, Path.home()):
        text = text.replace(str(folder), "...")
    return text


def pins(route: Route, bench: Bench) -> tuple[str, str]:
    """The digests of what the two environments of a route hold."""
    names = (route.exporter.environment, route.runtime.environment)
    first, second = (bench.environment(name).pins.digest for name in names)
    return first, second


def reference(folder: Path) -> list[Any]:
    """What the prototype framework itself answered."""
    return _arrays(folder / "cases.npz", "y")


def _arrays(file: Path, prefix: str) -> list[Any]:
    with np.load(file) as stored:
        return [stored[f"{prefix}{number}"] for number in range(sum(name.startswith(prefix) for name in stored.files))]


def _export(exporter: Exporter, model: str, bench: Bench) -> tuple[Path, Ended]:
    """Export a model; the folder gets its name only when the export is whole."""
    where = bench.environment(exporter.environment)
    folder = bench.cache / "artefacts" / f"{exporter.id}-{where.pins.digest}" / model
    if (folder / "export.json").is_file():
        return folder, Ended("ok", data=json.loads((folder / "export.json").read_text()))
    try:
        make(where, bench.say)
    except UnavailableError as error:
        return folder, Ended("not_available", str(error))
    work = folder.with_name(f"{model}.part")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    command = [str(where.interpreter), str(bench.guest / "step.py"), "export", exporter.id, model, str(work)]
    try:
        ended = _ended(_step(command, work, bench), work, work / "export.json")
        if ended.outcome == "ok":
            shutil.rmtree(folder, ignore_errors=True)
            work.rename(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)  # a failed or interrupted export leaves nothing
    return folder, ended


def _load(runtime: Runtime, folder: Path, bench: Bench) -> Ended:
    where = bench.environment(runtime.environment)
    try:
        make(where, bench.say)
    except UnavailableError as error:
        return Ended("not_available", str(error))
    out = bench.cache / "runs" / f"{runtime.id}-{folder.parent.name}-{folder.name}"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    try:
        if runtime.command:
            return _load_elsewhere(runtime, folder, out, where, bench)
        command = [str(where.interpreter), str(bench.guest / "step.py"), "run", runtime.id, str(folder), str(out)]
        ended = _ended(_step(command, out, bench), out, out / "run.json")
        if ended.outcome == "ok":
            ended = ended._replace(data={**ended.data, "answers": _arrays(out / "outputs.npz", "y")})
        return ended
    finally:
        shutil.rmtree(out, ignore_errors=True)


def _load_elsewhere(runtime: Runtime, folder: Path, out: Path, where: Environment, bench: Bench) -> Ended:
    """A runtime that is not Python: arrays travel as JSON."""
    exported = json.loads((folder / "export.json").read_text())
    inputs = {
        "arrays": [{"shape": x.shape, "data": x.ravel().tolist()} for x in _arrays(folder / "cases.npz", "x")],
        "artefacts": [str(folder / name) for name in exported["artefacts"]],
    }
    (out / "inputs.json").write_text(json.dumps(inputs))
    command = [str(where.interpreter), str(bench.guest / runtime.command[1]), str(out)]
    ended = _ended(_step(command, out, bench, cwd=where.folder), out, out / "outputs.json")
    if ended.outcome != "ok":
        return ended
    answers = [np.array(one["data"], dtype=np.float64).reshape(one["shape"]) for one in ended.data["arrays"]]
    return ended._replace(data={"versions": ended.data.get("versions", {}), "answers": answers})


def _step(command: list[str], folder: Path, bench: Bench, cwd: Path | None = None) -> Finished:
    return run_step(command, folder / "home", seconds=bench.limits.seconds, megabytes=bench.limits.megabytes, cwd=cwd)


def _ended(finished: Finished, folder: Path, result: Path) -> Ended:
    """What a finished step means."""
    if finished.ending == "timed_out":
        return Ended("timed_out", f"stopped after {finished.seconds:.0f} s")
    if finished.ending == "out_of_memory":
        return Ended("crashed", "stopped: it took more memory than allowed")
    if finished.status == 0 and result.is_file():
        try:
            return Ended("ok", data=json.loads(result.read_text()), seconds=finished.seconds)
        except ValueError:
            return Ended("crashed", "its result cannot be read")
    refusal = folder / "error.json"
    if refusal.is_file():
        told = json.loads(refusal.read_text())
        return Ended("not_available" if told["kind"] == "unsupported" else "refused", told["text"])
    last = [line for line in finished.stderr.strip().splitlines() if line.strip()]
    how = f"signal {-finished.status}" if finished.status < 0 else f"exit status {finished.status}"
    return Ended("crashed", f"{how}: {last[-1][:200]}" if last else how)
