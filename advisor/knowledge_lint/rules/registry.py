"""The one list of rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from advisor.knowledge_lint.rules import (
    address,
    case_requirements,
    dates,
    file_name,
    published_scores,
    references,
    shape,
    sourced,
)
from advisor.knowledge_lint.tree import Tree
from advisor.model.errors import Problem

Check = Callable[[Tree], list[Problem]]


def rules(today: date) -> dict[str, Check]:
    """Every rule by its name; ``today`` is what dates are compared with."""
    return {
        "shape": shape.check,
        "file-name": file_name.check,
        "sourced": sourced.check,
        "address": address.check,
        "dates": partial(dates.check, today=today),
        "references": references.check,
        "published-scores": published_scores.check,
        "case-requirements": case_requirements.check,
    }
