"""Files of old registers, as Excel and LibreOffice write them, are opened into what people see in them."""

from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from automation.jobs.importing.old_file import OldSheet, Unusable, WrongRegister, opened, text_of
from tests.importing.registers import HEADINGS, a_row, a_sheet, an_xlsx


def texts(sheet: OldSheet) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in sheet.rows]


def test_an_xlsx_shows_days_numbers_and_texts_at_their_places(tmp_path: Path) -> None:
    (sheet,) = opened(an_xlsx(tmp_path / "lama.xlsx", a_row(1), above=["REGISTER", ""]))
    assert sheet.headings(3) == HEADINGS
    assert sheet.cell(4, 1) == 1
    assert sheet.cell(4, 2) == datetime(2025, 3, 5)
    assert text_of(sheet.cell(4, 2)) == "05/03/2025"


def test_merged_cells_formulas_and_errors_of_an_xlsx_are_known(tmp_path: Path) -> None:
    book = Workbook()
    page = book.create_sheet("Register", 0)
    page.append(["No", "Nama", "Rumus"])
    page.append([1, "Ani", "=A2+1"])
    page.append([2, None, "teks"])
    page["C3"].value = "#REF!"
    page["C3"].data_type = "e"
    page.merge_cells("B2:B3")
    book.save(tmp_path / "lama.xlsx")
    (sheet,) = opened(tmp_path / "lama.xlsx")
    assert sheet.cell(2, 3) is Unusable.FORMULA
    assert sheet.cell(3, 3) is Unusable.ERROR
    (area,) = sheet.merged
    assert (area.first_row, area.last_row, area.first_column, area.last_column) == (2, 3, 2, 2)


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_whatever_stands_between_its_cells(tmp_path: Path, sign: str, charset: str) -> None:
    file = tmp_path / "lama.csv"
    file.write_bytes(f'No{sign}Nama{sign}Isi\r\n1{sign}André{sign}"satu\r\ndua"\r\n'.encode(charset))
    (sheet,) = opened(file)
    assert texts(sheet) == [["No", "Nama", "Isi"], ["1", "André", "satu dua"]]


def test_a_csv_that_excel_calls_unicode_text_is_read(tmp_path: Path) -> None:
    file = tmp_path / "lama.csv"
    file.write_bytes("No\tNama\r\n1\tAndré\r\n".encode("utf-16"))
    (sheet,) = opened(file)
    assert texts(sheet) == [["No", "Nama"], ["1", "André"]]


def test_another_kind_of_file_that_was_renamed_to_csv_is_refused(tmp_path: Path) -> None:
    file = an_xlsx(tmp_path / "lama.xlsx", a_row(1)).rename(tmp_path / "lama.csv")
    with pytest.raises(WrongRegister, match="bukan seperti akhiran namanya"):
        opened(file)


def test_an_ods_is_read_with_its_rows_where_they_stand(tmp_path: Path) -> None:
    rows = [["REGISTER", None], [None, None], ["No", "Tanggal"], [1, date(2025, 3, 5)]]
    with pd.ExcelWriter(tmp_path / "lama.ods", engine="odf") as out:
        pd.DataFrame(rows).to_excel(out, header=False, index=False)
    (sheet,) = opened(tmp_path / "lama.ods")
    assert texts(sheet)[2:] == [["No", "Tanggal"], ["1", "05/03/2025"]]


def test_sheets_without_anything_and_empty_rows_at_the_end_are_left_out(tmp_path: Path) -> None:
    file = an_xlsx(tmp_path / "lama.xlsx", a_row(1), dict.fromkeys(HEADINGS))
    (sheet,) = opened(file)
    assert len(sheet.rows) == len(a_sheet(a_row(1)).rows)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("lama.xlsx", b"bukan", "tidak dapat dibuka"),
        ("lama.ods", b"PK\x03\x04", "tidak dapat dibuka"),
        ("lama.xls", b"", "“.xls” tidak dapat dibaca. Simpan register sebagai .xlsx"),
        ("lama.csv", b" \n;;\n", "tidak berisi tabel"),
    ],
)
def test_what_is_no_register_is_refused_with_what_to_do(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(WrongRegister, match=said):
        opened(file)


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(WrongRegister, match=r"Berkas tiada.xlsx tidak ada\."):
        opened(Path("tiada.xlsx"))


def test_a_file_beyond_any_register_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "lama.csv"
    file.write_bytes(b"x" * 20_000_001)
    with pytest.raises(WrongRegister, match="lebih dari 20 MB"):
        opened(file)
