"""A page for every framework and runtime: standing, facts with their sources, routes in and out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.model.knowledge import Alternative, Criterion, Exchange, Fact, Port
from advisor.model.verification import PASSED, Verification
from advisor.reports.text import points
from tests.support.site.neutral import VIEWS, Standing
from tests.support.site.words import address, anchor, page, score, source, sourced, table, text, value

FOLDERS = {"framework": "frameworks", "frontend": "frameworks", "runtime": "runtimes"}


def path(one: Alternative) -> str:
    """Where its page lies below the reference."""
    return f"{FOLDERS[one.kind]}/{one.id}.md"


def link(standing: Standing, id_: str, up: str = "../") -> str:
    """The name of an alternative, linked to its page."""
    one = standing.knowledge.alternatives.get(id_)
    return f"[{text(one.name)}]({up}{path(one)})" if one else text(id_)


def tool_page(one: Alternative, standing: Standing) -> str:
    """The page of one alternative."""
    return page(
        one.name, [*_head(one, standing), *_scores(one, standing), *_facts(one, standing), *_routes(one, standing)]
    )


def _head(one: Alternative, standing: Standing) -> Iterator[str]:
    yield from (text(one.summary), "")
    if one.homepage:
        yield f"- Home: {address(one.homepage)}"
    if one.association:
        yield f"- From: {text(one.association)}"
    if one.first_release:
        yield f"- First released: {text(one.first_release)}"
    yield f"- In files and commands: `{one.id}`"
    yield from _places(one, standing)
    yield ""


def _places(one: Alternative, standing: Standing) -> Iterator[str]:
    """Score and rank without any needs, alone and to deploy on."""
    ranked, deploy = standing.ranked.get(one.id), standing.deploy_ends().get(one.id)
    if ranked:
        tier = f", tier {ranked.tier}" if ranked.tier else ", below the tiers"
        yield f"- Without any needs: {points(ranked.score)} of 100, [rank {ranked.rank}](index.md){tier}"
    for out in standing.recommendation.ruled_out:
        if out.id == one.id:
            why = "; ".join(text(reason.fact) for reason in out.reasons)
            how = "Retired, ranked only where it is asked for by name" if out.retired else f"Not ranked: {why}"
            yield f"- {how}; without any needs it would have {points(out.score)} of 100"
    if deploy:
        where = "index.md" if one.kind == "runtime" else "../runtimes/index.md"
        yield f"- To deploy on, without any needs: {points(deploy.score)} of 100, [rank {deploy.rank}]({where})"


def _scores(one: Alternative, standing: Standing) -> Iterator[str]:
    """Scores without needs; runtimes are judged only as what is deployed on."""
    views = ("deploy",) if one.kind == "runtime" else VIEWS
    if one.id not in standing.row:
        return
    rows = [row for id_ in standing.knowledge.categories for row in _category(one, id_, views, standing)]
    if rows:
        yield from ("## Scores without needs", "")
        yield from table(["criterion", *(f">{HEADINGS[view]}" for view in views)], rows)


HEADINGS = {"alone": "one tool", "prototype": "as the prototype", "deploy": "to deploy on"}


def _category(one: Alternative, category: str, views: tuple[str, ...], standing: Standing) -> Iterator[list[str]]:
    means = [standing.category(one.id, category, view) for view in views]
    if means == [None] * len(views):
        return
    yield [f"**{text(standing.knowledge.categories[category].name)}**", *(f"**{score(mean)}**" for mean in means)]
    for id_ in standing.criteria:
        criterion = standing.knowledge.criteria[id_]
        cells = [standing.cell(one.id, id_, view) for view in views]
        if criterion.category == category and (one.kind != "runtime" or standing.judged(id_, "deploy")):
            yield [criterion_link(criterion), *map(score, cells)]


def criterion_link(criterion: Criterion, up: str = "../") -> str:
    """The name of a criterion, linked to where it is described."""
    return f"[{text(criterion.name)}]({up}criteria.md#{anchor(criterion.name)})"


def read_by(criterion: Criterion) -> set[str]:
    """The facts and groups of facts that a criterion is scored on."""
    scales = {one.fact for one in criterion.scales}
    return {criterion.group, *criterion.level_facts, *criterion.deploy_facts, *scales} - {""}


def _facts(one: Alternative, standing: Standing) -> Iterator[str]:
    """All facts, by the category of the criterion that reads them."""
    yield from ("## Facts", "")
    yield "What each level means stands with the [criteria](../criteria.md#levels)."
    yield ""
    left: dict[str, Fact] = dict(one.facts)
    for id_, category in standing.knowledge.categories.items():
        mine = [criterion for criterion in standing.knowledge.criteria.values() if criterion.category == id_]
        taken = [_taken(left, read_by(criterion)) for criterion in mine]
        yield from _fact_table(category.name, {key: fact for part in taken for key, fact in part.items()})
    yield from _fact_table("Everything else", left)


def _taken(left: dict[str, Fact], wanted: set[str]) -> dict[str, Fact]:
    """Take out of ``left`` what belongs to these groups."""
    return {id_: left.pop(id_) for id_ in list(left) if id_.partition(".")[0] in wanted}


def _fact_table(heading: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    if facts:
        yield from (f"### {text(heading)}", "")
        rows = ([f"`{fact.id}`", value(fact), sourced(fact.evidence)] for fact in facts.values())
        yield from table(["fact", "value", "source"], rows)


def _routes(one: Alternative, standing: Standing) -> Iterator[str]:
    for heading, part, own in (("Routes out", "exporters", "prototype"), ("Routes in", "importers", "deploy")):
        ports = [
            (exchange, getattr(exchange, part)[one.id])
            for exchange in standing.knowledge.exchanges.values()
            if one.id in getattr(exchange, part)
        ]
        runs = [run for run in standing.knowledge.verifications if getattr(run, own) == one.id]
        if ports or runs:
            yield from (f"## {heading}", "")
            yield from table(["format", "how", "known limit and source"], (_port(*pair) for pair in ports))
            rows = (_run(run, "deploy" if own == "prototype" else "prototype", standing) for run in runs)
            yield from table(["run by this project", _other(own), ">day", ">models that pass", "what did not"], rows)


def _other(own: str) -> str:
    return "to" if own == "prototype" else "from"


def _port(exchange: Exchange, port: Port) -> list[str]:
    told = f"{text(port.limits)}; {source(port.evidence)}" if port.limits else source(port.evidence)
    return [f"[{text(exchange.name)}](../exchanges.md#{anchor(exchange.name)})", text(LEVELS[port.level]), told]


LEVELS = {"built_in": "built in", "community": "others' converter"}


def _run(run: Verification, other: str, standing: Standing) -> list[str]:
    failed = [
        f"{model}: {outcome.replace('_', ' ')}"
        for model, outcome in run.outcomes.items()
        if outcome not in (*PASSED, "not_available")
    ]
    label = text(run.label if run.advised else f"{run.label} (no longer advised)")
    passed = f"{run.passed} of {run.tried}" if run.tried else "none could be tried"
    return [label, link(standing, getattr(run, other)), text(run.date), passed, text(", ".join(failed) or "–")]
