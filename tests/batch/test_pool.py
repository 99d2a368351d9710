"""Processes that share work: all of it is done, in order, whatever happens to some of them."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from beauty.batch.pool import AHEAD, in_order
from beauty.errors import SetupError
from tests.batch.works import Broken, Squares, Vanishing, minus_one

NUMBERS = list(range(24))


def test_results_come_in_order_from_several_processes_that_then_end(tmp_path: Path):
    given = list(in_order(Squares(tmp_path), NUMBERS, 2, minus_one))
    assert [square for square, _ in given] == [number * number for number in NUMBERS]
    assert len({pid for _, pid in given}) == 2
    assert multiprocessing.active_children() == []


def test_a_lost_process_costs_nothing_and_a_deadly_item_itself_alone(tmp_path: Path):
    make = Squares(tmp_path, deadly=(7,), deadly_once=(3, 11))
    given = [square for square, _ in in_order(make, NUMBERS, 2, minus_one)]
    assert given == [-1 if number == 7 else number * number for number in NUMBERS]


def test_an_item_that_hangs_is_given_up(tmp_path: Path):
    make = Squares(tmp_path, hanging=(1,))
    given = [square for square, _ in in_order(make, [0, 1, 2], 1, minus_one, patience_s=0.4)]
    assert given == [0, -1, 4]


def test_no_more_is_taken_than_can_be_held(tmp_path: Path):
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield number

    results = in_order(Squares(tmp_path), numbers(), 1, minus_one)
    for count in range(5):
        next(results)
        assert taken <= count + 1 + AHEAD
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("make", [Broken(), Vanishing()], ids=["refuses", "ends"])
def test_what_cannot_be_made_is_said_at_once(make: Broken | Vanishing):
    with pytest.raises(SetupError):
        list(in_order(make, NUMBERS, 1, minus_one))


def test_nothing_to_do_is_nothing_done(tmp_path: Path):
    assert list(in_order(Squares(tmp_path), [], 1, minus_one)) == []
