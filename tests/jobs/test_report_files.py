"""What `report` prints and writes: it opens well in an Indonesian office, and what was filed stays as it was."""

import re
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from automation.jobs.periodic.sheets import Sheet, write
from automation.jobs.report import paper, report
from automation.ports import Refused
from automation.report.period import Period, WrongEnding
from tests.builders import wita
from tests.jobs.test_periodic import MONDAY, documents, october
from tests.jobs.world import World

SHEETS = (
    Sheet(title="Angka", headings=("Bagian", "Nilai"), rows=(("Median", 5.5), ("=1+1", None)), widths=(30, 12)),
    Sheet(
        title="Daftar",
        headings=("Nomor", "Diterima"),
        rows=(("KEL-2026-0001", "12/10/2026"),),
        widths=(16, 12),
        days=(1,),
    ),
)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "kantor", plain=True)


def test_a_csv_has_the_mark_and_the_signs_that_excel_expects_in_indonesia(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", SHEETS)
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith("\ufeff".encode())
    assert content.decode("utf-8-sig").split("\r\n") == [
        "Angka",
        "Bagian;Nilai",
        "Median;5,5",
        "'=1+1;",
        "",
        "Daftar",
        "Nomor;Diterima",
        "KEL-2026-0001;12/10/2026",
        "",
    ]


def test_an_xlsx_has_widths_a_head_that_stays_and_days_as_days(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", SHEETS)
    book = load_workbook(tmp_path / "a.xlsx")
    figures, listed = book["Angka"], book["Daftar"]
    assert (figures.freeze_panes, figures.column_dimensions["A"].width, figures["A1"].font.bold) == ("A2", 30, True)
    assert (figures["B2"].value, figures["A3"].value, figures["A3"].data_type) == (5.5, "=1+1", "s")
    assert (listed["B2"].value, listed["B2"].number_format) == (datetime(2026, 10, 12), "DD/MM/YYYY")


@pytest.mark.skipif(find_spec("odf") is None, reason="odfpy is not installed")
def test_a_sheet_of_many_columns_is_printed_lying(tmp_path: Path) -> None:
    wide = Sheet(title="Per bulan", headings=("Ukuran", *"JFMAMJ"), rows=(), widths=(46, *[20] * 6))
    write(tmp_path / "a.xlsx", (*SHEETS, wide))
    book = load_workbook(tmp_path / "a.xlsx")
    assert [page.page_setup.orientation for page in book.worksheets] == ["portrait", "portrait", "landscape"]


def test_an_ods_holds_the_same(tmp_path: Path) -> None:
    import pandas as pd

    write(tmp_path / "a.ods", SHEETS)
    found = pd.read_excel(tmp_path / "a.ods", sheet_name=None, engine="odf")
    assert list(found) == ["Angka", "Daftar"]
    assert found["Daftar"].to_dict("list") == {"Nomor": ["KEL-2026-0001"], "Diterima": [pd.Timestamp(2026, 10, 12)]}
    with ZipFile(tmp_path / "a.ods") as package:
        content = package.read("content.xml").decode()
    assert re.findall(r'column-width="([0-9.]+mm)"', content)[:2] == ["63.0mm", "25.2mm"]
    assert content.index("<table:table-column") < content.index("<table:table-row")
    assert re.findall(r"<text:p>([0-9/,]+)</text:p>", content) == ["5,5", "12/10/2026"]
    assert '<number:day number:style="long"/><number:text>/</number:text><number:month' in content
    assert content.count("<table:table-header-rows>") == 2
    assert 'fo:font-weight="bold"' in content


def test_another_ending_is_refused_before_anything_is_written(world: World, tmp_path: Path) -> None:
    october(world)
    with pytest.raises(WrongEnding, match=r"\.xlsx"):
        report(world.ledger, world.settings, Period.parse("2026-10"), tmp_path / "a.doc")
    assert not (tmp_path / "a.doc").exists()


def test_the_report_of_a_period_that_was_filed_is_the_file_that_was_filed_a_year_later_too(
    world: World, tmp_path: Path
) -> None:
    october(world)
    world.tick(MONDAY)
    world.now = wita(9, 9)
    world.complain(received_at="2026-10-30 10:00")
    world.tick(wita(9, 9))
    for ending in ("docx", "pdf"):
        paper(world.job, Period.parse("2026-10"), tmp_path / f"a.{ending}", wita(9, 9, year=2027))
        filed = documents(world)[f"Laporan Penanganan Keluhan Oktober 2026.{ending}"]
        assert (tmp_path / f"a.{ending}").read_bytes() == filed
    assert "Dilaporkan (berkasnya di folder Laporan): sisa awal 0, diterima 2," in report(
        world.ledger, world.settings, Period.parse("2026-10")
    )


def test_a_filed_report_that_somebody_edited_is_not_given_out_as_the_filed_one(world: World, tmp_path: Path) -> None:
    october(world)
    world.tick(MONDAY)
    id = world.ledger.memory().results["kantor/laporan/2026-10"].split()[0]
    world.drive.edit(id, b"lain")
    with pytest.raises(Refused, match="disunting"):
        paper(world.job, Period.parse("2026-10"), tmp_path / "a.docx", wita(9, 9))


def test_a_period_that_was_not_filed_can_be_drawn_up(world: World, tmp_path: Path) -> None:
    october(world)
    told = paper(world.job, Period.parse("2026-10"), tmp_path / "a.docx", wita(30, 9, month=10))
    assert "menurut catatan sekarang" in told
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")


def test_the_year_beside_its_months_holds_no_more_than_they_and_no_cell_is_cut_off(
    world: World, tmp_path: Path
) -> None:
    october(world)
    report(world.ledger, world.settings, Period.parse("2026-Q3"), tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    head, *rows = book["Per bulan"].iter_rows(values_only=True)
    came_in = next(dict(zip(head, row, strict=True)) for row in rows if row[1] == "Diterima")
    assert (came_in["Okt 2026"], came_in["s.d. Sep 2026"]) == (None, 0)
    for page in book:
        for place, column in enumerate(page.iter_cols(values_only=True), 1):
            width = page.column_dimensions[get_column_letter(place)].width
            assert all(len(text) <= width for text in column if isinstance(text, str)), page.title


def test_a_year_stands_month_by_month_beside_the_year_before_with_charts(world: World, tmp_path: Path) -> None:
    october(world)
    report(world.ledger, world.settings, Period.parse("2026-11"), tmp_path / "a.xlsx")
    page = load_workbook(tmp_path / "a.xlsx")["Per bulan"]
    head, *rows = page.iter_rows(values_only=True)
    by_name = {row[1]: dict(zip(head, row, strict=True)) for row in rows}
    came_in, left = by_name["Diterima"], by_name["Masih ditangani pada akhir masa"]
    assert (came_in["Sep 2026"], came_in["Okt 2026"], came_in["s.d. Nov 2026"], came_in["2025"]) == (0, 2, 2, 0)
    assert (left["Nov 2026"], left["Des 2026"]) == (2, None)
    assert by_name["15–30 hari"]["Okt 2026"] == 2
    assert by_name["(belum didisposisikan)"]["Okt 2026"] == 2
    report(world.ledger, world.settings, Period.parse("2026"), tmp_path / "b.xlsx", date(2026, 11, 9))
    head, *rows = load_workbook(tmp_path / "b.xlsx")["Per bulan"].iter_rows(values_only=True)
    assert {dict(zip(head, row, strict=True))["Des 2026"] for row in rows} == {None}
    with ZipFile(tmp_path / "a.xlsx") as parts:
        assert sum(name.startswith("xl/charts/chart") for name in parts.namelist()) == 3
