"""What a page says and what a machine read about the same thing, in a copy of the knowledge."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from advisor.knowledge_base.loader import load_knowledge
from advisor.knowledge_base.location import find_knowledge
from advisor.model.knowledge import Fact

FACT = "hardware.arm"
FULL = {"train": "full", "serve": "full"}


def merged(folder: Path, page: str | None) -> Fact:
    """The fact after the page of JAX says this about Arm, or nothing; its wheels say full for both uses."""
    root = folder / "knowledge"
    shutil.copytree(find_knowledge(), root, ignore=shutil.ignore_patterns("runs", "2018"))
    file = root / "editions/2026/frameworks/jax.yaml"
    line = "" if page is None else f"    arm: {{{page}, source: install}}\n"
    text, count = re.subn(r"(?m)^    arm: .*\n", line, file.read_text(encoding="utf-8"))
    assert count == 1
    file.write_text(text, encoding="utf-8")
    return load_knowledge("2026", root=root).alternatives["jax"].facts[FACT]


@pytest.mark.parametrize(
    ("page", "value", "method"),
    [
        ("train: full, serve: full", FULL, "registry"),
        (None, FULL, "registry"),
        ("train: partial, serve: full", {"train": "partial", "serve": "full"}, "documented"),
        ("train: none, serve: none", {"train": "none", "serve": "none"}, "documented"),
        ("train: full, serve: full, via: litert", FULL, "documented"),
    ],
)
def test_a_page_knows_more_than_a_wheel(tmp_path: Path, page: str | None, value: dict[str, str], method: str) -> None:
    """A level that a page gives stays; where both say the same, the registry is the evidence, as anyone can look it up again."""
    fact = merged(tmp_path, page)
    assert (fact.value, fact.evidence.method) == (value, method)
    assert fact.via == ("litert" if page and "via" in page else "")
