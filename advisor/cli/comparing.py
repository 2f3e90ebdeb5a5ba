"""`advisor compare`: sorts its arguments into alternatives and a requirements file, compares, prints."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from advisor.cli.context import Context
from advisor.cli.exit_codes import DONE
from advisor.cli.files import read_input, write_file
from advisor.cli.loading import load
from advisor.cli.recommending import refuse_flood
from advisor.decision.comparison.alternatives import misnamed
from advisor.decision.comparison.compare import compare
from advisor.model.comparison import Comparison
from advisor.model.errors import AdvisorError, InputError, NothingToWeighError, Problem
from advisor.model.requirements import Requirements
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from advisor.reports.comparison_formats import render
from advisor.reports.interface import Rows

SUFFIXES = (".yaml", ".yml", ".json")


def run(
    context: Context,
    named: Sequence[str],
    *,
    edition: str | None,
    format_: str,
    wanted: Rows,
    output: Path | None,
) -> int:
    """Compare and print; raises `InputError` with everything that is wrong with the arguments."""
    refuse_flood(context, format_, output)
    compared = _compared(context, named, edition)
    text = render(compared, format_, context.surface(to_file=output is not None), wanted)
    if output is None:
        context.write(text)
    else:
        write_file(output, text)
        context.say(f"{output} written")
    return DONE


def _compared(context: Context, named: Sequence[str], edition: str | None) -> Comparison:
    knowledge, requirements, name = load(context, edition), Requirements(), ""
    files = [one for one in named if one not in knowledge.known_ids and _is_file(one)]
    ids = [one for one in named if one not in files]
    wrong: list[Problem] = []
    if len(files) > 1:
        wrong.append(Problem(f"{len(files)} requirements files are named: {', '.join(files)}", hint="name one"))
    for file in files:
        try:
            raw, name = read_input(file)
            requirements = read_requirements(raw, name, known_of(knowledge))
        except InputError as error:
            wrong += error.problems
        except AdvisorError as error:
            wrong.append(Problem(error.message, hint=error.hint))
    if wrong:
        raise InputError([*misnamed(ids, knowledge), *wrong])
    if edition is None and requirements.edition not in (None, knowledge.edition.id):
        knowledge = load(context, requirements.edition)
    try:
        return compare(ids, requirements, knowledge)
    except NothingToWeighError as error:
        raise AdvisorError(f"{name}: {error.message}" if name else error.message, error.hint) from None


def _is_file(name: str) -> bool:
    """Whether an argument that is no known id means a requirements file; a path that leads nowhere is one, too."""
    return name == "-" or name.endswith(SUFFIXES) or os.sep in name or os.path.lexists(name)
