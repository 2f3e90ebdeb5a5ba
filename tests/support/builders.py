"""A tiny made-up knowledge base, so that a test shows every number it rests on."""

from __future__ import annotations

from typing import Any

from advisor.model.knowledge import Alternative, Evidence, Exchange, Fact, Knowledge, Port
from tests.support.knowledge import edition_2018

EVIDENCE = Evidence("https://example.org/page", "2018-01-01", "documented")


def tool(id_: str, *, kind: Any = "framework", scores: dict[str, float] | None = None, **facts: Any) -> Alternative:
    """An alternative; facts are given as ``languages__java="full"``, sided ones as ``("train level", "serve level")``."""
    made = {}
    for key, value in facts.items():
        name = key.replace("__", ".")
        sided = isinstance(value, tuple)
        made[name] = Fact(name, {"train": value[0], "serve": value[1]} if sided else value, EVIDENCE)
    published = {key: Fact(f"scores.{key}", value, EVIDENCE) for key, value in (scores or {}).items()}
    return Alternative(id_, id_.title(), kind, "", "", "", "", made, published)


def port(id_: str, level: str = "built_in") -> Port:
    """One end of an exchange."""
    return Port(id_, level, (f"{id_} step",), "", EVIDENCE)


def exchange(id_: str, exporters: dict[str, str], importers: dict[str, str]) -> Exchange:
    """An exchange between tools, with the level of each end."""
    return Exchange(
        id_,
        id_.upper(),
        "",
        {tool_: port(tool_, level) for tool_, level in exporters.items()},
        {tool_: port(tool_, level) for tool_, level in importers.items()},
    )


def knowledge(*tools: Alternative, exchanges: tuple[Exchange, ...] = ()) -> Knowledge:
    """The rules of edition 2018 over other tools and exchanges."""
    base = edition_2018()
    return base._replace(
        edition=base.edition._replace(known_share=0.21),
        alternatives={one.id: one for one in tools},
        exchanges={one.id: one for one in exchanges},
        known_ids=frozenset(one.id for one in tools),
        cases=(),
    )
