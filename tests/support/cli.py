"""Runs the real command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
