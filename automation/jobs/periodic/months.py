"""A year's months side by side, with the whole year and the one before: how the office's figures run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from automation.domain.dates import MONTHS
from automation.report.lives import Life
from automation.report.measures import CountingRules
from automation.report.months import SHOWN, counted_months, value_in
from automation.report.period import Cycle, Period
from automation.report.rows import Section

from . import wording
from .sheets import Charted, Sheet

#: Of these there is a chart, in the order of the sheet.
_DRAWN = (Section.BALANCE, Section.AGES, Section.GROUPS)


def months_sheet(lives: Sequence[Life], period: Period, office: CountingRules, today: date | None = None) -> Sheet:
    """Return the months of a period's year up to its end, beside the year and the one before it.

    Args:
        lives: of all complaints.
        period: what is reported; months after it are left empty, and the year is counted up to its end.
        office: whose.
        today: the office's date, after which no month is counted; None where the period is over.
    """
    until = min(period.last_day, today or period.last_day)
    year = Period.year(period.last_day.year)
    columns = (*year.months(), replace(year, end=min(period.end, year.end)), year.before)
    counted = [counted_months(lives, one, office, today) if one.first <= until else None for one in columns]
    known = dict.fromkeys(name for one in counted for name in one or ())
    names = sorted(known, key=lambda name: SHOWN.index(name[0]))
    return Sheet(
        title=wording.BY_MONTH,
        headings=(wording.SECTION, wording.MEASURE, *map(_heading, columns)),
        rows=tuple((name[0].value, name[1], *(value_in(one, name) for one in counted)) for name in names),
        widths=(46, 40, *(14 for _ in columns)),
        charts=tuple(_charted(section, names) for section in _DRAWN if any(name[0] is section for name in names)),
    )


def _charted(section: Section, names: Sequence[tuple[Section, str]]) -> Charted:
    places = [place for place, name in enumerate(names) if name[0] is section]
    return Charted(title=section.value, first=places[0], end=places[-1] + 1, columns=(2, 14), names=1)


def _heading(period: Period) -> str:
    last = f"{MONTHS[period.last_day.month - 1][:3]} {period.last_day.year}"
    if period.cycle is Cycle.MONTH:
        return last
    return str(period.first.year) if period.end == Period.year(period.first.year).end else wording.until(last)
