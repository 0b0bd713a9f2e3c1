"""Rekap Bulanan and Survei say the same, whether all complaints are counted or only those that are others since."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.case import Case, Disposition
from automation.domain.vocabulary import Outcome
from automation.report.lives import life_of
from automation.report.measures import lives_of
from automation.report.months import GROUPS_SHOWN, SHOWN, KeptMonths, counted_months, rows_of_tallies, value_in
from automation.report.period import Period
from automation.report.rows import Section
from automation.report.sums import EndedIn
from tests.builders import WITA, wita
from tests.report.test_balance import a_case, an_office

OFFICE = an_office()
FIRST, YEAR = date(2026, 1, 1), Period.year(2026)
moments = st.integers(-400, 500).map(lambda days: wita(1, month=1, year=2026) + timedelta(days=days, hours=5))


@st.composite
def offices(draw) -> tuple[Case, ...]:
    found = []
    for sequence in range(1, draw(st.integers(1, 6)) + 1):
        first, *ends = sorted(draw(st.lists(moments, min_size=1, max_size=6)))
        group = draw(st.sampled_from(("Pengujian", "Kalibrasi", "")))
        held = Disposition(group=group, by="", at=first) if group else None
        found.append(a_case(sequence, first, *ends, disposition=held))
    return tuple(found)


def as_of(case: Case, day: date) -> Case | None:
    """Return what was known of a case at the end of a day; the very same where that is all."""
    now = datetime.combine(day, time(23, 59), WITA)
    if life_of(case).entered > now:
        return None
    former = tuple(one for one in case.former_ends if one.until <= now)
    ended = next((one for one in case.former_ends if one.at <= now < one.until), None)
    if ended is not None:
        return replace(case, former_ends=former, outcome=ended.outcome, closed_at=ended.at)
    if case.closed_at is not None and case.closed_at > now:
        return replace(case, former_ends=former, outcome=None, closed_at=None)
    return case if former == case.former_ends else replace(case, former_ends=former, outcome=None, closed_at=None)


def counted_anew(cases: tuple[Case, ...], today: date) -> list[tuple[object, ...]]:
    """Count each period for itself."""
    lives, rows = lives_of(cases), list[tuple[object, ...]]()
    for section in SHOWN:
        for year in (Period.year(today.year), Period.year(today.year).before):
            whole = counted_months(lives, year, OFFICE, today)
            months = [
                counted_months(lives, one, OFFICE, today) if one.first <= today else None for one in year.months()
            ]
            names = [name for name in whole if name[0] is section]
            for name in names[:GROUPS_SHOWN] if section is Section.GROUPS else names:
                values = tuple(value_in(one, name) for one in months)
                rows.append((section.value, f"{name[1]} {year.first.year}", values, value_in(whole, name)))
    return rows


@settings(max_examples=60, deadline=None)
@given(offices(), st.lists(st.integers(-3, 60), min_size=1, max_size=12))
def test_what_is_counted_since_says_what_counting_all_says(found, steps):
    kept, settled, day, before = KeptMonths(), EndedIn(YEAR, WITA), FIRST, dict[object, Case]()
    for step in steps:
        day += timedelta(days=step)
        known = {one.number: one for case in found if (one := as_of(case, day)) is not None}
        before = {number: before[number] if before.get(number) == one else one for number, one in known.items()}
        cases = tuple(before.values())
        rows = rows_of_tallies(kept.of(cases, OFFICE, day), OFFICE.rules, day)
        shown = [(row.section, row.measure, row.months, row.year) for row in rows if row.measure]
        assert shown == counted_anew(cases, day)
        assert settled.of(cases) == EndedIn(YEAR, WITA).of(cases)


def test_an_edit_counts_the_edited_complaint_alone():
    one, other = (a_case(sequence, wita(2)) for sequence in (1, 2))
    counted: list[Case] = []

    def group(case: Case) -> str:
        counted.append(case)
        return "Pengujian"

    kept, office = KeptMonths(), an_office(group=group)
    kept.of((one, other), office, wita(3).date())
    counted.clear()
    ended = replace(one, outcome=Outcome.SETTLED, closed_at=wita(3))
    kept.of((ended, other), office, wita(3).date())
    assert {case.number for case in counted} == {one.number}
