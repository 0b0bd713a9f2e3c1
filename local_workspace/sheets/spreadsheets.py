"""What the parts of the Sheets service share: the workbooks, who may open them, and how they are read."""

from __future__ import annotations

from datetime import date, datetime

from local_workspace.core.store import Store
from local_workspace.drive.files import Files

from .access import Access, Guard
from .formulas import Formulas
from .model import Workbook
from .persistence import Books
from .reader import Reader, local_time


class Spreadsheets:
    """All spreadsheets of a workspace."""

    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self.files = files
        self.books = Books(store)
        self.access = Access(files, self.books)
        self.formulas = Formulas()

    @property
    def ignored_locales(self) -> tuple[str, ...]:
        """Locales that a spreadsheet quietly does not take: no error, no change."""
        return tuple(self._store.fact("sheets.ignored_locales", default=()))

    @ignored_locales.setter
    def ignored_locales(self, names: tuple[str, ...]) -> None:
        self._store.remember("sheets.ignored_locales", list(names))

    def reader(self, book: Workbook, now: datetime) -> Reader:
        """Return what reads a workbook as of `now`."""
        return Reader(book, self.formulas, now)

    def guard(self, book: Workbook, who: str) -> Guard:
        """Return what holds a person to the protected ranges of a workbook."""
        return Guard(book, who, self.files.find(book.id).owner)

    def today(self, book: Workbook, now: datetime) -> date:
        """Return the date where the spreadsheet is at home."""
        return local_time(book, now).date()
