"""Tables as files that open well in an Indonesian office: widths, heads, days as days, `;` and a decimal comma."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from automation.domain.dates import date_in, short_date
from automation.report.period import WrongEnding

from . import wording

if TYPE_CHECKING:
    from odf.element import Element
    from odf.opendocument import OpenDocument
    from odf.style import Style
    from openpyxl.chart import LineChart
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | None
KINDS = (".xlsx", ".ods", ".csv", ".docx", ".pdf")
#: So many millimetres a sign is wide.
_SIGN = 2.1
#: Signs side by side that can still be read where a page stands upright.
_MOST_UPRIGHT = 150
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """Rows of a table of which an .xlsx shows a chart, one line each.

    Attributes:
        first, end: the first of these rows, from 0, and the one after the last.
        columns: the first column with numbers, from 0, and the one after the last.
        names: the column that says what each line is.
    """

    title: str
    first: int
    end: int
    columns: tuple[int, int]
    names: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One table; `widths` are in signs, and `days` are the columns that hold days, from 0."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    days: tuple[int, ...] = ()
    charts: tuple[Charted, ...] = ()

    def cells(self) -> Iterator[tuple[Cell | date, ...]]:
        """Return its rows, with days as days."""
        for row in self.rows:
            yield tuple(_day(cell) if place in self.days else cell for place, cell in enumerate(row))


def _day(cell: Cell) -> Cell | date:
    return date_in(cell) or cell if isinstance(cell, str) else cell


def check_ending(file: Path) -> None:
    """Check that a file can be written as what its name says.

    Raises:
        WrongEnding: it cannot.
    """
    if file.suffix.lower() not in KINDS:
        raise WrongEnding(wording.wrong_ending(file.suffix, KINDS))


def write(file: Path, sheets: Sequence[Sheet]) -> None:
    """Write tables as .xlsx or .ods, or else as .csv, one below the other."""
    match file.suffix.lower():
        case ".xlsx":
            _write_xlsx(file, sheets)
        case ".ods":
            _write_ods(file, sheets)
        case _:
            _write_csv(file, sheets)


def _write_csv(file: Path, sheets: Sequence[Sheet]) -> None:
    """Write with a mark of UTF-8 and semicolons: Excel with Indonesian settings splits such a file by itself."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        for place, sheet in enumerate(sheets):
            if place:
                writer.writerow([])
            writer.writerow([sheet.title])
            writer.writerow(sheet.headings)
            writer.writerows([_printed(cell) for cell in row] for row in sheet.cells())


def _printed(cell: Cell | date) -> str:
    match cell:
        case None:
            return ""
        case date():
            return short_date(cell)
        case float():
            return f"{cell:.12g}".replace(".", ",")
        case str():
            return f"'{cell}" if cell.startswith(_FORMULA) else cell
        case _:
            return str(cell)


def _write_xlsx(file: Path, sheets: Sequence[Sheet]) -> None:
    from openpyxl import Workbook  # it takes longer to import than most commands take
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        page.append(list(sheet.headings))
        for row in sheet.cells():
            page.append(list(row))
        for cell in page[1]:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7ECF2")
            cell.alignment = Alignment(vertical="center", wrap_text=True)
        for place, width in enumerate(sheet.widths):
            letter = get_column_letter(place + 1)
            page.column_dimensions[letter].width = width
            for cell in page[letter][1:]:
                if place in sheet.days:
                    cell.number_format = "DD/MM/YYYY"
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # What begins with "=" is a word and no formula.
        page.freeze_panes = "A2"
        page.page_setup.paperSize, page.page_setup.fitToHeight = page.PAPERSIZE_A4, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_setup.orientation = "landscape" if sum(sheet.widths) > _MOST_UPRIGHT else "portrait"
        page.print_title_rows = "1:1"
        for place, charted in enumerate(sheet.charts):
            page.add_chart(_line_chart(page, charted), f"A{len(sheet.rows) + 3 + 17 * place}")
    book.save(file)


def _line_chart(page: Worksheet, charted: Charted) -> LineChart:
    """Return a chart that Excel draws itself, of rows whose heads say the month."""
    from openpyxl.chart import LineChart, Reference, Series

    chart = LineChart()
    chart.title, chart.height, chart.width = charted.title, 8, 26
    # Some programs hide the axes of a chart that does not say otherwise.
    chart.x_axis.delete = chart.y_axis.delete = False
    first, end = charted.columns
    for row in range(charted.first + 2, charted.end + 2):
        numbers = Reference(page, min_col=first + 1, max_col=end, min_row=row, max_row=row)
        chart.series.append(Series(numbers, title=str(page.cell(row, charted.names + 1).value)))
    chart.set_categories(Reference(page, min_col=first + 1, max_col=end, min_row=1, max_row=1))
    return chart


def _write_ods(file: Path, sheets: Sequence[Sheet]) -> None:
    """Write widths, heads that every printed page repeats, days and numbers as such."""
    from odf.opendocument import OpenDocumentSpreadsheet  # only who asks for such a file waits for it
    from odf.table import Table, TableColumn, TableHeaderRows, TableRow

    book = OpenDocumentSpreadsheet()
    styles = _OdsStyles(book)
    for sheet in sheets:
        page = Table(name=sheet.title)
        for width in sheet.widths:
            page.addElement(TableColumn(stylename=styles.column(width)))
        head, top = TableHeaderRows(), TableRow()
        for heading in sheet.headings:
            top.addElement(styles.cell(heading, styles.head))
        head.addElement(top)
        page.addElement(head)
        for cells in sheet.cells():
            row = TableRow()
            for cell in cells:
                row.addElement(styles.cell(cell))
            page.addElement(row)
        book.spreadsheet.addElement(page)
    book.save(str(file))


class _OdsStyles:
    """The styles of one .ods, each made once, and cells that bear them."""

    def __init__(self, book: OpenDocument) -> None:
        from odf.number import DateStyle, Day, Month, Text, Year
        from odf.style import Style, TableCellProperties, TextProperties

        self.book = book
        self.columns: dict[int, Style] = {}
        self.head = Style(name="kepala", family="table-cell")
        self.head.addElement(TextProperties(fontweight="bold"))
        self.head.addElement(TableCellProperties(backgroundcolor="#E7ECF2", wrapoption="wrap"))
        shown = DateStyle(name="tanggal")
        for part in (Day(style="long"), Text(text="/"), Month(style="long"), Text(text="/"), Year(style="long")):
            shown.addElement(part)
        self.day = Style(name="hari", family="table-cell", datastylename=shown)
        for style in (self.head, shown, self.day):
            book.automaticstyles.addElement(style)

    def column(self, width: int) -> Style:
        """Return the style of columns of so many signs."""
        from odf.style import Style, TableColumnProperties

        if width not in self.columns:
            style = self.columns[width] = Style(name=f"lebar{width}", family="table-column")
            style.addElement(TableColumnProperties(columnwidth=f"{width * _SIGN:.1f}mm"))
            self.book.automaticstyles.addElement(style)
        return self.columns[width]

    def cell(self, value: Cell | date, style: Style | None = None) -> Element:
        """Return a cell; its text is what readers show that know nothing of styles."""
        from odf.table import TableCell
        from odf.text import P

        match value:
            case None:
                return TableCell()
            case date():
                made = TableCell(valuetype="date", datevalue=value.isoformat(), stylename=self.day)
            case str():
                made = TableCell(valuetype="string", **({"stylename": style} if style else {}))
            case _:
                made = TableCell(valuetype="float", value=value)
        made.addElement(P(text=value if isinstance(value, str) else _printed(value)))
        return made
