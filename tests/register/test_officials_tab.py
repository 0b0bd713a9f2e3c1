"""The tab Pejabat is read whole or not at all."""

from datetime import date
from typing import Any

import pytest

from automation.domain.officials import Post, Standing, Term, standing_on
from automation.register.officials_tab import ReadTerms, officials_in, post_in
from automation.register.schema import tabs

TAB = tabs()["officials"]
GROUPS = {"pokja pengujian": "Pokja Pengujian", "tim halal": "Tim Halal"}
HEAD = ("Kepala Balai", "Ratna Wulandari, S.T., M.T.", "197205141998032001", "kepala@balai.example", "", "")
OFFICER = ("Petugas Pelayanan", "Dewi Lestari", "", "dewi@balai.example", "", "")


def read(*rows: tuple[Any, ...]) -> ReadTerms:
    return officials_in(TAB, [[column.heading for column in TAB.columns], *rows], GROUPS.values())


def a_term(post: Post, name: str = "Ratna", first: date | None = None, last: date | None = None) -> Term:
    return Term(post=post, name=name, email=f"{name.lower()}@balai.example", first=first, last=last)


@pytest.mark.parametrize(
    ("text", "post"),
    [
        ("Kepala Balai", (Post.HEAD, "")),
        ("  kepala   balai ", (Post.HEAD, "")),
        ("Plh", (Post.PLH, "")),
        ("PLH. KEPALA BALAI", (Post.PLH, "")),
        ("Plt.Kepala Balai", (Post.PLT, "")),
        ("Wakil", (Post.HEAD_DEPUTY, "")),
        ("Wakil Kepala Balai", (Post.HEAD_DEPUTY, "")),
        ("Petugas", (Post.OFFICER, "")),
        ("ketua pokja pengujian", (Post.GROUP_LEAD, "Pokja Pengujian")),
        ("Ketua Tim Halal", (Post.GROUP_LEAD, "Tim Halal")),
        ("Wakil Ketua Tim Halal", (Post.GROUP_DEPUTY, "Tim Halal")),
        ("Wakil Pokja Pengujian", (Post.GROUP_DEPUTY, "Pokja Pengujian")),
        ("Kepala Subbagian Tata Usaha", None),
        ("Plh. Ketua Pokja Pengujian", None),
        ("Ketua Pokja Kopi", None),
        ("Plh. Bendahara", None),
        ("", None),
    ],
)
def test_an_office_is_read_as_people_write_it_or_not_at_all(text: str, post: object) -> None:
    assert post_in(text, GROUPS) == post


def test_a_whole_tab_is_read() -> None:
    found = read(HEAD, OFFICER)
    assert found.faults == ()
    assert [(term.post, term.nip, term.row) for term in found.terms] == [
        (Post.HEAD, HEAD[2], 2),
        (Post.OFFICER, "", 3),
    ]


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([OFFICER], "tidak ada baris Kepala Balai"),
        ([HEAD], "tidak ada baris Petugas Pelayanan"),
        ([HEAD, OFFICER, ("", "Budi", "", "budi@balai.example", "", "")], "baris 4, kolom Jabatan: kosong"),
        ([HEAD, (*OFFICER[:4], "31/02/2026", "")], "baris 3, kolom Dari: bukan tanggal"),
        ([(*HEAD[:2], 197205141998032001.0, *HEAD[3:]), OFFICER], "baris 2, kolom NIP: terbaca sebagai angka"),
        ([HEAD, HEAD, OFFICER], "baris 3, kolom Dari: jabatan ini pada hari yang sama sudah ada di baris 2"),
    ],
)
def test_a_fault_names_row_and_cell(rows: list[tuple[Any, ...]], what: str) -> None:
    assert any(what in fault for fault in read(*rows).faults)


def test_a_missing_heading_is_a_fault_and_no_crash() -> None:
    assert "Jabatan" in officials_in(TAB, [["Nama"]], ()).faults[0]


def test_who_follows_the_next_day_does_not_overlap() -> None:
    before = (*HEAD[:4], "", "04/11/2026")
    after = ("Kepala Balai", "Wulan Sari", "", "wulan@balai.example", "05/11/2026", "")
    assert read(before, after, OFFICER).faults == ()
    assert read(before, (*after[:4], "04/11/2026", ""), OFFICER).faults


def test_two_may_not_act_on_one_day_and_one_may_act_beside_the_head() -> None:
    acting = ("Plh.", "Indra Kusuma", "", "indra@balai.example", "02/11/2026", "03/11/2026")
    other = ("Plt.", "Wulan Sari", "", "wulan@balai.example", "03/11/2026", "")
    assert read(HEAD, acting, OFFICER).faults == ()
    assert read(HEAD, acting, other, OFFICER).faults


def standing(*terms: Term) -> Standing:
    return standing_on(terms, date(2026, 11, 4))


def test_bounds_are_included() -> None:
    day = date(2026, 11, 4)
    assert standing(a_term(Post.HEAD, first=day, last=day)).head is not None
    assert standing(a_term(Post.HEAD, first=day, last=day)).bridged == (Post.HEAD,)[:0]


def test_where_nobody_holds_an_office_who_held_it_last_goes_on() -> None:
    older = a_term(Post.HEAD, "Lama", last=date(2026, 10, 1))
    newer = a_term(Post.HEAD, "Ratna", date(2026, 10, 2), date(2026, 11, 3))
    coming = a_term(Post.HEAD, "Wulan", date(2026, 11, 9))
    found = standing(older, newer, coming)
    assert (found.head, found.bridged) == (newer, (Post.HEAD,))


def test_an_apostrophe_that_stayed_in_a_cell_of_plain_text_is_no_part_of_the_nip() -> None:
    found = read((*HEAD[:2], "'197205141998032001", *HEAD[3:]), OFFICER)
    assert [term.nip for term in found.terms][:1] == ["197205141998032001"]


def test_qualifications_are_kept_as_written_and_asked_of_nobody() -> None:
    read_terms = read((*HEAD, "S2 Teknik Kimia;  pelatihan ISO 10002"), OFFICER)
    assert read_terms.faults == ()
    assert [term.qualifications for term in read_terms.terms] == ["S2 Teknik Kimia; pelatihan ISO 10002", ""]


def test_a_workbook_from_before_has_no_such_column() -> None:
    headings = [column.heading for column in TAB.columns if column.key != "qualifications"]
    assert officials_in(TAB, [headings, HEAD, OFFICER], GROUPS.values()).faults == ()
