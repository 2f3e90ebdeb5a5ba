"""`advisor diff`: two sides in, what moved between them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from advisor.cli.context import Context
from advisor.cli.exit_codes import CHANGED, DONE
from advisor.cli.files import refuse_missing_folder, write_file
from advisor.cli.interrupts import clean_up_first
from advisor.cli.loading import load
from advisor.cli.sides import Run, Saved, Side, two_sides
from advisor.decision.drift.compare import compare
from advisor.decision.naming import labels
from advisor.decision.recommend import decide
from advisor.decision.robustness.assessment import with_robustness
from advisor.knowledge_base.history import INSTEAD, knowledge_of
from advisor.knowledge_base.loader import load_knowledge
from advisor.knowledge_base.location import find_knowledge
from advisor.model.contract.document import SavedRecommendation
from advisor.model.errors import AdvisorError, InputError
from advisor.model.knowledge import Knowledge
from advisor.model.requirements import Requirements
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from advisor.reports.json_report import to_dict
from advisor.saved.reader import requirements_of

FORMATS = {"text": "drift_text", "json": "drift_json", "markdown": "drift_markdown"}
FOREIGN = (LookupError, TypeError, AttributeError, ValueError, AssertionError, ArithmeticError, RecursionError, OSError)
"""What goes wrong when knowledge of another time or place is read by rules of today."""


class Made(NamedTuple):
    """A side with its words: what it is, and what its knowledge calls things."""

    document: SavedRecommendation
    source: str
    labels: dict[str, str]
    names: dict[str, str]


def run(
    context: Context,
    arguments: Sequence[str],
    *,
    edition: str | None,
    format_: str,
    top: int | None,
    output: Path | None,
) -> int:
    """Compare and print; 0 where the decision stands, 4 where it has changed."""
    if output is not None:
        refuse_missing_folder(output)
    newest = load(context, None)
    sides = two_sides(arguments, newest.editions, datetime.now(UTC).date())
    if edition is not None and not any(_open(side) for side in sides):
        raise AdvisorError("--edition is of no use here: both sides have theirs", "leave it out")
    clean_up_first()
    old, new = (_made(context, side, edition, newest) for side in sides)
    drift = compare(
        old.document,
        new.document,
        sources=(_printable(old.source), _printable(new.source)),
        labels=labels(newest) | old.labels | new.labels,
        names=_names(newest) | old.names | new.names,
    )
    render = import_module(f"advisor.reports.{FORMATS[format_]}").render
    text = render(drift, context.surface(top, to_file=output is not None))
    if output is not None:
        write_file(output, text)
        context.say(f"{output} written")
    else:
        context.write(text)
    _mention_newer(context, sides, edition, newest)
    return DONE if drift.stands else CHANGED


def _open(side: Side) -> bool:
    """Whether a side can be run on one edition or another."""
    return isinstance(side, Run) and (side.point is None or side.point.kind != "edition")


def _made(context: Context, side: Side, edition: str | None, newest: Knowledge) -> Made:
    """A saved side as it is, any other side run."""
    if isinstance(side, Saved):
        return Made(side.document, side.name, {}, {})
    requirements = _requirements(side, newest)
    own = side.needs.document.edition if isinstance(side.needs, Saved) else requirements.edition
    with _knowledge(context, side, edition or own) as (knowledge, source):
        asked = requirements.model_copy(update={"edition": None})  # the knowledge that was chosen is the edition
        decided = with_robustness(decide(asked, knowledge), asked, knowledge)
        document = SavedRecommendation.model_validate(to_dict(decided))
    return Made(document, source, labels(knowledge), _names(knowledge))


def _requirements(side: Run, newest: Knowledge) -> Requirements:
    """What a side asks for, checked against the ids of today."""
    if isinstance(side.needs, Saved):
        return requirements_of(side.needs.document, side.needs.name, known_of(newest))
    return read_requirements(side.needs.raw, side.needs.name, known_of(newest))


@contextmanager
def _knowledge(context: Context, side: Run, edition: str | None) -> Iterator[tuple[Knowledge, str]]:
    """The knowledge that a side is run on, and what the side is; whatever goes wrong in the block is told with it."""
    name = f"the requirements of {side.needs.name}, run anew" if isinstance(side.needs, Saved) else side.needs.name
    point = side.point
    if point is None or point.kind == "edition":
        with _told(name):
            yield load(context, point.text if point else edition), name
    elif point.kind == "folder":
        with _told(f"{name} with the knowledge in {point.text}", foreign=True):
            yield load_knowledge(edition, root=Path(point.text)), f"{name}, knowledge in {point.text}"
    else:
        what = f"{name} with the knowledge of {point.text}"
        with knowledge_of(point.text, find_knowledge()) as found, _told(what, foreign=True):
            source = f"{name}, knowledge as it stood on {point.text} (commit {found.commit} of {found.day})"
            yield load_knowledge(edition, root=found.root), source


@contextmanager
def _told(what: str, *, foreign: bool = False) -> Iterator[None]:
    """Errors of the block with what they are about; what ``foreign`` knowledge does not have is no bug of ours."""
    try:
        yield
    except InputError:
        raise
    except AdvisorError as error:
        raise AdvisorError(f"{what}: {error.message}", error.hint) from None
    except FOREIGN as error:
        if not foreign:
            raise
        why = f"it lacks {error}" if isinstance(error, KeyError) else str(error) or type(error).__name__
        raise AdvisorError(f"{what}: this version cannot read that knowledge: {why}", INSTEAD) from None


def _printable(name: str) -> str:
    """A file's name without the bytes that are no text."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _names(knowledge: Knowledge) -> dict[str, str]:
    exchanges = {one.id: one.name for one in knowledge.exchanges.values()}
    return exchanges | {one.id: one.name for one in knowledge.alternatives.values()}


def _mention_newer(context: Context, sides: Sequence[Side], edition: str | None, newest: Knowledge) -> None:
    """Say that there is a newer edition than that of a saved recommendation which was run anew."""
    for side in sides:
        if isinstance(side, Run) and isinstance(side.needs, Saved) and side.point is None and edition is None:
            own, latest = side.needs.document.edition, newest.edition.id
            if own != latest:
                context.say(f"run on edition {own}, as before; --edition {latest} asks the newest one")
