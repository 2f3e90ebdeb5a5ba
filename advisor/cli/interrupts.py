"""Ctrl-C leaves at once by default; where processes run and files are half made, it cleans up first."""

from __future__ import annotations

import signal


def clean_up_first() -> None:
    """From here on an interrupt raises `KeyboardInterrupt`, so that what is running is stopped and half-made files go."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
