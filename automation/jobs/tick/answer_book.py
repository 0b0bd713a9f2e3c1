"""The survey's single answers, in a workbook of their own: written where they changed, looked at once a day.

So a quiet tick asks nothing of it; what somebody deleted there comes back with the next day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from automation.domain.cells import Written
from automation.domain.memory import Memory
from automation.domain.notes import Note
from automation.domain.setback import Failure
from automation.domain.setback_name import SetbackName
from automation.jobs.boundary import attempt
from automation.jobs.job_context import JobContext
from automation.jobs.tick import wording
from automation.jobs.tick.showing import Shown, portion, singly, written
from automation.jobs.trouble import Trouble, fingerprint
from automation.ports import NotAllowed, Refused, UnreadableWorkbook, Workbook
from automation.register import projection
from automation.register.keyed import keyed_changes
from automation.register.lines import WrongHeadings
from automation.register.schema import answers_tab
from automation.report.survey import judged, weighted_index
from automation.settings.values import OfficeSettings

_Row = Mapping[str, Written]


def show_answers(job: JobContext, memory: Memory, now: datetime, before: Shown) -> Shown:
    """Show each answer with whether it counts; nothing where an office has no workbook for them yet.

    Raises:
        TryLater: as the ports say.
    """
    if job.answers is None or not memory.survey:
        return before
    book, rows = job.answers, _rows(memory, job.settings)
    mark = fingerprint(*(str(sorted(row.items())) for row in rows))
    noted = f"{job.settings.hours.day_of(now)} {mark}"
    if memory.notes.get(Note.ANSWERS_SHOWN) == noted:
        return before
    name = SetbackName.row(answers_tab().title, "")
    setback = memory.setbacks.get(name)
    if setback is not None and setback.rests(now, mark):
        return replace(before, resting=before.resting | {name})
    whole = attempt(lambda: _is_shown(book, rows), job.on_bug)
    if isinstance(whole, Failure):
        return replace(before, troubles={**before.troubles, name: Trouble(name=name, failure=whole, rests_on=mark)})
    if whole:
        job.ledger.note_memory(Note.ANSWERS_SHOWN, noted)
    return before


def _rows(memory: Memory, settings: OfficeSettings) -> tuple[_Row, ...]:
    found = []
    for one in judged(memory.survey, {number: case.outcome for number, case in memory.cases.items()}):
        marks = one.answer.complete_marks
        index = weighted_index((marks,), settings.survey_weight) if marks else None
        shown = None if index is None else float(index)
        found.append(projection.answer_row(one.answer, one.verdict, shown, settings.hours.zone))
    return tuple(found)


def _is_shown(book: Workbook, rows: Sequence[_Row]) -> bool:
    """Bring the tab up to date; returns whether it is, or the rest is for the next tick.

    Raises:
        Refused: the tab or the workbook is gone, or a row of it is refused.
    """
    tab = answers_tab()
    try:
        (table,) = book.read([f"'{tab.title}'"])
        changes = tuple(singly(keyed_changes(tab, "response", table, rows)))
        now = portion(changes)
        refused = written(book.write, now) if now else ()
    except (UnreadableWorkbook, WrongHeadings, NotAllowed) as fault:
        # Not the office's access: its own workbook was read in this very tick.
        raise Refused(wording.answers_unreadable(fault)) from fault
    if refused:
        raise Refused(wording.answers_refused(len(refused)), refused[0][1].said)
    return len(now) == len(changes)
