"""What a drawn report needs beyond the numbers of a printout: a board to weigh again on, and a map of the frameworks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from advisor.model.explanation import WeightRow

IDEAL = ""
"""The id of the ideal that the needs describe, on the map."""


class Seat(NamedTuple):
    """An alternative under any weights: what it scores on every criterion, and where it may stand.

    Scores are 0-100 in the order of the board's criteria, None where unknown: ``alone`` as one tool end to end,
    ``prototype`` and ``deploy`` as the ends of a stack. ``known`` is the share (0-1) of each criterion that is known of what a
    deploy end is judged on. ``trains``: a framework that meets what binds the prototype; ``serves``: it misses nothing that
    binds the deploy end; ``confirmed``: that is certain, so it may be the deploy end of a stack.
    """

    id: str
    alone: tuple[float | None, ...]
    prototype: tuple[float | None, ...]
    deploy: tuple[float | None, ...]
    known: tuple[float, ...]
    trains: bool
    serves: bool
    confirmed: bool


class Way(NamedTuple):
    """A route between two alternatives; ``exchange`` is ``native`` for one tool end to end."""

    prototype: str
    deploy: str
    exchange: str
    reliability: float


class Board(NamedTuple):
    """All that ranks the frameworks and their stacks anew when the weights change and the needs stay.

    ``rows`` say what gives each criterion that the edition can score its weight: category factor * multiplier / size.
    ``ends`` are the parts (summing to 1) of each weight that judge the prototype and the deploy end. A framework, or a deploy
    end, of which less than the share ``known_share`` of the weight is known takes no part. ``exchanges`` names formats by id.
    ``levels`` gives the multiplier of each importance, by name; it is empty where the weights were stated as numbers.
    """

    rows: tuple[WeightRow, ...]
    ends: tuple[tuple[float, float], ...]
    seats: tuple[Seat, ...]
    ways: tuple[Way, ...]
    exchanges: Mapping[str, str]
    known_share: float
    levels: Mapping[str, float]


class Place(NamedTuple):
    """A point on the map, in score points; ``id`` is `IDEAL` for the ideal of the needs."""

    id: str
    x: float
    y: float


class Map(NamedTuple):
    """Frameworks in two dimensions: what lies close scores alike on what weighs.

    ``kept`` is the share (0-1) of the squared distances that two dimensions can show.
    """

    places: tuple[Place, ...]
    kept: float


class Pictures(NamedTuple):
    """The board and the map; ``map`` is None where fewer than two frameworks are ranked."""

    board: Board
    map: Map | None
