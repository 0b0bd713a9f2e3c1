"""Yearly workbooks in memory."""

from automation.ports import Workbook
from automation.register.schema import tabs

from .faults import Faults
from .workbook import FakeWorkbook


class FakeYearBooks:
    """Keeps the promises of `automation.ports.YearBooks`; each workbook begins with one empty tab."""

    def __init__(self, faults: Faults, account: str) -> None:
        self._faults = faults
        self._account = account
        self.books: dict[str, FakeWorkbook] = {}
        #: Those that somebody threw away; Google reads and writes them all the same.
        self.binned: set[str] = set()

    def made(self, mark: str, name: str) -> str:
        if mark not in self.books:
            with self._faults.write("year_books.made"):
                book = FakeWorkbook(self._faults, described={})
                book.add_tab("Sheet1")
                book.name_tabs(tabs())
                self.books[mark] = book
        return mark

    def opened(self, id: str) -> Workbook:
        return self.books[id]

    def is_in_bin(self, id: str) -> bool:
        self._faults.read("year_books.is_in_bin")
        return id in self.binned

    def account(self) -> str:
        return self._account
