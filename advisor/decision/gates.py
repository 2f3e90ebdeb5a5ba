"""Hard requirements: what each end must meet, and the fact that decides it.

Training-side needs bind the prototype, serving-side needs bind the deploy end. A must is met by the support level that the
weight rules name, or a higher one. A fact must say no before anything is ruled out; where no source says anything the answer is
"unknown".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from advisor.decision.scores import Asked, asked_items
from advisor.model.knowledge import Alternative, Fact, Knowledge
from advisor.model.recommendation import NOT_RETIRED, Reason
from advisor.model.requirements import Constraints, Requirements

Status = Literal["met", "unmet", "unknown"]


class Finding(NamedTuple):
    """Whether one alternative meets one hard requirement."""

    requirement: str
    status: Status
    fact: Fact | None
    text: str

    def reason(self) -> Reason:
        """The finding as the reason for a ruling-out."""
        return Reason(self.requirement, self.text, self.fact.evidence if self.fact else None)


Gate = Callable[[Alternative], Finding]


class Gates(NamedTuple):
    """The hard requirements by the end that they bind."""

    prototype: tuple[Gate, ...]
    deploy: tuple[Gate, ...]

    def at_prototype(self, alternative: Alternative) -> list[Finding]:
        """Findings of everything that binds the prototype."""
        return [gate(alternative) for gate in self.prototype]

    def at_deploy(self, alternative: Alternative) -> list[Finding]:
        """Findings of everything that binds the deploy end."""
        return [gate(alternative) for gate in self.deploy]


def hard_requirements(requirements: Requirements, knowledge: Knowledge) -> Gates:
    """The gates that these requirements put up."""
    both = limit_gates(requirements, knowledge)
    prototype, deploy = list(both), list(both)
    for asked in asked_items(requirements, knowledge):
        if not asked.required:
            continue
        if asked.rule.binds in ("prototype", "both"):
            prototype.append(item_gate(asked, knowledge))
        if asked.rule.binds in ("deploy", "both"):
            deploy.append(item_gate(asked, knowledge))
    return Gates(tuple(prototype + answer_gates(requirements, knowledge)), tuple(deploy))


def limit_gates(requirements: Requirements, knowledge: Knowledge) -> list[Gate]:
    """What the constraints demand of both ends, and that nothing is retired."""
    gates = _constraints(requirements.constraints)
    if not knowledge.edition.rank_retired:
        gates.append(_not_retired(requirements.constraints))
    return gates


def answer_gates(requirements: Requirements, knowledge: Knowledge) -> list[Gate]:
    """What answers such as ``onnx: required`` demand of the prototype."""
    return [
        _fact_gate(f"{key}: required", rule["asks"])
        for key, rule in knowledge.weight_rules.answers.items()
        if getattr(requirements, key) == "required" and "asks" in rule
    ]


def item_gate(asked: Asked, knowledge: Knowledge) -> Gate:
    """What a required item demands of one end; what a tool does only through another alternative, that one must meet."""
    gate = _item_gate(asked, knowledge)

    def judge(alternative: Alternative) -> Finding:
        finding = gate(alternative)
        if finding.status == "met" and finding.fact is not None and finding.fact.via:
            return finding._replace(status="unmet", text=f"{finding.text}, through {finding.fact.via}")
        return finding

    return judge


def _item_gate(asked: Asked, knowledge: Knowledge) -> Gate:
    must = knowledge.weight_rules.must

    def judge(alternative: Alternative) -> Finding:
        fact = asked.fact(alternative)
        if fact is None:
            return _unknown(asked.text, f"{asked.rule.group}.{asked.item}")
        level = fact.side(asked.rule.side)
        name = fact.id if asked.rule.side is None else f"{fact.id} ({asked.rule.side})"
        if knowledge.levels[level] >= knowledge.levels[must]:
            return Finding(asked.text, "met", fact, f"{name}: {level}")
        detail = "" if fact.listed else ", not named in the source's list"
        detail = f" (a must needs {must})" if level != "none" else detail
        return Finding(asked.text, "unmet", fact, f"{name}: {level}{detail}")

    return judge


def _fact_gate(requirement: str, asks: Sequence[Mapping[str, Any]]) -> Gate:
    def judge(alternative: Alternative) -> Finding:
        for ask in asks:
            fact = alternative.fact(ask["fact"])
            if fact is not None:
                met = fact.value in ask["accepts"]
                return Finding(requirement, "met" if met else "unmet", fact, f"{fact.id}: {fact.value}")
        return _unknown(requirement, asks[0]["fact"])

    return judge


def _not_retired(constraints: Constraints) -> Gate:
    """What its makers have given up is not recommended, unless somebody asks for it by name."""

    def judge(alternative: Alternative) -> Finding:
        fact = alternative.fact("maintenance")
        retired = fact is not None and fact.value == "retired" and alternative.id not in constraints.include
        note = f": {fact.evidence.note}" if fact and fact.evidence.note else ""
        return Finding(NOT_RETIRED, "unmet" if retired else "met", fact, f"retired{note}")

    return judge


def _unknown(requirement: str, fact_id: str) -> Finding:
    return Finding(requirement, "unknown", None, f"{fact_id}: no source found")


def _constraints(constraints: Constraints) -> list[Gate]:
    gates: list[Gate] = []
    if constraints.exclude:
        gates.append(_name_gate("constraints.exclude", lambda id_: id_ not in constraints.exclude))
    if constraints.include:
        gates.append(_name_gate("constraints.include", lambda id_: id_ in constraints.include))
    if constraints.licenses:
        allowed = {license_.casefold() for license_ in constraints.licenses}
        gates.append(_value_gate("constraints.licenses", "license", lambda value: value.casefold() in allowed))
    if constraints.maintained:
        gates.append(_value_gate("constraints.maintained", "maintenance", lambda value: value != "retired"))
    return gates


def _name_gate(requirement: str, allows: Callable[[str], bool]) -> Gate:
    def judge(alternative: Alternative) -> Finding:
        word = "is not in the list" if requirement.endswith("include") else "is in the list"
        return Finding(requirement, "met" if allows(alternative.id) else "unmet", None, f"{alternative.id} {word}")

    return judge


def _value_gate(requirement: str, fact_id: str, allows: Callable[[str], bool]) -> Gate:
    def judge(alternative: Alternative) -> Finding:
        fact = alternative.fact(fact_id)
        if fact is None:
            return _unknown(requirement, fact_id)
        return Finding(requirement, "met" if allows(str(fact.value)) else "unmet", fact, f"{fact_id}: {fact.value}")

    return judge
