"""What is carried over, comes in, goes on and ends adds up in every period, and nothing is counted twice."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.case import Case, FormerEnd, Hold, StepRecord
from automation.domain.office_hours import ORDINARY_WEEK
from automation.domain.vocabulary import Outcome, Role, Step
from automation.report.lives import Window, life_of, stays_in
from automation.report.measures import Balance, CountingRules, KeptNorm, Measures, lives_of, measured
from automation.report.period import Cycle, Period
from automation.report.rows import Section, rows_of
from tests.builders import WITA, a_number, an_intake, the_rules, wita

SETTLED, WITHDRAWN = Outcome.SETTLED, Outcome.WITHDRAWN


def an_office(**changes) -> CountingRules:
    values = {
        "zone": WITA,
        "rules": the_rules(),
        "week": ORDINARY_WEEK,
        "service": lambda case: case.intake.stated_service,
        "group": lambda case: case.disposition.group if case.disposition else "",
        "cause": lambda case: case.cells.get("cause_kind", ""),
        "limits": lambda case: (),
    }
    return CountingRules(**{**values, **changes})


def a_case(sequence: int, received: datetime, *ends: datetime, outcome: Outcome | None = None, **more) -> Case:
    """A case; `ends` are in turn when it ended and when it went on; with `outcome` the last one ended it."""
    response = more.pop("response", f"r{sequence}")
    former = ends[:-1] if len(ends) % 2 else ends
    pairs = zip(former[::2], former[1::2], strict=True)
    return Case(
        number=a_number(sequence),
        intake=an_intake(at=received, response=response),
        registered_at=more.pop("registered_at", received),
        former_ends=tuple(FormerEnd(SETTLED, ended, until) for ended, until in pairs),
        outcome=(outcome or SETTLED) if len(ends) % 2 else None,
        closed_at=ends[-1] if len(ends) % 2 else None,
        **more,
    )


def of(period: str, *cases: Case) -> Measures:
    return measured(lives_of(cases), Period.parse(period), an_office())


def balance(period: str, *cases: Case) -> tuple[int, ...]:
    found = of(period, *cases).balance
    return (found.carried_over, found.came_in, found.reopened, found.imported, found.ended, found.left)


def test_a_complaint_counts_as_ended_in_the_month_in_which_it_ended():
    case = a_case(1, wita(30, 15, month=10), wita(2))
    assert balance("2026-10", case) == (0, 1, 0, 0, 0, 1)
    assert balance("2026-11", case) == (1, 0, 0, 0, 1, 0)
    assert balance("2026-12", case) == (0, 0, 0, 0, 0, 0)
    assert balance("2026", case) == (0, 1, 0, 0, 1, 0)


def test_a_day_is_the_offices_own_and_not_that_of_utc():
    midnight = datetime(2026, 11, 1, 0, 30, tzinfo=WITA)
    assert balance("2026-11", a_case(1, midnight)) == (0, 1, 0, 0, 0, 1)
    assert balance("2026-10", a_case(1, midnight)) == (0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("ends", "october", "november"),
    [
        # ended in October, on again in November, ended there
        ((wita(9, month=10), wita(3), wita(20)), (0, 1, 0, 0, 1, 0), (0, 0, 1, 0, 1, 0)),
        # ended and on again within October: neither is told, for it was open when October ended
        ((wita(9, month=10), wita(12, month=10), wita(20)), (0, 1, 0, 0, 0, 1), (1, 0, 0, 0, 1, 0)),
        # ended, on again, ended again within October: one end
        ((wita(9, month=10), wita(12, month=10), wita(20, month=10)), (0, 1, 0, 0, 1, 0), (0, 0, 0, 0, 0, 0)),
        # twice on again in November: once
        ((wita(9, month=10), wita(3), wita(4), wita(5)), (0, 1, 0, 0, 1, 0), (0, 0, 1, 0, 0, 1)),
    ],
)
def test_a_reopened_complaint_is_in_no_figure_twice(ends, october, november):
    case = a_case(1, wita(5, month=10), *ends)
    assert (balance("2026-10", case), balance("2026-11", case)) == (october, november)


def test_what_came_from_the_old_register_enters_with_its_import_and_never_before():
    still_open = a_case(1, wita(5, month=3), response="impor-1", registered_at=wita(10))
    over = a_case(2, wita(5, month=3), wita(9, month=4), response="impor-2", registered_at=wita(10))
    again = a_case(3, wita(5, month=3), wita(9, month=4), wita(20), response="impor-3", registered_at=wita(10))
    assert balance("2026-03", still_open, over, again) == (0, 0, 0, 0, 0, 0)
    assert balance("2026-11", still_open, over, again) == (0, 0, 0, 2, 0, 2)


moments = st.integers(0, 420).map(lambda days: wita(1, month=1, year=2026) + timedelta(days=days, hours=5))


@st.composite
def cases(draw) -> tuple[Case, ...]:
    found = []
    for sequence in range(1, draw(st.integers(1, 6)) + 1):
        first, *ends = sorted(draw(st.lists(moments, min_size=1, max_size=6)))
        imported = draw(st.booleans())
        more = {"response": f"impor-{sequence}", "registered_at": draw(moments)} if imported else {}
        found.append(a_case(sequence, first, *ends, **more))
    return tuple(found)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(cases())
def test_every_period_adds_up_and_begins_with_what_the_one_before_left(found):
    lives = lives_of(found)
    for cycle in Cycle:
        period, left = Period.of(cycle, wita(1, month=1).date()), 0
        for _ in range(16 * 1 // cycle.months + 1):
            one = Balance.of(stays_in(lives, Window.of(period, WITA)))
            assert one.carried_over == left
            assert one.carried_over + one.came_in + one.reopened + one.imported - one.ended == one.left
            assert max(one.came_in, one.reopened, one.imported, one.ended, one.left) <= len(found)
            period, left = Period.of(cycle, period.end), one.left


@settings(derandomize=True, max_examples=200, deadline=None)
@given(cases())
def test_months_add_up_to_the_year_where_nothing_went_on(found):
    plain = [replace(case, former_ends=()) for case in found if not case.is_imported]
    year = Period.year(2026)
    lives = lives_of(plain)
    whole = Balance.of(stays_in(lives, Window.of(year, WITA)))
    months = [Balance.of(stays_in(lives, Window.of(month, WITA))) for month in year.months()]
    assert (whole.came_in, whole.ended) == (sum(one.came_in for one in months), sum(one.ended for one in months))


def a_turn(step: Step, began: datetime, **more) -> StepRecord:
    return StepRecord(step=step, round=1, began=began, **more)


def test_norms_count_in_the_month_in_which_the_step_ended_by_step_and_by_role():
    steps = (
        a_turn(Step.SORTING, wita(30, 15, month=10), due=wita(30, 16, month=10), ended=wita(2), breached=True),
        a_turn(Step.REVIEW, wita(2), due=wita(3), ended=wita(3, 8)),
        a_turn(Step.CAUSE, wita(3), due=wita(4), ended=wita(5), breached=True),
        a_turn(Step.DELIVERY, wita(5), ended=wita(6)),
    )
    found = of("2026-11", a_case(1, wita(30, 15, month=10), steps=steps))
    assert found.norms[Step.SORTING] == KeptNorm(1, 0)
    assert found.norms[Step.REVIEW] == KeptNorm(1, 1)
    assert Step.DELIVERY not in found.norms
    assert found.roles[Role.GROUP_LEAD] == KeptNorm(2, 1)
    assert found.roles[Role.SERVICE_OFFICER].share == 0
    assert found.late == 1
    assert of("2026-10", a_case(1, wita(30, 15, month=10), steps=steps)).late == 1
    assert of("2026-10", a_case(1, wita(30, 15, month=10), steps=steps)).norms[Step.SORTING] == KeptNorm(0, 0)


def test_a_complaint_rested_where_its_hold_and_its_open_time_meet_in_the_period():
    held = a_case(1, wita(2, month=9), wita(20), holds=(Hold(wita(28, month=9), wita(3, month=10)),))
    assert [of(f"2026-{month}", held).held for month in ("09", "10", "11")] == [1, 1, 0]
    endless = a_case(2, wita(2, month=9), wita(20, month=10), holds=(Hold(wita(28, month=9), None),))
    assert [of(f"2026-{month}", endless).held for month in ("09", "10", "11")] == [1, 1, 0]
    backward = a_case(3, wita(2, month=9), holds=(Hold(wita(28, month=9), wita(27, month=9)),))
    assert of("2026-09", backward).held == 0


def test_durations_are_those_of_what_was_settled_up_to_that_end():
    def took(sequence: int, hours: float, ended: datetime, **more) -> Case:
        return a_case(
            sequence,
            wita(2),
            ended,
            steps=(
                a_turn(Step.REVIEW, wita(2), ended=ended, took=int(hours * 3600)),
                *more.pop("later", ()),
            ),
            **more,
        )

    found = of(
        "2026-11", *(took(place, place, wita(9)) for place in range(1, 11)), took(11, 500, wita(9), outcome=WITHDRAWN)
    )
    assert (found.durations.measured, found.durations.median, found.durations.ninth_decile) == (10, 5.5, 9.0)
    later = (a_turn(Step.REVIEW, wita(3, month=12), ended=wita(4, month=12), took=3600 * 100),)
    again = replace(took(1, 4, wita(9), later=later), former_ends=(FormerEnd(SETTLED, wita(9), wita(3, month=12)),))
    again = replace(again, closed_at=wita(4, month=12))
    assert of("2026-11", again).durations.median == 4.0
    assert of("2026-12", again).durations.median == 104.0
    assert of("2026-10", again).durations.median is None


def test_open_ones_are_told_by_age_at_the_end_of_the_period():
    found = of(
        "2026-11", *(a_case(place, wita(30) - timedelta(days=days)) for place, days in enumerate((0, 7, 8, 60, 61)))
    )
    assert [count for _, count in found.ages] == [2, 1, 0, 1, 1]


def test_a_life_begins_with_what_came_in_and_knows_each_end():
    case = a_case(1, wita(2), wita(3), wita(4), wita(5))
    assert [one.outcome for one in life_of(case).turnings] == [None, SETTLED, None, SETTLED]


@pytest.mark.parametrize(
    ("text", "first", "end", "before"),
    [
        ("2026-01", (2026, 1), (2026, 2), "2025-12"),
        ("2026-Q1", (2026, 1), (2026, 4), "2025-Q4"),
        ("2026-q4", (2026, 10), (2027, 1), "2026-Q3"),
        ("2026", (2026, 1), (2027, 1), "2025"),
    ],
)
def test_a_period_says_how_it_is_written_and_which_came_before(text, first, end, before):
    period = Period.parse(text)
    assert ((period.first.year, period.first.month), (period.end.year, period.end.month)) == (first, end)
    assert (period.code, period.before.code) == (text.upper(), before)
    assert Period.parse(period.code) == period


def test_appeals_are_counted_apart_and_with_the_others_too():
    appeal = replace(a_case(1, wita(2), wita(20)), cells={"classification": "Banding"})
    open_appeal = replace(a_case(2, wita(3)), cells={"classification": "banding "})
    found = of("2026-11", appeal, open_appeal, a_case(3, wita(4)))
    assert found.appeals == Balance(carried_over=0, came_in=2, reopened=0, imported=0, ended=1, left=1)
    assert found.balance.came_in == 3
    rows = {row.measure: row.value for row in rows_of(found) if row.section is Section.APPEALS}
    assert rows["Banding: diterima"] == 2
    assert rows["Banding: berakhir"] == 1
