"""Runs the probes of frameworks, each in the framework's own environment; a failing one never stops the others."""

from __future__ import annotations

import ast
import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from advisor.verification.catalogue import GUEST, runtimes
from advisor.verification.environments import Say, UnavailableError, environment, make
from advisor.verification.lines import code_lines
from advisor.verification.measurements import PROBES, Measurement, machine
from advisor.verification.ratios import best, geometric_mean, ratios
from advisor.verification.sandbox import run_step

ROUNDS = 2
MEGABYTES = 8000
COMPARED = ("throughput", "inference")
EXPORTER = "pytorch"


class Subject(NamedTuple):
    """What is probed: the name of its guest file or folder, the framework or runtime of `knowledge/`, its environment."""

    name: str
    tool: str
    environment: str


class Answer(NamedTuple):
    """What one process said: its result, or the reason why there is none."""

    result: Mapping[str, Any]
    reason: str | None = None


class Bench(NamedTuple):
    """Where probes run; ``date`` is an ISO date, ``rounds`` how often the compared ones take turns."""

    cache: Path
    say: Say
    date: str
    machine: Mapping[str, Any]
    guest: Path = GUEST
    rounds: int = ROUNDS


def probe(
    names: Sequence[str],
    frameworks: Sequence[str],
    cache: Path,
    say: Say,
    *,
    today: str,
    guest: Path = GUEST,
    rounds: int = ROUNDS,
) -> list[Measurement]:
    """One measurement for each probe and framework; what cannot be measured has the reason instead of a value.

    ``frameworks`` are folders of `guest/probes`, for the probe `inference` files of `guest/runtimes`; any other id is answered
    with the reason why it is not available here. ``today`` is an ISO date.
    """
    bench = Bench(cache, say, today, machine(), guest, rounds)
    made: list[Measurement] = []
    for name in names:
        if name in COMPARED:
            made += _compare(name, frameworks, bench)
        else:
            made += [_single(name, framework, bench) for framework in frameworks]
    return made


def known_frameworks(guest: Path = GUEST) -> list[str]:
    """The frameworks that have probes."""
    folders = (path.parent for path in (guest / "probes").glob("*/program.py"))
    return sorted(one.name for one in folders if "ENVIRONMENT" in _constants(one / "__init__.py"))


def known_runtimes(guest: Path = GUEST) -> list[str]:
    """The runtimes that the probe `inference` can run: those that read ONNX and are called from Python."""
    return [one.id for one in runtimes(guest).values() if "onnx" in one.reads and not one.command]


def _single(name: str, framework: str, bench: Bench) -> Measurement:
    subject = _subject(name, framework, bench)
    with tempfile.TemporaryDirectory() as folder:
        answer = subject if isinstance(subject, Answer) else _ask(name, subject, Path(folder), bench)
    if answer.reason is not None:
        return _measurement(name, framework, None, answer, bench)
    if name == "program":
        source = (bench.guest / "probes" / framework / "program.py").read_text(encoding="utf-8")
        return _measurement(name, framework, code_lines(source), answer, bench, seconds=answer.result["value"])
    return _measurement(name, framework, answer.result["value"], answer, bench)


def _compare(name: str, frameworks: Sequence[str], bench: Bench) -> list[Measurement]:
    """Side by side: every round asks everyone once, so that what disturbs the machine disturbs all of them."""
    answers: dict[str, list[Answer]] = {framework: [] for framework in frameworks}
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        problem = _nets(folder, bench) if name == "inference" else None
        for _ in range(bench.rounds):
            for framework, told in answers.items():
                subject = Answer({}, problem) if problem else _subject(name, framework, bench)
                told.append(subject if isinstance(subject, Answer) else _ask(name, subject, folder, bench))
    speeds = {
        framework: best([one.result["details"] for one in told if one.reason is None])
        for framework, told in answers.items()
    }
    shares = ratios(speeds)
    return [
        _compared(name, framework, told, speeds[framework], shares[framework], bench)
        for framework, told in answers.items()
    ]


def _compared(
    name: str,
    framework: str,
    told: Sequence[Answer],
    speeds: Mapping[str, Mapping[str, Any]],
    shares: Mapping[str, float],
    bench: Bench,
) -> Measurement:
    """The geometric mean of the ratios; without one for every task there is no value, and the details keep what there is."""
    subject = _subject(name, framework, bench)
    tool = framework if isinstance(subject, Answer) else subject.tool
    answer = next((one for one in told if one.reason is None), told[0])
    missing = [f"{task}: {one['reason']}" for task, one in speeds.items() if "reason" in one]
    details = {
        "best": {task: {**one, "ratio": round(shares[task], 4)} for task, one in speeds.items() if task in shares},
        "rounds": [one.result.get("details", {"reason": one.reason}) for one in told],
    }
    reason = answer.reason or "; ".join(missing) or None
    value = None if reason else round(geometric_mean(list(shares.values())), 4)
    result = {"details": details, "versions": answer.result.get("versions", {})}
    return _measurement(name, tool, value, Answer(result, reason), bench)


def _nets(folder: Path, bench: Bench) -> str | None:
    """Export the nets for all runtimes once; the reason why that failed, if it did."""
    subject = _subject("nets", EXPORTER, bench)
    return (subject if isinstance(subject, Answer) else _ask("nets", subject, folder, bench)).reason


def _measurement(
    name: str, framework: str, value: float | None, answer: Answer, bench: Bench, **more: float
) -> Measurement:
    return Measurement(
        probe=name,
        framework=framework,
        value=value,
        unit=PROBES[name].unit,
        details={**answer.result.get("details", {}), **more},
        versions=answer.result.get("versions", {}),
        date=bench.date,
        machine=bench.machine,
        reason=answer.reason,
    )


def _subject(name: str, framework: str, bench: Bench) -> Subject | Answer:
    """What to ask in which environment, or why it cannot be asked."""
    if name == "inference":
        found = runtimes(bench.guest).get(framework)
        if found is None:
            return Answer({}, "no runtime of this name is known here")
        if "onnx" not in found.reads or found.command:
            why = (
                "it is not called from Python"
                if found.command
                else f"it reads {' '.join(found.reads) or 'its own format'}, not ONNX"
            )
            return Answer({}, why)
        return Subject(found.id, found.tool, found.environment)
    path = bench.guest / "probes" / framework / "__init__.py"
    told = _constants(path) if path.is_file() else {}
    if "ENVIRONMENT" not in told:
        return Answer({}, "not available here: " + _elsewhere(bench.guest).get(framework, "no probe is written for it"))
    return Subject(framework, told["TOOL"], told["ENVIRONMENT"])


def _ask(name: str, subject: Subject, folder: Path, bench: Bench) -> Answer:
    """Run one probe in one process; ``folder`` is shared by the processes of one comparison."""
    wanted = environment(subject.environment, bench.cache, bench.guest)
    bench.say(f"{name}: {subject.name}")
    try:
        make(wanted, bench.say)
    except UnavailableError as error:
        return Answer({}, f"not available here: {error}")
    out = folder / f"{name}-{subject.name}.json"
    out.unlink(missing_ok=True)
    command = [str(wanted.interpreter), str(bench.guest / "probe.py"), name, subject.name, str(out)]
    seconds = PROBES[name].seconds if name in PROBES else PROBES["inference"].seconds
    with tempfile.TemporaryDirectory() as home:
        ended = run_step(command, Path(home), seconds=seconds, megabytes=MEGABYTES)
    if ended.ending != "exited":
        return Answer(
            {},
            {"timed_out": f"stopped after {seconds:g} s", "out_of_memory": f"stopped at {MEGABYTES} MB"}[ended.ending],
        )
    return _read(out, ended.status, ended.stderr)


def _read(out: Path, status: int, stderr: str) -> Answer:
    """The answer in a file that a process was to write."""
    if status != 0 or not out.is_file():
        said = stderr.strip().splitlines()
        return Answer({}, f"crashed with status {status}" + (f": {said[-1][:200]}" if said else ""))
    try:
        result = json.loads(out.read_text(encoding="utf-8"))
        return Answer({}, str(result["reason"])) if "reason" in result else Answer(_checked(result))
    except (ValueError, TypeError, KeyError) as error:
        return Answer({}, f"its result cannot be read: {error}")


def _checked(result: Any) -> dict[str, Any]:
    value = result["value"]
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise TypeError(f"{value!r} is no number")
    return {"value": value, "details": dict(result["details"]), "versions": dict(result["versions"])}


def _constants(path: Path) -> dict[str, str]:
    """The constants in capitals of a file that are plain text, without running it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    pairs = [(node.targets[0], node.value) for node in tree.body if isinstance(node, ast.Assign)]
    return {
        name.id: value.value
        for name, value in pairs
        if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
    }


def _elsewhere(guest: Path) -> dict[str, str]:
    path = guest / "probes" / "elsewhere.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {
        name.strip(): why.strip()
        for name, _, why in (line.partition("|") for line in lines)
        if not name.startswith("#")
    }
