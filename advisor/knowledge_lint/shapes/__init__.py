"""The shape of every kind of knowledge file: closed, so that a misspelt key is an error."""

from __future__ import annotations

from advisor.knowledge_lint.shapes.alternatives import AlternativeFile, CollectedFile, ExchangeFile, RoutesFile
from advisor.knowledge_lint.shapes.base import Shape
from advisor.knowledge_lint.shapes.tables import (
    CasesFile,
    CategoryShape,
    CriterionFile,
    EditionFile,
    LevelShape,
    PackagesFile,
    QuizFile,
    WeightsFile,
)

SHAPES: dict[str, type[Shape]] = {
    "editions/*/frameworks/*.yaml": AlternativeFile,
    "editions/*/runtimes/*.yaml": AlternativeFile,
    "editions/*/exchanges/*.yaml": ExchangeFile,
    "editions/*/collected/*.yaml": CollectedFile,
    "editions/*/measured/routes.yaml": RoutesFile,
    "editions/*/measured/*.yaml": CollectedFile,
    "editions/*/edition.yaml": EditionFile,
    "editions/*/packages.yaml": PackagesFile,
    "criteria/*.yaml": CriterionFile,
    "cases/*.yaml": CasesFile,
    "weights.yaml": WeightsFile,
    "quiz.yaml": QuizFile,
}
"""The shape of the files that match each pattern; `levels.yaml` and `categories.yaml` are plain mappings of shapes."""

ENTRIES: dict[str, type[Shape]] = {"levels.yaml": LevelShape, "categories.yaml": CategoryShape}
"""Files that are a mapping of one shape."""
