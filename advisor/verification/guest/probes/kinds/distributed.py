"""Do two processes, two devices, or sharded parameters end where one process ends with the whole batch?

Each way runs in processes of its own on this machine. An answer of a process or device is `parameters` (as in `net`), `rows`
(of the batch, that it worked on) and `held` (numbers of the parameters that it keeps).
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time

from probes import net

WAYS = ("processes", "devices", "sharded")
COUNTED = ("processes", "sharded")
SECONDS = 70
PORTS = 6
TOLERANCE = 1e-4
WORKER = os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "worker.py"
)


def measure(name, folder):
    """The share of `COUNTED` that is right, what several machines need; `details` has each way, its tool, and further tools.

    Frameworks with one process for each device have no `devices`, and lack nothing: that way is told, not counted.
    """
    module = importlib.import_module("probes.%s.distributed" % name)
    loopback()
    told = {way: judged(module, name, way, way) for way in WAYS}
    told["by"] = dict(module.BY)
    right = sum(told[way] == "right" for way in COUNTED)
    for other, way in getattr(module, "ASIDE", {}).items():
        told[other] = judged(module, name, other, way)
    return {"value": right / len(COUNTED), "details": told}


def judged(module, name, function, way):
    """`right`, `wrong: ...` (other parameters, no error), `refused: ...` (an error) or `none: ...` (there is no such way)."""
    if function in module.NONE:
        return "none: " + module.NONE[function]
    try:
        answers = together(name, function, module.PROCESSES.get(function, 1))
    except RuntimeError as error:
        return "refused: %s" % error
    problem = wrong(answers, way)
    return "wrong: " + problem if problem else "right"


def wrong(answers, way):
    """What is wrong with the answers of two, or nothing."""
    import numpy as np

    if len(answers) != 2:
        return "%d took part, not 2" % len(answers)
    rows = [one["rows"] for one in answers]
    if way != "sharded" and rows != [net.ROWS // 2] * 2:
        return "they worked on %s rows of %d" % (" and ".join(map(str, rows)), net.ROWS)
    expected = net.trained(*net.batch())
    most = sum(one.size for one in expected)
    if way == "sharded" and any(one["held"] >= most for one in answers):
        return "a part keeps all %d numbers of the parameters" % most
    for one in answers:
        made = [np.asarray(array, dtype="float64") for array in one["parameters"]]
        if [array.shape for array in made] != list(net.SHAPES):
            return "parameters of shape %s" % [array.shape for array in made]
        off = np.max([abs(array - other).max() for array, other in zip(made, expected)])
        if not off <= TOLERANCE:
            return "the parameters are off by %.2g" % off
    return ""


def together(name, function, count):
    """What the first two of `count` processes give; a third only helps. Raises RuntimeError with the reason of one that fails."""
    running = []
    direct = "127.0.0.1"  # or gRPC would ask a proxy even for the loopback
    around = dict(os.environ, no_proxy=direct, NO_PROXY=direct)
    with tempfile.TemporaryDirectory() as folder:
        outs = [os.path.join(folder, "%d.json" % rank) for rank in range(count)]
        ports = ",".join(map(str, free_ports()))
        try:
            for rank, out in enumerate(outs):
                command = [sys.executable, WORKER, name, function, str(rank), ports, out]
                with open(out + ".log", "wb") as log:
                    running.append(
                        subprocess.Popen(
                            command,
                            stdin=subprocess.PIPE,
                            stdout=log,
                            stderr=log,
                            cwd=folder,
                            env=around,
                        )
                    )
            wait(running, outs)
        finally:
            for one in running:
                one.kill()
            for one in running:
                one.stdin.close()
                one.wait()
        answers = []
        for out in outs[:2]:
            with open(out) as file:
                answer = json.load(file)["answer"]
            answers += answer if isinstance(answer, list) else [answer]
    return answers


def wait(running, outs):
    """Until the first two processes have answered."""
    deadline = time.monotonic() + SECONDS
    missing = set(outs[:2])
    while missing:
        for process, out in zip(running, outs):
            ended = process.poll()
            if os.path.exists(out):
                with open(out) as file:
                    told = json.load(file)
                if "reason" in told:
                    raise RuntimeError(told["reason"])
                missing.discard(out)
            elif ended is not None:
                with open(out + ".log", errors="replace") as log:
                    said = [line.strip() for line in log if line.strip()]
                last = ": " + said[-1][:200] if said else ""
                raise RuntimeError("exit status %d%s" % (ended, last))
        if time.monotonic() > deadline:
            raise RuntimeError("no answer after %g s" % SECONDS)
        time.sleep(0.05)


def free_ports():
    """Ports of the loopback that nobody listens on now."""
    with contextlib.ExitStack() as stack:
        taken = [stack.enter_context(socket.socket()) for _ in range(PORTS)]
        for one in taken:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in taken]


def loopback():
    """Switch the loopback on where it is off, as in a network of one's own that was just made; Linux only."""
    with socket.socket() as listening, socket.socket() as calling:
        listening.bind(("127.0.0.1", 0))
        listening.listen(1)
        calling.settimeout(5)
        try:
            calling.connect(listening.getsockname())
            return
        except OSError:
            if sys.platform != "linux":
                raise
        import fcntl

        get, put, up, name = 0x8913, 0x8914, 1, b"lo"  # SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP
        shape = "16sh14x"
        asked = fcntl.ioctl(calling, get, struct.pack(shape, name, 0))
        flags = struct.unpack(shape, asked)[1]
        fcntl.ioctl(calling, put, struct.pack(shape, name, flags | up))
