"""The satisfaction index, and which answers are part of it."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.survey import SurveyAnswer, Weight
from automation.domain.vocabulary import Outcome
from automation.report.paper_wording import OTHER_SERVICES
from automation.report.period import Period
from automation.report.survey import (
    Grade,
    Satisfaction,
    discreet,
    grade_of,
    index_of,
    judged,
    satisfaction,
    weighted_index,
)
from automation.report.wording import ANSWERED_BEFORE, COUNTED, INCOMPLETE, NO_CODE, NOT_SETTLED
from tests.builders import WITA, a_number, wita

SETTLED = {a_number(1): Outcome.SETTLED, a_number(2): Outcome.SETTLED, a_number(3): None}


def an_answer(response="s1", number=1, marks=(4,) * 9, at=None) -> SurveyAnswer:
    named = a_number(number) if number else None
    return SurveyAnswer(
        response=response, submitted_at=at or wita(9), reference=str(named or "?"), number=named, marks=tuple(marks)
    )


@pytest.mark.parametrize(
    ("index", "grade"),
    [
        ("100.00", Grade.A),
        ("88.31", Grade.A),
        ("88.30", Grade.B),
        ("76.61", Grade.B),
        ("76.60", Grade.C),
        ("65.00", Grade.C),
        ("64.99", Grade.D),
        ("25.00", Grade.D),
    ],
)
def test_each_grade_begins_and_ends_where_the_regulation_says(index, grade):
    assert grade_of(Decimal(index)) is grade


@pytest.mark.parametrize(
    ("marks", "index"),
    [
        ((1,) * 9, "25.00"),
        ((4,) * 9, "100.00"),
        ((3, 3, 3, 3, 3, 3, 3, 3, 4), "77.78"),  # 77.777… is rounded up
        ((3, 3, 3, 3, 3, 3, 3, 4, 4), "80.56"),
        ((3,) * 7 + (4,) * 1, "78.13"),  # 78.125: a half is rounded up, as people do, not to the even digit
        ((3, 2, 3, 2, 3), "65.00"),
    ],
)
def test_the_index_is_the_mean_mark_times_25_with_two_decimals(marks, index):
    assert str(index_of(marks)) == index


def test_no_answer_has_no_index():
    assert index_of(()) is None


def test_the_exact_boundary_is_found_by_marks():
    # 3532/1000 × 25 = 88.30, and 3533/1000 × 25 = 88.325, which is 88.33.
    assert grade_of(index_of([4] * 532 + [3] * 468) or Decimal(0)) is Grade.B
    assert grade_of(index_of([4] * 533 + [3] * 467) or Decimal(0)) is Grade.A


@settings(derandomize=True, max_examples=300)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=200))
def test_the_index_lies_between_25_and_100_and_half_a_cent_from_the_exact_mean(marks):
    index = index_of(marks)
    assert index is not None
    assert Decimal("25.00") <= index <= Decimal("100.00")
    assert abs(Fraction(index) - Fraction(25 * sum(marks), len(marks))) <= Fraction(5, 1000)
    assert index == index_of(reversed(marks))


def verdicts(*answers: SurveyAnswer) -> dict[str, str]:
    return {one.answer.response: one.verdict for one in judged(answers, SETTLED)}


def test_only_the_first_whole_answer_of_a_settled_complaint_counts():
    found = verdicts(
        an_answer("incomplete", at=wita(9, 8), marks=(4,) * 8 + (None,)),
        an_answer("second", at=wita(9, 10)),
        an_answer("first", at=wita(9, 9)),
        an_answer("other", number=2),
        an_answer("open", number=3),
        an_answer("unknown", number=99),
        an_answer("made up", number=0),
    )
    assert found == {
        "incomplete": INCOMPLETE,
        "first": COUNTED,
        "second": ANSWERED_BEFORE,
        "other": COUNTED,
        "open": NOT_SETTLED,
        "unknown": NOT_SETTLED,
        "made up": NO_CODE,
    }


@settings(derandomize=True, max_examples=200)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(1, 20), st.lists(st.integers(1, 4), min_size=9, max_size=9)),
        max_size=12,
    )
)
def test_answers_without_a_settled_complaints_code_never_move_the_index(given_answers):
    honest = [an_answer("h1", 1, (3,) * 9), an_answer("h2", 2, (4, 3) * 4 + (2,))]
    # Strangers write under no code, an open complaint's, an unknown one's, or after the complainant.
    strange = [
        an_answer(f"s{place}", number, marks, wita(9 + day))
        for place, (number, day, marks) in enumerate(given_answers)
    ]
    year = Period.year(2026)
    alone = satisfaction(judged(honest, SETTLED), year, WITA)
    crowded = satisfaction(judged([*strange, *honest], SETTLED), year, WITA)
    assert (crowded.index, crowded.elements, crowded.counted) == (alone.index, alone.elements, 2)
    assert crowded.uncounted == len(strange)


def test_a_period_takes_the_answers_given_in_it_by_the_offices_day():
    found = judged(
        [
            an_answer("october", 1, (1,) * 9, wita(31, 23, month=10)),
            an_answer("november", 2, (2, 3, 4, 4, 4, 4, 4, 4, 4), datetime(2026, 10, 31, 17, tzinfo=UTC)),
        ],
        SETTLED,
    )
    month = satisfaction(found, Period.parse("2026-11"), WITA)
    assert (month.counted, month.uncounted, str(month.index)) == (1, 0, "91.67")
    assert [str(one) for one in month.elements[:3]] == ["50.00", "75.00", "100.00"]
    empty = satisfaction(found, Period.parse("2026-12"), WITA)
    assert (empty.counted, empty.index, empty.elements) == (0, None, (None,) * 9)


def test_with_a_weight_of_three_or_two_decimals_the_best_is_a_little_less_than_100():
    best = [(4,) * 9]
    assert [str(weighted_index(best, weight)) for weight in Weight] == ["100.00", "99.90", "99.00"]


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9).map(tuple), min_size=1, max_size=9))
def test_a_ninth_for_each_element_is_the_mean_of_all_marks(answers):
    assert weighted_index(answers, Weight.NINTH) == index_of(mark for given in answers for mark in given)


def test_what_was_answered_about_a_service_has_an_index_of_its_own():
    answers = judged([an_answer(marks=(4,) * 9), an_answer("s2", 2, marks=(2,) * 9)], SETTLED)
    services = {a_number(1): "Pengujian", a_number(2): "Kalibrasi"}
    found = satisfaction(answers, Period.parse("2026-11"), WITA, Weight.NINTH, services)
    assert {one.name: (one.counted, str(one.index)) for one in found.services} == {
        "Kalibrasi": (1, "50.00"),
        "Pengujian": (1, "100.00"),
    }


def about(answered: dict[str, int]) -> Satisfaction:
    """Return what so many answers about each service make."""
    names = [name for name, count in answered.items() for _ in range(count)]
    outcomes = {a_number(place): Outcome.SETTLED for place in range(1, len(names) + 1)}
    answers = judged([an_answer(f"r{place}", place) for place in range(1, len(names) + 1)], outcomes)
    services = dict(zip(outcomes, names, strict=True))
    return discreet(satisfaction(answers, Period.parse("2026-11"), WITA, Weight.NINTH, services))


def test_of_fewer_than_five_answers_their_number_alone_is_told():
    found = about({"Pengujian": 4})
    assert (found.counted, found.index, set(found.elements), found.services) == (4, None, {None}, ())
    assert about({"Pengujian": 5}).index is not None


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        ({"A": 9, "B": 3, "C": 2}, {"A": 9, OTHER_SERVICES: 5}),
        ({"A": 9, "B": 6, "C": 2}, {"A": 9, OTHER_SERVICES: 8}),
        ({"A": 9, "C": 2}, {}),
        ({"A": 9, "B": 6}, {"A": 9, "B": 6}),
    ],
    ids=["few together", "and the next larger, or theirs would be the rest", "or no service at all", "none is few"],
)
def test_services_of_few_answers_are_told_together(answered, told):
    assert {one.name: one.counted for one in about(answered).services} == told
