"""How long a command takes, as a whole process, in terms of the imports that it cannot do without.

Every round runs each command and its yardstick one after the other, and the ratio is taken within the round, so that a machine
whose speed drifts still gives a fair figure. Bars (design, "What good means"): 1.25 for `--help`, `list` and `show`; the ranked
table of `recommend` within 1.5, the whole of it within 1.15; 0.3 s from the last quiz answer to the whole recommendation.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = str(ROOT / "examples" / "neutral.yaml")
ADVISOR = str(Path(sys.executable).with_name("advisor"))
LIGHT = "import typer, rich.console"
TABLES = "import pandas"
HEAVY = "import pandas, sklearn.neighbors"
ROUNDS = 9


def whole(command: Sequence[str], environment: dict[str, str]) -> float:
    """Seconds until the process has ended."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def until(command: Sequence[str], text: bytes, environment: dict[str, str]) -> float:
    """Seconds until ``text`` has been printed (the process is then left to end)."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        seen = b""
        while text not in seen:
            part = os.read(process.stdout.fileno(), 65536)
            assert part, "the text was never printed"
            seen += part
        seconds = time.perf_counter() - start
        process.stdout.read()
    return seconds


def ratio(name: str, bar: float, measured: Callable[[], float], yardstick: Callable[[], float]) -> None:
    """Print the median ratio of the two within one round, with its range."""
    measured()
    yardstick()
    pairs = [(measured(), yardstick()) for _ in range(ROUNDS)]
    ratios = sorted(one / other for one, other in pairs)
    seconds = statistics.median(one for one, _ in pairs)
    verdict = "within" if statistics.median(ratios) <= bar else "ABOVE"
    print(
        f"{name:<34}{statistics.median(ratios):6.2f} x  ({ratios[0]:.2f} to {ratios[-1]:.2f})  {verdict} {bar}  "
        f"[{seconds:.2f} s]"
    )


def quiz_finish(home: Path) -> float:
    """Seconds from the last answer of a quiz to its whole recommendation, for a person who took five seconds."""
    import pexpect

    # pexpect does not answer when it is asked for the cursor position, and every prompt would wait a second for it
    answers_nothing = {"PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm"}
    environment = {**os.environ, "XDG_STATE_HOME": str(home), **answers_nothing}
    child = pexpect.spawn(ADVISOR, ["quiz", "--plain", "--fresh"], env=environment, dimensions=(50, 100), timeout=60)
    child.expect(rb"\[1/(\d+)\]")
    assert isinstance(child.match, re.Match)
    count = int(child.match.group(1))
    time.sleep(5)
    for number in range(1, count):
        child.send("\r")
        child.expect(rb"\[%d/%d\]" % (number + 1, count))
    time.sleep(0.5)
    start = time.perf_counter()
    child.send("\r")
    child.expect("Facts and sources")
    seconds = time.perf_counter() - start
    child.expect(pexpect.EOF)
    child.close()
    return seconds


def main() -> None:
    """Print every ratio."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = {**os.environ, "XDG_CACHE_HOME": str(home / "cache")}

        def python(code: str) -> Callable[[], float]:
            return lambda: whole([sys.executable, "-c", code], environment)

        def advisor(*arguments: str) -> Callable[[], float]:
            return lambda: whole([ADVISOR, *arguments], environment)

        for arguments in (("--help",), ("list", "frameworks"), ("show", "pytorch")):
            ratio(f"advisor {' '.join(arguments)}", 1.25, advisor(*arguments), python(LIGHT))
        table = [ADVISOR, "recommend", EXAMPLE]
        ratio("recommend: ranked table printed", 1.5, lambda: until(table, b" 13  ", environment), python(TABLES))
        ratio("recommend: complete", 1.15, advisor("recommend", EXAMPLE), python(HEAVY))
        seconds = statistics.median(quiz_finish(home) for _ in range(3))
        print(f"quiz: last answer to result       {seconds:6.2f} s  ({'within' if seconds <= 0.3 else 'ABOVE'} 0.3 s)")


if __name__ == "__main__":
    main()
