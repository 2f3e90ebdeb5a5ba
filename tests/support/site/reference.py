"""All pages of the reference, by their path below docs/reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.knowledge_base.files import read_edition
from advisor.knowledge_base.loader import load_knowledge
from advisor.knowledge_base.location import find_knowledge
from advisor.model.knowledge import Knowledge
from tests.support.cli import ROOT
from tests.support.site.criteria import criteria_page
from tests.support.site.nav import CONFIG, navigation
from tests.support.site.neutral import Standing
from tests.support.site.older import edition_page
from tests.support.site.overview import exchanges_page, frameworks_page, runtimes_page
from tests.support.site.tools import path, tool_page

FOLDER = ROOT / "docs" / "reference"
Levels = Mapping[str, Mapping[str, Any]]


def shipped() -> tuple[list[Knowledge], Levels]:
    """The editions, newest first, and what the levels mean."""
    newest = load_knowledge()
    raw = read_edition(find_knowledge(), newest.edition.id, None)
    older = [load_knowledge(id_) for id_ in reversed(newest.editions[:-1])]
    return [newest, *older], raw["levels.yaml"]


def pages(editions: Sequence[Knowledge], levels: Levels) -> dict[str, str]:
    """Every page of the reference: the newest edition in full, older ones on a page each."""
    newest = Standing(editions[0])
    found = {
        "criteria.md": criteria_page(editions, levels),
        "exchanges.md": exchanges_page(newest),
        "frameworks/index.md": frameworks_page(newest),
        "runtimes/index.md": runtimes_page(newest),
    }
    found |= {path(one): tool_page(one, newest) for one in newest.knowledge.alternatives.values()}
    return found | {f"edition-{one.edition.id}.md": edition_page(Standing(one)) for one in editions[1:]}


def write() -> None:
    """Write the reference anew, and list its pages in mkdocs.yml; what has no page any more goes."""
    made = pages(*shipped())
    for old in FOLDER.rglob("*.md"):
        if old.relative_to(FOLDER).as_posix() not in made:
            old.unlink()
    for name, text in made.items():
        target = FOLDER / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
    config = CONFIG.read_text(encoding="utf-8")
    CONFIG.write_text(navigation(config, made), encoding="utf-8")


if __name__ == "__main__":
    write()
