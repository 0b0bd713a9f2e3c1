"""Which complaints are called alike, and which are not."""

from dataclasses import replace
from typing import Any

import pytest

from automation.domain.case import Case
from automation.domain.likenesses import Alike, Candidates, Likeness, Traits
from automation.domain.numbers import ComplaintNumber
from automation.workflow.likenesses import alike_lines, alike_to, rarest, traits_of
from tests.builders import WITA, a_number, an_intake, wita
from tests.hostile import HOSTILE
from tests.likenesses.pairs import found_in


def a_case(sequence: int = 1, **intake: Any) -> Case:
    return Case(number=a_number(sequence), intake=an_intake(**intake), registered_at=wita(2))


def told(one: Case, other: Case, total: int = 100) -> tuple[Alike, ...]:
    own, theirs = traits_of(one), traits_of(other)
    spread = dict.fromkeys((*own.words, *theirs.words), 2)
    return alike_to(own, Candidates(traits={other.number: theirs}, spread=spread, total=total), {one.number})


LABEL = {"subject": "Label terlepas", "description": "Label contoh terlepas dan tertukar.", "order_reference": ""}
PARKING = {"subject": "Parkir penuh", "description": "Halaman parkir selalu penuh.", "order_reference": ""}
STRANGER = {"company": "CV Lain", "email": "lain@lain.example", "phone": ""}


@pytest.mark.parametrize("half", ["learned", "held_out"])
def test_of_the_labelled_pairs_enough_are_found_and_few_others(half: str) -> None:
    found = found_in(half)
    assert found.precision >= 0.8
    assert found.recall >= 0.7


@pytest.mark.parametrize("written", ["KAL-2026/0871", "kal 2026 0871", "Sertifikat lama; KAL.2026.0871"])
def test_the_same_number_however_it_is_written_makes_two_alike(written: str) -> None:
    one = a_case(1, **PARKING | STRANGER | {"order_reference": "KAL-2026-0871"})
    other = a_case(2, **LABEL | {"order_reference": written})
    assert told(one, other) == (Alike(other.number, Likeness.ORDER),)


def test_a_number_in_the_description_counts_and_a_standard_does_not() -> None:
    one = a_case(1, **PARKING | STRANGER | {"description": "Tentang order UJI-2211, penuh."})
    assert told(one, a_case(2, **LABEL | {"order_reference": "UJI 2211"}))
    assert (
        traits_of(a_case(1, **PARKING | {"description": "Tidak sesuai ISO 17025, ISO-9001 dan SNI-2847."})).orders
        == ()
    )


def test_a_short_number_is_nobodys_own() -> None:
    assert not told(a_case(1, **PARKING | STRANGER | {"order_reference": "0042"}), a_case(2, **LABEL))


@pytest.mark.parametrize(
    "same",
    [
        {"email": "SITI@kayu.example", "company": "", "phone": ""},
        {"email": "", "company": "", "phone": "+62 812-3456-7890"},
        {"email": "", "company": "pt. kayu lestari", "phone": ""},
    ],
)
def test_the_same_customer_is_named_as_that(same: dict[str, str]) -> None:
    (one,) = told(a_case(1, **PARKING | same), a_case(2, **LABEL))
    assert one.likeness is Likeness.CUSTOMER


def test_words_like_these_count_also_with_a_slip_or_another_ending() -> None:
    other = {"subject": "label lepas", "description": "labelnya trlepas, contohnya tertukar", "order_reference": ""}
    (one,) = told(a_case(1, **LABEL | STRANGER), a_case(2, **other))
    assert one.likeness is Likeness.MATTER


def test_nothing_in_common_is_not_alike() -> None:
    assert told(a_case(1, **PARKING | STRANGER), a_case(2, **LABEL)) == ()


def test_itself_and_duplicates_are_not_named_and_few_are() -> None:
    one, other = traits_of(a_case(1, **LABEL)), traits_of(a_case(2, **LABEL))
    known = {a_number(place): other for place in range(1, 40)}
    found = Candidates(traits=known, spread=dict.fromkeys(one.words, 3), total=100)
    alike = alike_to(one, found, {a_number(1), a_number(39)})
    assert [item.other.sequence for item in alike] == [38, 37, 36, 35, 34]


def test_whatever_the_public_writes_is_compared() -> None:
    for text in HOSTILE.values():
        case = a_case(1, subject=text, description=text, order_reference=text, company=text, email=text, phone=text)
        told(case, replace(case, number=a_number(2)))


def test_an_office_with_one_complaint_has_nothing_to_compare() -> None:
    assert alike_to(Traits(), Candidates(traits={}, spread={}, total=0)) == ()
    assert rarest([], {}, 0) == []


def test_candidates_are_looked_for_by_rare_words() -> None:
    assert rarest(["umum", "jarang", "asing"], {"umum": 900, "jarang": 2}, 1000) == ["jarang"]


def test_staff_are_told_number_date_service_and_reason_alone() -> None:
    other = a_case(2, **LABEL | {"complainant": "Bapak Rahasia", "order_reference": "UJI-2211"})
    lines = alike_lines([Alike(other.number, Likeness.ORDER)], {other.number: other}, WITA)
    assert lines == ("KEL-2026-0002 (2 November 2026, Pengujian): nomor order atau sertifikat sama",)
    assert alike_lines([Alike(ComplaintNumber(2026, 9), Likeness.ORDER)], {}, WITA) == ()
