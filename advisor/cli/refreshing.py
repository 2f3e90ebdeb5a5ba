"""`advisor knowledge refresh`: what package registries know, fetched anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from advisor.cli.context import Context
from advisor.cli.exit_codes import DONE
from advisor.cli.files import write_file
from advisor.cli.progress import progress
from advisor.collectors.collect import Outcome, collect, fetchers
from advisor.collectors.failure import CollectorError
from advisor.collectors.update import difference, merge
from advisor.documents.validation import closest
from advisor.knowledge_base.location import edition_ids, find_knowledge
from advisor.knowledge_base.packages import Listing, collected_file, read_packages
from advisor.model.errors import AdvisorError
from advisor.reports.text import clean


class _Change(NamedTuple):
    """A file with its new text; ``old`` is None where there is none yet."""

    path: Path
    old: str | None
    new: str


def run(context: Context, ids: Sequence[str], *, edition: str | None, yes: bool) -> int:
    """Fetch, show what would change, ask, write; 0 when anything could be fetched."""
    root = find_knowledge()
    edition = edition or edition_ids(root)[-1]
    listings = _chosen(read_packages(root, edition), ids, edition)
    if yes or context.interactive:
        _refuse_closed(collected_file(root, edition, "x").parent)
    outcomes = _fetch(context, listings, datetime.now(UTC).date())
    changes, failures = _changes(root, edition, outcomes)
    _refuse_nothing(context, outcomes, failures)
    for change in changes:
        diff = difference(change.path.relative_to(root).as_posix(), change.old, change.new)
        context.write("".join(f"{clean(line)}\n" for line in diff.split("\n")[:-1]))
    _finish(context, changes, yes=yes)
    _remarks(context, outcomes, failures)
    return DONE


def _chosen(known: dict[str, Listing], ids: Sequence[str], edition: str) -> dict[str, Listing]:
    for id_ in ids:
        if id_ not in known:
            hint = closest(id_, list(known)) or f"these have one: {', '.join(sorted(known))}"
            raise AdvisorError(f"edition {edition} knows no package of `{id_}`", hint)
    return {id_: known[id_] for id_ in ids} if ids else known


def _refuse_closed(folder: Path) -> None:
    """Raise `AdvisorError` before anything is fetched where nothing could be written."""
    if not os.access(folder, os.W_OK):
        raise AdvisorError(
            f"{folder}: the folder of the knowledge files cannot be written",
            "work in a checkout of your own; without --yes, and not at a terminal, the changes are only shown",
        )


def _fetch(context: Context, listings: dict[str, Listing], today: date) -> list[Outcome]:
    outcomes = []
    with progress(context, "packages", len(listings)) as advance:
        for outcome in collect(listings, fetchers(os.environ.get("PIP_INDEX_URL")), today):
            outcomes.append(outcome)
            advance(outcome.id)
    return outcomes


def _changes(root: Path, edition: str, outcomes: Sequence[Outcome]) -> tuple[list[_Change], list[str]]:
    """The files that would change, and a line for each alternative that could not be refreshed."""
    changes = []
    failures = [f"{one.id}: {one.package.url}: {one.failure}" for one in outcomes if one.found is None]
    for outcome in outcomes:
        if outcome.found is None:
            continue
        path = collected_file(root, edition, outcome.id)
        try:
            old = path.read_bytes().decode() if path.exists() else None
            new = merge(old, outcome.id, outcome.found)
        except (CollectorError, OSError, UnicodeDecodeError) as error:
            failures.append(f"{path.name}: {error}")
            continue
        if new != old:
            changes.append(_Change(path, old, new))
    return changes, failures


def _refuse_nothing(context: Context, outcomes: Sequence[Outcome], failures: Sequence[str]) -> None:
    """Raise `AdvisorError` when no registry gave anything."""
    if any(one.found for one in outcomes):
        return
    if all(one.unreachable for one in outcomes):
        hint = "no package registry can be reached; check the network, the proxy, PIP_INDEX_URL and npm's configuration"
        raise AdvisorError("offline: nothing was changed", hint)
    for line in failures:
        context.say(clean(line))
    raise AdvisorError("no package could be fetched: nothing was changed")


def _finish(context: Context, changes: Sequence[_Change], *, yes: bool) -> None:
    """Write the changes when they are wanted, and say what was done."""
    count = f"{len(changes)} file{'' if len(changes) == 1 else 's'}"
    if not changes:
        context.say("everything is up to date")
    elif not yes and not context.interactive:
        context.say(f"{count} would change; nothing was written (not a terminal: --yes writes)")
    elif yes or _agreed(context, f"Write {count}?"):
        for change in changes:
            write_file(change.path, change.new)
        context.say(f"{count} written; `advisor knowledge lint` checks them")
    else:
        context.say("nothing was written")


def _agreed(context: Context, question: str) -> bool:
    print(f"{question} [y/N] ", end="", file=context.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _remarks(context: Context, outcomes: Sequence[Outcome], failures: Sequence[str]) -> None:
    """Say what the registries did not tell, and one line for each failure."""
    told = [one for one in outcomes if one.found]
    undated = [one.id for one in told if one.found and "registry" not in one.found.groups]
    if undated:
        context.say(f"no upload dates (a mirror?), so figures about releases stay as they were: {', '.join(undated)}")
    unlicensed = [one.id for one in told if one.found and not one.found.stand_in and "metadata" not in one.found.groups]
    if unlicensed:
        context.say(f"no metadata, so licences stay as they were: {', '.join(unlicensed)}")
    for line in (f"{one.id}: {lack}" for one in told for lack in one.lacking):
        context.say(clean(f"not told, so what is known of this chip stays: {line}"))
    if failures:
        context.say(f"{len(failures)} of {len(outcomes)} could not be refreshed:")
        for line in failures:
            context.say(f"  {clean(line)}")
