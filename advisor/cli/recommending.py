"""From a requirements file to the printed recommendation."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from advisor.cli.context import Context
from advisor.cli.exit_codes import DONE, NOTHING_FITS
from advisor.cli.files import read_input, write_file
from advisor.cli.loading import load
from advisor.model.errors import AdvisorError, NothingToWeighError
from advisor.model.knowledge import Knowledge
from advisor.model.requirements import Requirements
from advisor.model.robustness import Wanted
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from advisor.reports.registry import report


class Wish(NamedTuple):
    """What of a recommendation is wanted: format, how many frameworks, the file to write (None: standard output), how much about
    robustness, and whether every intermediate table is shown (``explain``: short or full)."""

    format_: str
    top: int | None
    output: Path | None
    robustness: Wanted
    explain: str


def refuse_flood(context: Context, format_: str, output: Path | None) -> None:
    """Raise `AdvisorError` where a page of megabytes would go to a person's terminal, before any work is done."""
    if format_ == "html" and output is None and context.terminal:
        raise AdvisorError("--format html is a page of several megabytes", "add --output FILE")


def from_file(
    context: Context,
    file: str,
    *,
    edition: str | None,
    wish: Wish,
) -> int:
    """Read, decide, print; ``edition`` overrules the one that the file names. Returns the exit status."""
    refuse_flood(context, wish.format_, wish.output)
    newest = load(context, edition)
    raw, name = read_input(file)
    requirements = read_requirements(raw, name, known_of(newest))
    knowledge = (
        newest if edition or requirements.edition in (None, newest.edition.id) else load(context, requirements.edition)
    )
    try:
        return show(context, requirements, knowledge, wish)
    except NothingToWeighError as error:
        raise AdvisorError(f"{name}: {error.message}", error.hint) from None


def show(context: Context, requirements: Requirements, knowledge: Knowledge, wish: Wish) -> int:
    """Decide and print; what waits neither for robustness nor for the neighbours is on the screen before they are computed."""
    from advisor.decision.recommend import complete, decide

    def rest() -> str:
        whole = decided
        if one.complete:
            whole = complete(decided, requirements, knowledge, wish.robustness, pictures=one.pictures)
        if wish.explain == "full":
            from advisor.decision.explanation.explain import explained

            whole = explained(whole, requirements, knowledge)
        return one.rest(whole, surface)

    decided = decide(requirements, knowledge)
    status = DONE if decided.ranking else NOTHING_FITS
    one, surface = report(wish.format_), context.surface(wish.top, to_file=wish.output is not None)
    if wish.output is not None:
        write_file(wish.output, one.lead(decided, surface) + rest())
        context.say(f"{wish.output} written")
        return status
    context.write(one.lead(decided, surface))
    context.write(rest())
    return status
