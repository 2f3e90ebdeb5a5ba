"""Ctrl-C leaves at once by default; where processes run and files are half made, it cleans up first."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from types import FrameType
from typing import NoReturn


def clean_up_first() -> None:
    """From here on an interrupt raises `KeyboardInterrupt`, so that what is running is stopped and half-made files go."""
    signal.signal(signal.SIGINT, _raise)


def _raise(number: int, frame: FrameType | None) -> NoReturn:
    """Say so, since the library of the command line ends in silence, and let no second Ctrl-C disturb the cleaning."""
    del frame
    signal.signal(number, signal.SIG_IGN)
    with suppress(OSError):
        os.write(2, b"\nadvisor: interrupted\n")
    raise KeyboardInterrupt
