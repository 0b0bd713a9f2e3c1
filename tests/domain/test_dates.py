"""Dates as Indonesian offices print and type them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.dates import clock_time, date_and_time, date_in, long_date, short_date, weekday_and_date


def test_a_moment_is_printed_with_weekday_and_zone():
    moment = datetime(2026, 11, 2, 13, 30, tzinfo=ZoneInfo("Asia/Makassar"))
    assert date_and_time(moment) == "Senin, 2 November 2026 pukul 13.30 WITA"
    assert clock_time(moment.astimezone(ZoneInfo("Asia/Jakarta"))) == "12.30 WIB"
    assert clock_time(moment.astimezone(UTC)) == "05.30 UTC+0000"
    with pytest.raises(ValueError, match="zone"):
        date_and_time(moment.replace(tzinfo=None))


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_every_printed_date_is_read_back(day):
    for text in (long_date(day), weekday_and_date(day), short_date(day), day.isoformat()):
        assert date_in(text) == day


@pytest.mark.parametrize(
    "cell", ["", "besok", "31/02/2026", "12/13/2026", "1 Foo 2026", "02/11/26", -5, 9e9, True, None]
)
def test_what_is_no_date_is_none(cell):
    assert date_in(cell) is None


def test_short_month_names_and_serial_numbers_are_read():
    assert date_in("1 Agu 2026") == date(2026, 8, 1)
    assert date_in(46328.75) == date(2026, 11, 2)
