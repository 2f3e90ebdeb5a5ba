"""Stacks: prototype in one tool, exchange, deploy on another.

score(stack) = pair score * r. The pair score judges prototype-phase criteria on the prototype and deploy-phase criteria on the
deploy end; r is the reliability of the exchange: that of the export times that of the import, or where the route was run that of
verified routes times (1 + share of models that passed) / 2; times the factor of the exchange where less than a whole model
travels; and 1 for one tool end to end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from typing import NamedTuple

from advisor.model.knowledge import Exchange, Knowledge, Port
from advisor.model.recommendation import NATIVE, Stack
from advisor.model.requirements import Requirements
from advisor.model.verification import PLAIN_MODELS, WHOLE_MODELS, Verification

TOP_STACKS = 10
MAX_REASON = 100


class Route(NamedTuple):
    """A way from one tool to another; ``exchange`` is None for one tool end to end."""

    prototype: str
    deploy: str
    reliability: float
    exchange: Exchange | None = None
    verified: Verification | None = None

    @property
    def ports(self) -> tuple[Port, ...]:
        """The export and the import end, none for one tool."""
        if self.exchange is None:
            return ()
        return self.exchange.exporters[self.prototype], self.exchange.importers[self.deploy]

    @property
    def via(self) -> str:
        """The id of the exchange."""
        return self.exchange.id if self.exchange else NATIVE

    def text(self) -> str:
        """``onnx → tvm``: how a framework meets a requirement through a partner."""
        return f"{self.via} → {self.deploy}"


class Link(NamedTuple):
    """An exchange between two tools, judged before anything is asked.

    ``plain`` and ``whole`` are its reliability for models without and with a branch written in the framework's own operators.
    """

    prototype: str
    deploy: str
    exchange: Exchange
    verified: Verification | None
    plain: float
    whole: float


def best_routes(
    prototypes: Iterable[str], deploys: Iterable[str], knowledge: Knowledge, requirements: Requirements | None = None
) -> list[Route]:
    """The most reliable route for every pair that has one, for models of the stated domain; equal ones by the exchange's id.

    A branch written with the framework's own operators has to pass only where the requirements speak of dynamic graphs; a route
    that lost a Python branch without an error is none where they require them.
    """
    prototypes, targets = list(prototypes), set(deploys)
    own = [one for one in prototypes if one in targets]
    return choose_routes(own, links(prototypes, targets, knowledge), knowledge, requirements or Requirements())


def links(prototypes: Iterable[str], deploys: Set[str], knowledge: Knowledge) -> list[Link]:
    """Every exchange between two of these tools."""
    reliability = knowledge.edition.reliability
    runs = {(one.prototype, one.exchange, one.deploy) for one in knowledge.verifications}
    found = []
    for prototype in prototypes:
        for exchange in sorted(knowledge.exchanges.values(), key=lambda one: one.id):
            export = exchange.exporters.get(prototype)
            if export is None:
                continue
            for deploy, port in exchange.importers.items():
                if deploy == prototype or deploy not in deploys:
                    continue
                route = (prototype, exchange.id, deploy)
                verified = knowledge.verified(*route) if route in runs else None
                documented = reliability[export.level] * reliability[port.level]
                factors = [
                    reliability["verified"] * (1 + verified.share(models)) / 2 if verified else documented
                    for models in (PLAIN_MODELS, WHOLE_MODELS)
                ]
                found.append(Link(prototype, deploy, exchange, verified, *factors))
    return found


def choose_routes(
    own: Iterable[str], between: Iterable[Link], knowledge: Knowledge, requirements: Requirements
) -> list[Route]:
    """The best route of each pair; ``own`` are the tools that may go end to end."""
    native = knowledge.edition.reliability[NATIVE]
    routes = {(one, one): Route(one, one, native) for one in own}
    graphs, domain = requirements.dynamic_graphs, requirements.domain
    for link in between:
        if graphs == "required" and not carries_branches(link.verified):
            continue
        factor = link.whole if graphs in ("required", "preferred") else link.plain
        factor *= 1.0 if domain in link.exchange.whole_for else link.exchange.factor
        pair = (link.prototype, link.deploy)
        known = routes.get(pair)
        if known is None or factor > known.reliability:
            routes[pair] = Route(*pair, factor, link.exchange, link.verified)
    return list(routes.values())


FindRoutes = Callable[[list[str], list[str], Knowledge, Requirements], list[Route]]
"""`best_routes`, or what remembers its answers."""


def build_stack(route: Route, ends: tuple[float, float], knowledge: Knowledge) -> Stack:
    """The stack of a route from the points of its two ends, with its steps, known limits and evidence."""
    ports, exchange = route.ports, route.exchange
    name = knowledge.name(route.prototype)
    steps = [step for port in ports for step in port.steps] or [f"train and serve with {name}; nothing to convert"]
    return Stack(
        prototype=route.prototype,
        prototype_name=name,
        exchange=route.via,
        exchange_name=exchange.name if exchange else NATIVE,
        deploy=route.deploy,
        deploy_name=knowledge.name(route.deploy),
        score=sum(ends) * route.reliability,
        ends=ends,
        reliability=route.reliability,
        steps=tuple(steps),
        limits=tuple(port.limits for port in ports if port.limits) + _failures(route.verified),
        evidence=tuple(port.evidence for port in ports),
        verified=route.verified,
    )


def carries_branches(verified: Verification | None) -> bool:
    """False where a Python branch on tensor values was run on a route and came out wrong without an error."""
    return verified is None or verified.outcomes.get("control") != "wrong"


def warnings(prototype: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Which exporters of this prototype lost a Python branch on tensor values without an error, a line each."""
    lost: dict[str, list[Verification]] = {}
    for one in knowledge.verifications:
        if one.prototype == prototype and not carries_branches(one):
            lost.setdefault(one.label.partition(" → ")[0], []).append(one)
    return tuple(
        f"{exporter} exports a Python branch on tensor values without an error, and what it exports then answers wrong "
        f"({', '.join(dict.fromkeys(knowledge.name(one.deploy) for one in runs))}; {runs[0].reasons.get('control', '')}, "
        f"run of {runs[0].date})"
        for exporter, runs in lost.items()
    )


def _failures(verified: Verification | None) -> tuple[str, ...]:
    """What did not pass when the route was run."""
    if verified is None:
        return ()
    failed = [model for model, outcome in verified.outcomes.items() if outcome not in ("ok", "close", "not_available")]
    return tuple(
        f"{model}: {verified.outcomes[model]} when run ({verified.reasons.get(model, '')})" for model in failed
    )


def keep(stacks: list[Stack]) -> tuple[Stack, ...]:
    """The best ten, and the best of every further deploy end, in falling order of their scores."""
    ordered = sorted(stacks, key=lambda one: (-round(one.score, 9), not one.single, one.prototype, one.deploy))
    seen: set[str] = set()
    kept = []
    for position, stack in enumerate(ordered):
        if position < TOP_STACKS or stack.deploy not in seen:
            kept.append(stack)
        seen.add(stack.deploy)
    return tuple(kept)
