"""The house rules that no linter holds: short modules, one list of formats, a README that is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from advisor.cli.compare_command import ComparisonFormat
from advisor.cli.options import FormatName
from advisor.reports import comparison_formats
from advisor.reports.registry import FORMATS, report
from tests.support.cli import ROOT
from tests.support.readme import PRINTOUT, README, TABLE, refreshed

MODULES = sorted((ROOT / "advisor").rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_stay_short(path: Path) -> None:
    """A module of more than 280 lines has two subjects."""
    assert len(path.read_text().splitlines()) <= 280


def test_the_command_line_offers_every_format() -> None:
    """The choice of `--format` and the registry of reports are one list."""
    assert get_args(FormatName) == tuple(FORMATS)
    assert all(report(name) for name in FORMATS)
    assert get_args(ComparisonFormat) == tuple(comparison_formats.FORMATS)


def test_the_generated_parts_of_the_readme_are_true() -> None:
    """The README shows the printout and the criteria of today, to the letter (`make readme` writes them)."""
    text = README.read_text(encoding="utf-8")
    assert PRINTOUT.search(text)
    assert TABLE.search(text)
    assert refreshed(text) == text


def test_the_python_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The example of the Python API prints a headline and three frameworks."""
    code = re.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert code
    exec(code[1], {})
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_files_that_the_documents_name_exist() -> None:
    """A link to a file of the project leads somewhere."""
    for document in ("README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))):
        path = ROOT / document
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{document} links to {target}"
