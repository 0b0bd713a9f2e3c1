"""The yearly workbooks: made when they are first needed, with the columns that the office's own has then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from automation.domain.columns import Owner
from automation.domain.layout import AddFilter, AddTab, Heading, LayoutChange, RemoveTab, SetRegion
from automation.domain.memory import Memory
from automation.domain.places import Place
from automation.jobs.job_context import JobContext
from automation.jobs.setup.layout import FEW_ROWS, Editors, tab_id, whole_protection
from automation.ports import Workbook, YearBooks
from automation.register.schema import tabs

from . import wording
from .rows import KEYS, rows_in

_WIDTH = 120


def book_of(job: JobContext, books: YearBooks, memory: Memory, year: int) -> str:
    """Return the mark of the workbook of a year; makes it where the office has none yet.

    Raises:
        TryLater, Refused, NotAllowed: as the ports say; done again, it goes on where it stopped.
    """
    marks = [mark for mark in map(_mark, memory.places) if mark is not None and mark.partition(".")[0] == str(year)]
    if marks:
        return max(marks, key=lambda mark: int(mark.partition(".")[2] or 1))
    mark = str(year)
    place = Place.year_book(mark)
    id = books.made(place, wording.book_name(mark=mark, office=job.settings.office.name))
    book = books.opened(id)
    book.arrange(tuple(_changes(job.workbook, book, books.account())))
    job.ledger.remember_place(place, id)
    return mark


def _mark(place: Place) -> str | None:
    return place.year_mark


def _changes(own: Workbook, book: Workbook, account: str) -> Iterator[LayoutChange]:
    """Return what makes the tabs of a new workbook; nothing where a killed tick made them already."""
    found = book.layout()
    if {tab_id(key) for key in KEYS} <= {one.id for one in found}:
        return
    yield SetRegion(own.region())
    for key, columns in rows_in(own, ()).columns.items():
        yield from _tab(key, columns)
        yield whole_protection(key, tabs()[key], Editors(account, {owner: frozenset() for owner in Owner}))
    yield from (RemoveTab(one.id) for one in found)


def _tab(key: str, columns: tuple[str, ...]) -> Iterator[LayoutChange]:
    tab, id = tabs()[key], tab_id(key)
    widths: Mapping[str, int] = {one.heading: one.width for one in tab.columns}
    yield AddTab(
        tab=id,
        title=tab.title,
        rows=FEW_ROWS,
        columns=len(columns),
        frozen_rows=tab.frozen_rows,
        frozen_columns=tab.frozen_columns,
    )
    for place, name in enumerate(columns):
        yield Heading(tab=id, column=place, text=name, note="", width=widths.get(name, _WIDTH))
    if tab.filter:
        yield AddFilter(id, len(columns))
