"""`advisor probe`: what a framework can do is measured here, on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from advisor.cli.context import Context
from advisor.cli.interrupts import clean_up_first
from advisor.documents.validation import choice_hint
from advisor.model.errors import AdvisorError
from advisor.reports import verification
from advisor.verification import probing
from advisor.verification.measurements import PROBES


def run(context: Context, tools: Sequence[str], *, probes: Sequence[str], list_: bool, runs: Path | None) -> int:
    """Run the chosen probes on the chosen tools, keep the raw results and print them."""
    if list_:
        lines = [f"{name:<15}{one.criterion:<15}{one.question}" for name, one in PROBES.items()]
        lines += [
            "",
            f"frameworks: {', '.join(probing.known_frameworks())}",
            f"runtimes: {', '.join(probing.known_runtimes())}",
        ]
        context.write("\n".join(lines) + "\n")
        return 0
    if context.cache is None:
        raise AdvisorError("there is no home folder to keep environments in", "set HOME or XDG_CACHE_HOME")
    wanted = tuple(probes) or tuple(PROBES)
    for name in wanted:
        if name not in PROBES:
            raise AdvisorError(f"--probe {name}: no such probe", choice_hint(name, list(PROBES)))
    store = runs or context.state / "probes.jsonl"
    store.parent.mkdir(parents=True, exist_ok=True)
    today = datetime.now(UTC).date().isoformat()
    clean_up_first()
    found = []
    probed = {
        *probing.known_frameworks(),
        *probing.known_runtimes(),
    }  # another tool is answered with the reason why not
    for name in wanted:
        everyone = probing.known_runtimes() if name == "inference" else probing.known_frameworks()
        chosen = [tool for tool in tools if tool in everyone or tool not in probed] if tools else everyone
        made = probing.probe([name], chosen, context.cache, context.say, today=today)
        with store.open("a", encoding="utf-8") as file:
            file.writelines(one.record() + "\n" for one in made)
        found += made
    context.write(verification.probes_text(found))
    context.say(f"raw results: {store}")
    return 0
