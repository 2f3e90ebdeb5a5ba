"""The criteria reference: what is asked and why, how each edition scores it, and what raises its weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from advisor.model.knowledge import Criterion, Knowledge, WeightRules
from tests.support.site.words import figure, page, table, text

PHASES = {"prototype": "the prototype", "deploy": "the deploy end", "both": "both ends"}


def criteria_page(editions: Sequence[Knowledge], levels: Mapping[str, Mapping[str, Any]]) -> str:
    """The page; ``editions`` come newest first, ``levels`` is the content of levels.yaml."""
    newest = editions[0]
    lines = [*_head(newest), *_levels(levels), *_importance(newest.weight_rules)]
    for id_, category in newest.categories.items():
        lines += [f"## {text(category.name)}", ""]
        for criterion in newest.criteria.values():
            if criterion.category == id_:
                lines += _criterion(criterion.id, editions)
    return page("Criteria", lines)


def _head(newest: Knowledge) -> Iterator[str]:
    yield (
        f"{len(newest.criteria)} criteria in {len(newest.categories)} categories, each scored 0 to 100. Those that count "
        "on demand weigh nothing until the requirements speak of them. [The method](../method.md) says how scores and weights "
        "become a ranking."
    )
    yield ""


def _levels(levels: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield from ("## Levels", "")
    rows = ([f"`{id_}`", figure(round(100 * one["share"], 1)), text(one["means"])] for id_, one in levels.items())
    yield from table(["level", ">points", "meaning"], rows)


def _importance(rules: WeightRules) -> Iterator[str]:
    """The tables of the weight model that concern all criteria alike."""
    yield from ("## Importance", "")
    told = ", ".join(f"`{level}` {figure(times)}" for level, times in rules.multipliers.items())
    yield f"What a criterion weighs is multiplied by its importance: {told}. Without a word it is `medium`, on demand `none`."
    yield ""
    yield (
        f"A must makes its criterion `{rules.need_levels['required']}`, a wish `{rules.need_levels['preferred']}`. "
        "`priorities` in the requirements file set any criterion or category; `weights` replace all of it."
    )
    yield ""


def _criterion(id_: str, editions: Sequence[Knowledge]) -> Iterator[str]:
    one = editions[0].criteria[id_]
    yield from (f"### {text(one.name)}", "", f"**{text(one.question)}** {text(one.rationale)}", "")
    yield f"- In files: `{id_}`"
    yield from (f"- {line}" for line in _raised(one, editions[0].weight_rules))
    yield ""
    for knowledge in editions:
        yield from _scored(knowledge.criteria[id_], knowledge)


def _raised(one: Criterion, rules: WeightRules) -> Iterator[str]:
    """What in the requirements changes its importance, read from weights.yaml."""
    needs = [f"`{need.path}`" for need in rules.needs if need.criterion == one.id]
    if needs:
        must, wish = rules.need_levels["required"], rules.need_levels["preferred"]
        yield f"Raised by {', '.join(needs)}: a must makes it `{must}`, a wish `{wish}`"
    for key, rule in rules.answers.items():
        if rule["criterion"] == one.id:
            yield f"Set by {', '.join(f'`{key}: {answer}` (`{level}`)' for answer, level in rule['levels'].items())}"
    for key, rule in rules.stated.items():
        if rule["criterion"] == one.id:
            unless = "".join(f", unless it is `{answer}`" for answer in rule.get("unless", ()))
            yield f"Raised by `{key}`: `{rule['level']}`{unless}"
    for goal, levels in rules.goals.items():
        if one.category in levels:
            yield f"`goal: {goal}` makes its category `{levels[one.category]}`"


def _scored(one: Criterion, knowledge: Knowledge) -> Iterator[str]:
    """How an edition scores it."""
    if one.method == "none":
        yield from (f"Edition {text(knowledge.edition.id)} has no data for it.", "")
        return
    demand = ", on demand" if one.on_demand else ""
    how = f"{METHODS[one.method]}; judges {PHASES[one.phase]}{demand}"
    yield f"**Edition {text(knowledge.edition.id)}** ({how}). {text(one.scoring)}"
    yield ""
    read = _facts(one)
    age = f"Facts older than {one.max_age_days} days are marked." if one.max_age_days else ""
    if read or age:
        yield from (" ".join(part for part in (read, age) if part), "")
    yield from _scales(one)


METHODS = {
    "published": "published scores",
    "coverage": "levels of what is asked for",
    "levels": "levels",
    "scale": "figures on scales",
    "familiarity": "what the team says",
}


def _facts(one: Criterion) -> str:
    """The facts that are read, in a sentence; nothing where there are only figures."""
    if one.group:
        usual = f"; without needs: {_codes(one.breadth)}" if one.breadth else ""
        return f"Facts: `{one.group}.*`{usual}."
    if not one.level_facts and not one.deploy_facts:
        return ""
    deploy = f"; of the deploy end: {_codes(one.deploy_facts)}" if one.deploy_facts else ""
    return f"Facts: {_codes(one.level_facts)}{deploy}."


def _scales(one: Criterion) -> Iterator[str]:
    """The anchors of its figures."""
    rows = (
        [
            f"`{scale.fact}`",
            figure(scale.zero),
            figure(scale.full),
            "linear" if scale.linear else "logarithmic",
            PHASES[scale.at],
        ]
        for scale in one.scales
    )
    yield from table(["figure", ">0 points at", ">100 points at", "scale", "judges"], rows)


def _codes(facts: Sequence[str]) -> str:
    return ", ".join(f"`{fact}`" for fact in facts)
