"""The HTML report in a real Chromium: drawn, quiet, safe, and usable by keyboard, on a phone and on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from advisor.decision.comparison.compare import compare
from advisor.decision.recommend import recommend
from advisor.model.knowledge import Fact
from advisor.model.recommendation import CriterionResult, Ranked, Reason, Recommendation
from advisor.reports.comparison_formats import render as render_comparison
from advisor.reports.registry import render
from tests.browser.conftest import NEEDS, Write
from tests.support.browser import AXE, missing, visit
from tests.support.knowledge import asked, edition_2018, newest

HOSTILE = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked=1'>\"'`</b><a href='javascript:hacked()'>&lt;i&gt; "
    "{{7*7}} \u202egnp \x1b[31m</script>"
)
KINDS = [
    "script", "img", "iframe", "a[href^=javascript]", "svg a", "svg image", "style", "form", "object",
]  # fmt: skip
COUNTS = f"Object.fromEntries({KINDS!r}.map(kind => [kind, document.querySelectorAll(kind).length]))"
REDRAWN = """() => {
  const chart = document.querySelector("#ranking-chart");
  return Math.abs(chart.querySelector(".main-svg").getBoundingClientRect().width - chart.clientWidth) < 2;
}"""
WHOLE = [name for name in NEEDS if name != "nothing-fits"]


def drawn(page: Page, chart: str, marks: str) -> int:
    """How many marks of a kind a chart holds, all of them with an extent."""
    seen = "all => all.map(one => one.getBoundingClientRect()).filter(box => box.width > 0 && box.height > 0).length"
    return int(page.locator(f"#{chart} {marks}").evaluate_all(seen))


@pytest.mark.parametrize("name", WHOLE)
def test_every_chart_is_drawn(browser: Browser, page_of: Write, name: str) -> None:
    """Bars, steps, lines, cells and points, as many as the recommendation has; the page is quiet and asks for nothing."""
    path, one = page_of(name)
    count = len(one.ranking)
    with visit(browser, path) as seen:
        page = seen.page
        contributing = sum(
            any(cell.contribution > 0 for id_, cell in entry.criteria.items() if one.category_of[id_] == category)
            for entry in one.ranking
            for category in entry.categories
        )
        assert drawn(page, "ranking-chart", ".bars .point path") == contributing
        steps = [item for item in one.contrasts[0].differences if abs(item.points) > 1e-9]
        assert drawn(page, "waterfall-chart", ".bars .point path") == (len(steps) if len(steps) < 10 else 10) + 1
        for chart in ("categories-chart", "criteria-chart"):
            assert drawn(page, chart, ".polarlayer .trace") == min(3, count)
        assert drawn(page, "map-chart", ".points path.point") == count + 1
        assert one.robustness is not None
        shares = [share for found in one.robustness.acceptability.values() for share in found.ranks[:10]]
        assert drawn(page, "ranks-chart", ".heatmap-label text") >= sum(share > 0 for share in shares)
        assert seen.complaints == []
        assert [url for url in seen.requests if url != path.as_uri()] == []


def test_bars_end_at_the_scores(browser: Browser, page_of: Write) -> None:
    """The pictures are to scale: the length of each bar, in pixels, is proportional to the score that it shows."""
    path, one = page_of("plain-2018")
    with visit(browser, path) as seen:
        ends: list[float] = seen.page.evaluate(
            """() => {
              const right = {};
              for (const path of document.querySelectorAll('#ranking-chart .bars .point path')) {
                const box = path.getBoundingClientRect(), row = Math.round(box.top);
                right[row] = [Math.min(box.left, right[row]?.[0] ?? Infinity), Math.max(box.right, right[row]?.[1] ?? 0)];
              }
              return Object.keys(right).map(Number).sort((a, b) => a - b).map(row => right[row][1] - right[row][0]);
            }"""
        )
    scale = ends[0] / one.ranking[0].score
    assert ends == pytest.approx([entry.score * scale for entry in one.ranking], abs=1.5)


@pytest.mark.parametrize("name", ["plain-2018", "phone-2026"])
def test_tables_behind_the_charts_hold_the_numbers(browser: Browser, page_of: Write, name: str) -> None:
    """What a screen reader reads is what the chart shows."""
    path, one = page_of(name)
    with visit(browser, path) as seen:
        rows = seen.page.locator("#ranking table tbody tr").evaluate_all(
            "all => all.map(row => [row.cells[1].textContent, row.cells[2].textContent])"
        )
        assert rows == [[entry.name, f"{entry.score:.1f}"] for entry in one.ranking]
        first = seen.page.locator("#sure figure table tbody tr").first.locator("td").all_text_contents()
        assert one.robustness is not None
        assert first[0] == f"{one.robustness.confidence:.0%}"


def test_every_fact_is_one_click_away(browser: Browser, page_of: Write) -> None:
    """Each score opens its facts with source, date and method; Escape closes and gives the focus back. Also by keyboard."""
    path, one = page_of("phone-2026")
    with visit(browser, path) as seen:
        page, dialog = seen.page, seen.page.locator("#facts-of")
        for entry, criterion in (
            (one.ranking[0], "onnx"),
            (one.ranking[1], "documentation"),
            (one.ranking[-1], "languages"),
        ):
            cell = page.locator(f'a.cell[href="#fact-{entry.id}-{criterion}"]')
            cell.focus()
            page.keyboard.press("Enter")
            expect(dialog).to_be_visible()
            text = " ".join(dialog.inner_text().split())
            for fact in entry.criteria[criterion].facts:
                assert fact.id in text
                assert fact.evidence.as_of in text
                assert fact.evidence.method in text
            links = dialog.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
            sources = {fact.evidence.source for fact in entry.criteria[criterion].facts}
            assert set(links) == {source for source in sources if source.startswith("https://")}
            assert all(source in text for source in sources - set(links))
            page.keyboard.press("Escape")
            expect(dialog).to_be_hidden()
            assert page.evaluate("document.activeElement.getAttribute('href')") == f"#fact-{entry.id}-{criterion}"
        cells = page.locator("a.cell").count()
        assert cells == sum(bool(cell.facts) for entry in one.ranking for cell in entry.criteria.values())


@pytest.mark.parametrize("ids", [("pytorch", "jax", "keras", "tensorflow"), ("onnxruntime", "tvm")])
def test_a_comparison_is_drawn(browser: Browser, tmp_path: Path, ids: tuple[str, ...]) -> None:
    """Totals, radars and places of the compared; a score opens the facts of all of them; no violation, no complaint."""
    one = compare(ids, asked(), newest())
    path = tmp_path / "comparison.html"
    path.write_text(render_comparison(one, "html"), encoding="utf-8")
    with visit(browser, path) as seen:
        page, dialog = seen.page, seen.page.locator("#facts-of")
        contributing = sum(points > 0 for row in one.categories for points in row.contributions.values())
        assert drawn(page, "ranking-chart", ".bars .point path") == contributing
        assert drawn(page, "criteria-chart", ".polarlayer .trace") == min(3, len(ids))
        assert page.locator("#ranks-chart .ytick text").count() == len(ids)
        page.locator('a.cell[href="#facts-onnx"]').first.click()
        expect(dialog).to_be_visible()
        text = " ".join(dialog.inner_text().split())
        assert all(alternative.name in text for alternative in one.alternatives)
        assert all(row.id in text for row in one.facts if row.criterion == "onnx")
        page.keyboard.press("Escape")
        if AXE.is_file() and len(ids) == 2:
            page.evaluate(AXE.read_text(encoding="utf-8"))
            assert violations(page) == []
        assert seen.complaints == []
        assert [url for url in seen.requests if url != path.as_uri()] == []


def hostile(one: Recommendation) -> Recommendation:
    """The same recommendation in which every name, fact, source and title tries to break out."""

    def wild(fact: Fact) -> Fact:
        return fact._replace(
            value=HOSTILE, evidence=fact.evidence._replace(source="javascript:hacked()", note=HOSTILE, locator=HOSTILE)
        )

    def wild_cells(entry: Ranked) -> dict[str, CriterionResult]:
        return {
            id_: cell._replace(facts=tuple(wild(fact) for fact in cell.facts)) for id_, cell in entry.criteria.items()
        }

    reason = Reason(HOSTILE, HOSTILE, None)
    return replace(
        one,
        title=HOSTILE,
        names=dict.fromkeys(one.names, HOSTILE),
        requirements={**one.requirements, "title": HOSTILE},
        headline=one.headline._replace(text=HOSTILE),
        warnings=(HOSTILE,),
        ranking=tuple(entry._replace(name=HOSTILE, criteria=wild_cells(entry)) for entry in one.ranking),
        ruled_out=tuple(out._replace(name=HOSTILE, reasons=(reason,)) for out in one.ruled_out),
        stacks=tuple(
            stack._replace(steps=(HOSTILE,), limits=(HOSTILE,), prototype_name=HOSTILE) for stack in one.stacks
        ),
    )


def test_hostile_text_is_only_text(browser: Browser, tmp_path: Path) -> None:
    """No script, image or link comes out of it, in the page as in the charts; it is shown as it is."""
    calm = recommend(asked(cloud=["aws"]), edition_2018(), pictures=True)
    counts: list[dict[str, Any]] = []
    for number, one in enumerate((calm, hostile(calm))):
        path = tmp_path / f"{number}.html"
        path.write_text(render(one, "html"), encoding="utf-8")
        with visit(browser, path) as seen:
            page = seen.page
            page.locator("a.cell").first.click()
            counts.append(page.evaluate(COUNTS))
            assert seen.complaints == []
            assert page.evaluate("window.hacked") is None
            assert [url for url in seen.requests if url != path.as_uri()] == []
            if number:
                text = page.locator("#ranking table").text_content() or ""
                assert "<script>window.hacked = 1</script><img src=x" in text
                assert "{{7*7}}" in text
                ticks = page.locator("#ranking-chart .ytick").first.text_content() or ""
                assert "<script>" in ticks
    assert counts[0] == counts[1]
    written = (tmp_path / "1.html").read_text(encoding="utf-8")
    assert "\x1b" not in written
    assert "\u202e" not in written


@pytest.mark.parametrize("name", ["plain-2026", "phone-2026", "nothing-fits"])
def test_it_fits_the_width(browser: Browser, page_of: Write, name: str) -> None:
    """Nothing makes the page wider than the screen, opened on a phone, turned or made wide; wide tables scroll by themselves."""
    path, one = page_of(name)
    with visit(browser, path, width=320) as seen:
        for width in (320, 390, 844, 1280):
            seen.page.set_viewport_size({"width": width, "height": 900})
            if one.ranking:
                seen.page.wait_for_function(REDRAWN)
            assert seen.page.evaluate("document.documentElement.scrollWidth") == width


def test_colours_follow_the_system_and_the_button(browser: Browser, page_of: Write) -> None:
    """Dark where the system is dark; the button changes page and charts alike."""
    path, _ = page_of("plain-2018")
    ink = "getComputedStyle(document.querySelector('#ranking-chart .xtick text')).fill"
    with visit(browser, path, scheme="dark") as seen:
        page = seen.page
        dark = page.evaluate(ink), page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator("#theme").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "light")
        page.wait_for_function(f"() => {ink} !== {dark[0]!r}")
        light = page.evaluate(ink), page.evaluate("getComputedStyle(document.body).backgroundColor")
    with visit(browser, path) as seen:
        assert (seen.page.evaluate(ink), seen.page.evaluate("getComputedStyle(document.body).backgroundColor")) == light


def test_on_paper(browser: Browser, page_of: Write) -> None:
    """Printed from a dark screen it is light, without what only a screen can use."""
    path, _ = page_of("phone-2026")
    with visit(browser, path, scheme="dark") as seen:
        page = seen.page
        page.emulate_media(media="print")
        for gone in ("#what-if", "nav", ".behind", "#facts-of"):
            expect(page.locator(gone).first).to_be_hidden()
        for there in ("h1", "#ranking-chart", "#ruled-out", "#requirements pre"):
            expect(page.locator(there).first).to_be_visible()
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(24, 32, 44)"
        assert page.pdf()[:5] == b"%PDF-"


def test_nothing_fits(browser: Browser, page_of: Write) -> None:
    """The page still says so, with the closest misses and what would help; no empty chart."""
    path, one = page_of("nothing-fits")
    assert not one.ranking
    with visit(browser, path) as seen:
        text = seen.page.locator("main").inner_text()
        assert "No framework meets the hard requirements" in text
        assert "Closest misses" in text
        assert "What would help" in text
        assert seen.page.locator(".chart").count() == 0
        assert seen.complaints == []


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("phone-2026", 1280, "light"),
        ("phone-2026", 390, "dark"),
        ("plain-2018", 1280, "dark"),
        ("nothing-fits", 390, "light"),
    ],
)
def test_accessibility(browser: Browser, page_of: Write, name: str, width: int, scheme: str) -> None:
    """axe-core finds no serious or critical violation, with everything unfolded and with a dialog open."""
    if not AXE.is_file():
        missing("axe-core is not installed; `make test` installs it where npm is")
    path, one = page_of(name)
    with visit(browser, path, width=width, scheme=scheme) as seen:
        page = seen.page
        page.evaluate(
            "document.querySelectorAll('details').forEach(one => { one.open = !one.classList.contains('all'); })"
        )
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = violations(page)
        if one.ranking:
            page.locator("a.cell").first.click()
            found += violations(page)
    assert found == []


def violations(page: Page) -> list[tuple[str, str, Any]]:
    """What axe-core calls serious or critical: rule, what it is about, and where; of the long tables of facts, which are all
    alike, the first."""
    results = page.evaluate("axe.run({exclude: [['details.all ~ details.all']]}, {resultTypes: ['violations']})")
    return [
        (one["id"], one["help"], [(node["target"], node["failureSummary"]) for node in one["nodes"][:3]])
        for one in results["violations"]
        if one["impact"] in ("serious", "critical")
    ]
