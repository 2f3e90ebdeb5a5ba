"""The knowledge as it stood on a day, from the git history of the checkout that it lies in."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from advisor.model.errors import AdvisorError

INSTEAD = "compare with a recommendation that was saved with `--format json`, or with a folder of knowledge files"
GIT_SECONDS = 60
HASH_SHOWN = 10
LOG = ("log", "--first-parent", "--date=format-local:%Y-%m-%d")
"""The main line: what was merged later was not there yet."""


class Snapshot(NamedTuple):
    """A commit, and the folder that holds its knowledge files; the day is that of the commit, in UTC."""

    commit: str
    day: str
    root: Path


@contextmanager
def knowledge_of(day: str, root: Path) -> Iterator[Snapshot]:
    """The knowledge of ``root`` as it stood at the end of a day (ISO 8601, UTC), in a folder that goes when the block ends.

    That is the last commit of the main line of its checkout up to then. Raises `AdvisorError` where there is none to be had.
    """
    prefix = _git(root, "rev-parse", "--show-prefix").strip().rstrip("/")
    top = Path(_git(root, "rev-parse", "--show-toplevel").strip())
    path = prefix or "."
    found = _commit(top, path, f"--until={day}T23:59:59Z")
    if not found:
        raise _too_early(top, path, root, day)
    commit, committed = found
    with TemporaryDirectory(prefix="advisor-") as folder:
        wanted = (f":(literal){path}", f":(exclude,literal){prefix}{'/' if prefix else ''}runs")
        _unpack(_run(top, "archive", "--format=tar", commit, "--", *wanted), Path(folder))
        yield Snapshot(commit[:HASH_SHOWN], committed, Path(folder) / prefix)


def _unpack(packed: bytes, folder: Path) -> None:
    """Write the plain files of an archive below a folder."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            content, name = archive.extractfile(member), Path(member.name)
            if content is None or not member.isfile() or name.is_absolute() or ".." in name.parts:
                continue
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())


def _commit(top: Path, path: str, *more: str) -> tuple[str, str] | None:
    """The newest commit of the main line that touches the path, and its day."""
    line = _git(top, *LOG, "-1", "--format=%H %cd", *more, "--", f":(literal){path}")
    commit, _, day = line.strip().partition(" ")
    return (commit, day) if commit else None


def _too_early(top: Path, path: str, root: Path, day: str) -> AdvisorError:
    """Why there is nothing: the history begins later, is cut off, or does not hold the knowledge at all."""
    if _commit(top, path) is None:
        return AdvisorError(f"{root}: the knowledge has no history in the git checkout {top}", INSTEAD)
    days = _git(top, *LOG, "--format=%cd", "--", f":(literal){path}").split()
    shallow = _git(top, "rev-parse", "--is-shallow-repository").strip() == "true"
    hint = "the history is cut off: `git fetch --unshallow` brings the rest" if shallow else INSTEAD
    return AdvisorError(f"{day}: the knowledge begins on {min(days)}", hint)


def _git(folder: Path, *arguments: str) -> str:
    return _run(folder, *arguments).decode("utf-8", "replace")


def _run(folder: Path, *arguments: str) -> bytes:
    """What git prints; `AdvisorError` with its first words where it fails."""
    own = ("GIT_CONFIG", "GIT_SSH")  # a hook points the others at another repository
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key.startswith(own)}
    command = ["git", "--no-pager", "-c", "core.fsmonitor=false", *arguments]
    environment = kept | {"LC_ALL": "C", "TZ": "UTC", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=GIT_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise AdvisorError("a day needs git, which is not installed", f"install it, or {INSTEAD}") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AdvisorError(f"git cannot be run: {error}", INSTEAD) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        if "not a git repository" in said:
            raise AdvisorError(f"{folder}: the knowledge does not lie in a git checkout, so it has no history", INSTEAD)
        raise AdvisorError(f"git: {said or 'failed'}", INSTEAD)
    return done.stdout
