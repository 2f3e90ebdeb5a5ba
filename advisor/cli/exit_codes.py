"""The exit statuses of the contract, and 1 for a bug of ours."""

from __future__ import annotations

DONE = 0
BUG = 1
WRONG_INPUT = 2
NOTHING_FITS = 3
CHANGED = 4
INTERRUPTED = 130
