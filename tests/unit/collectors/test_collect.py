"""Many packages at once: one that fails never stops the others."""

from __future__ import annotations

from collections import Counter
from datetime import date

from advisor.collectors.collect import collect
from advisor.collectors.failure import CollectorError
from advisor.collectors.figures import Answer, Release
from advisor.knowledge_base.packages import Listing, Package

TODAY = date(2026, 11, 23)
asked: Counter[str] = Counter()


def fetch(name: str) -> Answer:
    """A registry where some packages are in trouble."""
    asked[name] += 1
    if name == "gone":
        raise CollectorError("no such package")
    if name == "offline":
        raise CollectorError("cannot be reached", unreachable=True)
    if name == "strange":
        raise ZeroDivisionError("what nobody thought of")
    if name == "early":
        return Answer((Release("0.1rc1", TODAY, stable=False),))
    return Answer((Release("1.0", TODAY),))


def listing(name: str, *, stand_in: bool = False) -> Listing:
    """A package of the made-up registry."""
    return Listing(Package("pypi", name), stand_in)


def test_each_alternative_has_an_outcome_in_order() -> None:
    """Failures of every kind are outcomes with a reason; the rest have their figures."""
    names = {"a": "fine", "b": "gone", "c": "offline", "d": "strange", "e": "early", "f": "good"}
    outcomes = list(collect({id_: listing(name) for id_, name in names.items()}, {"pypi": fetch}, TODAY))
    assert [one.id for one in outcomes] == list(names)
    assert [one.found.package if one.found else one.failure for one in outcomes] == [
        "pkg:pypi/fine@1.0",
        "no such package",
        "cannot be reached",
        "ZeroDivisionError: what nobody thought of",
        "there is no stable release",
        "pkg:pypi/good@1.0",
    ]
    assert [one.id for one in outcomes if one.unreachable] == ["c"]


def test_a_package_that_two_share_is_asked_for_once() -> None:
    """A tool and its stand-in see the same answer, each in its own way."""
    asked.clear()
    listings = {"tool": listing("shared"), "server": listing("shared", stand_in=True)}
    tool, server = collect(listings, {"pypi": fetch}, TODAY)
    assert asked == {"shared": 1}
    assert tool.found
    assert server.found
    assert (tool.found.stand_in, server.found.stand_in) == (False, True)
    assert (tool.found.as_of, tool.found.package) == (TODAY, "pkg:pypi/shared@1.0")
