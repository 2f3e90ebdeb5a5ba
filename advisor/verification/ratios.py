"""Speeds of several frameworks in one run, as ratios to the fastest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Any

Tasks = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""For each task and each way of doing it: `per_second`, or the `reason` why there is none."""


def best(rounds: Sequence[Tasks]) -> dict[str, dict[str, Any]]:
    """For each task the fastest way in the fastest of the rounds (others on the machine only make it slower).

    `rounds` holds the best rate of each, so that one sees how far they are apart; a task that no way could do has a `reason`.
    """
    return {task: _best_of_task([one[task] for one in rounds if task in one]) for task in _in_order(rounds)}


def _best_of_task(rounds: Sequence[Mapping[str, Mapping[str, Any]]]) -> dict[str, Any]:
    rates = [{way: told["per_second"] for way, told in ways.items() if "per_second" in told} for ways in rounds]
    found = [(rate, way) for one in rates for way, rate in one.items()]
    if not found:
        reasons = [told.get("reason", "no rate") for ways in rounds for told in ways.values()]
        return {"reason": reasons[0] if reasons else "not tried"}
    rate, way = max(found)
    return {"per_second": rate, "way": way, "rounds": [max(one.values()) for one in rates if one]}


def ratios(speeds: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, dict[str, float]]:
    """For each framework and each task that it could do: its rate as a share (above 0, at most 1) of the fastest one's."""
    tasks = _in_order(list(speeds.values()))
    fastest = {
        task: max((told[task].get("per_second", 0) for told in speeds.values() if task in told), default=0)
        for task in tasks
    }
    return {
        name: {task: told[task]["per_second"] / fastest[task] for task in tasks if "per_second" in told.get(task, {})}
        for name, told in speeds.items()
    }


def geometric_mean(values: Sequence[float]) -> float:
    """The mean that suits ratios; the values are positive."""
    return exp(sum(log(value) for value in values) / len(values))


def _in_order(tables: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(task for one in tables for task in one))
