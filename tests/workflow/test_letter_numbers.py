"""The office's own numbers count by rule and year, never by a number's end."""

from datetime import date

import pytest

from automation.workflow.letter_numbers import compared, next_number

NOVEMBER = date(2026, 11, 4)


def given(pattern: str, *numbers: str, archive_class: str = "") -> str:
    return next_number(pattern, map(compared, numbers), NOVEMBER, archive_class)


def test_a_rule_that_ends_with_the_month_counts_on() -> None:
    pattern = "{urut}/BSPJI/{tahun}/{bulan}"
    assert given(pattern) == "1/BSPJI/2026/XI"
    assert given(pattern, "1/BSPJI/2026/X", "2/BSPJI/2026/XI") == "3/BSPJI/2026/XI"


def test_a_new_year_begins_anew() -> None:
    assert given("{urut}/BSPJI/{bulan}/{tahun}", "41/BSPJI/XII/2025") == "1/BSPJI/XI/2026"


def test_numbers_of_another_rule_do_not_count() -> None:
    assert given("{urut}/A/{tahun}", "9/B/2026", "B/120/BSPJI/XI/2026") == "1/A/2026"


def test_the_highest_counts_and_not_how_many_there_are() -> None:
    assert given("{urut}/A/{tahun}", "7/A/2026") == "8/A/2026"


@pytest.mark.parametrize("pattern", ["{urut}/A", "A-{urut:03}/{tahun}", "{tahun}.{urut}.{tahun}"])
def test_any_rule_gives_each_number_once(pattern: str) -> None:
    taken: list[str] = []
    for _ in range(12):
        taken.append(given(pattern, *taken))
    assert len(set(taken)) == 12


def test_a_rule_may_name_the_month_in_two_digits_and_the_archive_s_class() -> None:
    pattern = "B-{urut}/BSPJI-SMD/{klasifikasi}/{bulan_angka}/{tahun}"
    assert given(pattern, archive_class="HM.01.02") == "B-1/BSPJI-SMD/HM.01.02/11/2026"
    assert given(pattern, "B-7/BSPJI-SMD/KP.03/02/2026", archive_class="HM.01.02") == "B-8/BSPJI-SMD/HM.01.02/11/2026"
