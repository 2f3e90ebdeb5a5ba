"""The recommendation as an architecture decision record in Markdown, after the MADR template (https://adr.github.io/madr/).

The same needs and the same knowledge give the same bytes: a rerun after a knowledge update shows in `git diff` what moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from advisor.model.knowledge import Fact
from advisor.model.recommendation import NOT_RETIRED, Ranked, Recommendation, RuledOut, Stack
from advisor.reports.changes import condition
from advisor.reports.interface import Surface
from advisor.reports.markdown import link, requirements_block, text
from advisor.reports.sureness import telling
from advisor.reports.text import clean, percent, points, signed, told

OPTIONS = 3
"""The options whose pros and cons are told."""
PRO, CON = 80.0, 40.0
"""Scores from which on a criterion speaks for an option, and down to which it speaks against it."""
FLIPS = 3
SHOWN_POINTS = 0.05


class DecisionRecord:
    """Comes in one piece."""

    complete = True
    pictures = False

    def lead(self, recommendation: Recommendation, surface: Surface) -> str:
        """Nothing comes first."""
        del recommendation, surface
        return ""

    def rest(self, recommendation: Recommendation, surface: Surface) -> str:
        """The whole record; `Surface.top` limits the considered options."""
        parts = (
            _head(recommendation),
            _context(recommendation),
            _drivers(recommendation),
            _options(recommendation, surface.top),
            _outcome(recommendation),
            _confirmation(recommendation),
            _pros_and_cons(recommendation),
            _more(recommendation),
        )
        return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _head(one: Recommendation) -> Iterator[str]:
    yield f"# {text(one.title or 'Choice of a deep-learning framework')}"
    yield ""
    yield "- Status: proposed"
    yield f"- Date of the knowledge: {one.knowledge_date} (edition {text(one.edition)})"


def _context(one: Recommendation) -> Iterator[str]:
    yield "## Context and problem statement"
    yield ""
    yield "Which framework do we build in, and what do we deploy on? What we need, as a requirements file:"
    yield ""
    yield from requirements_block(one.requirements)


def _drivers(one: Recommendation) -> Iterator[str]:
    yield "## Decision drivers"
    yield ""
    yield "| criterion | weight | importance | because of |"
    yield "| --- | --- | --- | --- |"
    for id_, share in sorted(one.weights.items(), key=lambda pair: -round(pair[1], 12)):
        stated = one.importance.get(id_)
        level, because = (stated.level, stated.because) if stated else ("medium", "nothing was said")
        yield f"| {text(one.labels[id_])} | {percent(share)} | {level} | {text(because)} |"


def _options(one: Recommendation, top: int | None) -> Iterator[str]:
    yield "## Considered options"
    yield ""
    if not one.ranking:
        yield "Nothing meets the hard requirements."
    for entry in one.ranking[:top]:
        chances = one.robustness.acceptability[entry.id].first if one.robustness else None
        first = f", first in {percent(chances)} of the weightings" if chances is not None else ""
        yield f"{entry.rank}. {text(entry.name)}: {points(entry.score)} of 100{first}"
    gone = [entry for entry in one.ruled_out if not _retired(entry)]
    if gone:
        yield ""
        yield "Ruled out:"
        yield ""
    for out in gone:
        reasons = "; ".join(f"{text(reason.requirement)}: {text(reason.fact)}" for reason in out.reasons)
        yield f"- {text(out.name)} ({reasons})"
    if len(gone) < len(one.ruled_out):
        yield ""
        retired = ", ".join(text(entry.name) for entry in one.ruled_out if _retired(entry))
        yield f"Not considered, because their makers have retired them: {retired}."


def _retired(entry: RuledOut) -> bool:
    return any(reason.requirement == NOT_RETIRED for reason in entry.reasons)


def _outcome(one: Recommendation) -> Iterator[str]:
    yield "## Decision outcome"
    yield ""
    yield text(one.headline.text)
    if one.robustness and one.ranking:
        sure, error = percent(one.robustness.confidence), 100 * one.robustness.error(one.robustness.confidence)
        yield ""
        yield (
            f"{text(one.ranking[0].name)} stays first in {sure} of {one.robustness.samples:,} weightings around ours "
            f"(± {error:.1f} points)."
        )
        for id_ in one.robustness.level_with:
            yield f"As good as a tie with {text(one.names[id_])}."
    if one.stacks:
        yield from ("", "How it is done:", "")
        yield from (f"{number}. `{step}`" for number, step in enumerate(_steps(one.stacks[0]), 1))
    yield from ("", "### Consequences", "")
    yield from _consequences(one)


def _steps(stack: Stack) -> Iterator[str]:
    return (clean(step).replace("`", "'") for step in stack.steps)


def _consequences(one: Recommendation) -> Iterator[str]:
    for contrast in one.contrasts[:1]:
        other = text(one.names[contrast.other])
        for item in (item for item in contrast.differences if abs(item.points) >= SHOWN_POINTS):
            kind = "Good" if item.points > 0 else "Bad"
            yield f"- {kind}: {signed(item.points)} points on {text(one.labels[item.criterion])} against {other}"
    for entry in one.ranking[:1]:
        for gap in entry.unmet:
            how = f"through {text(gap.met_by)}" if gap.met_by else "nobody confirms it"
            yield f"- Bad: {text(gap.requirement)} is not met by {text(entry.name)} itself, {how}"
    for stack in one.stacks[:1]:
        if stack.verified:
            yield f"- Good: the route was run on {stack.verified.date}: {text(_passed(stack))}"
        yield from (f"- Bad: {text(limit)}" for limit in stack.limits)
    yield from (f"- Bad: {text(warning)}" for warning in one.warnings)


def _passed(stack: Stack) -> str:
    assert stack.verified
    return f"{stack.verified.passed} of {stack.verified.tried} models pass"


def _confirmation(one: Recommendation) -> Iterator[str]:
    yield "## Confirmation"
    yield ""
    yield "Run the same requirements again when the knowledge is updated; `git diff` then shows what moved. Look again"
    yield ""
    if one.robustness:
        for flip in telling(list(one.robustness.flips))[:FLIPS]:
            name = text(one.names[flip.new_winner]) if flip.new_winner else "nothing that fits"
            route = f" ({text(flip.new_route)})" if flip.new_route else ""
            yield f"- {text(condition(flip, one.labels, one.names))}: {name} would come first{route}"
    for entry in one.ranking[:1]:
        for fact in entry.too_old:
            yield f"- when somebody confirms {text(entry.name)}'s {text(fact.id)}, which is of {fact.evidence.as_of}"
    yield "- a year after this decision at the latest"


def _pros_and_cons(one: Recommendation) -> Iterator[str]:
    yield "## Pros and cons of the options"
    for entry in one.ranking[:OPTIONS]:
        yield from ("", f"### {text(entry.name)}", "")
        yield from _judged(one, entry)


def _judged(one: Recommendation, entry: Ranked) -> Iterator[str]:
    """What speaks for and against an option, the weightiest first, each with its facts and sources."""
    cells = sorted(entry.criteria.items(), key=lambda pair: (-round(pair[1].weight, 12), pair[0]))
    for word, low, high in (("Good", PRO, 100.0), ("Bad", 0.0, CON)):
        for criterion, cell in cells:
            if cell.score is not None and low <= cell.score <= high:
                label = text(one.labels[criterion])
                yield f"- {word}: {label} {points(cell.score)}{_because(cell.facts)}"
    unknown = [text(one.labels[criterion]) for criterion, cell in cells if cell.score is None]
    if unknown:
        yield f"- Unknown: {', '.join(unknown)}"


def _because(facts: Sequence[Fact]) -> str:
    words = [f"{text(fact.id)}: {text(told(fact.value))}" for fact in facts]
    return f" ({'; '.join(words)})" if words else ""


def _more(one: Recommendation) -> Iterator[str]:
    yield "## More information"
    yield ""
    yield "Sources of the facts above, with the day of each:"
    yield ""
    evidence = [
        fact.evidence for entry in one.ranking[:OPTIONS] for cell in entry.criteria.values() for fact in cell.facts
    ]
    evidence += [source for stack in one.stacks[:1] for source in stack.evidence]
    yield from (f"- {line}" for line in _sorted(link(item) for item in evidence))
    if one.neighbours and one.neighbours.cases:
        yield from ("", "Teams with similar needs:", "")
    for near in one.neighbours.cases if one.neighbours else ():
        case = near.case
        chose = ", ".join(text(one.names.get(id_, id_)) for id_ in (*case.chosen, *case.deploy))
        yield f"- {text(case.who)} ({case.year}) chose {chose}: {text(case.summary)}"


def _sorted(lines: Iterable[str]) -> list[str]:
    return sorted(set(lines))
