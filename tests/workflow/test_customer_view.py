"""Where a complaint stands, for its complainant: steps that were done, and days by which the rest may be."""

from datetime import date, datetime

from automation.domain.customer_view import CustomerView, Standing
from automation.domain.vocabulary import Outcome, Step
from automation.workflow.customer_view import customer_view
from tests.builders import a_calendar, the_rules, wita

from .walking import SORTED, VERIFIED, Walk


def seen(walk: Walk, at: datetime) -> CustomerView:
    return customer_view(walk.case, the_rules(), walk.office.calendar, at)


def days(view: CustomerView, standing: Standing) -> dict[Step, int | None]:
    """Return the days of November on which steps of a standing ended or are expected to."""
    return {one.step: one.on.day if one.on else None for one in view.steps if one.standing is standing}


def test_what_comes_is_expected_by_the_norms_one_after_another():
    view = seen(Walk().fill(**SORTED).tick(wita(2)), wita(2))
    assert days(view, Standing.DONE) == {Step.SUBMISSION: 2, Step.SORTING: 2, Step.DISPOSITION: 2}
    assert days(view, Standing.NOW) == {Step.REVIEW: 3}
    coming = days(view, Standing.COMING)
    assert [coming[step] for step in (Step.CAUSE, Step.ACTION, Step.VERIFICATION)] == [4, 5, 10]
    assert coming[Step.DELIVERY] == 11


def test_expected_days_stay_as_time_passes_and_holidays_move_them():
    walk = Walk().fill(**SORTED).tick(wita(2))
    assert seen(walk, wita(3, 15)) == seen(walk, wita(2))
    feast = Walk(calendar=a_calendar(date(2026, 11, 4))).fill(**SORTED).tick(wita(2))
    assert days(seen(feast, wita(2)), Standing.COMING)[Step.CAUSE] == 5


def test_once_a_step_is_late_nothing_is_expected():
    view = seen(Walk().fill(**SORTED).tick(wita(2)), wita(4))
    assert days(view, Standing.LATE) == {Step.REVIEW: None}
    assert set(days(view, Standing.COMING).values()) == {None}
    assert not view.expects


def test_on_hold_nothing_is_expected_and_nobody_is_late():
    walk = Walk().fill(**SORTED).tick(wita(2))
    walk.fill(held_from="03/11/2026", hold_reason="Menunggu").tick(wita(3))
    view = seen(walk, wita(9))
    assert view.is_resting
    assert days(view, Standing.NOW) == {Step.REVIEW: None}
    assert not view.expects


def test_where_the_calendar_runs_out_the_rest_is_unknown():
    walk = Walk().fill(**SORTED).tick(wita(30, month=12, year=2027))
    view = seen(walk, wita(30, month=12, year=2027))
    assert days(view, Standing.COMING)[Step.VERIFICATION] is None


def test_a_step_that_is_done_again_is_not_done_before():
    walk = Walk().fill(**{**VERIFIED, "effective": "Tidak"}).tick(wita(4))
    assert walk.step == Step.CAUSE
    assert set(days(seen(walk, wita(4)), Standing.DONE)) == {Step(number) for number in (1, 2, 3, 4)}


def test_what_ended_early_shows_what_was_done_and_nothing_to_come():
    walk = Walk().fill(classification="Bukan keluhan").tick(wita(2))
    view = seen(walk, wita(2))
    assert (view.outcome, view.ended_on) == (Outcome.NOT_A_COMPLAINT, date(2026, 11, 2))
    assert {one.standing for one in view.steps} == {Standing.DONE}
