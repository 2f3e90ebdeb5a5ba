"""The documentation site builds without a warning, and nothing in it is fetched from elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.support.cli import ROOT

LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed|object)\b[^>]*?\b(?:src|data)=["']?([^"'\s>]+)|<link\b([^>]*)>""",
    re.IGNORECASE,
)
FETCHED = re.compile(
    r"""rel=["']?(?:stylesheet|icon|preload|prefetch|preconnect|dns-prefetch|modulepreload|manifest)"""
)


def build(target: Path) -> subprocess.CompletedProcess[str]:
    """Build the site as `make docs` does."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def loaded(html: str) -> list[str]:
    """The addresses that a page makes a browser fetch by itself."""
    found = []
    for match in LOADED.finditer(html):
        if match[1]:
            found.append(match[1])
        elif match[2] and FETCHED.search(match[2]):
            address = re.search(r"""href=["']?([^"'\s>]+)""", match[2])
            found += [address[1]] if address else []
    return found


def test_the_site_builds_strictly_and_offline(tmp_path: Path) -> None:
    """No warning (links, anchors, pages that nobody lists), nothing that a browser loads from another host, a search index."""
    done = build(tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > 60
    for page in pages:
        html = page.read_text(encoding="utf-8")
        addresses = loaded(html)
        assert addresses, page.name
        assert not [one for one in addresses if one.startswith(("http:", "https:", "//"))], page.name
        assert 'class="mermaid"' not in html
    for style in (tmp_path / "site").rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//|@import", style.read_text(encoding="utf-8")), style.name
    index = json.loads((tmp_path / "site" / "search" / "search_index.json").read_text(encoding="utf-8"))
    assert {"tutorial.html", "reference/frameworks/pytorch.html"} <= {one["location"] for one in index["docs"]}
