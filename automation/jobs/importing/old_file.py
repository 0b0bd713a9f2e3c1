"""The file of an old register as it lies on disk: .xlsx, .ods or .csv, opened into plain cells."""

from __future__ import annotations

import codecs
import csv
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from automation.exit_status import CannotStart

from . import wording

#: A register of tens of thousands of rows has a few megabytes; what it unpacks to is some ten times that.
_MOST_MEGABYTES, _MOST_UNPACKED = 20, 400_000_000


#: What a formula says that went wrong, as a .csv or an .ods keeps it.
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "Err:502", "Err:508"})


class Unusable(Enum):
    """What a cell holds that states nothing; the value is what to do."""

    FORMULA = wording.FORMULA
    ERROR = wording.ERROR


OldCell = str | int | float | datetime | date | time | Unusable | None


class WrongRegister(CannotStart):
    """A file or a map cannot be used; nothing was done, and the text says what to do."""


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells: rows and columns from 1, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OldSheet:
    """One sheet; `rows` begin with the sheet's first row."""

    title: str
    rows: tuple[tuple[OldCell, ...], ...]
    merged: tuple[Area, ...] = ()

    def headings(self, row: int) -> tuple[str, ...]:
        """Return what stands in a row of headings, counted from 1; merged cells say all what their first one says.

        Where it is empty, and the row above heads the same column, that counts: headings often take two rows.
        """
        texts = [text_of(cell) for cell in self.rows[row - 1]] if 0 < row <= len(self.rows) else []
        for area in self.merged:
            if area.first_row <= row <= area.last_row:
                first = text_of(self.cell(area.first_row, area.first_column))
                for column in range(area.first_column, min(area.last_column, len(texts)) + 1):
                    texts[column - 1] = first
        return tuple(text or text_of(self.cell(row - 1, place)) for place, text in enumerate(texts, 1))

    def cell(self, row: int, column: int) -> OldCell:
        """Return a cell; both are counted from 1."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return cells[column - 1] if 0 < column <= len(cells) else None


def text_of(cell: OldCell) -> str:
    """Return a cell as people read it, on one line; "" for nothing and for what states nothing."""
    match cell:
        case None | Unusable():
            return ""
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return f"{cell:%d/%m/%Y}" if (cell.hour, cell.minute) == (0, 0) else f"{cell:%d/%m/%Y %H:%M}"
        case date():
            return f"{cell:%d/%m/%Y}"
        case time():
            return f"{cell:%H:%M}"
        case _:
            return " ".join(str(cell).split())


def opened(file: Path) -> tuple[OldSheet, ...]:
    """Open a file and return its sheets that hold anything.

    Raises:
        WrongRegister: there is none, or it cannot be read.
    """
    reader = _READERS.get(file.suffix.lower())
    if not file.is_file():
        raise WrongRegister(wording.no_such_file(file.name))
    if reader is None:
        raise WrongRegister(wording.wrong_kind(file.suffix or file.name))
    if file.stat().st_size > _MOST_MEGABYTES * 1_000_000:
        raise WrongRegister(wording.too_large(file.name, _MOST_MEGABYTES))
    content = file.read_bytes()
    try:
        sheets = tuple(_trimmed(one) for one in reader(content, file))
    except (ValueError, KeyError, OSError, zipfile.BadZipFile, SyntaxError, csv.Error) as reason:
        # A library says of a broken file whatever its inside met first.
        raise WrongRegister(wording.unreadable(file.name)) from reason
    found = tuple(one for one in sheets if one.rows)
    if not found:
        raise WrongRegister(wording.nothing_in(file.name))
    return found


def _trimmed(sheet: OldSheet) -> OldSheet:
    """Return a sheet without the empty rows at its end."""
    last = max((at for at, row in enumerate(sheet.rows, 1) if any(map(text_of, row))), default=0)
    return OldSheet(title=sheet.title, rows=sheet.rows[:last], merged=sheet.merged)


def _hold_to_size(content: bytes, file: Path) -> None:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if sum(one.file_size for one in packed.infolist()) > _MOST_UNPACKED:
            raise WrongRegister(wording.too_large(file.name, _MOST_MEGABYTES))


def _xlsx(content: bytes, file: Path) -> Iterator[OldSheet]:
    from openpyxl import load_workbook  # it takes longer to import than most commands take

    _hold_to_size(content, file)
    values = load_workbook(BytesIO(content), data_only=True)
    formulas = load_workbook(BytesIO(content))
    for sheet in values.worksheets:
        written = formulas[sheet.title]
        yield OldSheet(
            title=sheet.title,
            rows=tuple(
                tuple(_of_excel(cell, said) for cell, said in zip(row, theirs, strict=True))
                for row, theirs in zip(sheet.iter_rows(), written.iter_rows(), strict=True)
            ),
            merged=tuple(
                Area(one.min_row, one.max_row, one.min_col, one.max_col) for one in written.merged_cells.ranges
            ),
        )


def _of_excel(cell: Any, written: Any) -> OldCell:
    if cell.data_type == "e":
        return Unusable.ERROR
    if written.data_type == "f" and cell.value is None:
        return Unusable.FORMULA
    return _plain(cell.value)


def _ods(content: bytes, file: Path) -> Iterator[OldSheet]:
    import pandas as pd  # it takes longer to import than all else together

    _hold_to_size(content, file)
    tables = pd.read_excel(BytesIO(content), sheet_name=None, header=None, dtype=object, engine="odf")
    for title, table in tables.items():
        rows = table.astype(object).where(table.notna(), None).itertuples(index=False, name=None)
        yield OldSheet(title=str(title), rows=tuple(tuple(map(_plain, row)) for row in rows))


def _csv(content: bytes, file: Path) -> Iterator[OldSheet]:
    text = _text_in(content)
    if "\0" in text:
        raise WrongRegister(wording.unreadable(file.name))
    lines = text.splitlines()[:20]
    between = max(";,\t", key=lambda sign: sum(line.count(sign) for line in lines))
    records = csv.reader(StringIO(text, newline=""), delimiter=between)
    yield OldSheet(title=file.stem, rows=tuple(tuple(map(_plain, row)) for row in records))


def _text_in(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")  # Excel's "Unicode Text"
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # as Excel writes it on an Indonesian Windows


def _plain(value: Any) -> OldCell:
    match value:
        case datetime():
            return datetime(value.year, value.month, value.day, value.hour, value.minute)  # noqa: DTZ001 (a cell)
        case bool():
            return str(value).upper()
        case None | int() | float() | date() | time():
            return value
        case _:
            text = str(value).replace("\r\n", "\n").strip()
            return Unusable.ERROR if text in _ERRORS else text


_READERS: Mapping[str, Callable[[bytes, Path], Iterator[OldSheet]]] = {".xlsx": _xlsx, ".ods": _ods, ".csv": _csv}


def column_letters(place: int) -> str:
    """Return what people call a column, counted from 1: A, B, …, AA."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def titles(sheets: Sequence[OldSheet]) -> tuple[str, ...]:
    """Return the titles of sheets."""
    return tuple(one.title for one in sheets)
