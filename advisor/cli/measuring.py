"""`advisor knowledge measure`: raw runs become measured facts, for review."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from pathlib import Path

from advisor.cli.context import Context
from advisor.cli.files import read_lines, write_file
from advisor.cli.loading import load
from advisor.documents.writer import write_document
from advisor.knowledge_base.location import find_knowledge
from advisor.model.errors import AdvisorError
from advisor.verification import measurements, trials
from advisor.verification.facts import HEADER, probes_data, routes_data
from advisor.verification.measurements import Measurement
from advisor.verification.onnx_shares import add_shares


def run(context: Context, files: Sequence[Path], *, edition: str | None, write: bool) -> int:
    """Show what the runs change in the measured facts of an edition, and write it when asked to."""
    root = find_knowledge()
    chosen = list(files) or sorted((root / "runs").glob("*.jsonl"))
    for file in chosen:
        if not file.is_file():
            raise AdvisorError(f"{file}: no such file", "`advisor verify` writes raw runs; --runs names the file")
    knowledge = load(context, edition)
    known = frozenset(knowledge.alternatives)
    named = [(f"runs/{file.name}", file) for file in chosen]
    tried = [(name, trials.read(file)) for name, file in named]
    routes = routes_data(tried, known)
    probed = probes_data([(name, _measurements(file)) for name, file in named], known)
    add_shares(probed, tried, known)
    if not routes["routes"] and not probed:
        raise AdvisorError("these files hold no run of a known tool", "run `advisor verify --set quick` first")
    folder = root / "editions" / knowledge.edition.id / "measured"
    made = {f"{id_}.yaml": data for id_, data in probed.items()} | ({"routes.yaml": routes} if routes["routes"] else {})
    changed = {}
    for name, data in made.items():
        target = folder / name
        before = target.read_text(encoding="utf-8") if target.is_file() else ""
        after = HEADER + write_document(data)
        if after != before:
            changed[target] = after
            diff = difflib.unified_diff(before.splitlines(), after.splitlines(), f"{name} before", name, lineterm="")
            context.write("".join(f"{line}\n" for line in diff))
    if not changed:
        context.say("nothing changes")
    elif write:
        folder.mkdir(exist_ok=True)
        for target, after in changed.items():
            write_file(target, after)
        context.say(f"{len(changed)} files written in {folder}")
    else:
        context.say("nothing was written; --write writes it")
    return 0


def _measurements(file: Path) -> list[Measurement]:
    """The measurements among the lines of a file of raw runs."""
    found = []
    for line in read_lines(file):
        try:
            data = json.loads(line)
        except ValueError:
            continue
        if isinstance(data, dict) and "probe" in data:
            found.append(measurements.read(line))
    return found
