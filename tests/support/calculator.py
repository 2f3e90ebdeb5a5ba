"""A pocket calculator for the long printout: reads its text and works every printed number out again."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field

NUMBER = r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"
ROW = re.compile(rf"^  (\S.*?)\s{{2,}}(unknown|{NUMBER})\s+(\d\.\d{{5}})\s+(\d\.\d{{5}})\s+({NUMBER})(?=\s|$)")
TOTAL = re.compile(rf"^  (S_i|P|D)\s+(\d\.\d{{5}})\s+(\d\.\d{{5}})\s+({NUMBER})$")
STEP = re.compile(rf": (\S.*?) → ({NUMBER}) \* ({NUMBER})(?=,|$)|said by the team → ({NUMBER}) \* ({NUMBER})")
SCALE = re.compile(rf"^({NUMBER}), (log|linear) ({NUMBER}) to ({NUMBER})$")
WEIGHT = re.compile(
    rf"^  (\S.*?)\s{{2,}}({NUMBER})\s+({NUMBER})\s+(\d+)\s+(\d+\.\d{{5}})\s+(\d\.\d{{5}})\s+(\d\.\d{{5}})\s+(\d\.\d{{5}})"
)
MOVED = re.compile(
    rf"^  (\S.*?): (?:.* unknown, so )?f_k = ({NUMBER}) / ({NUMBER})(?: \* \(({NUMBER}) / ({NUMBER})\))? = ({NUMBER})$"
)
STACK = re.compile(rf"^  S = \(P \+ D\) \* r = \(({NUMBER}) \+ ({NUMBER})\) \* ({NUMBER}) = ({NUMBER}),")
HEADING = re.compile(rf"^(?:.*, rank (\d+)|Stack .*): S(?:_i)? = ({NUMBER})$")


@dataclass
class Table:
    """One printed table of an alternative: its rows as text numbers, its facts, its total."""

    heading: float
    rank: int | None
    rows: list[tuple[str, str, float, float, float]] = field(default_factory=list)
    steps: list[list[tuple[str, float, float]]] = field(default_factory=list)
    factors: dict[str, float] = field(default_factory=dict)
    total: float = math.nan
    symbol: str = ""


@dataclass
class Printed:
    """What was read from a printout, in its order."""

    levels: dict[str, float]
    categories: dict[str, str] = field(default_factory=dict)
    weights: dict[str, list[float]] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    stack: list[float] = field(default_factory=list)
    checked: int = 0


def unwrapped(text: str) -> str:
    """Notes on one line each, as they were before the page was too narrow for them."""
    return re.sub(r"(?<=\S)\n {6}(?=\S)", " ", re.sub(r"(?m)^(  S = .*)\n {4}(?=\S)", r"\1 ", _paragraphs(text)))


def _paragraphs(text: str) -> str:
    return re.sub(r"(?m)^(  (?:Points of a level|m_j and M_k|[^\n]*(?:unknown, so|f_k =)).*)\n {4}(?=\S)", r"\1 ", text)


def read(text: str) -> Printed:
    """The numbers of the long part of a printout."""
    text = unwrapped(unwrapped(text[text.index("How the numbers come about") :]))
    legend = re.search(r"Points of a level: (.*)", text)
    assert legend
    printed = Printed({one.split()[0]: float(one.split()[1]) for one in legend[1].split(", ")})
    category, heading, rank = "", 0.0, None
    for line in text.splitlines():
        if line.startswith("  k: "):
            category = line[5:]
        elif found := HEADING.match(line):
            heading, rank = float(found[2]), int(found[1]) if found[1] else None
        elif line.startswith("  criterion j") and "s_ij" in line:
            printed.tables.append(Table(heading, rank))
        elif found := STACK.match(line):
            printed.stack = [float(one) for one in found.groups()]
        elif not printed.tables:
            if found := WEIGHT.match(line):
                printed.weights[found[1]] = [float(one) for one in found.groups()[1:]]
                printed.categories[found[1]] = category
        else:
            _into(printed.tables[-1], line)
    return printed


def _into(table: Table, line: str) -> None:
    if found := TOTAL.match(line):
        table.symbol, table.total = found[1], float(found[4])
        return
    if found := MOVED.match(line):
        groups = [float(one) if one else 1.0 for one in found.groups()[1:]]
        assert math.isclose(groups[0] / groups[1] * groups[2] / groups[3], groups[4], rel_tol=2e-3), line
        table.factors[found[1]] = groups[4]
        return
    if math.isnan(table.total) and (found := ROW.match(line)):
        table.rows.append((found[1], found[2], float(found[3]), float(found[4]), float(found[5])))
        table.steps.append([])
    if math.isnan(table.total) and (found := STEP.search(line)):
        table.steps[-1].append((found[1] or "", float(found[2] or found[4]), float(found[3] or found[5])))


def check(printed: Printed) -> None:
    """Assert that every number follows from the numbers printed before it, within what rounding hides."""
    products = sum(one[3] for one in printed.weights.values())
    for label, (factor, multiplier, size, product, share, prototype, deploy) in printed.weights.items():
        assert abs(factor * multiplier / size - product) < 6e-6, label
        assert abs(product / products - share) < 2e-5, label
        assert abs(prototype + deploy - share) < 2e-5, label
    for table in printed.tables:
        _check_table(printed, table)
    if printed.stack:
        prototype, deploy, reliability, total = printed.stack
        ends = [one for one in printed.tables if one.symbol in "PD"]
        assert [one.total for one in ends] == [prototype, deploy]
        assert abs((prototype + deploy) * reliability - total) < 3e-3
        assert abs(total - ends[0].heading) < 6e-3


def _check_table(printed: Printed, table: Table) -> None:
    column = {"S_i": 4, "P": 5, "D": 6}[table.symbol]
    for (label, score, share, weight, contribution), steps in zip(table.rows, table.steps, strict=True):
        assert abs(share - printed.weights[label][column]) < 1.1e-5, label
        for read_, points, _ in steps:
            _check_points(printed.levels, read_, points)
        if score == "unknown":
            assert (weight, contribution, steps) == (0, 0, []), label
            continue
        times = sum(one[2] for one in steps)
        assert abs(sum(points * one for _, points, one in steps) / times - float(score)) < 0.02, label
        factor = table.factors.get(printed.categories[label], 1.0)
        assert abs(share * factor - weight) < 2e-5, label
        assert abs(weight * float(score) - contribution) < 3e-3, label
        printed.checked += 1
    assert abs(sum(one[4] for one in table.rows) - table.total) < 6e-4 * (len(table.rows) + 1)
    if table.symbol == "S_i":
        assert abs(table.total - table.heading) < 6e-3


def _check_points(levels: dict[str, float], text: str, points: float) -> None:
    """Points of a level are in the legend, those of a figure follow from its scale, a published score is its points."""
    if found := SCALE.match(text):
        x, zero, full = (float(found[one]) for one in (1, 3, 4))
        linear, log = (x - zero) / (full - zero), math.log(x / zero) / math.log(full / zero) if x * zero > 0 else 0.0
        raw = 100 * (linear if found[2] == "linear" else log)
        assert abs(min(100.0, max(0.0, raw)) - points) < 6e-3, text
    elif re.fullmatch(NUMBER, text):
        assert float(text) == points, text
    elif text:
        word, *told = text.split(", ")
        at_end = points == 0 and any(one.startswith("through ") for one in told)
        assert at_end or levels[word] == points, text
