"""One of the processes that train together: `worker.py FRAMEWORK WAY RANK PORTS OUT.json`.

OUT.json holds `answer`, or `reason`. It then stays until standard input is closed, since a process that leaves can pull down
the others; when whoever started it dies, it ends.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import signal
import sys
import threading

from step import one_line


def main(arguments):
    """Run one way of one framework and write what it gives."""
    name, way, rank, ports, out = arguments
    waiting = threading.Thread(target=leave_with_parent, daemon=True)
    waiting.start()
    try:
        home = importlib.import_module("probes." + name)
        os.environ.update(getattr(home, "SETTINGS", {}))
        function = getattr(importlib.import_module("probes.%s.distributed" % name), way)
        result = {"answer": function(int(rank), [int(port) for port in ports.split(",")])}
        text = json.dumps(result)
    except Exception as error:  # noqa: BLE001 - whatever a framework raises is a result
        text = json.dumps({"reason": one_line(error)})
    with open(out + ".part", "w") as file:
        file.write(text)
    os.replace(out + ".part", out)
    waiting.join()


def leave_with_parent():
    """End this process when the one that holds the other end of standard input is gone."""
    sys.stdin.buffer.read()
    os._exit(1)


def die_with_parent():
    """The same by the system, for a process that is busy in native code; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


if __name__ == "__main__":
    die_with_parent()
    main(sys.argv[1:])
