"""The office clock against an oracle that walks minute by minute and day by day, and shares no code with it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.calendar import Norm, OfficeCalendar, SpecialPeriod
from automation.domain.office_hours import OfficeHours

WITA = ZoneInfo("Asia/Makassar")
FIRST = date(2026, 1, 5)
DAYS = 120


class World:
    """Holidays, replacement days and a Ramadan, with the slowest honest answers."""

    def __init__(self, closed, opened, ramadan):
        self.closed, self.opened, self.ramadan = closed, opened, ramadan

    def calendar(self):
        periods = (SpecialPeriod(*self.ramadan),) if self.ramadan else ()
        return OfficeCalendar(
            hours=OfficeHours(),
            years=frozenset({2026}),
            closed=frozenset(self.closed),
            opened=frozenset(self.opened),
            ramadans=periods,
        )

    def is_work(self, moment):
        day, clock = moment.date(), moment.hour * 60 + moment.minute
        weekday = day.weekday()
        if day in self.opened:
            weekday = min(weekday, 4) if weekday <= 4 else 0
        elif day in self.closed or weekday > 4:
            return False
        if self.ramadan and self.ramadan[0] <= day <= self.ramadan[1]:
            if weekday == 4:
                return 480 <= clock < 690 or 750 <= clock < 930
            return 480 <= clock < 720 or 750 <= clock < 900
        if weekday == 4:
            return 450 <= clock < 690 or 780 <= clock < 990
        return 450 <= clock < 720 or 780 <= clock < 960

    def due_after_minutes(self, began, minutes, holds):
        moment = began
        while minutes:
            held = any(since <= moment and (until is None or moment < until) for since, until in holds)
            if held and any(until is None and since <= moment for since, until in holds):
                return None
            minutes -= self.is_work(moment) and not held
            moment += timedelta(minutes=1)
        return moment

    def close_of(self, day):
        worked = [m for m in range(1440) if self.is_work(datetime.combine(day, time()) + timedelta(minutes=m))]
        return datetime.combine(day, time()) + timedelta(minutes=worked[-1] + 1) if worked else None

    def due_after_days(self, began, days, holds):
        today = self.close_of(began.date())
        wanted = days + (today is not None and today > began)
        day = began.date()
        while True:
            close = self.close_of(day)
            if close is not None and close > began:
                held = any(since < close and (until is None or close <= until) for since, until in holds)
                if held and any(until is None and since < close for since, until in holds):
                    return None
                wanted -= not held
                if not wanted:
                    return close
            day += timedelta(days=1)


days = st.integers(0, DAYS).map(lambda offset: FIRST + timedelta(days=offset))
moments = st.integers(0, 60 * 1440).map(lambda m: datetime.combine(FIRST, time()) + timedelta(minutes=m))
ramadans = st.none() | days.map(lambda first: (first, first + timedelta(days=28)))
worlds = st.builds(World, st.sets(days, max_size=25), st.sets(days, max_size=4), ramadans)


@st.composite
def hold_lists(draw):
    holds = []
    for since in draw(st.lists(moments, max_size=3)):
        length = draw(st.none() | st.integers(1, 6 * 1440))
        holds.append((since, None if length is None else since + timedelta(minutes=length)))
    return holds


def aware(moment):
    return None if moment is None else moment.replace(tzinfo=WITA)


def aware_holds(holds):
    return tuple((aware(since), aware(until)) for since, until in holds)


@settings(max_examples=50)
@given(worlds, moments, st.integers(1, 1200), hold_lists())
def test_a_norm_of_minutes_is_due_when_the_minute_walker_arrives(world, began, minutes, holds):
    expected = world.due_after_minutes(began, minutes, holds)
    assert world.calendar().due_at(Norm(minutes=minutes), aware(began), aware_holds(holds)) == aware(expected)


@settings(max_examples=50)
@given(worlds, moments, st.integers(1, 6), hold_lists())
def test_a_norm_of_days_is_due_when_the_day_walker_arrives(world, began, norm, holds):
    expected = world.due_after_days(began, norm, holds)
    assert world.calendar().due_at(Norm(days=norm), aware(began), aware_holds(holds)) == aware(expected)


@settings(max_examples=25)
@given(worlds, moments, st.integers(0, 8 * 1440))
def test_working_minutes_between_are_those_the_minute_walker_counts(world, start, length):
    end = start + timedelta(minutes=length)
    walked = sum(world.is_work(start + timedelta(minutes=minute)) for minute in range(length))
    assert world.calendar().working_minutes_between(aware(start), aware(end)) == walked


@settings(max_examples=50)
@given(worlds, moments, st.integers(0, 8 * 1440 * 60), st.integers(0, 600))
def test_so_many_minutes_at_most_are_left_where_no_more_are_counted(world, start, length, minutes):
    begun, end, calendar = aware(start), aware(start + timedelta(seconds=length)), world.calendar()
    left = calendar.working_minutes_between(begun, end)
    for some in {minutes, left, left + 1, max(0, left - 1)}:
        assert calendar.are_left_at_most(some, begun, end) == (left <= some)


@settings(max_examples=30)
@given(worlds, moments)
def test_the_next_opening_is_the_first_minute_of_work_at_or_after(world, moment):
    walked = moment
    while not world.is_work(walked):
        walked += timedelta(minutes=1)
    assert world.calendar().next_opening(aware(moment)) == aware(walked)
    assert world.calendar().is_open(aware(moment)) == world.is_work(moment)
    assert world.calendar().is_working_day(moment.date()) == (world.close_of(moment.date()) is not None)
