"""Decision support for choosing a deep-learning framework.

>>> from advisor import recommend, Requirements
>>> recommend(Requirements(onnx="required")).ranking[0].name  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from advisor.decision.comparison.compare import compare
    from advisor.decision.recommend import recommend
    from advisor.knowledge_base.loader import load_knowledge
    from advisor.model.comparison import Comparison
    from advisor.model.errors import AdvisorError, InputError
    from advisor.model.knowledge import Knowledge
    from advisor.model.recommendation import Recommendation
    from advisor.model.requirements import Requirements
    from advisor.reports.registry import render

__all__ = [
    "AdvisorError",
    "Comparison",
    "InputError",
    "Knowledge",
    "Recommendation",
    "Requirements",
    "compare",
    "load_knowledge",
    "recommend",
    "render",
]

_HOMES = {
    "AdvisorError": "advisor.model.errors",
    "Comparison": "advisor.model.comparison",
    "InputError": "advisor.model.errors",
    "Knowledge": "advisor.model.knowledge",
    "Recommendation": "advisor.model.recommendation",
    "Requirements": "advisor.model.requirements",
    "compare": "advisor.decision.comparison.compare",
    "load_knowledge": "advisor.knowledge_base.loader",
    "recommend": "advisor.decision.recommend",
    "render": "advisor.reports.registry",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that `import advisor` stays instant."""
    if name not in _HOMES:
        raise AttributeError(f"module 'advisor' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
