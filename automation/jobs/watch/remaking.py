"""A tab of the job's own that somebody deleted is made anew and filled from the ledger; people's tabs wait."""

from __future__ import annotations

from collections.abc import Callable

from automation.domain.columns import Owner
from automation.jobs.desk import Desk
from automation.jobs.tick.project import LOOKUPS_BROKEN
from automation.register.schema import tabs


def remade(desk: Desk, complete: Callable[[], object]) -> bool:
    """Have the tabs of the job's own made that are not there; tell whether that may mend the workbook.

    Args:
        desk: the office's.
        complete: makes what the workbook lacks, as `setup` does.

    Raises:
        Whatever the workbook or `complete` raises.
    """
    places = desk.ledger.places()
    there = {str(id) for id in desk.workbook.tabs().values()}
    lost = [key for key in tabs() if places.get(f"tab.{key}", "") not in there | {""}]
    # A tab that is only renamed is there; one that people write in holds what no ledger knows.
    if not lost or any(tabs()[key].owners != {Owner.JOB} for key in lost):
        return False
    if "status" in lost:
        desk.ledger.note_memory(LOOKUPS_BROKEN, "1")
    complete()
    return True
