"""Does the reference program of a framework run? (Its lines are counted by the host.)"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time


def measure(name, folder):
    """Seconds that the program took; raises RuntimeError with its last words when it did not print `ok`."""
    path = os.path.join(
        os.path.dirname(os.path.dirname(os.path.abspath(__file__))), name, "program.py"
    )
    with tempfile.TemporaryDirectory() as saved:
        started = time.perf_counter()
        ran = subprocess.run(
            [sys.executable, path, saved],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
        )
        spent = time.perf_counter() - started
        written = [
            os.path.getsize(os.path.join(root, one))
            for root, _, files in os.walk(saved)
            for one in files
        ]
    said = ran.stdout.decode("utf-8", "replace").split()
    if ran.returncode != 0 or said[-1:] != ["ok"]:
        lines = (ran.stderr or ran.stdout).decode("utf-8", "replace").strip().splitlines()
        raise RuntimeError(
            "exit status %d: %s" % (ran.returncode, lines[-1] if lines else "it said nothing")
        )
    if not written:
        raise RuntimeError("it saved nothing")
    return {
        "value": round(spent, 2),
        "details": {"files": len(written), "saved_bytes": sum(written)},
    }
