"""A comparison as a printout: columns side by side as far as they fit, below each other where they do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import NamedTuple

from rich.table import Table
from rich.text import Text

from advisor.model.comparison import CategoryRow, Compared, Comparison, CriterionRow, FactRow
from advisor.reports import comparison_words as words
from advisor.reports.comparison_parts import alike, shown_criteria, shown_facts, shown_sources
from advisor.reports.interface import Rows, Surface
from advisor.reports.page import Page
from advisor.reports.sureness import share
from advisor.reports.text import age, clean, percent, points

CELL, WORD = 12, 16
"""The narrowest column of an alternative, ``100.0*  12.3``, and the longest word of a name that is not broken."""
MAX_CELL = 40
INDENT = 2


class Line(NamedTuple):
    """A row of a grid: a label, a short text beside it, and what stands in the column of each alternative."""

    label: str
    beside: str
    cell: Callable[[Compared], str]
    style: str = ""


def report(one: Comparison, surface: Surface, wanted: Rows) -> str:
    """The whole printout."""
    page = Page(surface)
    _head(page, one)
    _totals(page, one)
    _missed(page, one)
    _criteria(page, one, wanted)
    _winning(page, one)
    _routes(page, one)
    _facts(page, one, wanted)
    _sources(page, one, wanted)
    return page.text()


def _head(page: Page, one: Comparison) -> None:
    what = f"Edition {one.edition} ({one.edition_title}), knowledge of {one.knowledge_date}"
    page.line((clean(f"{one.title} · {what}" if one.title else what), "dim"), indent=0)
    page.line(clean(words.compared_as(one)), indent=0)
    page.console.print()
    page.line((clean(" ".join(words.verdict(one))), "bold green"), indent=0)


def _grid(page: Page, one: Comparison, lines: Sequence[Line], *, beside: str = "", left: bool = False) -> None:
    """Rows of the same alternatives, as many columns in a block as fit; ``beside`` heads the second column, if there is one."""
    label = min(max(len(line.label) for line in lines), max(CELL, page.surface.width // 3))
    fixed = INDENT + label + (1 + max(len(beside), *(len(line.beside) for line in lines)) if beside else 0)
    longest = max(len(line.cell(it)) for line in lines for it in one.alternatives)
    narrowest = max(CELL, min(WORD, max(len(word) for it in one.alternatives for word in clean(it.name).split())))
    for block in _blocks(one.alternatives, (page.surface.width - fixed) // (narrowest + 1)):
        room = (page.surface.width - fixed) // len(block) - 1
        names = max(len(clean(alternative.name)) for alternative in block)
        if block[0] is not one.alternatives[0]:
            page.console.print()
        page.table(_block(block, lines, label, min(room, MAX_CELL, max(CELL, longest, names)), beside, left))


def _blocks(alternatives: Sequence[Compared], most: int) -> Iterator[Sequence[Compared]]:
    """Blocks of about equal size, none larger than ``most``."""
    count = ceil(len(alternatives) / max(1, most))
    size = ceil(len(alternatives) / count)
    yield from (alternatives[start : start + size] for start in range(0, len(alternatives), size))


def _block(block: Sequence[Compared], lines: Sequence[Line], label: int, room: int, beside: str, left: bool) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("", width=INDENT - 1)
    table.add_column("", width=label, overflow="fold")
    if beside:
        table.add_column(Text(beside), justify="right", no_wrap=True)
    for alternative in block:
        name = Text(clean(alternative.name), style="bold")
        table.add_column(name, width=room, overflow="fold", justify="left" if left else "right")
    for line in lines:
        cells = [Text(line.cell(alternative), style=line.style) for alternative in block]
        extra = [Text(line.beside, style=line.style)] if beside else []
        table.add_row("", Text(clean(line.label), style=line.style), *extra, *cells)
    return table


def _totals(page: Page, one: Comparison) -> None:
    page.heading("Totals")
    lines = [Line("Total of 100", "", lambda it: _score(it.score), "bold")]
    if one.end == "deploy":
        lines.append(Line("Points in a stack", "", lambda it: _score(None if it.score is None else it.points)))
    rank = "Rank for these needs" if one.end == "alone" else "Rank as deploy end"
    lines.append(Line(rank, "", lambda it: words.place(one, it)))
    lines.append(Line("Known, by weight", "", lambda it: percent(it.entry.known)))
    if any(it.entry.age_days is not None for it in one.alternatives):
        lines.append(
            Line("Age of the facts", "", lambda it: "–" if it.entry.age_days is None else age(it.entry.age_days))
        )
    _grid(page, one, lines)
    for told in words.contrasts(one):
        page.line(clean(told), hanging=2)


def _score(score: float | None) -> str:
    return "unknown" if score is None else points(score)


def _missed(page: Page, one: Comparison) -> None:
    told = [text for alternative in one.alternatives for text in words.missed(one, alternative)]
    if told:
        page.heading("Not met")
    for text in told:
        page.line(clean(text), hanging=2)


def _criteria(page: Page, one: Comparison, wanted: Rows) -> None:
    page.heading("Criteria: score and contribution to the total, * the best")
    rows = shown_criteria(one, wanted)
    lines: list[Line] = []
    for category in one.categories:
        lines.append(Line(category.name, percent(category.share), _mean_of(category), "bold"))
        lines += [
            Line(f"  {one.labels[row.id]}", percent(row.share), _cell_of(row))
            for row in rows
            if row.category == category.id
        ]
    _grid(page, one, lines, beside="weight")
    if left := alike(one, wanted)[0]:
        page.line((left, "dim"))
    if told := words.weights_because(one):
        page.line(("Weights: ", "dim"), clean(told), hanging=2)
    if one.not_scored:
        missing = ", ".join(one.labels[id_] for id_ in one.not_scored)
        page.line(("Not scored: ", "dim"), clean(f"edition {one.edition} has no data for {missing}"), hanging=2)


def _mean_of(row: CategoryRow) -> Callable[[Compared], str]:
    best = row.best if row.differs else ()
    return lambda it: _result(it.entry.categories[row.id], row.contributions[it.id], it.id in best)


def _cell_of(row: CriterionRow) -> Callable[[Compared], str]:
    best = row.best if row.differs else ()

    def cell(it: Compared) -> str:
        found = it.entry.criteria[row.id]
        return _result(found.score, found.contribution, it.id in best)

    return cell


def _result(score: float | None, contribution: float, best: bool) -> str:
    return "unknown" if score is None else f"{points(score)}{'*' if best else ' '}{contribution:6.1f}"


def _winning(page: Page, one: Comparison) -> None:
    page.heading("Who wins under which weights")
    win = one.winning
    lines = [
        Line("First, around yours", "", lambda it: share(win.around.first[it.id])),
        Line("First, all weightings", "", lambda it: share(win.anywhere.first[it.id])),
    ]
    _grid(page, one, lines)
    page.line((clean(words.samples(one)), "dim"), hanging=2)
    for told in (*words.ties(one), *words.unknown(one)):
        page.line((clean(told), "yellow"), hanging=2)
    _weights(page, one)
    page.line(("If only one category or criterion counted, this would lead:", "dim"))
    for who, led in words.only_one(one):
        page.line(f"{clean(who)}: {clean(led)}", indent=4, hanging=2)
    for told in words.hopeless(one):
        page.line(clean(told), hanging=2)


def _weights(page: Page, one: Comparison) -> None:
    """What it takes that another one leads, each weight moved by itself."""
    switches = words.switches(one)
    if switches:
        page.line(("One weight moved, the others in proportion:", "dim"))
    for told in switches:
        page.line(f"{clean(told)}.", indent=4, hanging=2)
    for told in words.steady(one):
        page.line(clean(told), hanging=2)


def _routes(page: Page, one: Comparison) -> None:
    if one.routes:
        page.heading("Routes between them")
    for stack in one.routes:
        page.line(clean(words.cited_route(one, stack)), hanging=2)


def _facts(page: Page, one: Comparison, wanted: Rows) -> None:
    rows = shown_facts(one, wanted)
    if rows:
        page.heading("Facts: value → points of a figure [source], ≠ where they differ")
        _fact_grid(page, one, rows)
    if any(cell and cell.doubt for row in rows for cell in row.cells.values()):
        page.line((words.DOUBT, "dim"))
    if left := alike(one, wanted)[1]:
        page.line((left, "dim"))


def _fact_grid(page: Page, one: Comparison, rows: Sequence[FactRow]) -> None:
    lines: list[Line] = []
    for criterion, mine in groupby(rows, key=lambda row: row.criterion):
        lines.append(Line(one.labels[criterion] if criterion else "Behind no score here", "", lambda _: "", "bold"))
        lines += [
            Line(f"{'≠' if row.differs else ' '} {words.fact_label(row)}", "", _fact_of(one, row)) for row in mine
        ]
    _grid(page, one, lines, left=True)


def _fact_of(one: Comparison, row: FactRow) -> Callable[[Compared], str]:
    return lambda it: clean(words.fact_value(one, row, row.cells[it.id]))


def _sources(page: Page, one: Comparison, wanted: Rows) -> None:
    cited = shown_sources(one, wanted)
    if cited:
        page.heading("Sources")
    for number, evidence in cited:
        page.source(f"[{number}] {evidence.source}", f"{evidence.method} {evidence.as_of}", indent=2)
