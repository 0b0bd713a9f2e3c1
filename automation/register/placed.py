"""A tab of the job's own whose rows have fixed places, so that charts find their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from automation.domain.cells import AppendRows, Cell, Change, JobCell, UpdateRow, Written

from .keyed import same
from .reading import headings_of
from .schema import Tab


def placed_changes(
    tab: Tab, table: Sequence[Sequence[Cell]], wanted: Sequence[Mapping[str, Written]]
) -> tuple[Change, ...]:
    """Give what makes a tab show the wanted rows in their order below the heading, and nothing after them."""
    headings = headings_of(tab, table[0] if table else ())
    shown = table[1:]
    empty: Mapping[str, Written] = {column.key: None for column in tab.columns}
    rows = [headings.job_cells(tab, values) for values in (*wanted, *[empty] * (len(shown) - len(wanted)))]
    changes: list[Change] = [
        UpdateRow(tab.key, row, cells)
        for row, (found, cells) in enumerate(zip(shown, rows, strict=False), start=1)
        if not _is_shown(found, cells)
    ]
    if added := rows[len(shown) :]:
        changes.append(AppendRows(tab.key, tuple(added)))
    return tuple(changes)


def _is_shown(found: Sequence[Cell], cells: Sequence[JobCell]) -> bool:
    return all(same(found[cell.place] if cell.place < len(found) else "", cell.value) for cell in cells)
