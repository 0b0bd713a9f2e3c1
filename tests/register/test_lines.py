"""Cells become facts: what cannot be read is a problem beside its row."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.cells import Cell
from automation.domain.complaint import StaffFacts
from automation.register.keyed import same, serial
from automation.register.lines import BadCell, Line, WrongHeadings, canonical, headings_of, put_back, staff_facts
from automation.register.schema import tabs
from tests.builders import WITA, wita

REGISTER = tabs()["register"]


def facts_of(**cells: Cell) -> tuple[StaffFacts, tuple[BadCell, ...]]:
    return staff_facts(Line(1, cells), REGISTER, ["Pokja Pengujian"], WITA)


@pytest.mark.parametrize(
    "cell", ["4/11/2026", "04-11-2026", "2026-11-04", "4 November 2026", "4 nov 2026", 46330, 46330.4]
)
def test_a_date_is_read_however_it_is_written(cell: Cell) -> None:
    facts, problems = facts_of(letter_date=cell)
    assert facts.letter_date == date(2026, 11, 4)
    assert problems == ()


@pytest.mark.parametrize("cell", ["31/02/2026", "besok", "2026-13-01", 12, 9e9, "11/2026", True])
def test_what_is_no_date_says_how_to_write_one(cell: Cell) -> None:
    facts, problems = facts_of(letter_date=cell)
    assert facts.letter_date is None
    assert "31/12/2026" in str(problems[0])


def test_a_row_read_before_tells_a_ticked_box_from_the_number_one() -> None:
    line = [Line(7, {"letter_number": cell}, shown={"letter_number": "1"}) for cell in (1, True, 1.0)]
    number, box, again = (staff_facts(one, REGISTER, [], WITA) for one in line)
    assert (number[0].letter_number, box[0].letter_number, again[0].letter_number) == ("1", "", "1")
    assert box[1]
    assert not number[1]


def test_a_meeting_has_its_hour_in_office_time() -> None:
    facts, _ = facts_of(meeting_at="5/11/2026 09.30")
    assert facts.meeting_at == wita(5, 9, 30)
    assert facts_of(meeting_at=46331 + 9.5 / 24)[0].meeting_at == wita(5, 9, 30)


def test_a_choice_is_read_whatever_its_case_and_a_foreign_one_is_named() -> None:
    assert facts_of(effective=" ya ")[0].effective is not None
    facts, problems = facts_of(effective="mungkin", assigned_to="Pokja Lain")
    assert facts.effective is None
    assert {problem.heading for problem in problems} == {"Efektif", "Disposisi kepada"}


@pytest.mark.parametrize(
    ("key", "readable", "wrong", "advice"),
    [
        ("corrected_email", "siti@kayu.example", "siti@kayu.example; s@x.example", "harus tepat satu"),
        ("corrected_phone", "0812-3456-7890", "0812 345", "tidak dapat dihubungi"),
    ],
)
def test_a_corrected_address_or_number_is_one_or_counts_as_none(
    key: str, readable: str, wrong: str, advice: str
) -> None:
    facts, problems = facts_of(**{key: f" {readable} "})
    assert (getattr(facts, key), problems) == (readable, ())
    assert facts_of(**{key: ""}) == (StaffFacts(), ())
    facts, problems = facts_of(**{key: wrong})
    assert facts == StaffFacts()
    assert advice in problems[0].advice
    assert "data yang lama tetap dipakai" in problems[0].advice


def test_a_corrected_name_and_postal_address_are_taken_as_they_are() -> None:
    facts, problems = facts_of(corrected_name="Siti A.", corrected_address="Jalan Baru 1\nSamarinda")
    assert (facts.corrected_name, facts.corrected_address) == ("Siti A.", "Jalan Baru 1\nSamarinda")
    assert problems == ()


@given(day=st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_a_date_kept_and_put_back_is_the_same_date(day: date) -> None:
    column = REGISTER.column("letter_date")
    kept = canonical(column, serial(datetime(day.year, day.month, day.day)))
    assert put_back(column, kept) == day
    assert facts_of(letter_date=kept)[0].letter_date == day


def test_a_heading_that_stands_twice_is_refused_by_name() -> None:
    headings = [column.heading for column in REGISTER.columns]
    with pytest.raises(WrongHeadings, match="Penyebab"):
        headings_of(REGISTER, [*headings, "penyebab "])


def test_a_shown_moment_is_the_same_within_half_a_minute() -> None:
    at = datetime(2026, 11, 2, 9, 13)
    assert same(serial(at) + 1e-9, at)
    assert not same(serial(at) + 1 / 1440, at)
    assert not same("02/11/2026 09:13", at)
