"""The law's outer limits: 14 days to say whether the file is complete, 60 to be done; a hold stops neither."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from automation.domain.case import Case, Disposition, FormerEnd, Hold, StepRecord
from automation.domain.outer_limits import DayCount, Limit, OuterLimits, limits_of
from automation.domain.vocabulary import Channel, Outcome, Step
from automation.workflow.outer_limits import limit_warnings
from tests.builders import a_calendar, a_number, an_intake, the_office, the_rules, wita

RECEIVED = wita(1, 15, month=10)


def a_case(**more) -> Case:
    intake = an_intake(at=RECEIVED, channel=more.pop("channel", Channel.FORM))
    steps = (StepRecord(step=Step.SORTING, round=1, began=RECEIVED),)
    return Case(number=a_number(), intake=intake, registered_at=RECEIVED, **{"steps": steps, **more})


def due(case: Case, limits: OuterLimits | None = None) -> dict[Limit, date]:
    return {one.limit: one.due for one in limits_of(case, limits or OuterLimits(), a_calendar())}


def kept(case: Case, today: date) -> dict[Limit, bool | None]:
    return {one.limit: one.is_kept(today) for one in limits_of(case, OuterLimits(), a_calendar())}


def warned(case: Case, now: datetime) -> str:
    return " ".join(limit_warnings(case, the_office(now)))


def test_the_days_run_from_the_day_after_the_intake_and_from_completeness() -> None:
    assert due(a_case()) == {Limit.COMPLETENESS: date(2026, 10, 15), Limit.SETTLEMENT: date(2026, 11, 30)}
    complete = a_case(cells={"complete_since": "10/10/2026"})
    assert due(complete)[Limit.SETTLEMENT] == date(2026, 12, 9)


def test_they_run_from_the_day_of_receipt_that_an_officer_put_right() -> None:
    earlier = a_case(received=wita(28, 10, month=9), cells={"complete_since": "29/09/2026"})
    assert due(earlier)[Limit.COMPLETENESS] == date(2026, 10, 12)
    assert due(earlier)[Limit.SETTLEMENT] == date(2026, 11, 28)
    assert "paling lambat 12 Oktober 2026" in warned(a_case(received=wita(28, 10, month=9)), wita(9, month=10))


@pytest.mark.parametrize("stated", ["10/10/2026 09.30", "10 Oktober 2026, pukul 09.30", "10/10/2026\u200b"])
def test_the_day_of_completeness_is_read_as_any_date_of_a_row(stated: str) -> None:
    assert due(a_case(cells={"complete_since": stated}))[Limit.SETTLEMENT] == date(2026, 12, 9)


def test_working_days_are_counted_where_the_office_says_so() -> None:
    found = due(a_case(), OuterLimits(completeness=5, settlement=10, count=DayCount.WORKING))
    assert found == {Limit.COMPLETENESS: date(2026, 10, 8), Limit.SETTLEMENT: date(2026, 10, 15)}


def test_what_came_through_lapor_has_terms_of_its_own() -> None:
    case = a_case(channel=Channel.LAPOR)
    assert due(case)[Limit.FORWARDING] == date(2026, 10, 6)
    assert due(case)[Limit.ANSWER] == date(2026, 10, 21)
    given = replace(case, disposition=Disposition(group="Pokja", by="x", at=wita(7, month=10)))
    assert kept(given, date(2026, 10, 9))[Limit.FORWARDING] is False
    corrected = a_case(cells={"corrected_channel": "SP4N-LAPOR!"})
    assert Limit.FORWARDING in due(corrected)


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (wita(11, month=10), ""),
        (wita(12, month=10), "paling lambat 15 Oktober 2026"),
        (wita(15, 23, month=10), "paling lambat 15 Oktober 2026"),
        (wita(16, 0, month=10), "sudah lewat sejak 15 Oktober 2026"),
    ],
)
def test_it_is_said_in_time_and_when_it_has_passed(now: datetime, says: str) -> None:
    found = warned(a_case(), now)
    assert says in found if says else not found


def test_a_hold_stops_no_outer_limit() -> None:
    held = a_case(holds=(Hold(wita(2, month=10)),))
    assert due(held) == due(a_case())
    assert "paling lambat" in warned(held, wita(14, month=10))


def test_what_was_met_is_said_no_more() -> None:
    complete = a_case(cells={"complete_since": "10/10/2026"})
    assert warned(complete, wita(14, month=10)) == ""
    over = a_case(outcome=Outcome.SETTLED, closed_at=wita(5, month=10))
    assert warned(over, wita(1, month=12)) == ""


def test_the_first_end_counts_for_what_goes_on_later() -> None:
    again = a_case(former_ends=(FormerEnd(Outcome.SETTLED, wita(9, month=10), wita(2, month=12)),))
    assert kept(again, date(2026, 12, 9)) == {Limit.COMPLETENESS: True, Limit.SETTLEMENT: True}


@pytest.mark.parametrize("stated", ["30/09/2026", "25/10/2026"])
def test_a_day_before_the_intake_or_in_the_future_is_answered(stated: str) -> None:
    assert "Betulkan tanggalnya" in warned(a_case(cells={"complete_since": stated}), wita(5, month=10))


def test_a_year_that_the_calendar_does_not_reach_leaves_its_limit_out() -> None:
    limits = OuterLimits(settlement=366, count=DayCount.WORKING)
    assert Limit.SETTLEMENT not in due(a_case(), limits) or due(a_case(), limits)[Limit.SETTLEMENT].year <= 2027
    assert the_rules().outer_limits == OuterLimits()
