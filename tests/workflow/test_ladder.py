"""The rungs of the reminder ladder, at the moments where they begin and end."""

from datetime import date, datetime

import pytest

from automation.domain.calendar import CalendarRunOut, Norm
from automation.domain.notices import Level
from automation.domain.rules import DAYS_LADDER, MINUTES_LADDER, Ladder
from automation.workflow.ladder import Rung, escalated_at, rung_of
from tests.builders import a_calendar, wita

#: Tuesday at the close, as of a step of one day begun on Monday.
DUE = wita(3, 16)


def name_at(now: datetime, ladder: Ladder = DAYS_LADDER, due: datetime = DUE, *holidays: date) -> str:
    rung = rung_of(due, ladder, a_calendar(*holidays), now)
    if rung is None:
        return ""
    return f"{rung.level.value}.{rung.days}" if rung.days else rung.level.value


@pytest.mark.parametrize(
    ("now", "name"),
    [
        (wita(2, 15, 59), ""),
        (wita(3, 7, 29), ""),
        (wita(3, 7, 30), "segera"),
        (wita(3, 16), "segera"),
        (wita(3, 16, 1), "tenggat"),
        (wita(4, 7, 29), "tenggat"),
        (wita(4, 7, 30), "lewat.1"),
        (wita(6, 18), "lewat.3"),
        (wita(8, 12), "lewat.3"),
        (wita(9, 8), "lewat.4"),
    ],
)
def test_a_step_of_days_is_near_on_its_last_day_late_after_it_and_again_each_working_day(now, name):
    assert name_at(now) == name


def test_a_holiday_is_no_day_of_being_late():
    assert name_at(wita(5, 9), DAYS_LADDER, DUE, date(2026, 11, 4)) == "lewat.1"


def test_a_norm_of_minutes_has_no_warning_and_is_late_from_the_minute_after():
    due = wita(2, 9, 10)
    assert name_at(due, MINUTES_LADDER, due) == ""
    assert name_at(wita(2, 9, 11), MINUTES_LADDER, due) == "tenggat"
    assert name_at(wita(3, 7, 30), MINUTES_LADDER, due) == "lewat.1"


def test_an_office_may_ask_for_a_warning_days_or_minutes_ahead():
    early = Ladder(soon=Norm(days=2))
    assert name_at(wita(2, 7, 29), early) == ""
    assert name_at(wita(2, 7, 30), early) == "segera"
    monday = wita(9, 16)  # the working day before it is a Friday
    assert name_at(wita(6, 7, 30), early, monday) == "segera"
    assert name_at(wita(5, 15), early, monday) == ""
    short = Ladder(soon=Norm(minutes=90))
    assert name_at(wita(3, 14, 29), short) == ""
    assert name_at(wita(3, 14, 30), short) == "segera"


def test_rungs_that_an_office_left_out_are_not_reached():
    silent = Ladder(soon=None, due=False, daily=False)
    assert {name_at(now, silent) for now in (wita(3, 9), wita(3, 17), wita(5, 9))} == {""}
    assert name_at(wita(5, 9), Ladder(daily=False)) == "tenggat"


def test_a_rung_remembers_when_it_was_reached():
    assert rung_of(DUE, DAYS_LADDER, a_calendar(), wita(5, 11)) == Rung(Level.LATE, wita(5, 7, 30), 2)


def test_the_superior_hears_a_working_day_after_the_deadline():
    assert escalated_at(DUE, DAYS_LADDER, a_calendar()) == wita(4, 16)
    assert escalated_at(wita(2, 9, 10), Ladder(escalate=Norm(minutes=60)), a_calendar()) == wita(2, 10, 10)
    assert escalated_at(DUE, Ladder(escalate=None), a_calendar()) is None


def test_a_year_that_the_calendar_does_not_cover_is_named():
    with pytest.raises(CalendarRunOut, match="2028"):
        rung_of(wita(31, 16, month=12, year=2027), DAYS_LADDER, a_calendar(), wita(3, 9, month=1, year=2028))
