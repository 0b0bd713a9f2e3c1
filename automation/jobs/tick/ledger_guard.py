"""A ledger that is older than what Riwayat shows stops a tick before anything is done with it."""

from __future__ import annotations

from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.jobs.boundary import Implausible
from automation.jobs.snapshot import Snapshot, Table
from automation.jobs.tick import wording


class LedgerLost(Implausible):
    """The workbook knows of what the ledger has never seen: going on would number and send it all anew."""


def hold_to_history(snapshot: Snapshot, memory: Memory) -> None:
    """Stop before anything is done with a ledger that is older than what Riwayat shows.

    Raises:
        LedgerLost: lines were cut off the ledger's history, an old copy of the ledger was put back, or a rebuild did
            not come to its end.
    """
    if Note.REBUILDING in memory.notes:
        raise LedgerLost(wording.REBUILD_UNFINISHED)
    if is_older(snapshot, memory):
        raise LedgerLost(
            wording.ledger_is_older(held=memory.history_length, shown=_last_shown(snapshot.workbook.history))
        )


def is_older(snapshot: Snapshot, memory: Memory) -> bool:
    """Return whether Riwayat shows lines that the ledger does not hold."""
    return memory.worked_out.of(_last_shown, snapshot.workbook.history) > memory.history_length


def _last_shown(history: Table) -> int:
    return max((int(row[0]) for row in history[1:] if row and isinstance(row[0], int | float)), default=0)
