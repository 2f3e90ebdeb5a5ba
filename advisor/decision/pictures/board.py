"""The board: everything that decides anew under other weights, for the same needs."""

from __future__ import annotations

import numpy as np

from advisor.decision.decision import Decision
from advisor.decision.explanation.weight_rows import weight_rows
from advisor.decision.scores import ScoreTable, score_table
from advisor.decision.stacks import best_routes
from advisor.model.pictures import Board, Seat, Way


def make_board(decision: Decision) -> Board:
    """The board of a decision: every criterion that its edition scores, every framework and deploy end that its needs admit."""
    knowledge = decision.knowledge
    criteria = tuple(id_ for id_, one in knowledge.criteria.items() if one.method != "none")
    table = score_table(decision.requirements, knowledge, criteria)
    seats = _seats(decision, table)
    routes = best_routes(
        [one.id for one in seats if one.trains],
        [one.id for one in seats if one.confirmed],
        knowledge,
        decision.requirements,
    )
    return Board(
        rows=weight_rows(decision, criteria),
        ends=tuple((float(one), float(other)) for one, other in (table.possible / table.possible.sum(axis=0)).T),
        seats=seats,
        ways=tuple(Way(one.prototype, one.deploy, one.via, one.reliability) for one in routes),
        exchanges={id_: one.name for id_, one in knowledge.exchanges.items()},
        known_share=knowledge.edition.known_share,
        levels={} if decision.requirements.weights else dict(knowledge.weight_rules.multipliers),
    )


def _seats(decision: Decision, table: ScoreTable) -> tuple[Seat, ...]:
    """Who may take part, whatever the weights."""
    alone, (prototype, deploy) = table.single(), table.ends()
    known = np.where(table.possible[1] > 0, table.den[1] / np.where(table.possible[1] > 0, table.possible[1], 1), 1)
    found = []
    for row, id_ in enumerate(table.ids):
        alternative = decision.knowledge.alternatives[id_]
        at_deploy = decision.gates.at_deploy(alternative)
        confirmed = all(one.status == "met" for one in at_deploy)
        trains = alternative.kind == "framework" and all(
            one.status != "unmet" for one in decision.gates.at_prototype(alternative)
        )
        if trains or confirmed:
            found.append(
                Seat(
                    id=id_,
                    alone=_numbers(alone[row]),
                    prototype=_numbers(prototype[row]),
                    deploy=_numbers(deploy[row]),
                    known=tuple(known[row].tolist()),
                    trains=trains,
                    serves=all(one.status != "unmet" for one in at_deploy),
                    confirmed=confirmed,
                )
            )
    return tuple(found)


def _numbers(scores: np.ndarray) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(one) else float(one) for one in scores)
