"""What officers wrote into Arsip beside the job's cells, by the document of each row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from automation.domain.cells import Cell
from automation.domain.effects import Document

from .lines import as_text, folded
from .schema import tabs


def texts_in(archive: Sequence[Sequence[Cell]], column: str) -> Mapping[str, str]:
    """Return what a column says of each document whose row is there, by the printed key; nothing without the column.

    Of rows that stand twice, the first that says anything counts.
    """
    tab = tabs()["archive"]
    headings = [folded(cell) for cell in archive[0]] if archive else []
    where, what = (_place(tab.column(key).headings, headings) for key in ("document", column))
    if where is None or what is None:
        return {}  # A workbook from before, until setup is run again.
    found: dict[str, str] = {}
    for row in archive[1:]:
        if where < len(row) and (name := as_text(row[where])):
            found[name] = found.get(name, "") or (as_text(row[what]) if what < len(row) else "")
    return found


def _place(names: Sequence[str], headings: Sequence[str]) -> int | None:
    return next((headings.index(folded(name)) for name in names if folded(name) in headings), None)


def moved_shelves(archive: Sequence[Sequence[Cell]], documents: Iterable[Document]) -> Mapping[str, str]:
    """Return where papers lie by now, of those that lay elsewhere; a row that is gone says nothing new."""
    said = texts_in(archive, "shelf")
    return {one.effect: said[one.effect] for one in documents if said.get(one.effect, one.shelf) != one.shelf}


def homeless_rows(archive: Sequence[Sequence[Cell]], documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents whose row is gone, and with it the place that an officer wrote."""
    shown = texts_in(archive, "shelf")
    return tuple(one for one in documents if one.shelf and one.effect not in shown)
