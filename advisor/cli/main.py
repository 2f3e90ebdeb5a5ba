"""The entry point: runs a command and maps what goes wrong to an exit status and a message, in one place."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

from advisor.cli.context import ClosedPipeError
from advisor.cli.exit_codes import BUG, DONE, INTERRUPTED, WRONG_INPUT
from advisor.model.errors import AdvisorError, InputError


def main() -> NoReturn:
    """Run the command line of this process and leave.

    A command lives for a second or two: collecting cyclic garbage while libraries load, and taking thousands of modules apart
    at the end, would be a quarter of that time (measured with `make bench`).
    """
    signal.signal(signal.SIGINT, _leave)
    gc.disable()
    status = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    """Ctrl-C outside a prompt: say so and leave at once, whatever library is at work."""
    del number, frame
    with suppress(OSError):
        os.write(2, b"\nadvisor: interrupted\n")
    os._exit(INTERRUPTED)


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit status. Nothing that goes wrong in here shows a traceback."""
    _open_missing_streams()
    try:
        return _dispatch(arguments)
    except SystemExit as error:  # the command line library leaves like this when whoever read its help has gone
        _drop_stdout()
        return DONE if error.code == BUG else WRONG_INPUT
    except KeyboardInterrupt:
        _say("interrupted")
        return INTERRUPTED
    except (ClosedPipeError, BrokenPipeError):
        _drop_stdout()
        return DONE
    except InputError as error:
        for problem in error.problems:
            _say(str(problem))
        return WRONG_INPUT
    except AdvisorError as error:
        _say(error.message + (f" ({error.hint})" if error.hint else ""))
        return WRONG_INPUT
    except OSError as error:
        _say(f"cannot write the result: {error.strerror or error}")
        _drop_stdout()
        return WRONG_INPUT
    except Exception as error:  # the last line of defence: a bug is told in one line
        if os.environ.get("ADVISOR_DEBUG"):
            raise
        _say(f"internal error: {type(error).__name__}: {error} (set ADVISOR_DEBUG=1 for details, and please report it)")
        return BUG


def _dispatch(arguments: list[str]) -> int:
    from typer.exceptions import TyperException

    from advisor.cli.app import app
    from advisor.cli.context import from_system

    try:
        status = app(arguments, prog_name="advisor", standalone_mode=False, obj=from_system())
    except TyperException as error:
        show = getattr(error, "show", None)
        if show is None:
            _say(error.format_message())
        else:
            show(sys.stderr)
        return WRONG_INPUT
    sys.stdout.flush()
    return status if isinstance(status, int) else DONE


def _open_missing_streams() -> None:
    """Give a closed standard stream a place to go, as Python leaves None behind (`advisor list editions >&-`)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


def _say(message: str) -> None:
    from advisor.reports.text import clean

    with suppress(OSError):
        print(f"advisor: {clean(message)}", file=sys.stderr)


def _drop_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not fail on a closed pipe."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        pass
