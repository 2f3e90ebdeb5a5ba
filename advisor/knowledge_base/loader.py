"""Builds `Knowledge` from raw data: the one public door to `knowledge/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from advisor.knowledge_base.files import Raw, read_edition
from advisor.knowledge_base.location import edition_ids, find_knowledge
from advisor.model.errors import AdvisorError
from advisor.model.knowledge import (
    Alternative,
    Case,
    Category,
    Choice,
    Criterion,
    Edition,
    Evidence,
    Exchange,
    Fact,
    Knowledge,
    NeedRule,
    Port,
    Question,
    RobustnessRules,
    Scale,
    WeightRules,
)
from advisor.model.verification import Verification
from advisor.model.vocabulary import ITEMS, label


def load_knowledge(edition: str | None = None, *, root: Path | None = None, cache: Path | None = None) -> Knowledge:
    """The knowledge of one edition (default: the newest); ``cache`` is a folder for parsed copies, None for no cache.

    Raises `AdvisorError` for an unknown edition or knowledge files that cannot be read.
    """
    root = root or find_knowledge()
    editions = edition_ids(root)
    edition = edition or editions[-1]
    if edition not in editions:
        from advisor.documents.validation import choice_hint

        raise AdvisorError(f"unknown edition `{edition}`", choice_hint(edition, list(editions)))
    try:
        return build(read_edition(root, edition, cache), edition, editions)
    except (KeyError, TypeError, AttributeError):
        if cache is None:
            raise
        return build(read_edition(root, edition, None), edition, editions)  # a damaged cache is never fatal


def build(raw: Raw, edition: str, editions: tuple[str, ...]) -> Knowledge:
    """`Knowledge` from the raw data of an edition's files, by path."""
    folder = f"editions/{edition}"
    settings = raw[f"{folder}/edition.yaml"]
    published = _published(raw.get(f"{folder}/criterion_scores.csv", []), settings.get("article"))
    alternatives = [
        _alternative(
            data,
            published.get(data["id"], {}),
            [raw.get(f"{folder}/{part}/{data['id']}.yaml") for part in ("collected", "measured")],
        )
        for part in ("frameworks", "runtimes")
        for data in _under(raw, f"{folder}/{part}/")
    ]
    familiar = [
        one for one in alternatives if one.kind != "runtime" and (settings["rank_retired"] or not _retired(one))
    ]
    routes = raw.get(f"{folder}/measured/routes.yaml") or {"routes": []}
    cases = raw.get(f"cases/{edition}.yaml") or {"cases": []}
    criteria = _criteria(raw, settings["scoring"], edition)
    return Knowledge(
        edition=_edition(settings),
        editions=editions,
        categories={id_: Category(id_, one["name"], one["short"]) for id_, one in raw["categories.yaml"].items()},
        criteria=criteria,
        alternatives={one.id: one for one in alternatives},
        exchanges={data["id"]: _exchange(data) for data in _under(raw, f"{folder}/exchanges/")},
        cases=tuple(_case(data, edition) for data in cases["cases"]),
        weight_rules=_weight_rules(raw["weights.yaml"]),
        levels={level: entry["share"] for level, entry in raw["levels.yaml"].items()},
        questions=tuple(_question(data, familiar, criteria) for data in raw["quiz.yaml"]["questions"]),
        known_ids=frozenset(raw["ids"]),
        verifications=tuple(Verification(**one) for one in routes["routes"]),
    )


def _retired(one: Alternative) -> bool:
    return "maintenance" in one.facts and one.facts["maintenance"].value == "retired"


def _under(raw: Raw, prefix: str) -> list[dict[str, Any]]:
    return [data for path, data in raw.items() if path.startswith(prefix)]


def _criteria(raw: Raw, scoring: dict[str, Any], edition: str) -> dict[str, Criterion]:
    """The criteria in the order in which the categories list them."""
    files = {data["id"]: data for data in _under(raw, "criteria/")}
    order = [id_ for category in raw["categories.yaml"].values() for id_ in category["criteria"]]
    return {id_: _criterion(files[id_], scoring.get(id_), edition) for id_ in order}


def _criterion(data: dict[str, Any], scoring: dict[str, Any] | None, edition: str) -> Criterion:
    fixed = {key: data[key].strip() for key in ("id", "name", "category", "question", "rationale")}
    fixed["scoring"] = data["scoring"].get(edition, "").strip()
    if scoring is None:
        return Criterion(**fixed, on_demand=True)
    scoring = dict(scoring)
    lists = {key: tuple(scoring.get(key, ())) for key in ("deploy_facts", "breadth")}
    lists["level_facts"] = tuple(scoring.pop("facts", ()))
    scales = tuple(Scale(**one) for one in scoring.get("scales", ()))
    return Criterion(**fixed, **{**scoring, **lists, "scales": scales})


def _edition(data: dict[str, Any]) -> Edition:
    return Edition(
        id=data["id"],
        title=data["title"],
        date=data["date"],
        about=data["about"].strip(),
        notes=tuple(note.strip() for note in data.get("notes", ())),
        tier_gap=data["tiers"]["gap"],
        named_tiers=data["tiers"]["named"],
        known_share=data["known_share"],
        rank_retired=data["rank_retired"],
        reliability=data["reliability"],
    )


def _published(rows: list[dict[str, str]], article: dict[str, str] | None) -> dict[str, dict[str, Fact]]:
    """The published score of each framework and criterion, as facts."""
    table: dict[str, dict[str, Fact]] = {}
    for row in rows:
        assert article is not None
        criterion = row["criterion"]
        evidence = Evidence(article["url"], article["as_of"], article["method"], f"criteria pictures, {criterion}")
        fact = Fact(f"scores.{criterion}", float(row["score"]), evidence)
        table.setdefault(row["framework"], {})[criterion] = fact
    return table


def _alternative(data: dict[str, Any], scores: dict[str, Fact], machine: list[dict[str, Any] | None]) -> Alternative:
    sources = data["sources"]
    facts: dict[str, Fact] = {}
    for read in machine:
        if read is not None:
            found = read["figures"].items()
            facts |= {id_: Fact(id_, _value(leaf), _evidence(leaf, read["sources"])) for id_, leaf in found}
    for group, entry in data["facts"].items():
        leaves = {f"{group}.{item}": leaf for item, leaf in entry.items()} if group in ITEMS else {group: entry}
        for id_, leaf in leaves.items():
            value = _value(leaf)
            via = leaf.get("via", "")
            if via or id_ not in facts or facts[id_].value != value:  # a page knows more than the name of a file
                facts[id_] = Fact(id_, value, _evidence(leaf, sources), via=via)
    return Alternative(
        id=data["id"],
        name=data["name"],
        kind=data["kind"],
        summary=data["summary"].strip(),
        homepage=data.get("homepage", ""),
        association=data.get("association", ""),
        first_release=data.get("first_release", ""),
        facts=facts,
        scores=scores,
    )


def _value(leaf: dict[str, Any]) -> Any:
    return leaf["value"] if "value" in leaf else {side: leaf[side] for side in ("train", "serve")}


def _evidence(leaf: dict[str, Any], sources: dict[str, dict[str, str]]) -> Evidence:
    """The source of a fact; a fact's own note replaces that of the source, but not that the source is undated."""
    source = sources[leaf["source"]]
    note, general = leaf.get("note", ""), source.get("note", "")
    if not note or ("undated" in general and "undated" not in note):
        note = f"{note}; {general}" if note else general
    return Evidence(source["url"], source["as_of"], source["method"], leaf.get("locator", ""), note)


def _exchange(data: dict[str, Any]) -> Exchange:
    def ports(part: str) -> dict[str, Port]:
        return {
            tool: Port(
                tool,
                leaf["level"],
                tuple(leaf["steps"]),
                leaf.get("limits", ""),
                _evidence(leaf, data["sources"]),
            )
            for tool, leaf in data[part].items()
        }

    return Exchange(
        data["id"],
        data["name"],
        data["summary"].strip(),
        ports("exporters"),
        ports("importers"),
        data.get("factor", 1.0),
        tuple(data.get("whole_for", ())),
    )


def _case(data: dict[str, Any], edition: str) -> Case:
    return Case(
        id=data["id"],
        who=data["who"],
        year=data["year"],
        edition=edition,
        summary=data["summary"].strip(),
        requirements=data["requirements"],
        chosen=tuple(data["chosen"]),
        deploy=tuple(data["deploy"]),
        sources=tuple(data["sources"]),
        as_of=data["as_of"],
        confidence=data["confidence"],
    )


def _weight_rules(data: dict[str, Any]) -> WeightRules:
    needs = tuple(
        NeedRule(need["path"], need["criterion"], need["group"], need.get("side"), need["binds"])
        for need in data["needs"]
    )
    return WeightRules(
        multipliers=data["multipliers"],
        need_levels=data["need_levels"],
        must=data["must"],
        needs=needs,
        answers=data["answers"],
        goals=data["goals"],
        stated=data["stated"],
        robustness=RobustnessRules(**data["robustness"]),
    )


def _question(data: dict[str, Any], alternatives: list[Alternative], criteria: dict[str, Criterion]) -> Question:
    """A question with the choices that this edition can do something with."""
    listed = data["choices"]
    if isinstance(listed, dict):
        choices = [Choice(one.id, one.name) for one in alternatives]
    else:
        pairs = [(one["value"], one["label"]) if isinstance(one, dict) else (one, "") for one in listed]
        if data["kind"] == "ranks":
            pairs = [(id_, criteria[id_].name) for id_, _ in pairs if criteria[id_].method != "none"]
        choices = [Choice(value, text or label(value)) for value, text in pairs]
    return Question(data["id"], data["kind"], data["sets"], data["ask"], data["why"], tuple(choices))
