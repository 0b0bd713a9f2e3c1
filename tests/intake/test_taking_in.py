"""A form answer becomes an intake; nothing of it is lost, nothing of it runs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.numbers import ComplaintNumber
from automation.domain.texts import LONGEST
from automation.domain.vocabulary import Channel
from automation.intake.taking_in import intake_of, next_number, year_of_number
from automation.ports import FormAnswer
from tests.builders import WITA, wita


def an_answer(**texts: str) -> FormAnswer:
    return FormAnswer("r1", wita(2, 9), {key: (text,) for key, text in texts.items()})


def test_the_public_form_speaks_for_itself_about_channel_and_time() -> None:
    intake = intake_of(an_answer(channel="Surat", received_at="2026-10-01 08:00"), officer=False, zone=WITA)
    assert intake.channel is Channel.FORM
    assert intake.received_at == wita(2, 9)


@pytest.mark.parametrize(
    ("written", "received"),
    [
        ("2026-11-01 08:15", wita(1, 8, 15)),
        ("01/11/2026 08.15", wita(1, 8, 15)),
        ("2026-11-01", wita(1, 0)),
        ("2026-12-01 08:00", wita(2, 9)),
        ("kemarin", wita(2, 9)),
        ("2026-11-01 25:99", wita(2, 9)),
        ("", wita(2, 9)),
    ],
)
def test_the_officers_time_received_counts_when_it_is_readable_and_past(written: str, received: object) -> None:
    assert intake_of(an_answer(received_at=written), officer=True, zone=WITA).received_at == received


def test_a_text_longer_than_a_cell_is_cut_visibly() -> None:
    intake = intake_of(an_answer(description="x" * 60_000), officer=False, zone=WITA)
    assert len(intake.description) < 50_000
    assert intake.description.endswith("[…]")


@given(text=st.text(max_size=200))
def test_any_text_arrives_as_it_was_but_for_what_no_database_keeps(text: str) -> None:
    kept = intake_of(an_answer(subject=text), officer=False, zone=WITA).subject
    assert kept == text.strip().replace("\0", "\ufffd")


def test_half_a_surrogate_pair_does_not_stop_an_intake() -> None:
    kept = intake_of(an_answer(subject="a\ud800b"), officer=False, zone=WITA).subject
    kept.encode("utf-8")
    assert LONGEST > len(kept) > 2


def test_numbers_go_on_from_the_last_and_start_anew_each_year() -> None:
    taken = {ComplaintNumber(2026, 41): None, ComplaintNumber(2026, 7): None}
    assert str(next_number(taken, 2026, "KEL")) == "KEL-2026-0042"
    assert str(next_number(taken, 2027, "KEL")) == "KEL-2027-0001"


def test_two_answers_a_minute_apart_keep_their_own_times() -> None:
    first, second = (FormAnswer(f"r{n}", wita(2, 9) + timedelta(minutes=n), {}) for n in (1, 2))
    assert (
        intake_of(first, officer=False, zone=WITA).submitted_at
        < intake_of(second, officer=False, zone=WITA).submitted_at
    )


@pytest.mark.parametrize(
    ("received", "year"),
    [(date(2027, 1, 4), 2027), (date(2026, 12, 30), 2026), (date(2020, 5, 1), 2027), (date(2037, 5, 1), 2027)],
)
def test_a_number_bears_the_year_of_receipt_where_that_is_this_year_or_the_last(received: date, year: int) -> None:
    assert year_of_number(received, date(2027, 1, 4)) == year
