"""The parts of the README that are generated: the printout and the table of criteria. `make readme` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

from advisor.decision.recommend import recommend
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from advisor.reports.registry import render
from tests.support.cli import ROOT
from tests.support.knowledge import newest

README = ROOT / "README.md"
PRINTOUT = re.compile(r"(<!-- printout: (\S+) -->\n```text\n)(.*?)(```)", re.DOTALL)
TABLE = re.compile(r"(<!-- criteria -->\n)(.*?)(<!-- end of criteria -->)", re.DOTALL)


def refreshed(text: str) -> str:
    """The text with its generated parts as they must be."""
    text = PRINTOUT.sub(lambda found: found[1] + printout(ROOT / found[2]) + found[4], text)
    return TABLE.sub(lambda found: found[1] + criteria() + found[3], text)


def printout(path: Path) -> str:
    """What `advisor recommend` prints for a file, in a pipe."""
    knowledge = newest()
    return render(recommend(read_requirements(path.read_bytes(), path.name, known_of(knowledge)), knowledge))


def criteria() -> str:
    """The criteria as a table, in their order."""
    knowledge = newest()
    lines = ["| criterion | category | question |", "| --- | --- | --- |"]
    for one in knowledge.criteria.values():
        mark = " (no data)" if one.method == "none" else " (on demand)" if one.on_demand else ""
        lines.append(f"| `{one.id}` | {knowledge.categories[one.category].name} | {one.question.strip()}{mark} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
