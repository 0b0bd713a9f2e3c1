"""When what failed is tried again."""

from datetime import timedelta

import pytest

from automation.domain.setback import FILES, MOST_TRIES, Cause, Failure, Setback
from automation.domain.setback_name import SetbackName
from tests.builders import wita

NOW = wita(2, 9)
REFUSED, MOMENT = Failure(Cause.REFUSED, "Folder penuh."), Failure(Cause.MOMENT, "Drive sibuk.")


def failed(times: int, failure: Failure = REFUSED) -> Setback:
    """Give a setback after so many failures, each at the moment it was due."""
    setback = Setback(
        name=SetbackName("KEL-2026-0001/folder"), number=None, failure=failure, rests_on="a", since=NOW, tried_at=NOW
    )
    for _ in range(times - 1):
        due = setback.next_try
        assert due is not None
        setback = setback.again(failure, "a", due)
    return setback


@pytest.mark.parametrize(
    ("times", "pause"), [(1, timedelta(minutes=1)), (2, timedelta(hours=1)), (3, timedelta(days=1))]
)
def test_pauses_grow(times: int, pause: timedelta) -> None:
    setback = failed(times)
    assert setback.next_try == setback.tried_at + pause
    assert setback.rests(setback.tried_at + pause - timedelta(seconds=1), "a")
    assert not setback.rests(setback.tried_at + pause, "a")


def test_it_ends_with_a_person_and_not_before() -> None:
    assert not failed(MOST_TRIES - 1).is_given_up
    assert failed(MOST_TRIES).is_given_up
    assert failed(MOST_TRIES).rests(NOW + timedelta(days=400), "a")


def test_what_it_rests_on_makes_it_due_at_once_and_count_anew() -> None:
    given_up = failed(MOST_TRIES)
    assert not given_up.rests(given_up.tried_at, "b")
    again = given_up.again(REFUSED, "b", given_up.tried_at)
    assert (again.times, again.since, again.is_given_up) == (1, NOW, False)


def test_files_that_are_known_only_after_the_first_failure_do_not_make_it_count_anew() -> None:
    second = failed(1).again(REFUSED, f"a{FILES}1", NOW)
    assert second.times == 2
    assert failed(1).rests(NOW, f"a{FILES}1")
    third = second.again(REFUSED, "a", NOW)
    assert (third.times, third.rests_on) == (3, f"a{FILES}1")
    assert not third.rests(NOW, f"a{FILES}2")
    assert third.again(REFUSED, f"a{FILES}2", NOW).times == 1
    assert third.again(REFUSED, f"b{FILES}1", NOW).times == 1


def test_a_moment_is_tried_again_with_the_next_tick_and_never_given_up() -> None:
    assert failed(1, MOMENT).next_try == NOW
    late = failed(40, MOMENT)
    assert late.next_try is not None
    assert late.next_try - late.tried_at == timedelta(hours=1)


def test_a_clock_that_was_set_back_keeps_nothing_waiting() -> None:
    assert not failed(2).rests(NOW - timedelta(hours=5), "a")
