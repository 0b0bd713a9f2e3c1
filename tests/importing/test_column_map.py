"""Which column is which is asked once, with a likely answer each, and kept."""

from pathlib import Path

import pytest

from automation.domain.vocabulary import Outcome
from automation.jobs.importing import column_map, wording
from automation.jobs.importing.column_map import asked, beside, keep, read
from automation.jobs.importing.old_file import OldSheet, WrongRegister
from tests.importing.registers import COLUMNS, a_map, a_row, a_sheet, an_open_row


class Typist:
    """Types what is prepared, and Enter to the rest."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.shown: list[str] = []

    def __call__(self, question: str) -> str:
        self.asked.append(question)
        about = question.partition(" [")[0]
        return self.answers.pop(about, "")


def test_enter_takes_the_likely_columns() -> None:
    typist = Typist()
    found = asked([a_sheet(a_row(1), an_open_row(2))], typist, typist.shown.append)
    assert found.columns == COLUMNS
    assert found.heading_row == 1
    assert found.statuses == {"selesai": Outcome.SETTLED, "proses": None}
    assert found.kept == ()


def test_headings_below_a_title_are_found() -> None:
    sheet = a_sheet(a_row(1))
    below = OldSheet(title="R", rows=(("REGISTER KELUHAN TAHUN 2025",), (), *sheet.rows))
    assert column_map.likely_heading_row(below) == 3


def test_of_headings_in_two_rows_the_lower_counts_and_takes_what_stands_above_where_it_is_empty() -> None:
    rows = (
        ("No", "Tanggal", None, "Pelapor", "Uraian"),
        (None, "Masuk", "Selesai", None, None),
        (1, "a", "b", "c", "d"),
    )
    sheet = OldSheet(title="R", rows=rows)
    assert sheet.headings(2) == ("No", "Masuk", "Selesai", "Pelapor", "Uraian")
    assert column_map.likely_heading_row(sheet) == 2
    assert column_map.likely_heading_row(OldSheet(title="R", rows=(("A", "B"), (1, 2)))) == 1


def test_other_columns_are_kept_where_a_person_wants_them() -> None:
    typist = Typist(**{wording.WHICH_KEPT: "-"})
    assert asked([a_sheet(a_row(1, Petugas="Sari"))], typist, typist.shown.append).kept == ()
    assert asked([a_sheet(a_row(1, Petugas="Sari"))], Typist(), typist.shown.append).kept == ("Petugas",)


def test_an_answer_that_cannot_be_used_is_asked_again() -> None:
    typist = Typist(nomor="99", diterima="-")
    found = asked([a_sheet(a_row(1))], typist, typist.shown.append)
    assert found.columns["former_number"] == "No"
    assert wording.NOT_AMONG in typist.shown
    assert wording.NEEDED in typist.shown


def test_a_register_that_tells_no_end_is_asked_about_again() -> None:
    typist = Typist(status="-", tanggal_selesai="-")
    found = asked([a_sheet(a_row(1))], typist, typist.shown.append)
    assert wording.ONE_OF_BOTH in typist.shown
    assert found.columns["status"] == "Status"


def test_of_several_sheets_one_is_asked_for() -> None:
    typist = Typist(**{wording.WHICH_SHEET: "2"})
    found = asked([a_sheet(title="Daftar"), a_sheet(a_row(1), title="2025")], typist, typist.shown.append)
    assert found.sheet == "2025"


def test_a_map_is_kept_and_read_again(tmp_path: Path) -> None:
    kept = a_map(sheet="Register “2025”", kept=("Ket.", "PIC\\B"))
    file = beside(tmp_path / "lama.xlsx")
    keep(kept, file)
    assert file.name == "lama.xlsx.peta.toml"
    assert read(file) == kept


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kolom = ", "tidak dapat dibaca"),
        ("baris_judul = 1\n[kolom]\nnomor = 'No'", "“diterima” belum diisi"),
        ("baris_judul = 1\n[kolom]\nnomer = 'No'", "“nomer” tidak dikenal"),
        ("baris_judul = 'satu'\n[kolom]", "“baris_judul” belum diisi"),
        ("warna = 1", "“warna” tidak dikenal"),
        ("kolom = 3\nstatus = []", "“kolom” tidak dikenal"),
        ("baris_judul = 1\n[kolom]\nnomor='No'\n[status]\nSelesai='Beres'", "“Beres” tidak dikenal"),
    ],
)
def test_a_map_with_faults_is_refused_and_they_are_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "peta.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongRegister, match=said):
        read(file)


def test_a_sheet_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(WrongRegister, match=r"Lembar “2024” tidak ada di berkas\. Yang ada: Register, 2025"):
        column_map.sheet_of(a_map(sheet="2024"), [a_sheet(), a_sheet(title="2025")])
