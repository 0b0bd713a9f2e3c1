"""Who edited a cell, as far as it can be known: Drive shows who changed the workbook, not which of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from automation.domain.case import Event
from automation.domain.columns import Owner, StaffColumn
from automation.domain.vocabulary import Role
from automation.jobs.designating import COLUMN
from automation.jobs.job_context import JobContext
from automation.jobs.periodic.due import NOTE_COLUMN
from automation.jobs.periodic.publishing import VERDICT_COLUMN
from automation.jobs.tick import wording
from automation.ports import Refusal
from automation.register.schema import tabs

_OWNERS: Mapping[Owner, str] = {
    Owner.SERVICE_OFFICER: wording.column_of(Role.SERVICE_OFFICER.value),
    Owner.HEAD_OF_OFFICE: wording.column_of(Role.HEAD_OF_OFFICE.value),
    Owner.GROUP_LEAD: wording.column_of(Role.GROUP_LEAD.value),
    Owner.ANYONE: wording.SHARED_COLUMN,
    Owner.JOB: "",
}


def attributed(
    events: tuple[Event, ...], job: JobContext, workbook: str, since: datetime | None, now: datetime
) -> tuple[Event, ...]:
    """Return the events, each edit with the tick before it and who made it.

    Drive is asked once, and only where something was edited. When it names one person alone for that time, it was
    that person; otherwise the column's owner is named, as "kolom …".

    Args:
        events: what happened; what no person typed stays as it is.
        job: the office.
        workbook: its workbook's id.
        since: the tick before.
        now: this tick.
    """
    if not any(event.column for event in events):
        return events
    editor = _only_editor(job, workbook, since, now)
    return tuple(
        replace(event, since=since, who=editor or _owner_of(event.column)) if event.column else event
        for event in events
    )


def _only_editor(job: JobContext, workbook: str, since: datetime | None, now: datetime) -> str:
    if since is None:
        return ""
    try:
        editors = job.drive.edited_by(workbook, since, now)
    except Refusal:
        return ""  # Who it was is worth a call, but not a tick.
    return min(editors) if editors is not None and len(editors) == 1 else ""


def _owner_of(key: str) -> str:
    tab = tabs()["archive" if key in (COLUMN, NOTE_COLUMN, VERDICT_COLUMN) else "register"]
    match tab.column(key):
        case StaffColumn(owner=owner):
            return _OWNERS[owner]
        case _:
            return ""
