"""The sign of life in Rekap: when the last tick was, and what the supervisor could not be told by mail.

It goes out with any other write of a tick, else once an hour: an idle tick stays without a write.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo

from automation.domain.cells import Change, UpdateRow
from automation.domain.dates import short_date
from automation.domain.notes import Note
from automation.jobs.snapshot import Table
from automation.jobs.tick.wording import ALL_TOLD, LAST_TICK, UNTOLD
from automation.register.keyed import placed_cell
from automation.register.lines import headings_of, moment_of
from automation.register.schema import tabs

#: A sign of life is never older than this while the job ticks.
EVERY = timedelta(hours=1)
_TAB, _COLUMN = "recap", "system"
_TIME_ROW, _LINE_ROW = 1, 2


def sign_of_life(recap: Table, now: datetime, zone: tzinfo) -> UpdateRow | None:
    """Return the change that shows the time of this tick; None where it is shown, or Rekap has no such column."""
    local = now.astimezone(zone)
    return _cell(recap, _TIME_ROW, f"{LAST_TICK}{short_date(local.date())} {local:%H.%M}")


def is_due(recap: Table, now: datetime, zone: tzinfo) -> bool:
    """Return whether the sign of life that is shown is too old; a clock that was set back counts as that too."""
    shown = _shown(recap, _TIME_ROW)
    last = moment_of(shown.partition(": ")[2], zone)
    return last is None or not timedelta() <= now - last < EVERY


def is_sign_of_life(change: Change) -> bool:
    """Return whether a change is one that `sign_of_life` returned."""
    return (
        isinstance(change, UpdateRow)
        and (change.tab, change.row) == (_TAB, _TIME_ROW)
        and [cell.column.key for cell in change.cells] == [_COLUMN]
    )


def unheard(recap: Table, notes: Mapping[Note, str]) -> tuple[UpdateRow, ...]:
    """Return the change that shows what the supervisor could not be told by mail, or that there is nothing."""
    fault = " ".join(notes.get(Note.UNHEARD, "").split())
    change = _cell(recap, _LINE_ROW, f"{UNTOLD}{fault}" if fault else ALL_TOLD)
    return (change,) if change else ()


def _cell(recap: Table, row: int, text: str) -> UpdateRow | None:
    return placed_cell(tabs()[_TAB], recap, row, _COLUMN, text)


def _shown(recap: Table, row: int) -> str:
    place = headings_of(tabs()[_TAB], recap[0] if recap else ()).places.get(_COLUMN)
    cells = recap[row] if row < len(recap) else ()
    return str(cells[place]) if place is not None and place < len(cells) else ""
