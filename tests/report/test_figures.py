"""The recap's figures."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from automation.domain.case import Case, StepRecord
from automation.domain.office_hours import ORDINARY_WEEK
from automation.domain.vocabulary import Outcome, Step
from automation.report.figures import Counting, KeptTally, figures, figures_of_tally
from automation.report.period import Period
from tests.builders import WITA, a_number, an_intake, the_rules, wita


def a_case(*steps: StepRecord, outcome: Outcome | None = None) -> Case:
    return Case(number=a_number(), intake=an_intake(), registered_at=wita(2), steps=steps, outcome=outcome)


def a_turn(step: Step, hours: float | None = None, **more: Any) -> StepRecord:
    """A turn that ended, after so many office hours where somebody measured it."""
    began = wita(2)
    took = None if hours is None else int(hours * 3600)
    return StepRecord(step=step, round=1, began=began, due=began, ended=began + timedelta(hours=1), took=took, **more)


def counted(*cases: Case) -> dict[str, Any]:
    found = figures(cases, Period.parse("2026"), WITA, the_rules(), ORDINARY_WEEK)
    return {figure.measure: figure.value for figure in found}


def test_returns_are_counted_where_the_case_went_back_and_not_where_it_was_reopened():
    back = a_case(a_turn(Step.CAUSE), a_turn(Step.VERIFICATION), a_turn(Step.CAUSE))
    reopened = a_case(a_turn(Step.CAUSE), a_turn(Step.CAUSE))
    drafts = a_case(a_turn(Step.REPLY_DRAFT), a_turn(Step.SIGNATURE), a_turn(Step.REPLY_DRAFT))
    said = counted(back, reopened, drafts)
    assert said["Tindakan dinyatakan tidak efektif"] == 1
    assert said["Konsep surat dikembalikan"] == 1


def test_a_norm_is_kept_by_the_turns_that_were_never_late():
    said = counted(a_case(a_turn(Step.REVIEW), a_turn(Step.REVIEW, breached=True)))
    assert said["Norma langkah 4 ditepati (%)"] == 50.0
    assert said["Norma langkah 5 ditepati (%)"] is None
    assert "Norma langkah 10 ditepati (%)" not in said


def test_the_customer_s_last_step_is_measured_against_its_norm_without_a_breach():
    said = counted(a_case(a_turn(Step.DELIVERY, 0.5)), a_case(a_turn(Step.DELIVERY, 3)))
    assert said["Langkah 10 dalam 30 menit, diukur saja (%)"] == 50.0
    assert said["Langkah 10 rata-rata (menit kerja)"] == 105


def test_whole_cases_are_held_to_the_total_of_the_sop_when_they_are_settled():
    quick = a_case(a_turn(Step.REVIEW, 20), a_turn(Step.CAUSE, 27), outcome=Outcome.SETTLED)
    slow = a_case(a_turn(Step.REVIEW, 48), outcome=Outcome.SETTLED)
    open_still = a_case(a_turn(Step.REVIEW, 400))
    unmeasured = replace(quick, steps=(a_turn(Step.REVIEW),))
    said = counted(quick, slow, open_still, unmeasured)
    assert said["Rata-rata sampai selesai (jam kerja)"] == 47.5
    assert said["Selesai dalam 6 hari kerja dan 145 menit (%)"] == 50.0


def test_no_complaint_gives_no_share():
    said = counted()
    assert said["Keluhan diterima, tahun 2026"] == 0
    assert said["Selesai dalam 6 hari kerja dan 145 menit (%)"] is None


def test_what_is_counted_of_others_since_says_what_counting_all_says():
    counting = Counting(Period.parse("2026"), WITA, the_rules(), ORDINARY_WEEK)
    first = a_case(a_turn(Step.CAUSE, 2), a_turn(Step.VERIFICATION, 3), a_turn(Step.CAUSE))
    other = a_case(a_turn(Step.DELIVERY, 0.5), outcome=Outcome.SETTLED)
    settled = replace(first, outcome=Outcome.SETTLED, steps=(a_turn(Step.REVIEW, 20, breached=True),))
    earlier = replace(other, received=wita(2, year=2025))
    kept = KeptTally(counting)
    for cases in ((first,), (first, other), (settled, other), (settled, earlier), (other, settled), (), (other,)):
        shown = figures_of_tally(kept.of(cases), counting, {}, ())
        assert shown == figures(cases, counting.period, WITA, the_rules(), ORDINARY_WEEK)


def test_an_edit_counts_the_edited_complaint_alone():
    counting = Counting(Period.parse("2026"), WITA, the_rules(), ORDINARY_WEEK)
    same, edited = a_case(), a_case()
    kept = KeptTally(counting)
    kept.of((same, edited))
    object.__delattr__(same, "intake")  # Whoever counted it again would miss it.
    assert kept.of((same, replace(edited, outcome=Outcome.SETTLED)))["outcome", Outcome.SETTLED] == 1
