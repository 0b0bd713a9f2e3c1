"""This year's months and last year's, as the office sees them every day: each row has its place for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from itertools import zip_longest
from typing import TypeVar

from automation.domain.case import Case
from automation.domain.office_hours import ORDINARY_WEEK
from automation.domain.rules import Rules

from .lives import Life, Window
from .measures import CountingRules, lives_of, measured
from .period import Period
from .rows import Section, Value, rows_of

K = TypeVar("K")
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


#: The counts of each period of two years: both years, then all their months; None of what is still to come.
Tallies = tuple[Counter[tuple[Section, str]] | None, ...]


def tallied(lives: Sequence[Life], office: CountingRules, today: date) -> Tallies:
    """Count complaints for this year, last year and their months; what is shown of several sets of them adds up.

    Args:
        lives: of some complaints.
        office: whose.
        today: its date, after which nothing is counted.
    """
    since = Window.of(Period.year(today.year).before, office.zone).first
    recent = [life for life in lives if not life.was_over(since)]
    # They take longer to reckon than all else, and none of them is shown.
    counting = replace(office, limits=lambda case: ())
    return tuple(
        Counter({name: count for name, count in counted_months(recent, one, counting, today).items() if count})
        if one.first <= today
        else None
        for one in _periods(today)
    )


def _periods(today: date) -> tuple[Period, ...]:
    year = Period.year(today.year)
    return (year, year.before, *year.months(), *year.before.months())


def without_and_with(before: Tallies, left: Tallies, come: Tallies) -> Tallies:
    """Return the counts of a set of complaints, less those of some that left it, and with those of some that came."""
    return tuple(
        None if more is None else _sum(one or Counter(), less or Counter(), more)
        for one, less, more in zip(before, left, come, strict=True)
    )


def _sum(one: Counter[K], less: Counter[K], more: Counter[K]) -> Counter[K]:
    found = Counter(one)
    found.update(more)
    found.subtract(less)
    return Counter({name: count for name, count in found.items() if count})


class KeptMonths:
    """The counts of all complaints: of these, only those that are others since, or open on a new day, are counted."""

    def __init__(self) -> None:
        self._cases: tuple[Case, ...] = ()
        self._today = date.min
        self._tallies: Tallies | None = None

    def of(self, cases: tuple[Case, ...], office: CountingRules, today: date) -> Tallies:
        """Return the counts of these complaints; `office` counts as it did the last time."""
        if self._tallies is None or self._today.year != today.year or today < self._today:
            self._tallies = tallied(lives_of(cases), office, today)
        else:
            pairs = tuple(zip_longest(self._cases, cases))
            is_new_day = self._today != today
            left = [
                one for one, now in pairs if one is not None and (one is not now or (is_new_day and _is_open(one)))
            ]
            come = [
                now for one, now in pairs if now is not None and (one is not now or (is_new_day and _is_open(now)))
            ]
            if left or come or is_new_day:
                less, more = tallied(lives_of(left), office, self._today), tallied(lives_of(come), office, today)
                self._tallies = without_and_with(self._tallies, less, more)
        self._cases, self._today = cases, today
        return self._tallies


def _is_open(case: Case) -> bool:
    return case.outcome is None or case.closed_at is None


def months_of_two_years(lives: Sequence[Life], office: CountingRules, today: date) -> tuple[MonthsRow, ...]:
    """Return this year's months and, below them, last year's, by section; each row has its place for ever.

    Groups come last, the busiest first, on `GROUPS_SHOWN` rows of each year, so that charts find all rows.

    Args:
        lives: of all complaints.
        office: whose.
        today: its date, after which nothing is counted.
    """
    return rows_of_tallies(tallied(lives, office, today), office.rules, today)


def rows_of_tallies(tallies: Tallies, rules: Rules, today: date) -> tuple[MonthsRow, ...]:
    """Return the same rows, of what was counted already."""
    nothing = _nothing_counted(rules)
    this, last, *months = (None if one is None else _in_order(one, nothing) for one in tallies)
    year = Period.year(today.year)
    found: list[MonthsRow] = []
    for section in SHOWN:
        for one, whole, parts in ((year, this, months[:12]), (year.before, last, months[12:])):
            found += _rows_of_section(section, one, (whole or nothing, tuple(parts)))
    # Rows that hold nothing are never seen at a tab's end, and would be appended for ever.
    while found and not found[-1].measure:
        found.pop()
    return tuple(found)


def _in_order(counts: Counter[tuple[Section, str]], nothing: Named) -> Named:
    """Return counts in the order of a report: what it always names, then the groups, the busiest first."""
    groups = sorted((-count, name) for name, count in counts.items() if name not in nothing)
    return {**{name: counts[name] for name in nothing}, **{name: -count for count, name in groups}}


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
