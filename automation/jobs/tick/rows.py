"""The Register's rows as people leave them: what is noticed when one is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo

from automation.domain.case import Case, Event
from automation.domain.happenings import RowDeleted
from automation.register.lines import BadCell, Line, staff_facts
from automation.register.schema import tabs

#: What counts after the end too and may be mistyped; few rows hold any of it, so the others need not be read again.
_AFTER_THE_END = (
    *("corrected_email", "corrected_phone", "corrected_channel", "corrected_received", "answer_edit", "same_person"),
    "to_print",
)


def noticed(case: Case, seen: bool, *, is_away: bool = False) -> tuple[Case, tuple[Event, ...]]:
    """Remember whether a case's row is there; Riwayat says once that it is gone, however long it stays away.

    One that is away in a yearly workbook is not missed.
    """
    seen = seen or (is_away and case.row_seen)
    events = (Event(case.number, RowDeleted(), column="number"),) if case.row_seen and not seen else ()
    return replace(case, row_seen=seen) if case.row_seen is not seen else case, events


def unreadable_after_the_end(line: Line | None, zone: tzinfo) -> tuple[BadCell, ...]:
    """Return the cells of a settled case's row that would count and cannot be read; none of a row that is gone."""
    cells = line.cells if line else {}
    given = {key: cells[key] for key in _AFTER_THE_END if cells.get(key) not in ("", None)}
    return staff_facts(Line(-1, given), tabs()["register"], (), zone)[1] if given else ()
