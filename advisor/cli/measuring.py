"""`advisor knowledge measure`: raw runs become measured facts, for review."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from advisor.cli.context import Context
from advisor.cli.files import write_file
from advisor.cli.loading import load
from advisor.documents.writer import write_document
from advisor.knowledge_base.location import find_knowledge
from advisor.model.errors import AdvisorError
from advisor.verification import trials
from advisor.verification.facts import HEADER, routes_data


def run(context: Context, files: Sequence[Path], *, edition: str | None, write: bool) -> int:
    """Show what the runs change in the measured facts of an edition, and write it when asked to."""
    root = find_knowledge()
    chosen = list(files) or sorted((root / "runs").glob("routes-*.jsonl"))
    for file in chosen:
        if not file.is_file():
            raise AdvisorError(f"{file}: no such file", "`advisor verify` writes raw runs; --runs names the file")
    knowledge = load(context, edition)
    data = routes_data([(f"runs/{file.name}", trials.read(file)) for file in chosen], frozenset(knowledge.alternatives))
    if not data["routes"]:
        raise AdvisorError("these files hold no run of a known route", "run `advisor verify --set quick` first")
    target = root / "editions" / knowledge.edition.id / "measured" / "routes.yaml"
    before = target.read_text(encoding="utf-8") if target.is_file() else ""
    after = HEADER + write_document(data)
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), "before", "after", lineterm="")
    context.write("".join(f"{line}\n" for line in diff) or "nothing changes\n")
    if write and after != before:
        target.parent.mkdir(exist_ok=True)
        write_file(target, after)
        context.say(f"{target} written: {len(data['routes'])} routes")
    elif after != before:
        context.say("nothing was written; --write writes it")
    return 0
