"""The clocks of a case: what moves a deadline, what never moves it, and how much office time was spent."""

from datetime import date, timedelta

from automation.domain.calendar import Norm
from automation.domain.documents import DocumentKind
from automation.domain.happenings import DeadlineMovedByNorm
from automation.domain.office_hours import ORDINARY_WEEK, RAMADAN_WEEK
from automation.domain.rules import CUSTOMER_NORMS, SOP_NORMS
from automation.domain.total import TotalNorm, spent_on
from automation.domain.vocabulary import Step
from tests.builders import a_calendar, the_rules, wita

from .walking import APPROVED, INITIALLED, REVIEWED, SORTED, VERIFIED, Walk

REPLY = DocumentKind.SURAT_BALASAN


def late_review() -> Walk:
    """A review that was due on Tuesday at the close, looked at on Wednesday."""
    return Walk().fill(**SORTED).tick(wita(2)).tick(wita(4))


# -- what moves a deadline


def test_a_deadline_keeps_the_calendar_it_was_reckoned_with_until_it_moves():
    walk = Walk().fill(**SORTED).tick(wita(2))
    before = walk.case.current.calendar
    walk.context["calendar"] = a_calendar(date(2026, 11, 30))
    walk.tick(wita(2, 10))
    assert walk.case.current.calendar == before == a_calendar().fingerprint()
    walk.context["calendar"] = a_calendar(date(2026, 11, 3))
    walk.tick(wita(2, 11))
    assert walk.case.current.calendar == a_calendar(date(2026, 11, 3)).fingerprint()


def test_a_changed_calendar_moves_no_deadline_that_was_broken():
    walk = late_review()
    walk.context["calendar"] = a_calendar(date(2026, 11, 3), date(2026, 11, 4))
    walk.tick(wita(4, 10))
    assert (walk.case.current.due, walk.case.current.breached) == (wita(3, 16), True)
    assert walk.happened == []


def test_a_hold_stated_late_moves_a_broken_deadline_and_the_breach_stays():
    walk = late_review().fill(held_from="03/11/2026", held_until="04/11/2026", hold_reason="Menunggu").tick(wita(5))
    assert (walk.case.current.due, walk.case.current.breached) == (wita(5, 16), True)


def test_a_changed_norm_moves_a_deadline_and_says_so():
    walk = Walk().fill(**SORTED).tick(wita(2))
    walk.context["rules"] = the_rules(norms={**SOP_NORMS, Step.REVIEW: Norm(days=2)})
    walk.tick(wita(2, 10))
    assert walk.case.current.due == wita(4, 16)
    assert walk.last is not None
    told = DeadlineMovedByNorm("03/11/2026 16.00", "04/11/2026 16.00")
    assert told in [event.happening for event in walk.last.events]


def test_a_calendar_that_lost_its_year_moves_nothing():
    walk = Walk().fill(**SORTED).tick(wita(2))
    full = walk.context.get("calendar", a_calendar())
    walk.context["calendar"] = type(full)(hours=full.hours, years=frozenset({2025}))
    walk.tick(wita(2, 10))
    assert walk.case.current.due == wita(3, 16)
    assert "2026" in walk.warnings


# -- rounds and reopening


def test_each_round_has_a_clock_of_its_own_and_the_old_one_stays():
    walk = Walk().file(REPLY).fill(**INITIALLED).tick(wita(2))
    walk.fill(decision="Kembalikan", decision_note="Perbaiki").tick(wita(2, 13))
    walk.fill(initials="BK lagi").tick(wita(3, 9))
    drafts = [record for record in walk.case.steps if record.step is Step.REPLY_DRAFT]
    assert [(one.round, one.began, one.due) for one in drafts] == [
        (1, wita(2), wita(2, 9, 30)),
        (2, wita(2, 13), wita(2, 13, 30)),
    ]
    assert [one.breached for one in drafts] == [False, True]


def test_an_ineffective_action_begins_a_round_from_step_5_with_new_deadlines():
    walk = Walk().fill(**{**VERIFIED, "effective": "Tidak"}).tick(wita(2))
    causes = [record for record in walk.case.steps if record.step is Step.CAUSE]
    assert [(one.round, one.due) for one in causes] == [(1, wita(3, 16)), (2, wita(3, 16))]
    walk.fill(cause="Sebab lain").tick(wita(9))
    causes = [record for record in walk.case.steps if record.step is Step.CAUSE]
    assert [(one.breached, one.due) for one in causes] == [(False, wita(3, 16)), (True, wita(3, 16))]


def test_reopening_keeps_the_breach_and_gives_a_deadline_that_is_not_past():
    walk = late_review().fill(classification="Bukan keluhan").tick(wita(4, 10))
    walk.fill(classification="Keluhan").tick(wita(9, 10))
    first, second = (record for record in walk.case.steps if record.step is Step.REVIEW)
    assert (first.breached, first.due) == (True, wita(3, 16))
    assert (second.breached, second.began, second.due) == (False, wita(9, 10), wita(10, 16))


def test_a_sorting_that_begins_again_is_told_so_that_a_lost_ledger_can_tell_it_too():
    walk = Walk().fill(classification="Bukan keluhan").tick(wita(2))
    walk.fill(classification="Keluhan", service="").tick(wita(9))
    assert walk.case.current.round == 2
    assert "Masuk langkah 2: pemilahan" in walk.happened


def test_a_hold_cleared_while_the_case_was_closed_does_not_rest_the_reopened_case():
    walk = Walk().fill(**SORTED).tick(wita(2)).fill(held_from="02/11/2026", hold_reason="Menunggu").tick(wita(2, 10))
    walk.fill(classification="Dicabut pelapor").tick(wita(3))
    walk.fill(classification="Keluhan", held_from="", hold_reason="").tick(wita(9, 10))
    assert walk.case.current.due == wita(10, 16)


# -- office time spent


def test_a_passage_keeps_the_office_time_it_took_with_the_hold_left_out():
    walk = Walk().fill(**SORTED).tick(wita(2))
    walk.fill(held_from="03/11/2026", held_until="03/11/2026", hold_reason="Menunggu").tick(wita(3))
    walk.fill(**REVIEWED).tick(wita(4, 11))
    review = next(record for record in walk.case.steps if record.step is Step.REVIEW)
    assert review.took == (6 * 60 + 3.5 * 60) * 60  # Monday 9 to 16 but for lunch, Wednesday 7.30 to 11.


def test_the_customer_s_steps_are_measured_and_never_late():
    walk = Walk().file(REPLY).file(REPLY, "pdf").file(REPLY, "pindaian").file(DocumentKind.NOTULEN)
    walk.fill(**APPROVED, letter_number="B/12", letter_date="02/11/2026").tick(wita(2))
    walk.fill(delivered_on="06/11/2026").tick(wita(20))
    first, last = walk.case.steps[0], walk.case.steps[-1]
    assert [(one.due, one.breached) for one in (first, last)] == [(None, False), (None, False)]
    assert first.took == 0
    assert last.took == (6 + 3 * 7.5 + 7.5) * 3600  # Monday from 9 on, and the rest of the week.


def test_the_whole_case_took_what_its_passages_took_without_the_time_it_was_closed():
    walk = Walk().fill(**SORTED).tick(wita(2, 10)).fill(classification="Dicabut pelapor").tick(wita(3, 9))
    walk.fill(classification="Keluhan").tick(wita(9, 9)).fill(classification="Bukan keluhan").tick(wita(9, 10))
    assert spent_on(walk.case) == timedelta(hours=6 + 1.5 + 1)


def test_the_total_of_the_sop_is_six_days_and_145_minutes():
    total = TotalNorm.of(SOP_NORMS, CUSTOMER_NORMS)
    assert str(total) == "6 hari kerja dan 145 menit"
    assert total.office_time(ORDINARY_WEEK) == timedelta(hours=6 * 7.5, minutes=145)
    assert total.office_time(RAMADAN_WEEK) == timedelta(hours=6 * 6.5, minutes=145)
