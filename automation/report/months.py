"""This year's months and last year's, as the office sees them every day: each row has its place for ever."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date

from automation.domain.office_hours import ORDINARY_WEEK
from automation.domain.rules import Rules

from .lives import Life, Window
from .measures import CountingRules, measured
from .period import Period
from .rows import Section, Value, rows_of

SHOWN = (Section.BALANCE, Section.OUTCOMES, Section.COURSE, Section.AGES, Section.CHANNELS, Section.GROUPS)
#: So many working groups of a year are shown.
GROUPS_SHOWN = 10
Named = Mapping[tuple[Section, str], Value]


def counted_months(lives: Sequence[Life], period: Period, office: CountingRules, today: date | None) -> Named:
    """Return the shown measures of a period by section and name."""
    rows = rows_of(measured(lives, period, office, today=today))
    return {(row.section, row.measure): row.value for row in rows if row.section in SHOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthsRow:
    """One measure of one year: of each month, None where it is still to come, and of the whole."""

    section: str
    measure: str
    months: tuple[Value, ...]
    year: Value


def months_of_two_years(lives: Sequence[Life], office: CountingRules, today: date) -> tuple[MonthsRow, ...]:
    """Return this year's months and, below them, last year's, by section; each row has its place for ever.

    Groups come last, the busiest first, on `GROUPS_SHOWN` rows of each year, so that charts find all rows.

    Args:
        lives: of all complaints.
        office: whose.
        today: its date, after which nothing is counted.
    """
    year = Period.year(today.year)
    since = Window.of(year.before, office.zone).first
    recent = [life for life in lives if not life.was_over(since)]
    # They take longer to reckon than all else, and none of them is shown.
    counting = replace(office, limits=lambda case: ())
    both = [_year_counted(recent, one, counting, today) for one in (year, year.before)]
    found: list[MonthsRow] = []
    for section in SHOWN:
        for one, counted in zip((year, year.before), both, strict=True):
            found += _rows_of_section(section, one, counted)
    # Rows that hold nothing are never seen at a tab's end, and would be appended for ever.
    while found and not found[-1].measure:
        found.pop()
    return tuple(found)


def _year_counted(
    lives: Sequence[Life], year: Period, office: CountingRules, today: date
) -> tuple[Named, tuple[Named | None, ...]]:
    months = tuple(counted_months(lives, one, office, today) if one.first <= today else None for one in year.months())
    return counted_months(lives, year, office, today), months


def _rows_of_section(
    section: Section, year: Period, counted: tuple[Named, tuple[Named | None, ...]]
) -> Iterator[MonthsRow]:
    whole, months = counted
    names = [name for name in whole if name[0] is section]
    if section is Section.GROUPS:
        names = names[:GROUPS_SHOWN]
    for name in names:
        yield MonthsRow(
            section=section.value,
            measure=f"{name[1]} {year.first.year}",
            months=tuple(value_in(one, name) for one in months),
            year=value_in(whole, name),
        )
    if section is Section.GROUPS:
        for _ in range(GROUPS_SHOWN - len(names)):
            yield MonthsRow(section="", measure="", months=(None,) * 12, year=None)


def places_of(section: Section, rules: Rules) -> tuple[int, int]:
    """Return where this year's rows of a section stand, counted from 0, the end excluded."""
    at = 0
    for one in SHOWN:
        rows = list(_rows_of_section(one, Period.year(2026), (_nothing_counted(rules), ())))
        if one is section:
            return at, at + len(rows)
        at += 2 * len(rows)
    raise KeyError(section)


def _nothing_counted(rules: Rules) -> Named:
    nothing = CountingRules(
        zone=UTC, rules=rules, week=ORDINARY_WEEK, service=str, group=str, cause=str, limits=lambda case: ()
    )
    return counted_months((), Period.year(2026), nothing, None)


def value_in(counted: Named | None, name: tuple[Section, str]) -> Value:
    """Return a count: 0 where a month knows no such group, None where the month is still to come."""
    return None if counted is None else counted.get(name, 0)
