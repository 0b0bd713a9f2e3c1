"""When a complaint was received can be put right, and its clocks follow; an action is not judged before its day."""

from dataclasses import replace
from datetime import date
from typing import Any

from automation.domain.vocabulary import Step
from automation.workflow.progress import registered
from automation.workflow.relations import with_date_of_related
from tests.builders import a_number, an_intake, the_office, wita
from tests.workflow.walking import ACTED, SORTED, VERIFIED, Walk


def a_slip(**received: Any) -> Walk:
    """Take in a complaint that an officer wrote down on 2 November, with another date of receipt."""
    walk = Walk()
    intake = an_intake(submitted_at=wita(2, 9), received_at=wita(2, 8).replace(**received))
    walk.case = registered(a_number(), intake, the_office(wita(2, 9)))
    return walk


def test_the_clocks_follow_a_date_that_is_put_right() -> None:
    walk = a_slip(month=10)
    walk.tick(wita(2, 9, 5))
    walk.fill(corrected_received="02/11/2026 08:55")
    assert not walk.tick(wita(2, 9, 6)).warnings
    submission, sorting = walk.case.steps
    assert (submission.began, sorting.began) == (wita(2, 8, 55), wita(2, 8, 55))
    assert sorting.due == wita(2, 9, 5)
    assert walk.case.stated.received_at == wita(2, 8, 55)
    assert walk.case.intake.received_at.month == 10


def test_what_was_reckoned_from_a_wrong_date_is_reckoned_anew_after_its_step_too() -> None:
    walk = a_slip(month=10)
    walk.fill(**SORTED).tick(wita(2, 9, 2))
    assert walk.case.steps[1].breached
    walk.fill(corrected_received="02/11/2026 08:55").tick(wita(2, 9, 3))
    assert not walk.case.steps[1].breached
    assert walk.case.steps[1].took == 7 * 60
    walk.fill(corrected_received="").tick(wita(2, 9, 4))
    assert walk.case.steps[1].breached
    assert walk.case.stated.received_at.month == 10


def test_a_time_after_it_was_written_down_is_refused() -> None:
    walk = a_slip(hour=8)
    walk.fill(corrected_received="03/11/2026 08:00")
    assert "belum dipakai" in str(walk.tick(wita(3, 9)).warnings)
    assert walk.case.stated.received_at == wita(2, 8)


def test_what_is_split_off_has_the_corrected_date() -> None:
    walk = a_slip(year=1926)
    walk.fill(corrected_received="02/11/2026 08:55").tick(wita(2, 9, 5))
    later = an_intake(submitted_at=wita(3, 9), received_at=wita(3, 8), related_to=str(walk.case.number))
    found = with_date_of_related(replace(later, channel=walk.case.intake.channel), {walk.case.number: walk.case})
    assert found.received_at.year != 1926


def test_a_plan_may_lie_ahead_and_a_judgement_of_it_is_asked_about() -> None:
    walk = Walk()
    walk.fill(**ACTED, applied_on="09/11/2026")
    assert not [one for one in walk.tick(wita(3, 9)).warnings if "Tanggal penerapan" in one]
    assert walk.case.current.step is Step.VERIFICATION
    walk.fill(**{**VERIFIED, "applied_on": "09/11/2026"})
    assert "9 November 2026 belum tiba" in walk.tick(wita(3, 10)).warnings
    assert not [one for one in walk.tick(wita(9, 10)).warnings if "Tanggal penerapan" in one]
    assert walk.last is not None
    assert walk.last.facts.applied_on == date(2026, 11, 9)
