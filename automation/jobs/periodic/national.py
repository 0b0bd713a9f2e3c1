"""The calendar of the national days off. Apart from the counting, for the package of holidays takes long to load."""

from __future__ import annotations

from automation.domain.calendar import OfficeCalendar
from automation.domain.holidays_tab import read_calendar
from automation.domain.memory import Memory
from automation.domain.national_holidays import default_holidays
from automation.settings.values import OfficeSettings


def national_calendar(memory: Memory, settings: OfficeSettings) -> OfficeCalendar:
    """Return the calendar of the national days off, for who counts without the workbook."""
    years = {case.stated.received_at.astimezone(settings.hours.zone).year for case in memory.cases.values()}
    span = range(min(years, default=2026), max(years, default=2026) + 3)
    calendar, _ = read_calendar(default_holidays(span), settings.hours)
    return calendar
