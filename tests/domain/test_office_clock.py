"""The office clock, by plain examples of an office in Samarinda."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from automation.domain.calendar import CalendarRunOut, Norm, OfficeCalendar, SpecialPeriod
from automation.domain.office_hours import DayHours, DayNormEnd, OfficeHours, WeekHours, WrongHours

WITA = ZoneInfo("Asia/Makassar")
NATIONAL_DAY = date(2026, 8, 17)


def at(day: int, month: int, clock: str, year: int = 2026) -> datetime:
    hour, minute = clock.split(".")
    return datetime(year, month, day, int(hour), int(minute), tzinfo=WITA)


def a_calendar(
    closed: tuple[date, ...] = (),
    opened: tuple[date, ...] = (),
    ramadans: tuple[SpecialPeriod, ...] = (),
    years: tuple[int, ...] = (2026,),
    hours: OfficeHours | None = None,
) -> OfficeCalendar:
    return OfficeCalendar(
        hours=hours or OfficeHours(),
        years=frozenset(years),
        closed=frozenset(closed),
        opened=frozenset(opened),
        ramadans=ramadans,
    )


# -- minutes


def test_minutes_run_within_the_morning():
    assert a_calendar().add_minutes(at(2, 11, "09.00"), 30) == at(2, 11, "09.30")


def test_minutes_stand_still_over_the_lunch_break():
    assert a_calendar().add_minutes(at(2, 11, "11.50"), 30) == at(2, 11, "13.20")


def test_friday_has_a_longer_break_and_a_later_close():
    calendar = a_calendar()
    assert calendar.add_minutes(at(6, 11, "11.20"), 30) == at(6, 11, "13.20")
    assert calendar.add_minutes(at(6, 11, "16.10"), 30) == at(9, 11, "07.40")


def test_work_that_ends_at_the_close_is_due_at_the_close_and_not_the_next_morning():
    assert a_calendar().add_minutes(at(2, 11, "15.30"), 30) == at(2, 11, "16.00")


def test_a_start_at_night_counts_from_the_opening():
    assert a_calendar().add_minutes(at(2, 11, "22.00"), 10) == at(3, 11, "07.40")


def test_minutes_pass_over_a_weekend_and_a_holiday_monday():
    calendar = a_calendar(closed=(NATIONAL_DAY,))
    assert calendar.add_minutes(at(14, 8, "16.20"), 30) == at(18, 8, "07.50")


def test_ramadan_hours_hold_from_the_first_day_to_the_last():
    calendar = a_calendar(ramadans=(SpecialPeriod(date(2026, 2, 19), date(2026, 3, 20)),))
    assert calendar.add_minutes(at(18, 2, "15.50"), 30) == at(19, 2, "08.20")
    assert calendar.add_minutes(at(23, 2, "11.50"), 30) == at(23, 2, "12.50")
    assert calendar.add_minutes(at(19, 3, "14.50"), 30) == at(20, 3, "08.20")
    assert calendar.is_open(at(23, 3, "07.45"))


def test_no_minutes_leave_the_moment_where_it_is():
    assert a_calendar().add_minutes(at(1, 11, "03.00"), 0) == at(1, 11, "03.00")


def test_the_answer_is_in_the_zone_of_the_office_whatever_zone_is_asked_in():
    answer = a_calendar().add_minutes(datetime(2026, 11, 2, 1, 0, tzinfo=UTC), 30)
    assert answer == at(2, 11, "09.30")
    assert answer.utcoffset() == timedelta(hours=8)


def test_working_minutes_leave_out_breaks_and_nights():
    calendar = a_calendar()
    assert calendar.working_minutes_between(at(2, 11, "11.30"), at(3, 11, "08.00")) == 30 + 180 + 30
    assert calendar.working_minutes_between(at(3, 11, "08.00"), at(2, 11, "11.30")) == 0


def test_a_plain_week_has_the_hours_the_decree_asks_for():
    calendar = a_calendar()
    assert calendar.working_minutes_between(at(2, 11, "00.00"), at(8, 11, "23.59")) == 37.5 * 60
    fasting = a_calendar(ramadans=(SpecialPeriod(date(2026, 2, 19), date(2026, 3, 20)),))
    assert fasting.working_minutes_between(at(23, 2, "00.00"), at(1, 3, "23.59")) == 32.5 * 60


def test_the_office_is_open_at_the_opening_and_not_at_the_close():
    calendar = a_calendar()
    assert calendar.is_open(at(2, 11, "07.30"))
    assert not calendar.is_open(at(2, 11, "12.30"))
    assert not calendar.is_open(at(2, 11, "16.00"))
    assert calendar.next_opening(at(2, 11, "09.15")) == at(2, 11, "09.15")
    assert calendar.next_opening(at(2, 11, "12.30")) == at(2, 11, "13.00")
    assert calendar.next_opening(at(6, 11, "16.30")) == at(9, 11, "07.30")


def test_a_zone_with_summer_time_keeps_its_wall_clock():
    lisbon = ZoneInfo("Europe/Lisbon")
    calendar = a_calendar(hours=OfficeHours(zone=lisbon))
    friday = datetime(2026, 3, 27, 16, 0, tzinfo=lisbon)
    assert calendar.add_minutes(friday, 60) == datetime(2026, 3, 30, 8, 0, tzinfo=lisbon)


# -- days


@pytest.mark.parametrize("clock", ["07.30", "10.00", "15.59", "20.00"])
def test_one_day_begun_on_monday_ends_on_tuesday_at_the_close(clock):
    assert a_calendar().end_of_working_day(at(2, 11, clock), 1) == at(3, 11, "16.00")


def test_one_day_begun_on_saturday_ends_on_monday_at_the_close():
    assert a_calendar().end_of_working_day(at(7, 11, "10.00"), 1) == at(9, 11, "16.00")


def test_three_days_pass_over_weekend_and_holiday():
    calendar = a_calendar(closed=(NATIONAL_DAY,))
    assert calendar.end_of_working_day(at(13, 8, "10.00"), 3) == at(19, 8, "16.00")


def test_a_replacement_day_on_a_saturday_has_the_hours_of_a_monday():
    calendar = a_calendar(opened=(date(2026, 11, 7),))
    assert calendar.is_working_day(date(2026, 11, 7))
    assert calendar.end_of_working_day(at(6, 11, "10.00"), 1) == at(7, 11, "16.00")


def test_a_replacement_day_beats_the_holiday_it_replaces():
    calendar = a_calendar(closed=(NATIONAL_DAY,), opened=(NATIONAL_DAY,))
    assert calendar.is_open(at(17, 8, "09.00"))


def test_the_same_hour_is_kept_where_the_office_asks_for_it():
    calendar = a_calendar(hours=OfficeHours(day_norm_end=DayNormEnd.SAME_HOUR))
    day = Norm(days=1)
    assert calendar.due_at(day, at(2, 11, "10.15")) == at(3, 11, "10.15")
    assert calendar.due_at(day, at(7, 11, "10.00")) == at(10, 11, "07.30")
    assert calendar.due_at(day, at(6, 11, "16.20")) == at(9, 11, "16.00")
    assert calendar.due_at(day, at(5, 11, "11.45")) == at(6, 11, "13.00")


def test_a_norm_says_itself_in_words():
    assert [str(Norm(minutes=30)), str(Norm(days=3))] == ["30 menit", "3 hari kerja"]
    with pytest.raises(ValueError, match="either"):
        Norm(minutes=1, days=1)
    with pytest.raises(ValueError, match="some time"):
        Norm(minutes=0)


# -- holds


def test_minutes_on_hold_do_not_count():
    calendar = a_calendar()
    hold = (at(2, 11, "09.10"), at(2, 11, "10.10"))
    assert calendar.due_at(Norm(minutes=30), at(2, 11, "09.00"), (hold,)) == at(2, 11, "10.30")


def test_a_hold_over_lunch_moves_the_due_time_by_its_working_time_only():
    hold = (at(2, 11, "11.45"), at(2, 11, "13.15"))
    assert a_calendar().due_at(Norm(minutes=30), at(2, 11, "11.40"), (hold,)) == at(2, 11, "13.40")


def test_days_on_hold_move_the_due_day_as_if_the_clock_had_stood_still():
    calendar = a_calendar()
    hold = (at(2, 11, "11.00"), at(4, 11, "10.00"))
    assert calendar.due_at(Norm(days=1), at(2, 11, "10.00"), (hold,)) == at(5, 11, "16.00")


def test_a_hold_within_one_day_does_not_move_a_norm_of_days():
    hold = (at(3, 11, "09.00"), at(3, 11, "15.00"))
    assert a_calendar().due_at(Norm(days=1), at(2, 11, "10.00"), (hold,)) == at(3, 11, "16.00")


def test_an_open_hold_leaves_no_due_time():
    calendar = a_calendar()
    assert calendar.due_at(Norm(days=1), at(2, 11, "10.00"), ((at(3, 11, "09.00"), None),)) is None
    assert calendar.due_at(Norm(minutes=30), at(2, 11, "10.00"), ((at(2, 11, "10.10"), None),)) is None


def test_a_hold_after_the_due_time_does_not_undo_it():
    calendar = a_calendar()
    late = ((at(5, 11, "09.00"), None),)
    assert calendar.due_at(Norm(days=1), at(2, 11, "10.00"), late) == at(3, 11, "16.00")
    assert calendar.due_at(Norm(minutes=30), at(2, 11, "10.00"), late) == at(2, 11, "10.30")


def test_overlapping_holds_count_once():
    holds = ((at(2, 11, "09.20"), at(2, 11, "10.00")), (at(2, 11, "09.10"), at(2, 11, "09.40")))
    assert a_calendar().due_at(Norm(minutes=30), at(2, 11, "09.00"), holds) == at(2, 11, "10.20")


def test_a_hold_of_a_forgotten_year_before_the_start_is_no_matter():
    old = ((at(1, 12, "09.00", 2024), at(5, 12, "09.00", 2024)),)
    assert a_calendar().due_at(Norm(days=1), at(2, 11, "10.00"), old) == at(3, 11, "16.00")


# -- the end of the calendar


def test_a_norm_that_reaches_into_an_uncovered_year_names_it():
    with pytest.raises(CalendarRunOut, match="2027") as caught:
        a_calendar().end_of_working_day(at(31, 12, "10.00"), 1)
    assert caught.value.year == 2027
    assert "Hari Libur" in str(caught.value)


def test_a_norm_crosses_the_new_year_where_both_years_are_covered():
    calendar = a_calendar(years=(2026, 2027), closed=(date(2027, 1, 1),))
    assert calendar.add_minutes(at(31, 12, "15.50"), 30) == at(4, 1, "07.50", 2027)


def test_a_gap_between_covered_years_is_named_rather_than_leapt():
    calendar = a_calendar(years=(2026, 2028))
    with pytest.raises(CalendarRunOut, match="2027"):
        calendar.add_minutes(at(31, 12, "15.50"), 30)
    with pytest.raises(CalendarRunOut, match="2027"):
        calendar.is_working_day(date(2027, 3, 1))


def test_the_year_is_that_of_the_office_and_not_of_london():
    calendar = a_calendar(years=(2026, 2027))
    assert calendar.is_open(datetime(2027, 12, 31, 2, 0, tzinfo=UTC))
    with pytest.raises(CalendarRunOut, match="2028"):
        calendar.is_open(datetime(2027, 12, 31, 20, 0, tzinfo=UTC))


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="aware"):
        a_calendar().add_minutes(datetime(2026, 11, 2, 9, 0), 5)


# -- fingerprint and hours


def test_the_fingerprint_changes_with_the_working_time_only():
    plain = a_calendar().fingerprint()
    assert len(plain) == 12
    assert plain == a_calendar(closed=(date(2026, 11, 8),)).fingerprint()
    assert plain != a_calendar(closed=(date(2026, 11, 9),)).fingerprint()
    assert plain != a_calendar(hours=OfficeHours(day_norm_end=DayNormEnd.SAME_HOUR)).fingerprint()


@pytest.mark.parametrize(
    "text", ["07.30", "12.00-07.30", "07.30-12.60", "07.30-12.00, 11.00-16.00", "pagi", "25.00-26.00"]
)
def test_hours_that_contradict_themselves_are_refused(text):
    with pytest.raises(WrongHours):
        DayHours.parse(text)


def test_hours_are_read_and_printed_as_people_write_them():
    assert str(DayHours.parse("07:30 – 12:00,13.00-16.00")) == "07.30-12.00, 13.00-16.00"
    assert str(DayHours.parse("libur")) == "libur"
    with pytest.raises(WrongHours, match="hari kerja"):
        WeekHours((DayHours(),) * 7)
