"""Room below the Register's last row, made before it is needed: rows that Sheets adds itself have no drop-downs.

`setDataValidation` sets its rule "to every cell in the range" (Sheets API): on the cells there are, not on those to
come.
"""

from __future__ import annotations

from collections.abc import Sequence

from automation.domain.cells import Change, NewRows
from automation.domain.memory import Memory
from automation.jobs.desk import Desk
from automation.jobs.setup.columns import dressing
from automation.jobs.setup.layout import ROWS
from automation.jobs.tick.snapshot import Snapshot
from automation.register.schema import tabs

#: So many rows people may have deleted since: each took one of the dressed rows with it.
MARGIN = 100
_REGISTER = "register"
_PLACE = "rows.register"


def make_room(desk: Desk, memory: Memory, snapshot: Snapshot, changes: Sequence[Change]) -> None:
    """Let the Register grow by a thousand dressed rows when its last ones come near: once in so many complaints."""
    added = sum(len(change.rows) for change in changes if isinstance(change, NewRows) and change.tab == _REGISTER)
    if not added:
        return
    last = max((line.row for line in snapshot.lines), default=0) + 1 + added
    dressed = int(memory.places.get(_PLACE, ROWS[_REGISTER]))
    if last + MARGIN <= dressed:
        return
    more = ROWS[_REGISTER] + max(0, last - dressed)
    desk.workbook.grow(_REGISTER, more, tuple(dressing(_REGISTER, tabs()[_REGISTER], snapshot.headings.places)))
    desk.ledger.remember_place(_PLACE, str(dressed + more))
