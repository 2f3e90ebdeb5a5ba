"""Runs the real command, in a process of its own or in this one."""

from __future__ import annotations

import atexit
import io
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

ADVISOR = [sys.executable, "-m", "advisor"]
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Result:
    """What a finished command printed and returned."""

    status: int
    stdout: str
    stderr: str

    @property
    def data(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.stdout)


def environment(home: Path, **more: str) -> dict[str, str]:
    """An environment whose state and cache folders lie below ``home``, without colours or a given width."""
    kept = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "NO_COLOR", "FORCE_COLOR")}
    return kept | {
        "HOME": str(home),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    } | more  # fmt: skip


def run_advisor(*arguments: str, home: Path, stdin: str | bytes = b"", timeout: float = 60, **more: str) -> Result:
    """Run `advisor` with these arguments in a new process; ``more`` are environment variables."""
    raw = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [*ADVISOR, *arguments],
        input=raw,
        capture_output=True,
        timeout=timeout,
        env=environment(home, **more),
        check=False,
    )
    return Result(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


@cache
def _cache_of_this_process() -> str:
    """A cache folder that lives as long as the process: parsed knowledge is read once."""
    folder = TemporaryDirectory(prefix="advisor-tests-")
    atexit.register(folder.cleanup)
    return folder.name


def run_here(*arguments: str, home: Path, stdin: str | bytes = b"", **more: str) -> Result:
    """The same within this process, for what depends on no process: the entry point with streams of its own.

    A process of its own spends a second on imports; what is about streams, signals or start-up needs one.
    """
    from advisor.cli.main import run

    raw = stdin.encode() if isinstance(stdin, str) else stdin
    streams = [io.TextIOWrapper(io.BytesIO(start), encoding="utf-8", write_through=True) for start in (raw, b"", b"")]
    interrupt = signal.getsignal(signal.SIGINT)
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            patch.setattr(sys, name, stream)
        for key in set(os.environ) - set(environment(home)):
            patch.delenv(key)
        for key, value in environment(home, **{"XDG_CACHE_HOME": _cache_of_this_process(), **more}).items():
            patch.setenv(key, value)
        status = run(list(arguments))
    signal.signal(signal.SIGINT, interrupt)
    printed = [stream.buffer.getvalue().decode("utf-8", "replace") for stream in streams[1:]]
    return Result(status, *printed)
