"""A comparison in Markdown, ready for a pull request: the same needs and the same knowledge give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.model.comparison import CategoryRow, Compared, Comparison, CriterionRow
from advisor.reports import comparison_words as words
from advisor.reports.comparison_parts import alike, shown_criteria, shown_facts, shown_sources
from advisor.reports.interface import Rows, Surface
from advisor.reports.markdown import link, requirements_block, table, text
from advisor.reports.sureness import share
from advisor.reports.text import age, percent, points


def report(one: Comparison, surface: Surface, wanted: Rows) -> str:
    """The whole document."""
    del surface
    parts = (
        _head(one),
        _needs(one),
        _totals(one),
        _missed(one),
        _criteria(one, wanted),
        _winning(one),
        _routes(one),
        _facts(one, wanted),
        _sources(one, wanted),
    )
    written = ("\n".join(part) for part in parts)
    return "\n\n".join(part for part in written if part) + "\n"


def _head(one: Comparison) -> Iterator[str]:
    names = text(words.names_of(one, (it.id for it in one.alternatives)))
    yield f"# {text(one.title)}: {names} compared" if one.title else f"# {names} compared"
    yield ""
    yield f"- Edition {text(one.edition)} ({text(one.edition_title)}), knowledge of {one.knowledge_date}"
    yield f"- {text(words.compared_as(one))}"
    yield ""
    yield text(" ".join(words.verdict(one)))


def _needs(one: Comparison) -> Iterator[str]:
    yield "## Needs"
    yield ""
    yield from requirements_block(one.requirements)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    """A heading with a list below it; nothing where there is nothing to list."""
    if lines:
        yield from (f"## {title}", "", *(f"- {text(line)}" for line in lines))


def _names(one: Comparison) -> list[str]:
    return [text(it.name) for it in one.alternatives]


def _totals(one: Comparison) -> Iterator[str]:
    yield from ("## Totals", "")
    rows = [["total of 100", *(_score(it.score) for it in one.alternatives)]]
    if one.end == "deploy":
        rows.append(
            ["points in a stack", *(_score(None if it.score is None else it.points) for it in one.alternatives)]
        )
    rank = "rank for these needs" if one.end == "alone" else "rank as deploy end"
    rows.append([rank, *(words.place(one, it) for it in one.alternatives)])
    rows.append(["known, by weight", *(percent(it.entry.known) for it in one.alternatives)])
    ages = [it.entry.age_days for it in one.alternatives]
    if any(days is not None for days in ages):
        rows.append(["age of the facts", *("–" if days is None else age(days) for days in ages)])
    yield from table(["", *_names(one)], rows, numbers=1)
    yield ""
    yield from (f"- {text(told)}" for told in words.contrasts(one))


def _score(score: float | None) -> str:
    return "unknown" if score is None else points(score)


def _missed(one: Comparison) -> Iterator[str]:
    return _section("Not met", [told for it in one.alternatives for told in words.missed(one, it)])


def _criteria(one: Comparison, wanted: Rows) -> Iterator[str]:
    yield from ("## Criteria", "")
    yield "Scores and, in brackets, their contributions to the total; the best in bold."
    yield ""
    rows = []
    for category in one.categories:
        rows.append([f"*{text(category.name)}*", percent(category.share), "", *_means(one, category)])
        for row in shown_criteria(one, wanted):
            if row.category == category.id:
                because = text(words.weight_because(row))
                rows.append([text(one.labels[row.id]), percent(row.share), because, *_cells(one, row)])
    yield from table(["criterion", "weight", "because of", *_names(one)], rows, numbers=3)
    if left := alike(one, wanted)[0]:
        yield from ("", left)
    if one.not_scored:
        missing = ", ".join(one.labels[id_] for id_ in one.not_scored)
        yield from ("", text(f"Not scored: edition {one.edition} has no data for {missing}."))


def _means(one: Comparison, row: CategoryRow) -> Iterator[str]:
    for it in one.alternatives:
        yield _result(it, it.entry.categories[row.id], row.contributions[it.id], row)


def _cells(one: Comparison, row: CriterionRow) -> Iterator[str]:
    for it in one.alternatives:
        cell = it.entry.criteria[row.id]
        yield _result(it, cell.score, cell.contribution, row)


def _result(it: Compared, score: float | None, contribution: float, row: CategoryRow | CriterionRow) -> str:
    if score is None:
        return "unknown"
    told = f"{points(score)} ({points(contribution)})"
    return f"**{told}**" if row.differs and it.id in row.best else told


def _winning(one: Comparison) -> Iterator[str]:
    win = one.winning
    yield from ("## Who wins under which weights", "")
    around = [share(win.around.first[it.id]) for it in one.alternatives]
    anywhere = [share(win.anywhere.first[it.id]) for it in one.alternatives]
    rows = [["first, around these weights", *around], ["first, all weightings", *anywhere]]
    yield from table(["", *_names(one)], rows, numbers=1)
    yield from ("", text(words.samples(one)), "")
    yield from (f"- {text(told)}" for told in (*words.ties(one), *words.unknown(one)))
    yield from (f"- {text(told)}" for told in (*words.switches(one), *words.steady(one)))
    yield from (f"- {text(told)}" for told in words.hopeless(one))
    yield from ("", "How far each weight may move, the others in proportion, while the leader stays first:", "")
    yield from table(["criterion", "now", "from", "to", "below leads", "above leads"], list(_intervals(one)))
    yield from ("", "If only one category or criterion counted, this would lead:", "")
    yield from (f"- {text(who)}: {text(led)}" for who, led in words.only_one(one))


def _intervals(one: Comparison) -> Iterator[list[str]]:
    for row in one.criteria:
        found = row.interval
        ends = [f"{number:.1%}" for number in (found.share, found.low, found.high)]
        yield [
            text(one.labels[row.id]),
            *ends,
            *(text(one.names[id_]) if id_ else "–" for id_ in (found.below, found.above)),
        ]


def _routes(one: Comparison) -> Iterator[str]:
    return _section("Routes between them", [words.cited_route(one, stack) for stack in one.routes])


def _facts(one: Comparison, wanted: Rows) -> Iterator[str]:
    rows = shown_facts(one, wanted)
    if not rows:
        return
    yield from ("## Facts", "")
    yield "Value, for a figure the points that it is worth, and the number of the source; ≠ where they differ."
    yield ""
    lines = []
    for row in rows:
        cells = (text(words.fact_value(one, row, row.cells[it.id])) for it in one.alternatives)
        criterion = text(one.labels[row.criterion]) if row.criterion else "–"
        lines.append([criterion, text(words.fact_label(row)), "≠" if row.differs else "", *cells])
    yield from table(["criterion", "fact", "", *_names(one)], lines)
    if any(cell and cell.doubt for row in rows for cell in row.cells.values()):
        yield from ("", text(words.DOUBT))
    if left := alike(one, wanted)[1]:
        yield from ("", left)


def _sources(one: Comparison, wanted: Rows) -> Iterator[str]:
    cited = shown_sources(one, wanted)
    if cited:
        yield from ("## Sources", "")
    yield from (f"- {text(f'[{number}]')} {link(evidence)}, {text(evidence.method)}" for number, evidence in cited)
