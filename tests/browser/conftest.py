"""One browser for each process of the test run, and pages written once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from advisor.decision.recommend import recommend
from advisor.model.recommendation import Recommendation
from advisor.reports.registry import render
from tests.support.browser import chromium
from tests.support.knowledge import asked, edition_2018, newest

NEEDS: dict[str, tuple[str, dict[str, Any]]] = {
    "plain-2018": ("2018", {}),
    "plain-2026": ("2026", {}),
    "phone-2026": (
        "2026",
        {"title": "Speech on the phone", "targets": ["android"], "languages": {"train": ["python"]},
         "onnx": "preferred", "dynamic_graphs": "preferred", "domain": "speech", "priorities": {"documentation": "high"}},
    ),
    "expert-2018": ("2018", {"weights": {"onnx": 37.5, "graph": 10, "cloud": 0.25}}),
    "nothing-fits": ("2018", {"languages": {"train": ["php"]}}),
}  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A running Chromium."""
    with chromium() as running:
        yield running


Write = Callable[[str], tuple[Path, Recommendation]]


@pytest.fixture(scope="session")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Write:
    """Writes the page of one of `NEEDS` once; gives its path and the recommendation that it shows."""
    folder = tmp_path_factory.mktemp("pages")
    made: dict[str, tuple[Path, Recommendation]] = {}

    def write(name: str) -> tuple[Path, Recommendation]:
        if name not in made:
            edition, needs = NEEDS[name]
            knowledge = edition_2018() if edition == "2018" else newest()
            one = recommend(asked(**needs), knowledge, pictures=True)
            path = folder / f"{name}.html"
            path.write_text(render(one, "html"), encoding="utf-8")
            made[name] = path, one
        return made[name]

    return write
