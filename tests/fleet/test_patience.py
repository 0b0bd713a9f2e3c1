"""What becomes of an office whose ticks fail."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.fleet.offices import Result, Standing
from automation.fleet.patience import standing_after, wait_after
from automation.fleet.tempo import USUAL
from tests.fleet.builders import MINUTE, NOW


def after(*results: Result, before: Standing = Standing(), each: timedelta = MINUTE) -> Standing:  # noqa: B008 (it never changes)
    for place, result in enumerate(results):
        before = standing_after(before, result, "NotAllowed", NOW + place * each)
    return before


def test_one_tick_that_ends_well_makes_up_for_all_that_failed():
    assert after(*[Result.REFUSED] * 5, Result.DONE) == Standing()
    assert after(*[Result.BUG] * 5, Result.PERSON) == Standing()


def test_a_failing_office_is_left_alone_longer_each_time_up_to_a_quarter_of_an_hour():
    waits = [wait_after(after(*[Result.LATER] * count)) / MINUTE for count in range(8)]
    assert waits == [0, 1, 2, 4, 8, 15, 15, 15]


@pytest.mark.parametrize("result", [Result.REFUSED, Result.BUG])
def test_an_office_that_needs_a_person_is_put_aside_after_six_failures(result):
    assert after(*[result] * 5).put_aside is None
    assert after(*[result] * 6) == Standing(
        failures=6, failing_since=NOW, put_aside=NOW + 5 * MINUTE, reason="NotAllowed"
    )


def test_an_office_whose_google_is_away_is_put_aside_after_a_day():
    assert after(*[Result.LATER] * 90, each=timedelta(minutes=16)).put_aside is None
    assert after(*[Result.LATER] * 92, each=timedelta(minutes=16)).put_aside is not None


@pytest.mark.parametrize("result", [Result.QUOTA, Result.HELD, Result.STOPPED])
def test_what_is_not_the_offices_own_fault_changes_nothing(result):
    before = after(Result.REFUSED, Result.REFUSED)
    assert standing_after(before, result, "", NOW + MINUTE) == before


@given(st.lists(st.sampled_from(Result), max_size=40))
def test_an_office_is_put_aside_only_while_it_fails_and_its_wait_never_shrinks_meanwhile(results):
    standing, wait = Standing(), timedelta()
    for place, result in enumerate(results):
        standing = standing_after(standing, result, "x", NOW + place * MINUTE)
        if result in (Result.DONE, Result.PERSON):
            assert standing == Standing()
        assert standing.put_aside is None or standing.failures >= USUAL.patience.failures
        assert wait_after(standing) >= (wait if standing.failures else timedelta())
        wait = wait_after(standing)
