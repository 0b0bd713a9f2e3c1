"""The Register's rows as people leave them: what is noticed when one is gone."""

from __future__ import annotations

from dataclasses import replace

from automation.domain.case import Case, Event
from automation.domain.happenings import RowDeleted


def noticed(case: Case, seen: bool) -> tuple[Case, tuple[Event, ...]]:
    """Remember whether a case's row is there; Riwayat says once that it is gone, however long it stays away."""
    events = (Event(case.number, RowDeleted(), column="number"),) if case.row_seen and not seen else ()
    return replace(case, row_seen=seen) if case.row_seen is not seen else case, events
