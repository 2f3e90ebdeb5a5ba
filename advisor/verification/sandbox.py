"""One step in a process of its own: limits on time and memory, no network, no package index, a home that is thrown away."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

Ending = Literal["exited", "timed_out", "out_of_memory"]
PASSED_ON = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
NOWHERE = "http://127.0.0.1:9"
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_CONFIG_FILE": os.devnull,
    "UV_OFFLINE": "1",
    "npm_config_offline": "true",
    "HF_HUB_OFFLINE": "1",
    "HTTP_PROXY": NOWHERE,
    "HTTPS_PROXY": NOWHERE,
    "ALL_PROXY": NOWHERE,
    "CUDA_VISIBLE_DEVICES": "",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "2",
}
POLL = 0.05


class Finished(NamedTuple):
    """How a step ended: ``status`` is its exit status (negative: the signal), ``stderr`` the end of what it said."""

    ending: Ending
    status: int
    seconds: float
    stderr: str


def run_step(
    command: Sequence[str], home: Path, *, seconds: float, megabytes: float, cwd: Path | None = None
) -> Finished:
    """Run a command to its end or to its limit; ``home`` is its HOME and temporary folder.

    ``seconds`` limits wall-clock time, ``megabytes`` (10^6) the resident memory of the process and all its children. Whatever
    it started is stopped with it, on a limit as on an interrupt.
    """
    home.mkdir(parents=True, exist_ok=True)
    log = home / "stderr.txt"
    started = time.monotonic()
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [*without_network(), *command],
            cwd=cwd or home,
            env=_surroundings(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            start_new_session=True,
        )
        try:
            ending = _watch(process, started + seconds, megabytes * 1e6)
        finally:
            stop(process)
    return Finished(ending, process.wait(), time.monotonic() - started, _tail(log))


def _surroundings(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    lower = {name.lower(): value for name, value in OFFLINE.items() if name.endswith("PROXY")}
    return {**kept, **OFFLINE, **lower, "HOME": str(home), "TMPDIR": str(home), "TEMP": str(home)}


@cache
def without_network() -> tuple[str, ...]:
    """The prefix that takes the network away where the system allows it; elsewhere only the proxies point nowhere."""
    tool = shutil.which("unshare") if sys.platform == "linux" else None
    if tool is None:
        return ()
    prefix = (tool, "--map-root-user", "--net", "--")
    tried = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if tried.returncode == 0 else ()


def _watch(process: subprocess.Popen[bytes], deadline: float, most: float) -> Ending:
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(POLL)
            return "exited"
        if time.monotonic() > deadline:
            return "timed_out"
        if _resident(process.pid) > most:
            return "out_of_memory"


def _resident(pid: int) -> float:
    """Bytes in memory of a process and everything below it."""
    import psutil

    total = 0
    with contextlib.suppress(psutil.Error):
        parent = psutil.Process(pid)
        for one in (parent, *parent.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                total += one.memory_info().rss
    return total


def stop(process: subprocess.Popen[Any]) -> None:
    """End a process that leads its session and everything in it, if anything of it is left."""
    if os.name == "nt":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _tail(log: Path, most: int = 4000) -> str:
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - most))
        return file.read().decode("utf-8", "replace")
