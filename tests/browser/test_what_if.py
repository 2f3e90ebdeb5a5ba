"""The sliders decide as Python does: the same formula, in another language, in a real browser."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from playwright.sync_api import Browser, Page

from advisor.decision.recommend import decide
from advisor.model.recommendation import Recommendation
from advisor.model.requirements import Requirements
from tests.browser.conftest import NEEDS, Write
from tests.support.browser import visit
from tests.support.knowledge import asked, edition_2018, newest

WEIGHTINGS = 50
LEVELS = (0, 0.5, 1, 2, 4)
ORDER = """[...document.querySelectorAll("#live tbody tr")]
  .map(row => [row.dataset.id, row.cells[0].textContent, row.dataset.score])"""
EXACT = 1e-9


def moved(one: Recommendation, source: random.Random) -> dict[str, float]:
    """Other multipliers for some criteria and categories: levels and numbers in between, now and then nothing."""
    assert one.pictures is not None
    ids = [row.criterion for row in one.pictures.board.rows] + list(one.ranking[0].categories)
    picked = source.sample(ids, source.randint(1, len(ids)))
    return {id_: source.choice([source.choice(LEVELS), round(source.uniform(0, 4), 3)]) for id_ in picked}


def weights(one: Recommendation, change: Mapping[str, float]) -> dict[str, float]:
    """What the levers give each criterion: category factor * multiplier / size, the formula of the design."""
    assert one.pictures is not None
    return {
        row.criterion: change.get(row.category, row.factor) * change.get(row.criterion, row.multiplier) / row.size
        for row in one.pictures.board.rows
    }


def decided(name: str, stated: Mapping[str, float]) -> Recommendation:
    """The same needs with these weights, by Python."""
    edition, needs = NEEDS[name]
    return decide(asked(**{**needs, "weights": dict(stated)}), edition_2018() if edition == "2018" else newest())


def check(page: Page, expected: Recommendation) -> None:
    """Order, ranks and scores of the page are those of the recommendation, and so is the best stack."""
    found = page.evaluate(ORDER)
    assert [(id_, int(rank)) for id_, rank, _ in found] == [(entry.id, entry.rank) for entry in expected.ranking]
    for (_, _, score), entry in zip(found, expected.ranking, strict=True):
        assert abs(float(score) - entry.score) < EXACT
    stack = page.locator("#live").get_attribute("data-stack")
    if not expected.stacks:
        assert stack == ""
        return
    first, best = json.loads(stack or "null"), expected.stacks[0]
    assert (first["prototype"], first["exchange"], first["deploy"]) == (best.prototype, best.exchange, best.deploy)
    assert abs(first["score"] - best.score) < EXACT


@pytest.mark.parametrize("name", ["plain-2018", "plain-2026", "phone-2026", "expert-2018"])
def test_fifty_random_weightings_equal_python(browser: Browser, page_of: Write, name: str) -> None:
    """Who is ranked, in which order, with which scores, and the best stack, to 1e-9; each weighting comes in by its link."""
    path, one = page_of(name)
    source, tried = random.Random(f"what-if {name}"), 0
    with visit(browser, path) as seen:
        check(seen.page, one)
        while tried < WEIGHTINGS:
            change = moved(one, source)
            if not any(weights(one, change).values()):
                continue
            seen.page.evaluate("link => { location.hash = link; }", f"#what-if?{urlencode(change)}")
            seen.page.wait_for_function(
                "link => decodeURIComponent(location.hash) === link", arg=f"#what-if?{urlencode(change)}"
            )
            check(seen.page, decided(name, weights(one, change)))
            tried += 1
        assert seen.complaints == []


def test_moving_a_slider_ranks_anew(browser: Browser, page_of: Write) -> None:
    """By keyboard: another framework leads, its move is told, the address carries the weight, and reset takes it all back."""
    path, one = page_of("plain-2018")
    with visit(browser, path) as seen:
        page = seen.page
        before = page.evaluate(ORDER)
        page.locator("#w-platform").focus()
        page.keyboard.press("Home")
        page.locator("#w-activity").focus()
        page.keyboard.press("End")
        change = {"platform": 0.0, "activity": 4.0}
        check(page, decided("plain-2018", weights(one, change)))
        assert page.evaluate(ORDER) != before
        assert page.url.endswith("#what-if?activity=4&platform=0") or page.url.endswith(
            "#what-if?platform=0&activity=4"
        )
        assert (page.locator("#w-activity").get_attribute("aria-valuetext") or "").startswith("critical, ")
        leader = page.evaluate(ORDER)[0][0]
        assert one.names[leader] in (page.locator("#verdict").text_content() or "")
        assert "from" in (page.locator("#live tbody tr").first.text_content() or "")
        page.locator("#reset").click()
        assert page.evaluate(ORDER) == before
        assert "#" not in page.url


def test_the_link_restores_the_weights(browser: Browser, page_of: Write) -> None:
    """What a colleague opens shows the same ranking and the same sliders."""
    path, _ = page_of("phone-2026")
    with visit(browser, path, "#what-if?speed=3.25&support_community=0.5") as seen:
        first = seen.page.evaluate(ORDER)
        seen.page.evaluate(
            "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
        )
        seen.page.locator("#link").click()
        link = seen.page.evaluate("window.copied")
    assert link.startswith(path.as_uri())
    with visit(browser, path, link.removeprefix(path.as_uri())) as seen:
        assert seen.page.evaluate(ORDER) == first
        assert seen.page.locator("#w-speed").input_value() == "3.25"
        assert "× 3.25" in (seen.page.locator(".lever:has(#w-speed) output").text_content() or "")


def test_a_damaged_link_is_told(browser: Browser, page_of: Write) -> None:
    """What can be understood counts, the rest is said to be left out, and nothing breaks."""
    path, one = page_of("plain-2018")
    with visit(browser, path, "#what-if?onnx=4&nonsense=1&graph=-3&cloud=NaN&speed=&__proto__=1") as seen:
        assert "not understood" in (seen.page.locator("#verdict").text_content() or "")
        check(seen.page, decided("plain-2018", weights(one, {"onnx": 4})))
        assert seen.complaints == []


def test_nothing_weighs_anything(browser: Browser, page_of: Write) -> None:
    """All categories at none: said in words, no row is left, no error."""
    path, _ = page_of("plain-2018")
    with visit(browser, path, "#what-if?support_community=0&api_internals=0&platform=0") as seen:
        assert seen.page.locator("#verdict").text_content() == "Nothing weighs anything now."
        assert seen.page.evaluate(ORDER) == []
        assert seen.complaints == []


def test_the_weights_can_be_taken_along(browser: Browser, page_of: Write) -> None:
    """Copied as a requirements file they give the same ranking on the command line."""
    path, one = page_of("phone-2026")
    with visit(browser, path, "#what-if?onnx=0.5&graph=4") as seen:
        seen.page.evaluate(
            "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
        )
        seen.page.locator("#copy-weights").click()
        data: dict[str, Any] = yaml.safe_load(seen.page.evaluate("window.copied"))
        shown = seen.page.evaluate(ORDER)
    again = decide(Requirements.model_validate(data), newest())
    assert data["targets"] == one.requirements["targets"]
    assert [entry.id for entry in again.ranking] == [id_ for id_, _, _ in shown]
    assert [entry.score for entry in again.ranking] == pytest.approx([float(score) for _, _, score in shown], abs=EXACT)


def test_levels_have_their_names(browser: Browser, page_of: Write) -> None:
    """A slider says the importance that people write in a file, and the share that it gives."""
    path, one = page_of("phone-2026")
    assert one.pictures is not None
    with visit(browser, path) as seen:
        for row in one.pictures.board.rows:
            text = seen.page.locator(f".lever:has(#w-{row.criterion}) output").text_content() or ""
            assert re.fullmatch(rf"{row.level}, {100 * row.share:.1f}%", text)
