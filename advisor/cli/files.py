"""Reading and writing the files that a user names."""

from __future__ import annotations

import difflib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from advisor.model.errors import AdvisorError

MAX_READ = 100_001
"""One byte more than the reader accepts, so that it can tell a file that is too large."""


def read_input(name: str, limit: int = MAX_READ) -> tuple[bytes, str]:
    """A file (or standard input for ``-``), as far as the reader would accept it, and the name to call it by."""
    if name == "-":
        return sys.stdin.buffer.read(limit), "<stdin>"
    path = Path(name)
    try:
        if path.is_dir():
            raise AdvisorError(f"{name}: is a directory", "name a requirements file; `advisor init` writes a template")
        with path.open("rb") as file:
            return file.read(limit), name
    except FileNotFoundError:
        raise AdvisorError(f"{name}: no such file", similar(path) or "`advisor init` writes a template") from None
    except (OSError, ValueError) as error:
        raise AdvisorError(f"{name}: cannot be read: {_reason(error)}", "check the name and its permissions") from None


@contextmanager
def reading(name: str) -> Iterator[BinaryIO]:
    """A file as a stream of bytes, or standard input for ``-``."""
    if name == "-":
        yield sys.stdin.buffer
        return
    path = Path(name)
    try:
        if path.is_dir():
            raise AdvisorError(f"{name}: is a directory", "name a file")
        stream = path.open("rb")
    except FileNotFoundError:
        raise AdvisorError(f"{name}: no such file", similar(path)) from None
    except (OSError, ValueError) as error:
        raise AdvisorError(f"{name}: cannot be read: {_reason(error)}", "check the name and its permissions") from None
    with stream:
        yield stream


def read_lines(path: Path) -> list[str]:
    """The lines of a text file that may be long."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise AdvisorError(f"{path}: is not UTF-8 text", "one JSON object a line is expected") from None
    except FileNotFoundError:
        raise AdvisorError(f"{path}: no such file", similar(path)) from None
    except (OSError, ValueError) as error:
        raise AdvisorError(f"{path}: cannot be read: {_reason(error)}", "check the name and its permissions") from None


def similar(path: Path) -> str:
    """``did you mean `x`?`` for the file of the same folder with the nearest name, or nothing."""
    try:
        names = sorted(entry.name for entry in os.scandir(path.parent) if entry.is_file())
    except OSError:
        return ""
    close = difflib.get_close_matches(path.name, names, n=1)
    return f"did you mean `{path.parent / close[0]}`?" if close else ""


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def refuse_existing(path: Path) -> None:
    """Raise `AdvisorError` when a file that a person may have written is already there, or nothing can be written."""
    if str(path) == "-":
        raise AdvisorError("-: is not a file name", "name a file; the recommendation goes to standard output")
    if os.path.lexists(path):
        raise AdvisorError(f"{path}: exists already", "choose another name, or remove it first")
    refuse_missing_folder(path)


def refuse_missing_folder(path: Path) -> None:
    """Raise `AdvisorError` when the folder of a file to be written is missing or closed, before any work is done."""
    if not path.parent.is_dir():
        raise AdvisorError(f"{path}: there is no folder {path.parent}", "make it first, or choose another place")
    if not os.path.lexists(path) and not os.access(path.parent, os.W_OK):
        raise AdvisorError(f"{path}: the folder {path.parent} cannot be written", "choose another place")


def write_file(path: Path, text: str) -> None:
    """Write a whole file or nothing: the new text replaces the old in one step."""
    temporary = None
    try:
        if path.exists() and not path.is_file():  # a device or a pipe is written to, not replaced
            path.write_text(text, encoding="utf-8")
            return
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except (OSError, ValueError) as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise AdvisorError(
            f"{path}: cannot be written: {_reason(error)}", "check the folder and its permissions"
        ) from None


@contextmanager
def replacing(path: Path, wanted: Callable[[], bool] = lambda: True) -> Iterator[BinaryIO]:
    """A stream whose content takes the file's place in one step when the block ends well and it is ``wanted``, else goes."""
    if path.exists() and not path.is_file():  # a device or a pipe is written to, not replaced
        with path.open("wb") as device:
            yield device
        return
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        if wanted():
            temporary.chmod(mode)
            temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
