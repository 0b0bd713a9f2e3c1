"""How large cells and workbooks may grow."""

from __future__ import annotations

from local_workspace.api.errors import Refusal

from .model import Sheet, Workbook

MOST_CELLS = 10_000_000
MOST_CHARACTERS = 50_000


def fitting(text: str) -> str:
    """Return as much of a text as a cell takes."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * MOST_CHARACTERS].decode("utf-16-le", "ignore")


def check_text(text: str) -> None:
    """Check that a cell's text or formula keeps to Google's fifty thousand characters, counted as UTF-16 does.

    Raises:
        Refusal: 400 when it is too long.
    """
    # A character is one unit or two, so that most texts need not be counted.
    if len(text) <= MOST_CHARACTERS // 2 or len(text.encode("utf-16-le", "surrogatepass")) // 2 <= MOST_CHARACTERS:
        return
    raise Refusal(400, f"Your input contains more than the maximum of {MOST_CHARACTERS} characters in a single cell.")


def check_size(book: Workbook) -> None:
    """Check that a workbook keeps to Google's ten million cells.

    Raises:
        Refusal: 400 when it is too large.
    """
    if sum(sheet.row_count * sheet.column_count for sheet in book.sheets) > MOST_CELLS:
        raise _too_many_cells()


def check_growth(book: Workbook, sheet: Sheet, rows: int = 0, columns: int = 0) -> None:
    """Check that a sheet may have so many more rows and columns, before room is made for them.

    Raises:
        Refusal: 400 when the workbook would be too large.
    """
    others = sum(one.row_count * one.column_count for one in book.sheets if one is not sheet)
    if others + (sheet.row_count + rows) * (sheet.column_count + columns) > MOST_CELLS:
        raise _too_many_cells()


def _too_many_cells() -> Refusal:
    return Refusal(
        400,
        f"This action would increase the number of cells in the workbook above the limit of {MOST_CELLS} cells.",
    )
