"""Why one alternative stands above another, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.model.recommendation import Contrast, Difference
from advisor.reports.text import points, signed

SHOWN_DIFFERENCES = 4
TELLING = 0.05
"""A lead or a difference that does not round to 0.0 points."""


def contrast_text(contrast: Contrast, names: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """``PyTorch beats Caffe by 5.6: Languages +3.9, Activity -1.2``, or that both are level."""
    winner, other = names[contrast.winner], names[contrast.other]
    told = _differences(contrast.differences, labels)
    if contrast.lead < TELLING:
        return f"{winner} and {other} are level: {told}" if told else f"{winner} and {other} are level"
    return f"{winner} beats {other} by {points(contrast.lead)}: {told}"


def _differences(differences: Sequence[Difference], labels: Mapping[str, str]) -> str:
    telling = [one for one in differences if abs(one.points) >= TELLING]
    told = [f"{labels[one.criterion]} {signed(one.points)}" for one in telling[:SHOWN_DIFFERENCES]]
    left = sum(one.points for one in telling[SHOWN_DIFFERENCES:])
    return ", ".join([*told, f"others {signed(left)}"] if len(telling) > SHOWN_DIFFERENCES else told)
