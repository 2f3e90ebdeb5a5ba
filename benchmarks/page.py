"""How long Chromium needs until every chart of the HTML report is drawn, beside a page that only loads the charting library.

The page notes itself when it is done, by its own clock; nothing watches it meanwhile, as a debugger that is attached doubles the
time that five megabytes of script take to start. Each run is a new process with an empty profile. Bar (of the report): 1 second.
"""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from advisor.decision.recommend import recommend
from advisor.reports.html.document import plotly
from advisor.reports.registry import render

ROUNDS = 7
BAR_MS = 1000
NAMES = ("chromium", "chromium-browser", "google-chrome")
DONE = re.compile(rb'data-drawn="(\d+)"')
BARE = "<!doctype html><html><script>{}</script><script>document.documentElement.setAttribute('data-drawn', {})</script></html>"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]


def drawn_ms(browser: str, page: Path) -> int:
    """Milliseconds from the start of the navigation until the page says that it is done."""
    with tempfile.TemporaryDirectory() as profile:
        command = [browser, *QUIET, f"--user-data-dir={profile}", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    found = DONE.search(done.stdout)
    assert found, "the page was never drawn"
    return int(found[1])


def main() -> None:
    """Measure both pages one after the other and print medians and their ratio."""
    browser = next((path for name in NAMES if (path := shutil.which(name))), None)
    if browser is None:
        sys.exit("no Chromium found")
    with tempfile.TemporaryDirectory() as folder:
        report, bare = Path(folder) / "report.html", Path(folder) / "bare.html"
        report.write_text(render(recommend(pictures=True), "html"), encoding="utf-8")
        bare.write_text(BARE.format(plotly(), "Math.round(performance.now())"), encoding="utf-8")
        drawn_ms(browser, bare)
        pairs = [(drawn_ms(browser, report), drawn_ms(browser, bare)) for _ in range(ROUNDS)]
    times = sorted(one for one, _ in pairs)
    ratio = statistics.median(one / other for one, other in pairs)
    middle = statistics.median(times)
    print(
        f"report drawn after {middle:.0f} ms ({times[0]} to {times[-1]}), {'within' if middle <= BAR_MS else 'ABOVE'} {BAR_MS}; "
        f"{ratio:.2f} x a page that only loads Plotly ({statistics.median(other for _, other in pairs):.0f} ms)"
    )


if __name__ == "__main__":
    main()
