"""The office's own lists, as their tabs read."""

from automation.register.own_list_tab import names_in
from automation.register.schema import tabs
from tests.hostile import HOSTILE

TAB = tabs()["causes"]
HEADINGS = ("Kategori", "Penjelasan")


def test_the_list_is_read_in_its_order_each_name_once() -> None:
    table = [HEADINGS, ("Manusia", ""), (" Alat  ukur ", "aus"), ("", "tanpa nama"), ("manusia", "lagi")]
    assert names_in(TAB, table) == (("Manusia", "Alat ukur"), ())


def test_an_empty_list_and_an_absent_tab_name_none() -> None:
    assert names_in(TAB, ()) == names_in(TAB, [HEADINGS]) == ((), ())


def test_what_is_no_word_is_named_by_its_row() -> None:
    names, faults = names_in(TAB, [HEADINGS, (True, ""), ("Bahan", "")])
    assert names == ("Bahan",)
    assert "baris 2" in faults[0]


def test_a_renamed_heading_is_named_and_nothing_is_read() -> None:
    names, faults = names_in(TAB, [("Jenis", "Penjelasan"), ("Bahan", "")])
    assert names == ()
    assert "Kategori" in faults[0]


def test_whatever_people_type_is_a_name_or_a_fault() -> None:
    for text in HOSTILE.values():
        names, faults = names_in(TAB, [HEADINGS, (text, "")])
        assert len(names) <= 1
        assert all(isinstance(fault, str) for fault in faults)
