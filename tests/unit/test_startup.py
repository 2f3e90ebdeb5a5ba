"""What a command imports before it answers: only what it uses."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import ROOT, environment
from tests.support.drifts import document
from tests.support.knowledge import edition_2018

FILE = str(ROOT / "examples" / "neutral.yaml")
HEAVY = {"numpy", "pandas", "sklearn", "scipy", "questionary", "prompt_toolkit", "jinja2", "plotly"}
LIGHT_COMMANDS = [
    "--help",
    "--version",
    "recommend --help",
    "report --help",
    "compare --help",
    "compare --help",
    "batch --help",
    "diff --help",
    "init",
    "list frameworks",
    "list criteria --format json",
    "list editions",
    "show pytorch",
    "show pytorch --format json",
]

_PROBE = """
import json, sys
from advisor.cli.main import run
status = run(sys.argv[2:])
with open(sys.argv[1], "w") as file:
    json.dump([status, sorted(sys.modules)], file)
"""
_STAGES = """
import json, sys
from advisor.decision.recommend import decide
from advisor.knowledge_base.loader import load_knowledge
from advisor.model.requirements import Requirements
from advisor.reports.interface import Surface
from advisor.reports.registry import report
one = report("table")
decided = decide(Requirements(), load_knowledge("2018"))
from advisor.decision.robustness.assessment import with_robustness
surely = with_robustness(decided, Requirements(), load_knowledge("2018"))
before = len(one.lead(decided, Surface())) > 1000 and surely.robustness is not None, sorted(sys.modules)
from advisor.decision.neighbours import with_neighbours
with_neighbours(decided, Requirements(), load_knowledge("2018"))
print(json.dumps([*before, sorted(sys.modules)]))
"""


def _packages(modules: list[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def _modules(command: list[str], folder: Path) -> list[str]:
    """The modules that a new process has imported when the command is done."""
    found = folder / "modules.json"
    call = [sys.executable, "-c", _PROBE, str(found), *command]
    done = subprocess.run(call, capture_output=True, env=environment(folder), timeout=60, check=True)
    status, modules = json.loads(found.read_text())
    assert (status, done.stderr) == (0, b"")
    assert done.stdout
    return list(modules)


def _imported(command: list[str], folder: Path) -> set[str]:
    """The top-level packages among them."""
    return _packages(_modules(command, folder))


@pytest.mark.parametrize("command", LIGHT_COMMANDS)
def test_light_commands_import_nothing_heavy(command: str, tmp_path: Path) -> None:
    """Help, lists and profiles load no table, no model and no prompt library, with and without a cache."""
    assert _imported(command.split(), tmp_path) & HEAVY == set()
    assert _imported(command.split(), tmp_path) & HEAVY == set()


def test_help_imports_no_yaml_and_no_models(tmp_path: Path) -> None:
    """Help needs neither a file nor a model of one."""
    assert _imported(["--help"], tmp_path) & {"yaml", "pydantic"} == set()


def test_compare_imports_no_prompts_and_no_models(tmp_path: Path) -> None:
    """A comparison asks nothing and looks for no neighbours."""
    imported = _imported(["compare", "pytorch", "onnxruntime"], tmp_path)
    assert imported & {"questionary", "prompt_toolkit", "pandas", "sklearn"} == set()


def test_recommend_imports_no_prompts(tmp_path: Path) -> None:
    """A recommendation from a file asks nothing and draws nothing, so it loads nothing that asks or draws."""
    imported = _imported(["recommend", FILE], tmp_path)
    assert imported & {"questionary", "prompt_toolkit", "jinja2", "plotly"} == set()
    assert "sklearn" in imported


def test_only_diff_loads_the_contract(tmp_path: Path) -> None:
    """The model of a saved recommendation costs other commands nothing; comparing two needs neither tables nor neighbours."""
    saving = _modules(["recommend", FILE, "--format", "json"], tmp_path)
    assert [
        name for name in saving if name.startswith(("advisor.model.contract", "advisor.saved", "advisor.model.drift"))
    ] == []
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps(document(edition_2018())))
    loaded = _modules(["diff", str(saved), str(saved)], tmp_path)
    assert "advisor.model.contract.document" in loaded
    assert _packages(loaded) & {"pandas", "sklearn", "scipy", "questionary", "prompt_toolkit"} == set()


def test_only_the_neighbours_wait_for_scikit_learn(tmp_path: Path) -> None:
    """Neither the ranked table nor the quick robustness imports pandas, SciPy or scikit-learn; only the neighbours do."""
    call = [sys.executable, "-c", _STAGES]
    done = subprocess.run(call, capture_output=True, env=environment(tmp_path), timeout=60, check=True)
    printed, before, after = json.loads(done.stdout)
    assert printed
    assert _packages(before) & {"pandas", "sklearn", "scipy"} == set()
    assert "sklearn" in _packages(after)


def test_importing_the_package_imports_nothing_else(tmp_path: Path) -> None:
    """`import advisor` is instant: it loads no other module of its own until a name is used."""
    code = "import json, sys, advisor; print(json.dumps(sorted(sys.modules)))"
    call = [sys.executable, "-c", code]
    done = subprocess.run(call, capture_output=True, env=environment(tmp_path), timeout=60, check=True)
    modules = json.loads(done.stdout)
    assert [name for name in modules if name.startswith("advisor.")] == []
    assert _packages(modules) & (HEAVY | {"yaml", "pydantic", "typer", "rich"}) == set()
