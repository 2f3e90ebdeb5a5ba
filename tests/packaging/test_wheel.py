"""The wheel carries the whole knowledge and works where there is no checkout."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support.cli import ROOT, environment


def build(source: Path, target: str, folder: Path) -> Path:
    """Build a wheel or sdist of a source tree; returns the file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return next(folder.glob("*.whl" if target == "wheel" else "*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout."""
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


def recommend(site: Path, home: Path, format_: str = "json") -> subprocess.CompletedProcess[str]:
    """Run the installed package, far from the checkout."""
    env = environment(home) | {"PYTHONPATH": str(site)}
    command = [sys.executable, "-m", "advisor", "recommend", "-", "--format", format_]
    return subprocess.run(command, input="{}", env=env, cwd=home, text=True, capture_output=True, check=False)


def test_every_knowledge_file_is_in_the_wheel(wheel: Path) -> None:
    """A folder that somebody forgets to ship would be missing here."""
    shipped = {
        name.removeprefix("advisor/_knowledge/"): zipfile.ZipFile(wheel).read(name)
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("advisor/_knowledge/")
    }
    here = {
        path.relative_to(ROOT / "knowledge").as_posix(): path.read_bytes()
        for path in (ROOT / "knowledge").rglob("*")
        if path.is_file()
    }
    assert shipped == here
    assert "advisor/py.typed" in zipfile.ZipFile(wheel).namelist()


@pytest.mark.parametrize("format_", ["json", "html"])
def test_an_installed_wheel_recommends(wheel: Path, tmp_path: Path, format_: str) -> None:
    """Unpacked into a folder of its own, the package finds its knowledge, its templates and scripts: the checkout's result."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    installed = recommend(site, tmp_path, format_)
    assert installed.returncode == 0, installed.stderr
    assert installed.stdout == recommend(ROOT, tmp_path, format_).stdout


def test_a_wheel_built_from_the_sdist_is_the_same(wheel: Path, tmp_path: Path) -> None:
    """Nothing that the wheel needs is missing from the source distribution."""
    sdist = build(ROOT, "sdist", tmp_path)
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    source = next((tmp_path / "source").iterdir())
    again = build(source, "wheel", tmp_path / "again")
    assert zipfile.ZipFile(again).namelist() == zipfile.ZipFile(wheel).namelist()
