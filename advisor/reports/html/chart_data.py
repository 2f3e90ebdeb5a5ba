"""What the scripts of the page draw, as plain data: numbers of the recommendation, put where a chart wants them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from advisor.model.pictures import Board, Map
from advisor.model.recommendation import Contrast, Ranked, Recommendation
from advisor.model.robustness import Robustness

COMPARED = 3
"""How many frameworks the radars compare."""


def chart_data(one: Recommendation, top: int | None = None) -> dict[str, Any]:
    """Everything that is drawn, by chart; what was not computed is None."""
    entries, pictures = one.ranking[:top], one.pictures
    categories = list(one.ranking[0].categories) if one.ranking else []
    return {
        "labels": dict(one.labels),
        "names": dict(one.names),
        "categories": categories,
        "ranking": [_ranked(one, entry, categories) for entry in entries],
        "radar": _radar(entries[:COMPARED], list(one.weights)),
        "waterfall": waterfall(one.contrasts[0]) if one.contrasts else None,
        "acceptability": _acceptability(one.robustness, entries) if one.robustness and entries else None,
        "map": _map(pictures.map) if pictures and pictures.map else None,
        "board": _board(pictures.board) if pictures and one.ranking else None,
    }


def _ranked(one: Recommendation, entry: Ranked, categories: Sequence[str]) -> dict[str, Any]:
    """A bar: what each category contributes to the score."""
    parts = {
        category: sum(cell.contribution for id_, cell in entry.criteria.items() if one.category_of[id_] == category)
        for category in categories
    }
    partner = any(gap.met_by for gap in entry.unmet)
    return {
        "id": entry.id,
        "name": entry.name,
        "score": entry.score,
        "rank": entry.rank,
        "parts": parts,
        "partner": partner,
    }


def _radar(entries: Sequence[Ranked], criteria: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": entry.id,
            "name": entry.name,
            "categories": dict(entry.categories),
            "criteria": {id_: entry.criteria[id_].score for id_ in criteria},
        }
        for entry in entries
    ]


def waterfall(contrast: Contrast) -> dict[str, Any]:
    """The steps from level to the lead."""
    return {
        "winner": contrast.winner,
        "other": contrast.other,
        "lead": contrast.lead,
        "steps": [{"criterion": item.criterion, "points": item.points} for item in contrast.differences],
    }


def _acceptability(found: Robustness, entries: Sequence[Ranked]) -> list[dict[str, Any]]:
    return [
        {"id": entry.id, "name": entry.name, "ranks": list(found.acceptability[entry.id].ranks)} for entry in entries
    ]


def _map(drawn: Map) -> dict[str, Any]:
    return {"places": [place._asdict() for place in drawn.places], "kept": drawn.kept}


def _board(board: Board) -> dict[str, Any]:
    """The board with short keys, since it is most of the data."""
    return {
        "rows": [
            {
                "id": row.criterion,
                "category": row.category,
                "multiplier": row.multiplier,
                "factor": row.factor,
                "size": row.size,
                "ends": list(ends),
            }
            for row, ends in zip(board.rows, board.ends, strict=True)
        ],
        "seats": [seat._asdict() for seat in board.seats],
        "ways": [list(way) for way in board.ways],
        "exchanges": dict(board.exchanges),
        "knownShare": board.known_share,
        "levels": dict(board.levels),
    }
