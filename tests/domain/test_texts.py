"""Texts are counted as Google counts them, and cut between two signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.texts import LONGEST, alike_one, cut, kept_text, units

FACE = "\N{GRINNING FACE}"


def test_a_sign_beyond_the_first_plane_counts_two():
    assert [units(text) for text in ("", "a", "é", "…", FACE, f"a{FACE}")] == [0, 1, 1, 1, 2, 3]


@pytest.mark.parametrize("text", ["a" * LONGEST, FACE * (LONGEST // 2)])
def test_a_text_of_the_public_that_fits_is_kept_whole(text):
    assert kept_text(text) == text


def test_a_longer_one_is_cut_below_what_a_cell_holds_whatever_its_signs():
    for text in ("a" * 60_000, FACE * 30_000, "a" + FACE * 30_000):
        kept = kept_text(text)
        assert units(kept) < 50_000
        assert kept.endswith(f"{text[-1]} […]")
        assert len(kept) > 24_000


@given(st.text(), st.integers(4, 40))
def test_what_is_cut_is_a_beginning_and_never_ends_in_half_a_pair(text, most):
    given_back = cut(text, most)
    assert units(given_back) <= most
    if given_back != text:
        beginning = given_back.removesuffix(" […]")
        assert text.startswith(beginning)
        assert units(beginning) >= most - 5


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("  metode   KERJA ", "Metode kerja"),
        ("metode kerja.", "Metode kerja"),
        ("Manusia/SDM", "Manusia / SDM"),
        ("Metode", None),
        ("A-B", None),
        ("–", None),
    ],
)
def test_a_text_means_the_one_name_that_differs_in_signs_alone(text, meant):
    assert alike_one(text, ("Metode kerja", "Manusia / SDM", "A.B", "A B", "?")) == meant


@pytest.mark.parametrize("text", ["\u200b\u200b", " \u2060 \ufeff", "\u3164", ""])
def test_a_text_of_the_public_of_which_nobody_sees_anything_is_empty(text):
    assert kept_text(text) == ""


def test_signs_that_nobody_sees_stay_within_a_text_that_is_seen():
    assert kept_text(" Siti\u200d ") == "Siti\u200d"
