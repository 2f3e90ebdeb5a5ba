"""What an installation weighs, and how long the import takes."""

from __future__ import annotations

import importlib
import os
import re
import statistics
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, distribution

RUNS = 5
INSTALLERS = ("pip", "uv")


def measure(name, folder):
    """Megabytes (10^6) of the framework's distributions and of all they require; details hold the seconds of an import.

    The environment may hold more (exporters share it); its whole size is told too, without pip.
    """
    home = importlib.import_module("probes." + name)
    sizes = closure(home.DISTRIBUTIONS)
    environment = size(sys.prefix)
    bare = seconds("pass")
    return {
        "value": round(sum(sizes.values()) / 1e6, 1),
        "details": {
            "import_seconds": round(max(0.0, seconds(home.IMPORT) - bare), 3),
            "interpreter_seconds": round(bare, 3),
            "runs": RUNS,
            "imported": home.IMPORT,
            "megabytes": {
                one: round(many / 1e6, 2)
                for one, many in sorted(sizes.items(), key=lambda pair: -pair[1])
            },
            "environment_megabytes": round(environment / 1e6, 1),
        },
    }


def closure(names):
    """Bytes of each distribution that these names need, themselves included, as far as they are installed."""
    sizes, waiting = {}, list(names)
    while waiting:
        key = re.sub("[-_.]+", "-", waiting.pop()).lower()
        if key in sizes:
            continue
        try:
            found = distribution(key)
        except PackageNotFoundError:
            continue  # a requirement of another system or Python
        paths = {os.path.realpath(str(found.locate_file(one))) for one in found.files or ()}
        sizes[key] = sum(os.path.getsize(path) for path in paths if os.path.isfile(path))
        waiting += required(found.requires or ())
    return sizes


def required(requirements):
    """The names in requirements, without those of extras."""
    plain = [one for one in requirements if "extra" not in one.partition(";")[2]]
    return [re.match(r"[A-Za-z0-9._-]+", one).group() for one in plain]


def size(folder):
    """Bytes of all files below a folder, without those of installers; links are not followed."""
    total = 0
    for root, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if one not in INSTALLERS]
        total += sum(
            os.path.getsize(path)
            for path in (os.path.join(root, one) for one in files)
            if not os.path.islink(path)
        )
    return total


def seconds(statement):
    """The median time of fresh processes that do this and end; one more goes before, for the disk's sake."""
    spent = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", statement],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        spent.append(time.perf_counter() - started)
    return statistics.median(spent[1:])
