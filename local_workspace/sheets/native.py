"""What Drive asks about spreadsheets: copies, removal, export, conversion of uploads."""

from __future__ import annotations

import csv
import io
import secrets

from local_workspace.core.clock import Clock
from local_workspace.drive.file import File
from local_workspace.drive.natives import Native

from .export import as_text, as_xlsx, from_xlsx
from .model import Sheet
from .persistence import new_sheet
from .reader import Reader
from .spreadsheets import Spreadsheets
from .writing import Writer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
TSV = "text/tab-separated-values"


def native_spreadsheets(sheets: Spreadsheets, clock: Clock) -> Native:
    """Return Drive's view of the spreadsheets."""

    def reader(id: str) -> Reader:
        return sheets.reader(sheets.books.read(id), clock.now())

    def copied(source: str, file: File) -> None:
        sheets.books.copy(source, file.id)

    def from_text(file: File, content: bytes, delimiter: str) -> None:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig", "replace")), delimiter=delimiter))
        width = max((len(row) for row in rows), default=1)
        # A converted text gets an id of its own, where a spreadsheet made empty begins with 0.
        sheet = new_sheet(1 + secrets.randbelow(2**31 - 2), _title(file.name), max(1000, len(rows)), max(26, width))
        book = sheets.books.start(file.id, [sheet])
        writer = Writer(book, sheets.today(book, clock.now()))
        for index, row in enumerate(rows):
            writer.typed_row(sheet, index, 0, list(row))

    def from_workbook(file: File, content: bytes) -> None:
        found: list[Sheet] = []
        for number, (title, height, width, rows) in enumerate(from_xlsx(content, sheets.books.shared)):
            sheet = new_sheet(number, title, height, width)
            for index, cells in enumerate(rows):
                for column, one in enumerate(cells):
                    sheet.put(index, column, one)
            found.append(sheet)
        sheets.books.start(file.id, found or [new_sheet(0, "Sheet1")])

    return Native(
        copied=copied,
        deleted=sheets.books.forget,
        exports={
            XLSX: lambda id: as_xlsx(reader(id)),
            CSV: lambda id: as_text(reader(id), ","),
            TSV: lambda id: as_text(reader(id), "\t"),
        },
        imports={
            XLSX: from_workbook,
            CSV: lambda file, content: from_text(file, content, ","),
            TSV: lambda file, content: from_text(file, content, "\t"),
        },
    )


def _title(name: str) -> str:
    stem, dot, _ = name.rpartition(".")
    return (stem if dot else name)[:100] or "Sheet1"
