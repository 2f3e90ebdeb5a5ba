"""The board and the map: what a drawn report shows beyond the numbers."""

from __future__ import annotations

from itertools import combinations
from math import dist, sqrt

import pytest

from advisor.decision.decision import Decision
from advisor.decision.pictures.draw import draw_map, with_pictures
from advisor.decision.recommend import decide, recommend
from advisor.model.pictures import IDEAL
from tests.support.knowledge import asked, edition_2018, newest


def test_two_criteria_are_mapped_without_loss() -> None:
    """With two criteria that count, all known, the map keeps every weighted distance: two dimensions need two dimensions."""
    one = decide(asked(weights={"graph": 3, "activity": 1}), edition_2018())
    drawn = draw_map(one)
    assert drawn is not None
    assert drawn.kept == pytest.approx(1)
    points = {place.id: (place.x, place.y) for place in drawn.places}
    cells = {entry.id: [entry.criteria[id_].score or 0.0 for id_ in one.weights] for entry in one.ranking}
    cells[IDEAL] = [100.0, 100.0]
    for first, second in combinations(points, 2):
        squares = [
            share * (mine - other) ** 2
            for share, mine, other in zip(one.weights.values(), cells[first], cells[second], strict=True)
        ]
        assert dist(points[first], points[second]) == pytest.approx(sqrt(sum(squares)), abs=1e-6)


def test_the_map_does_not_flip() -> None:
    """The ideal stands to the right of the middle, the winner not below it, in both editions and for several needs."""
    for knowledge in (edition_2018(), newest()):
        for needs in (asked(), asked(goal="research"), asked(onnx="required")):
            drawn = draw_map(decide(needs, knowledge))
            assert drawn is not None
            assert drawn.places[-1].id == IDEAL
            assert drawn.places[-1].x > 0
            assert drawn.places[0].y >= 0
            assert 0 < drawn.kept <= 1


def test_a_single_framework_has_no_map() -> None:
    """Nothing to set apart."""
    assert draw_map(decide(asked(constraints={"include": ["pytorch"]}), newest())) is None


def test_the_board_seats_everybody_that_the_needs_admit() -> None:
    """All that are ranked train; all deploy ends of stacks are confirmed; nobody who misses a must at both ends is there."""
    needs = asked(targets=["android"], languages={"train": ["python"]})
    one = recommend(needs, newest(), pictures=True)
    assert one.pictures is not None
    seats = {seat.id: seat for seat in one.pictures.board.seats}
    assert all(seats[entry.id].trains for entry in one.ranking)
    assert all(seats[stack.deploy].confirmed for stack in one.stacks)
    decision = Decision.of(needs, newest())
    for id_, seat in seats.items():
        alternative = newest().alternatives[id_]
        unmet = [finding for finding in decision.gates.at_prototype(alternative) if finding.status == "unmet"]
        assert not (seat.trains and unmet)
        assert seat.trains or seat.confirmed


def test_pictures_change_nothing_else() -> None:
    """They are added beside what was decided."""
    needs = asked(cloud=["aws"])
    plain = recommend(needs, edition_2018())
    drawn = with_pictures(plain, needs, edition_2018())
    assert plain.pictures is None
    assert drawn.pictures is not None
    assert drawn == recommend(needs, edition_2018(), pictures=True)
    assert drawn.ranking == plain.ranking
