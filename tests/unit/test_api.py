"""The Python API: a few names, typed, frozen results."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest

import advisor
from advisor import AdvisorError, Recommendation, Requirements, load_knowledge, recommend


def test_recommend_without_arguments_is_neutral() -> None:
    """No needs give the newest edition's neutral ranking."""
    found = recommend()
    assert isinstance(found, Recommendation)
    assert found.edition == load_knowledge().edition.id
    assert found.requirements == {"edition": found.edition}
    assert found.neighbours is not None


def test_requirements_are_built_like_the_file() -> None:
    """A list is short for required, here as in the file."""
    short = Requirements.model_validate({"cloud": ["aws"], "languages": {"train": ["python"]}})
    long = Requirements.model_validate(
        {"cloud": {"required": ["aws"]}, "languages": {"train": {"required": ["python"]}}}
    )
    assert short == long
    assert recommend(short, load_knowledge("2018")) == recommend(long, load_knowledge("2018"))


def test_the_result_is_frozen() -> None:
    """Nobody changes a recommendation after it was given."""
    found = recommend()
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.edition = "1999"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        found.ranking[0].score = 100.0  # type: ignore[misc]


def test_the_edition_of_the_requirements_is_loaded() -> None:
    """Without knowledge, the edition that the requirements name is used; an unknown one is named with the known ones."""
    assert recommend(Requirements(edition="2018")).edition == "2018"
    with pytest.raises(AdvisorError, match="unknown edition `1999`"):
        recommend(Requirements(edition="1999"))


def test_unknown_ids_are_refused() -> None:
    """Requirements built in Python are checked like those of a file."""
    with pytest.raises(AdvisorError, match=r"unknown framework `pytorhc` .*did you mean `pytorch`"):
        recommend(Requirements(team_knows=("pytorhc",)))


def test_import_is_instant() -> None:
    """`import advisor` loads neither tables nor models; the public names come when they are used."""
    code = "import sys, advisor; print([m for m in ('numpy', 'pandas', 'sklearn', 'pydantic', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert set(advisor.__all__) == {*advisor._HOMES}
    assert all(getattr(advisor, name) for name in advisor.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        advisor.nothing  # noqa: B018
