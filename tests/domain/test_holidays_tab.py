"""The tab Hari Libur: rows of people, and the rows a new workbook starts with."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from automation.domain.calendar import CalendarRunOut
from automation.domain.holidays_tab import HolidayRow, read_calendar
from automation.domain.national_holidays import default_holidays
from automation.domain.office_hours import OfficeHours

WITA = ZoneInfo("Asia/Makassar")
NEW_YEAR = HolidayRow(first="01/01/2026", description="Tahun Baru Masehi", kind="Libur nasional", place=2)


def read(*rows):
    return read_calendar((NEW_YEAR, *rows), OfficeHours())


def test_dates_are_read_as_text_serial_number_or_date():
    calendar, problems = read(
        HolidayRow(first="17/8/2026", description="HUT RI", kind="Libur nasional"),
        HolidayRow(first=46380, description="Natal", kind="libur nasional "),
        HolidayRow(first=date(2026, 12, 24), description="Cuti", kind="Cuti bersama"),
        HolidayRow(first="3 Juni 2026", description="Hari jadi balai", kind="Libur kantor"),
    )
    assert problems == ()
    assert calendar.closed == {
        date(2026, 1, 1),
        date(2026, 8, 17),
        date(2026, 12, 24),
        date(2026, 12, 24),
        date(2026, 6, 3),
    } | {date(1899, 12, 30).fromordinal(date(1899, 12, 30).toordinal() + 46380)}


def test_an_entry_may_cover_several_days():
    calendar, _ = read(
        HolidayRow(first="22/06/2026", description="Pindah gedung", kind="Libur kantor", last="24/06/2026")
    )
    assert not calendar.is_working_day(date(2026, 6, 23))
    assert calendar.is_working_day(date(2026, 6, 25))


def test_a_ramadan_row_shortens_the_days():
    calendar, _ = read(
        HolidayRow(first="19/02/2026", description="Ramadan 1447 H", kind="Ramadan", last="19/03/2026")
    )
    assert not calendar.is_open(datetime(2026, 2, 23, 7, 45, tzinfo=WITA))


def test_a_replacement_day_opens_the_office():
    calendar, _ = read(HolidayRow(first="07/11/2026", description="Pengganti", kind="Hari kerja pengganti"))
    assert calendar.is_working_day(date(2026, 11, 7))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (HolidayRow(first="31/02/2026", description="", kind="Libur nasional", place=7), "Tanggal"),
        (HolidayRow(first="nanti", description="", kind="Libur nasional", place=7), "Tanggal"),
        (HolidayRow(first=True, description="", kind="Libur nasional", place=7), "Tanggal"),
        (HolidayRow(first="", description="", kind="Libur nasional", place=7), "Tanggal"),
        (HolidayRow(first="17/08/2026", description="", kind="Libur", place=7), "Jenis"),
        (HolidayRow(first="17/08/2026", description="", kind="Libur kantor", last="16/08/2026", place=7), "Sampai"),
        (HolidayRow(first="17/08/2026", description="", kind="Libur kantor", last="17/08/2062", place=7), "Sampai"),
        (HolidayRow(first="19/02/2026", description="", kind="Ramadan", place=7), "Sampai"),
    ],
)
def test_a_row_with_a_fault_is_named_and_the_others_count(row, column):
    calendar, problems = read(row, HolidayRow(first="17/08/2026", description="HUT RI", kind="Libur nasional"))
    assert [(problem.place, problem.column) for problem in problems] == [(7, column)]
    assert str(problems[0]).startswith(f"Hari Libur baris 7, kolom {column}: ")
    assert date(2026, 8, 17) in calendar.closed


def test_an_empty_row_is_no_fault():
    assert read(HolidayRow(first="", description="", kind="", last=""))[1] == ()


def test_a_year_without_a_national_holiday_is_not_covered():
    calendar, _ = read(HolidayRow(first="04/01/2027", description="Libur setempat", kind="Libur kantor"))
    with pytest.raises(CalendarRunOut, match="2027"):
        calendar.is_working_day(date(2027, 2, 1))


def test_the_first_rows_name_collective_leave_and_estimate_ramadan():
    rows = default_holidays([2026, 2027])
    by_day = {row.first: row for row in rows}
    assert by_day[date(2026, 3, 23)].kind == "Cuti bersama"
    assert by_day[date(2026, 8, 17)].kind == "Libur nasional"
    assert (by_day[date(2026, 2, 19)].kind, by_day[date(2026, 2, 19)].last) == ("Ramadan", date(2026, 3, 20))
    assert "perkiraan" in by_day[date(2027, 3, 10)].description
    days = [row.first for row in rows if isinstance(row.first, date)]
    assert len(days) == len(rows)
    assert days == sorted(days)
    calendar, problems = read_calendar(rows, OfficeHours())
    assert problems == ()
    assert calendar.years == {2026, 2027}
    assert not calendar.is_working_day(date(2026, 5, 28))


def test_no_years_give_no_rows():
    assert default_holidays([]) == ()
