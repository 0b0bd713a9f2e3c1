"""One person under many spellings, and many persons under spellings that look alike."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.groups import Person
from automation.domain.persons import Likeness, names_nobody, same_person, says_nobody

BUDI = Person("Budi Santoso, S.T., M.T.", "budi@balai.example")
BAMBANG = Person("Bambang Santoso", "bambang@balai.example")
SITI = Person("Siti Aminah", "siti@balai.example")
RATNA = Person("Ratna Wulandari, S.T., M.T.", "kepala@balai.example")
YUSUF = Person("Muhammad Yusuf", "yusuf@balai.example")
AGUS = Person("H. Agus Salim, S.E.", "agus@balai.example")
JOKO = Person("Joko", "joko@balai.example")
STAFF = (BUDI, SITI, RATNA, YUSUF, AGUS, JOKO)

SAME = [
    ("Budi Santoso", "budi  SANTOSO"),
    ("Budi Santoso, S.T., M.T.", "Budi Santoso"),
    ("Budi Santoso S.T.", "Budi Santoso"),
    ("Budi Santoso, ST, MT", "Budi Santoso"),
    ("Budi Santoso, M.Si.", "Ir. Budi Santoso, Ph.D."),
    ("Dr. Ir. Budi Santoso", "Budi Santoso"),
    ("Bapak Budi Santoso", "Sdr. Budi Santoso"),
    ("Budi Santoso (analis)", "Budi Santoso"),
    ("budi@balai.example", "Budi Santoso"),
    ("BUDI@Balai.example", "budi@balai.example"),
    ("Budi Santoso <budi@balai.example>", "Budi Santoso"),
    ("Budi Santoso budi@balai.example", "B. Santoso"),
    ("B. Santoso", "Budi Santoso"),
    ("B Santoso", "Budi Santoso"),
    ("Budi S.", "Budi Santoso, S.T."),
    ("B. Santoso, S.T.", "budi@balai.example"),
    ("Búdi Santoso", "Budi Santoso"),
    ("Muh. Yusuf", "Mohammad Yusuf"),
    ("M. Yusuf", "Muhammad Yusuf"),
    ("Hj. Siti Aminah", "SITI AMINAH"),
    ("Sitiaminah", "Siti Aminah"),
    ("Agus Salim", "H. Agus Salim, S.E."),
    ("joko@balai.example", "Joko"),
]
NOT_SURE = [
    ("Budi", "Budi Santoso"),
    ("Santoso", "Budi Santoso"),
    ("B. S.", "Budi Santoso"),
    ("Santoso Budi", "Budi Santoso"),
    ("H. Gunawan", "Hendra Gunawan"),
    ("Agus Salim Harahap", "Agus Salim"),
    ("R. Hidayat", "Rudi Hidayat"),
    ("Budi Santoso <budi@gmail.example>", "Budi Santoso <budi@lain.example>"),
]
OTHER = [
    ("Budi Santoso", "Budi Setiawan"),
    ("Budi Santoso", "Siti Aminah"),
    ("Budi Santoso", "Rudi Santoso"),
    ("Budi Santoso", "Bambang Santoso"),
    ("B. Santoso", "R. Santoso"),
    ("B. Santoso", "Rudi Santoso"),
    ("siti@balai.example", "Budi Santoso"),
    ("siti@balai.example", "budi@balai.example"),
    ("siti@balai.example", "siti@balai2.example"),
    ("Siti Aminah", "Siti Aminatun"),
    ("Siti Aminah, S.T.", "Budi Santoso, S.T."),
    ("S.T.", "M.T."),
    ("Ir. Joko", "Ir. Budi"),
    ("Sri Wahyuni", "Sri Wahyudi"),
    ("Dewi", "Dewa"),
    ("Joko", "Djoko Susilo"),
    ("", "Budi Santoso"),
    ("", ""),
    ("-", "Budi Santoso"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_spellings_of_one_person_are_one(one: str, two: str) -> None:
    assert same_person(one, two, STAFF) is same_person(two, one, STAFF) is Likeness.SAME


@pytest.mark.parametrize(("one", "two"), NOT_SURE)
def test_where_it_may_be_another_a_person_is_asked(one: str, two: str) -> None:
    assert same_person(one, two, STAFF) is same_person(two, one, STAFF) is Likeness.PERHAPS


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_different_persons_are_never_one(one: str, two: str) -> None:
    assert same_person(one, two, STAFF) is same_person(two, one, STAFF) is Likeness.OTHER


@pytest.mark.parametrize("text", ["B. Santoso", "Santoso"])
def test_an_initial_that_fits_two_of_the_office_is_nobody_for_sure(text: str) -> None:
    both = (*STAFF, BAMBANG)
    assert same_person(text, "Budi Santoso", both) is Likeness.PERHAPS
    assert same_person(text, "bambang@balai.example", both) is Likeness.PERHAPS


def test_two_of_one_name_are_told_apart_by_their_addresses_alone() -> None:
    twin = Person("Siti Aminah", "siti.lab@balai.example")
    both = (*STAFF, twin)
    assert same_person("Siti Aminah", "Siti Aminah", both) is Likeness.PERHAPS
    assert same_person("siti@balai.example", "siti.lab@balai.example", both) is Likeness.OTHER
    assert same_person("Siti Aminah <siti@balai.example>", "siti@balai.example", both) is Likeness.SAME


def test_nobody_of_the_office_is_another_of_it() -> None:
    for one, two in combinations((*STAFF, BAMBANG), 2):
        for first in (one.name, one.email):
            for second in (two.name, two.email):
                assert same_person(first, second, (*STAFF, BAMBANG)) is Likeness.OTHER


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_compared_the_same_both_ways(one: str, two: str) -> None:
    assert same_person(one, two, STAFF) is same_person(two, one, STAFF)


@pytest.mark.parametrize("text", ["tidak ada", "Tidak  Ada.", "NIHIL", "-", "–"])
def test_nobody_can_be_stated(text: str) -> None:
    assert says_nobody(text)


@pytest.mark.parametrize("text", ["", "Tidak tahu", "Ada", "Budi"])
def test_what_does_not_state_it_does_not(text: str) -> None:
    assert not says_nobody(text)


@pytest.mark.parametrize("text", ["-", "—", "tidak ada", "...", "?", "✓"])
def test_signs_alone_name_nobody(text: str) -> None:
    assert names_nobody(text)
    assert not names_nobody("Siti")
