"""`advisor evaluate`: how often the advice agrees with what real teams chose."""

from __future__ import annotations

import json
from typing import Any

from advisor.decision.evaluation import METRICS, MISS, Evaluation, Replay, Result
from advisor.reports.text import clean


def to_dict(one: Evaluation) -> dict[str, Any]:
    """The evaluation as plain data with the keys of the contract; a rank of null is a miss or was not asked for."""
    return {
        "editions": {
            edition: {end: _result(result) for end, result in ends.items()} for edition, ends in one.editions.items()
        },
        "cases": [_case(case) for case in one.cases],
    }


def as_json(one: Evaluation) -> str:
    """The evaluation as one JSON document."""
    return json.dumps(to_dict(one), indent=2) + "\n"


def _result(result: Result) -> dict[str, Any]:
    return {
        "n": result.n,
        **result.figures,
        "interval": {name: list(bounds) for name, bounds in result.interval.items()},
        "baselines": {name: dict(figures) for name, figures in result.baselines.items()},
        "not_in_edition": result.not_in_edition,
    }


def _case(case: Replay) -> dict[str, Any]:
    return {
        "id": case.id,
        "edition": case.edition,
        "rank_framework": _rank(case.framework),
        "rank_deploy": _rank(case.deploy),
        "missed_framework": case.framework == MISS,
        "missed_deploy": case.deploy == MISS,
        "not_in_edition": list(case.lacking),
        "top": list(case.top),
        "top_deploy": list(case.top_deploy),
    }


def _rank(rank: int | None) -> int | None:
    return None if rank == MISS else rank


def as_text(one: Evaluation) -> str:
    """The figures of every edition, then a line for each case."""
    lines = []
    for edition, ends in one.editions.items():
        lines.append(f"Edition {edition}")
        lines.append(f"  {'':<24}{'n':>4}  " + "  ".join(f"{name:>18}" for name in METRICS))
        for end, result in ends.items():
            lines += _rows(end, result)
        lines.append("")
    lines.append("Cases (rank of the real choice; - not asked for, x missed)")
    lines += [_line(case) for case in one.cases]
    return "\n".join(lines) + "\n"


def _rows(end: str, result: Result) -> list[str]:
    told = [
        f"{result.figures[name]:.2f} ({result.interval[name][0]:.2f}-{result.interval[name][1]:.2f})"
        for name in METRICS
    ]
    rows = [f"  {end:<24}{result.n:>4}  " + "  ".join(f"{text:>18}" for text in told)]
    for name, figures in result.baselines.items():
        label = f"  {name.replace('_', ' ')}"
        rows.append(
            f"  {label:<24}{'':>4}  " + "  ".join(f"{figures[metric]:.2f}".ljust(11).rjust(18) for metric in METRICS)
        )
    if result.not_in_edition:
        rows.append(f"    {result.not_in_edition} more chose what the edition does not know")
    return rows


def _line(case: Replay) -> str:
    ranks = f"{_shown(case.framework):>3} {_shown(case.deploy):>3}"
    return f"  {ranks}  {clean(case.id)}: {', '.join(case.top[:3])} | {', '.join(case.top_deploy[:3])}"


def _shown(rank: int | None) -> str:
    return "-" if rank is None else "x" if rank == MISS else str(rank)
