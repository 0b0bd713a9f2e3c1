"""Room in the workbook: below the Register's last row, made before it is needed, and among the cells it may have.

Rows that Sheets adds itself have no drop-downs:

`setDataValidation` sets its rule "to every cell in the range" (Sheets API): on the cells there are, not on those to
come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from automation.domain.cells import Change, NewRows
from automation.domain.memory import Memory
from automation.domain.places import Place
from automation.jobs.job_context import JobContext
from automation.jobs.setup.columns import dressing
from automation.jobs.setup.layout import ROWS
from automation.jobs.snapshot import Snapshot, Table
from automation.jobs.tick import wording
from automation.register.schema import tabs

#: So many rows people may have deleted since: each took one of the dressed rows with it.
MARGIN = 100
#: A workbook holds so many cells, empty ones among them (Sheets limits); people are warned long before.
MOST_CELLS = 10_000_000
NEARLY_FULL = MOST_CELLS * 6 // 10
_REGISTER = "register"
_DRESSED = Place.rows("register")


def make_room(job: JobContext, memory: Memory, snapshot: Snapshot, changes: Sequence[Change]) -> None:
    """Let the Register grow by a thousand dressed rows when its last ones come near: once in so many complaints."""
    added = sum(len(change.rows) for change in changes if isinstance(change, NewRows) and change.tab == _REGISTER)
    if not added:
        return
    last = max((line.row for line in snapshot.workbook.lines), default=0) + 1 + added
    dressed = int(memory.places.get(_DRESSED, ROWS[_REGISTER]))
    if last + MARGIN <= dressed:
        return
    more = ROWS[_REGISTER] + max(0, last - dressed)
    job.workbook.grow(
        _REGISTER, more, tuple(dressing(_REGISTER, tabs()[_REGISTER], snapshot.workbook.headings.places))
    )
    job.ledger.remember_place(_DRESSED, str(dressed + more))


def nearly_full(tables: Mapping[str, Table], widths: Mapping[str, int]) -> tuple[str, ...]:
    """Return a warning when the cells that a tick read come near to the most that a workbook holds.

    Args:
        tables: what was read, by name.
        widths: how many columns a tab has, for those of which one column was read.
    """
    count = sum(
        len(table) * max(widths.get(name, 1), max(map(len, table), default=0)) for name, table in tables.items()
    )
    return (wording.nearly_full(share=share(count)),) if count >= NEARLY_FULL else ()


def share(count: int) -> str:
    """Return how much of a workbook's cells these are, such as "61%"."""
    return f"{count * 100 // MOST_CELLS}%"
