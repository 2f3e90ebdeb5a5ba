"""From a requirements file to the printed recommendation."""

from __future__ import annotations

from pathlib import Path

from advisor.cli.context import Context
from advisor.cli.exit_codes import DONE, NOTHING_FITS
from advisor.cli.files import read_input, write_file
from advisor.cli.loading import load
from advisor.model.errors import AdvisorError, NothingToWeighError
from advisor.model.knowledge import Knowledge
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from advisor.reports.interface import Report, Surface
from advisor.reports.registry import report


def from_file(
    context: Context,
    file: str,
    *,
    edition: str | None,
    format_: str,
    top: int | None,
    output: Path | None,
    explain: str = "short",
) -> int:
    """Read, decide, print; ``edition`` overrules the one that the file names. Returns the exit status."""
    newest = load(context, edition)
    raw, name = read_input(file)
    requirements = read_requirements(raw, name, known_of(newest))
    knowledge = (
        newest if edition or requirements.edition in (None, newest.edition.id) else load(context, requirements.edition)
    )
    try:
        return show(context, requirements, knowledge, format_=format_, top=top, output=output, explain=explain)
    except NothingToWeighError as error:
        raise AdvisorError(f"{name}: {error.message}", error.hint) from None


def show(
    context: Context,
    requirements: Requirements,
    knowledge: Knowledge,
    *,
    format_: str,
    top: int | None,
    output: Path | None,
    explain: str = "short",
) -> int:
    """Decide and print (``explain``: short or full); what does not wait for the neighbours is on the screen before."""
    from advisor.decision.recommend import decide

    decided = decide(requirements, knowledge)
    status = DONE if decided.ranking else NOTHING_FITS
    one, surface = report(format_), context.surface(top, to_file=output is not None)
    if output is not None:
        write_file(output, one.lead(decided, surface) + _rest(one, surface, decided, requirements, knowledge, explain))
        context.say(f"{output} written")
        return status
    context.write(one.lead(decided, surface))
    context.write(_rest(one, surface, decided, requirements, knowledge, explain))
    return status


def _rest(
    one: Report,
    surface: Surface,
    decided: Recommendation,
    requirements: Requirements,
    knowledge: Knowledge,
    explain: str,
) -> str:
    from advisor.decision.neighbours import with_neighbours

    if explain == "full":
        from advisor.decision.explanation import explained

        decided = explained(decided, requirements, knowledge)
    return one.rest(with_neighbours(decided, requirements, knowledge), surface)
