"""The one list of rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from advisor.knowledge_lint.rules import (
    address,
    case_requirements,
    dates,
    file_name,
    packages,
    published_scores,
    references,
    shape,
    sourced,
)
from advisor.knowledge_lint.tree import Tree
from advisor.model.errors import Problem


class Rule(NamedTuple):
    """A rule by its name; ``compares`` says that it looks at several files at once."""

    name: str
    check: Callable[[Tree], list[Problem]]
    compares: bool = False


def rules(today: date) -> list[Rule]:
    """Every rule, the one that the others rely on first; ``today`` is what dates are compared with."""
    return [
        Rule("shape", shape.check),
        Rule("file-name", file_name.check),
        Rule("sourced", sourced.check),
        Rule("address", address.check),
        Rule("dates", partial(dates.check, today=today)),
        Rule("references", references.check, compares=True),
        Rule("packages", packages.check, compares=True),
        Rule("published-scores", published_scores.check, compares=True),
        Rule("case-requirements", case_requirements.check, compares=True),
    ]
