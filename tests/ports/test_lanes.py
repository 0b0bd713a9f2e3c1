"""Whoever makes calls side by side keeps one set of promises, in whatever order the calls end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Barrier, Event

import pytest

from automation.lanes import OneByOne, Threads
from automation.ports import Ended, Lanes
from tests.fakes import SeededLanes

MADE: dict[str, Callable[[], Lanes]] = {
    "one-by-one": OneByOne,
    "threads": Threads,
    "seeded": lambda: SeededLanes(7),
}


@pytest.fixture(params=MADE)
def lanes(request: pytest.FixtureRequest) -> Iterator[Lanes]:
    made = MADE[request.param]()
    yield made
    made.close()


def heard(lanes: Lanes, count: int) -> dict[int, Ended]:
    return dict(lanes.ended() for _ in range(count))


def test_each_call_is_told_of_once_with_what_it_returned(lanes: Lanes) -> None:
    numbers: dict[int, int] = {}
    found: dict[int, Ended] = {}
    for place in range(9):
        if len(numbers) - len(found) == lanes.width:
            found |= heard(lanes, 1)
        numbers[lanes.start(lambda place=place: place * place)] = place  # type: ignore[misc]  # (each has its own)
    found |= heard(lanes, len(numbers) - len(found))
    assert {numbers[number]: ended.result() for number, ended in found.items()} == {n: n * n for n in range(9)}


def test_what_a_call_raises_is_raised_where_it_is_told_of(lanes: Lanes) -> None:
    def broken() -> None:
        raise ValueError("terputus")

    number = lanes.start(broken)
    ((known, ended),) = heard(lanes, 1).items()
    assert known == number
    with pytest.raises(ValueError, match="terputus"):
        ended.result()


def test_what_was_settled_is_told_to_nobody(lanes: Lanes) -> None:
    lanes.start(lambda: "before")
    lanes.settle()
    after = lanes.start(lambda: "after")
    assert heard(lanes, 1) == {after: Ended("after")}


def test_threads_make_calls_at_once_and_settle_only_when_all_have_ended() -> None:
    threads = Threads(3)
    together, last = Barrier(3), Event()

    def call() -> None:
        together.wait(30)
        if together.wait(30) == 0:
            last.set()

    for _ in range(3):
        threads.start(call)
    threads.settle()
    assert last.is_set()
    threads.close()


def test_lanes_that_rested_make_calls_again(lanes: Lanes) -> None:
    for word in ("before", "after"):
        number = lanes.start(lambda word=word: word)  # type: ignore[misc]  # (each has its own)
        assert heard(lanes, 1)[number].result() == word
        lanes.rest()
