"""Draws the HTML report as pictures, to be looked at: `make screenshots`."""

from __future__ import annotations

import sys
from pathlib import Path

from advisor.decision.recommend import recommend
from advisor.needs.known import known_of
from advisor.needs.reader import read_requirements
from advisor.reports.registry import render
from tests.support.browser import chromium, visit
from tests.support.cli import ROOT
from tests.support.knowledge import newest

SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")


def main(folder: Path) -> None:
    """Write one picture for each example, size and colour scheme."""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for example in sorted((ROOT / "examples").glob("*.yaml")):
            page = folder / f"{example.stem}.html"
            page.write_text(html(example), encoding="utf-8")
            for size, (width, height) in SIZES.items():
                for scheme in SCHEMES:
                    with visit(browser, page.resolve(), width=width, height=height, scheme=scheme) as seen:
                        seen.page.screenshot(path=folder / f"{example.stem}-{size}-{scheme}.png", full_page=True)


def html(example: Path) -> str:
    """The page of an example file."""
    knowledge = newest()
    requirements = read_requirements(example.read_bytes(), example.name, known_of(knowledge))
    return render(recommend(requirements, knowledge, pictures=True), "html")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
