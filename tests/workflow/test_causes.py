"""The kind of a cause is asked for, and nothing waits for it."""

import pytest

from automation.workflow.causes import category_of
from tests.builders import wita

from .walking import ACTED, CAUSED, Walk

ASKED = "Kategori penyebab: pilih"


def test_a_cause_without_its_category_is_asked_about_and_the_case_goes_on() -> None:
    walk = Walk(asks_category=True).fill(**CAUSED).tick(wita(2))
    assert walk.step == 6
    assert ASKED in walk.warnings
    walk.fill(cause_category="Metode").tick(wita(3))
    assert ASKED not in walk.warnings
    assert category_of(walk.case) == "Metode"


def test_nobody_is_asked_where_the_register_has_no_such_column() -> None:
    assert ASKED not in Walk().fill(**CAUSED).tick(wita(2)).warnings


def test_nobody_is_asked_before_the_cause_is_known() -> None:
    walk = Walk(asks_category=True).fill(**{key: text for key, text in CAUSED.items() if key != "cause"})
    assert ASKED not in walk.tick(wita(2)).warnings


def test_a_category_that_is_not_in_the_list_is_named_once() -> None:
    walk = Walk(asks_category=True).fill(**CAUSED, cause_category="Cuaca").tick(wita(2))
    assert any("Manusia" in str(one) for one in walk.bad)
    assert ASKED not in walk.warnings


@pytest.mark.parametrize("cells", [{}, {"cause_category": "Bahan"}])
def test_the_category_of_another_round_counts_once_the_cause_is_found_anew(cells: dict[str, str]) -> None:
    tried = {**ACTED, "cause_category": "Metode", "applied_on": "03/11/2026", "verification": "Belum"}
    walk = Walk(asks_category=True).fill(**tried, verified_by="Tini Wakil", effective="Tidak").tick(wita(3))
    assert walk.step == 5
    assert category_of(walk.case) == ""
    walk.fill(cause="Alat aus", **cells).tick(wita(4))
    assert category_of(walk.case) == cells.get("cause_category", "Metode")
