"""`advisor knowledge lint` and `advisor knowledge status`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from advisor.cli.context import Context
from advisor.cli.exit_codes import DONE, WRONG_INPUT
from advisor.knowledge_base.location import find_knowledge
from advisor.knowledge_lint.runner import lint
from advisor.model.errors import AdvisorError
from advisor.reports.text import clean


def run(context: Context, folder: Path | None) -> int:
    """Print every problem, one a line; returns 0 when there is none."""
    root = folder or find_knowledge()
    if not root.is_dir():
        raise AdvisorError(f"{root}: no such folder", "name a folder with weights.yaml, criteria/ and editions/ in it")
    problems = lint(root, datetime.now(UTC).date())
    context.write("".join(f"{clean(str(problem))}\n" for problem in problems))
    files = sum(1 for _ in root.rglob("*.yaml"))
    context.say(f"{files} files, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return WRONG_INPUT if problems else DONE


def status(context: Context, *, edition: str | None, format_: str) -> int:
    """Print the state of an edition's knowledge."""
    from advisor.cli.loading import load
    from advisor.decision.coverage import coverage
    from advisor.reports import knowledge_status

    knowledge = load(context, edition)
    today = datetime.now(UTC).date()
    found = knowledge_status.summary(knowledge, today, coverage(knowledge, today))
    context.write(knowledge_status.as_json(found) if format_ == "json" else knowledge_status.as_text(found))
    return 0
