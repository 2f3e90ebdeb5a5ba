"""`advisor knowledge lint`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from advisor.cli.context import Context
from advisor.knowledge_base.location import find_knowledge
from advisor.knowledge_lint.runner import lint
from advisor.model.errors import AdvisorError
from advisor.reports.text import clean

WRONG_INPUT = 2


def run(context: Context, folder: Path | None) -> int:
    """Print every problem, one a line; returns 0 when there is none."""
    root = folder or find_knowledge()
    if not root.is_dir():
        raise AdvisorError(f"{root}: no such folder", "name a folder with weights.yaml, criteria/ and editions/ in it")
    problems = lint(root, datetime.now(UTC).date())
    context.write("".join(f"{clean(str(problem))}\n" for problem in problems))
    files = sum(1 for _ in root.rglob("*.yaml"))
    context.say(f"{files} files, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return WRONG_INPUT if problems else 0
