"""`advisor probe`: what a framework can do is measured here, on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from advisor.cli.context import Context
from advisor.cli.interrupts import clean_up_first
from advisor.cli.loading import load
from advisor.documents.validation import choice_hint, closest
from advisor.model.errors import AdvisorError
from advisor.reports import verification
from advisor.verification import catalogue, probing
from advisor.verification.measurements import PROBES


def run(context: Context, tools: Sequence[str], *, probes: Sequence[str], list_: bool, runs: Path | None) -> int:
    """Run the chosen probes on the chosen tools, keep the raw results and print them."""
    guest = context.guest or catalogue.GUEST
    frameworks, runtimes = probing.known_frameworks(guest), probing.known_runtimes(guest)
    if list_:
        lines = [f"{name:<15}{one.criterion:<15}{one.question}" for name, one in PROBES.items()]
        lines += [
            "",
            f"frameworks: {', '.join(frameworks)}",
            f"runtimes: {', '.join(runtimes)}",
        ]
        context.write("\n".join(lines) + "\n")
        return 0
    if context.cache is None:
        raise AdvisorError("there is no home folder to keep environments in", "set HOME or XDG_CACHE_HOME")
    wanted = tuple(probes) or tuple(PROBES)
    for name in wanted:
        if name not in PROBES:
            raise AdvisorError(f"--probe {name}: no such probe", choice_hint(name, list(PROBES)))
    _refuse_unknown(context, tools, {*frameworks, *catalogue.runtimes(guest)})
    store = runs or context.state / "probes.jsonl"
    store.parent.mkdir(parents=True, exist_ok=True)
    today = datetime.now(UTC).date().isoformat()
    clean_up_first()
    found = []
    probed = {*frameworks, *runtimes}  # another tool is answered with the reason why not
    for name in wanted:
        everyone = runtimes if name == "inference" else frameworks
        chosen = [tool for tool in tools if tool in everyone or tool not in probed] if tools else everyone
        for together in [chosen] if name in probing.COMPARED else [[tool] for tool in chosen]:
            made = probing.probe([name], together, context.cache, context.say, today=today, guest=guest)
            with store.open("a", encoding="utf-8") as file:
                file.write("".join(one.record() + "\n" for one in made))
            found += made
    context.write(verification.probes_text(found))
    context.say(f"raw results: {store}")
    return 0


def _refuse_unknown(context: Context, tools: Sequence[str], probed: set[str]) -> None:
    """Raise `AdvisorError` for a name that neither the guest nor the knowledge has, before anything runs."""
    named = probed | load(context, None).alternatives.keys() if set(tools) - probed else probed
    for tool in tools:
        if tool not in named:
            raise AdvisorError(f"{tool}: no such tool", closest(tool, sorted(named)) or "--list shows what is probed")
