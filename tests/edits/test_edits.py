"""Whatever people edit, letter, mail, Arsip and Riwayat agree, and only what was approved leaves the office."""

import io
from datetime import date
from pathlib import Path

import docx
import pytest

from .checker import violations
from .office import EditedOffice
from .playing import played
from .signers import LastGood


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_hundred_edits_of_any_cell_tab_and_draft_leave_no_contradiction(tmp_path: Path, seed: int) -> None:
    _, found = played(tmp_path, seed, 100)
    assert found == []


@pytest.fixture
def office(tmp_path: Path) -> EditedOffice:
    office = EditedOffice(tmp_path, 1)
    office.complains()
    office.tick()
    assert list(violations(office)) == []
    return office


def test_a_letter_that_names_who_holds_no_office_is_seen(office: EditedOffice) -> None:
    document, out = docx.Document(), io.BytesIO()
    for line in ("Surat Balasan", "Kepala Balai,", " Ratna Wulandari", "NIP"):
        document.add_paragraph(line)
    document.save(out)
    office.printed.append((out.getvalue(), frozenset({"Ratna Wulandari"})))
    assert list(violations(office)) == []
    office.printed.append((out.getvalue(), frozenset({"Wulan Sari"})))
    assert "nobody of ['Wulan Sari']" in "".join(violations(office))


def test_a_sheet_that_nobody_asked_for_and_one_that_is_there_twice_are_seen(office: EditedOffice) -> None:
    for _ in range(2):
        office.world.drive.drop("root", "KEL-2026-0001 Label Map.docx", b"")
    found = "\n".join(violations(office))
    assert "was never asked for" in found
    assert "is there 2 times" in found


def test_two_rows_of_one_action_and_a_time_that_nothing_follows_from_are_seen(office: EditedOffice) -> None:
    office.world.workbook.add_row("Tindakan", action="TND-0001")
    office.types("KEL-2026-0001", corrected_received=f"{office.world.now:%d/%m/%Y} 00:30")
    found = "\n".join(violations(office))
    assert "two rows of one action" in found
    assert "the row says" in found


def test_a_tab_that_cannot_be_read_leaves_who_signed_before() -> None:
    head = {"Jabatan": "Kepala Balai", "Nama": "Ratna", "Surel pejabat": "a@b.c", "Dari": "", "Sampai": ""}
    acting = {**head, "Jabatan": "Plh. Kepala Balai", "Nama": "Indra", "Dari": "02/11/2026", "Sampai": "03/11/2026"}
    tab, day = LastGood(), date(2026, 11, 2)
    tab.look([head, acting], [])
    assert tab.may_sign(day) == {"Indra"}
    tab.look([head, {**acting, "Dari": "entah"}], [])
    assert tab.may_sign(day) == {"Indra"}
    tab.look([head, {**acting, "Dari": "03/11/2026"}], [])
    assert tab.may_sign(day) == {"Ratna"}
