"""Old registers as offices have them: rows by heading, as sheets in memory and as files."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from automation.domain.vocabulary import Outcome
from automation.jobs.importing.column_map import ColumnMap
from automation.jobs.importing.old_file import Area, OldSheet

HEADINGS = ("No", "Tanggal", "Nama Pelanggan", "Email", "Uraian Keluhan", "Jenis Layanan", "Status", "Tgl Selesai")
COLUMNS = {
    "former_number": "No",
    "received_at": "Tanggal",
    "complainant": "Nama Pelanggan",
    "email": "Email",
    "description": "Uraian Keluhan",
    "stated_service": "Jenis Layanan",
    "status": "Status",
    "ended_on": "Tgl Selesai",
}
STATUSES = {"selesai": Outcome.SETTLED, "dicabut": Outcome.WITHDRAWN, "proses": None}


def a_row(number: object = 1, **changes: Any) -> dict[str, Any]:
    """A complaint that was settled; a change is named by its key in `COLUMNS`."""
    row = {
        "No": number,
        "Tanggal": date(2025, 3, 5),
        "Nama Pelanggan": "Hasan Basri",
        "Email": "hasan@lama.example",
        "Uraian Keluhan": f"Sertifikat nomor {number} terlambat terbit.",
        "Jenis Layanan": "Sertifikasi produk",
        "Status": "Selesai",
        "Tgl Selesai": date(2025, 3, 20),
    }
    named = {**COLUMNS, **{heading: heading for heading in row}}
    return {**row, **{named.get(key, key): value for key, value in changes.items()}}


def an_open_row(number: object = 1, **changes: Any) -> dict[str, Any]:
    return a_row(number, **{"status": "Proses", "ended_on": None, **changes})


def a_map(**changes: Any) -> ColumnMap:
    columns = {**COLUMNS, **changes.pop("columns", {})}
    values = {"sheet": "", "heading_row": 1, "columns": columns, "kept": (), "statuses": STATUSES, **changes}
    return ColumnMap(**values)


def a_sheet(*rows: dict[str, Any], merged: Sequence[Area] = (), title: str = "Register") -> OldSheet:
    headings = tuple(dict.fromkeys((*HEADINGS, *(heading for row in rows for heading in row))))
    cells = tuple(tuple(row.get(heading) for heading in headings) for row in rows)
    return OldSheet(title=title, rows=(headings, *cells), merged=tuple(merged))


def an_xlsx(file: Path, *rows: dict[str, Any], above: Sequence[str] = ()) -> Path:
    """Write rows as .xlsx, with lines above the headings."""
    book = Workbook()
    page = book.create_sheet("Register", 0)
    sheet = a_sheet(*rows)
    for line in above:
        page.append([line])
    for row in sheet.rows:
        page.append(list(row))
    book.save(file)
    return file
