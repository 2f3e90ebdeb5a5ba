"""Isolated environments made from pins: one per exporter and per group of runtimes, kept in the user's cache."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from advisor.verification.catalogue import GUEST
from advisor.verification.sandbox import stop

Say = Callable[[str], None]
TORCH = "torch=="
READY = "ready.json"


class UnavailableError(Exception):
    """An environment that cannot be had here, with the reason in one line."""


class Pins(NamedTuple):
    """What an environment holds; ``python`` names another version than this one, ``megabytes`` is the download."""

    name: str
    packages: tuple[str, ...]
    python: str = ""
    npm: bool = False
    megabytes: int = 0

    @property
    def digest(self) -> str:
        """Changes whenever the pins or the Python do."""
        version = self.python or f"{sys.version_info.major}.{sys.version_info.minor}"
        text = json.dumps([self.packages, version, self.npm])
        return hashlib.sha256(text.encode()).hexdigest()[:10]


def read_pins(name: str, guest: Path = GUEST) -> Pins:
    """The pins of an environment from its file."""
    lines = (guest / "pins" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    options = [line[1:].strip() for line in lines if line.startswith("#")]
    settings = dict(option.partition(":")[::2] for option in options)
    return Pins(
        name=name,
        packages=tuple(line.strip() for line in lines if line.strip() and not line.startswith("#")),
        python=settings.get("python", "").strip(),
        npm="npm" in settings,
        megabytes=int(settings.get("megabytes", "0")),
    )


class Environment(NamedTuple):
    """A folder with an interpreter that has exactly what the pins name."""

    pins: Pins
    folder: Path

    @property
    def interpreter(self) -> Path:
        """Its Python, or the Node that serves it."""
        if self.pins.npm:
            return Path(shutil.which("node") or "node")
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def ready(self) -> bool:
        """Whether it was made to the end."""
        return (self.folder / READY).is_file()


def environment(name: str, cache: Path, guest: Path = GUEST) -> Environment:
    """The environment of this name under ``cache``, made or not."""
    pins = read_pins(name, guest)
    return Environment(pins, cache / "environments" / f"{name}-{pins.digest}")


def make(wanted: Environment, say: Say) -> None:
    """Make the environment unless it is ready; a half-made one is thrown away first. Raises `UnavailableError`."""
    reason = missing(wanted.pins)
    if reason:
        raise UnavailableError(reason)
    with _alone(wanted.folder):
        if not wanted.ready:
            _make(wanted, say)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two processes never make the same environment at once; the second finds it ready."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        if os.name != "nt":
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(wanted: Environment, say: Say) -> None:
    shutil.rmtree(wanted.folder, ignore_errors=True)
    wanted.folder.mkdir(parents=True)
    try:
        (_make_node if wanted.pins.npm else _make_python)(wanted, say)
        (wanted.folder / READY).write_text(json.dumps({"pins": wanted.pins.packages}), encoding="utf-8")
    except subprocess.CalledProcessError as error:
        told = [line for line in (error.stderr or "").strip().splitlines() if line.strip()]
        errors = [line for line in told if line.lower().startswith("error")] or told
        raise UnavailableError(
            f"{wanted.pins.name} cannot be installed: {errors[-1][:200] if errors else error}"
        ) from error
    finally:
        if not wanted.ready:  # a failed or interrupted installation leaves nothing
            shutil.rmtree(wanted.folder, ignore_errors=True)


def missing(pins: Pins) -> str:
    """Why this environment cannot be made on this machine; empty when it can."""
    if pins.npm:
        return "" if shutil.which("node") and shutil.which("npm") else "Node.js with npm is not installed"
    return "" if _python(pins) else f"Python {pins.python} is not installed"


def _python(pins: Pins) -> str | None:
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    return sys.executable if pins.python in ("", here) else find_python(pins.python)


@cache
def find_python(version: str) -> str | None:
    """An interpreter of this version (``3.8``): on the PATH, known to uv, or kept by pyenv; None where there is none."""
    found = [shutil.which(f"python{version}")]
    uv = shutil.which("uv")
    if uv is not None:
        told = subprocess.run([uv, "python", "find", "--offline", version], capture_output=True, text=True, check=False)
        found.append(told.stdout.strip() or None)
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found += [str(path / "bin" / "python") for path in sorted(kept.glob(f"{version}.*"), reverse=True)]
    return next((one for one in found if one and _is(one, version)), None)


def _is(python: str, version: str) -> bool:
    """Whether this command runs and is of this version; the shims of version managers exist without either."""
    asked = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == version
    except OSError:
        return False


def _make_python(wanted: Environment, say: Say) -> None:
    base = _python(wanted.pins)
    assert base is not None
    if base == sys.executable:
        venv.create(wanted.folder, with_pip=False, symlinks=os.name != "nt")
        pip = [sys.executable, "-m", "pip", "--python", str(wanted.interpreter)]
    else:
        _run([base, "-m", "venv", str(wanted.folder)])  # with the pip of its own time: ours may be too new for it
        pip = [str(wanted.interpreter), "-m", "pip"]
    pip += ["install", "--quiet", "--no-input", "--no-deps"]
    torch = [one for one in wanted.pins.packages if one.startswith(TORCH)]
    rest = [one for one in wanted.pins.packages if not one.startswith(TORCH)]
    for one in torch:
        say(f"{wanted.pins.name}: installing {one} (CPU)")
        _run(_cpu_torch(one, pip, wanted))
    say(f"{wanted.pins.name}: installing {len(rest)} packages")
    _run([*pip, *rest])


def _cpu_torch(requirement: str, pip: list[str], wanted: Environment) -> list[str]:
    """The command that installs a CPU build; on Linux the usual index holds CUDA builds, which are never pulled."""
    if sys.platform != "linux":
        return [*pip, requirement]
    report = _run([*pip, "--dry-run", "--ignore-installed", "--report", "-", requirement]).stdout
    version = json.loads(report)["install"][0]["metadata"]["version"]
    if version.endswith("+cpu"):
        return [*pip, requirement]
    uv = shutil.which("uv")
    if uv is None:
        raise UnavailableError(
            f"{requirement} would be a CUDA build here; install uv, which knows where CPU builds are"
        )
    return [
        uv,
        "pip",
        "install",
        "--python",
        str(wanted.interpreter),
        "--no-deps",
        "--torch-backend",
        "cpu",
        requirement,
    ]


def _make_node(wanted: Environment, say: Say) -> None:
    say(f"{wanted.pins.name}: installing {len(wanted.pins.packages)} packages with npm")
    (wanted.folder / "package.json").write_text('{"private": true, "type": "module"}', encoding="utf-8")
    npm = shutil.which("npm")
    assert npm is not None
    _run(
        [npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *wanted.pins.packages],
        wanted.folder,
    )


def _run(command: list[str], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run an installer to its end; whatever it started is stopped with it when it is interrupted."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        out, err = process.communicate()
    finally:
        stop(process)
        process.wait()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, out, err)
    return subprocess.CompletedProcess(command, 0, out, err)
