"""An answer that its complainant edited after it was taken in: shown to staff, and counted once they accept it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import tzinfo

from automation.domain.answer_edits import FieldEdit, noticed
from automation.domain.case import Case, Event
from automation.domain.complaint import Intake
from automation.domain.dates import date_and_time
from automation.domain.happenings import AnswerEdited
from automation.domain.incoming_mail import RESPONSE as BY_MAIL
from automation.domain.texts import MOST_IN_A_CELL, cut
from automation.domain.vocabulary import Channel, EditDecision, Step
from automation.intake.taking_in import comes_later, time_in
from automation.jobs.tick import wording
from automation.register.schema import tabs
from automation.workflow.wording import received_in_the_future, received_long_ago

_CELL = "answer_edit"


def with_edit(case: Case, now: Intake, cells: Mapping[str, str]) -> tuple[Case, tuple[Event, ...]]:
    """Return a case with what its form's answer was edited to since, and the line of Riwayat about that.

    Args:
        case: as the ledger keeps it.
        now: the answer as the form tells it now.
        cells: what the row's staff cells say now.
    """
    edit = noticed(case.intake, case.answer_edit, now, cells.get(_CELL, ""))
    if edit is None:
        return case, ()
    old, new = (
        cut("\n".join(f"{_heading(one)}: {getattr(one, side)}" for one in edit.fields), MOST_IN_A_CELL)
        for side in ("old", "new")
    )
    added = set(edit.after.uploads) - set(edit.before.uploads)  # A case that is over is looked at again to keep them.
    case = replace(case, answer_edit=edit, settled=case.settled and not added)
    return case, (Event(case.number, AnswerEdited(old, new)),)


def shown(case: Case, zone: tzinfo) -> str:
    """Return an edit as Status shows it: when, what was decided, each old and new text; "" where there is none."""
    edit = case.answer_edit
    if edit is None or not edit.fields:
        return ""
    decision = edit.decision(case.cells.get(_CELL, ""))
    lines = [wording.edit_shown(at=date_and_time(edit.at.astimezone(zone)), decision=_decided(decision))]
    lines += [wording.field_edit(heading=_heading(one), old=one.old, new=one.new) for one in edit.fields]
    return cut("\n".join(lines), MOST_IN_A_CELL)


def warnings(case: Case, zone: tzinfo) -> Iterator[str]:
    """Return what staff must do about an edit, and about words of a form that nobody understood."""
    edit, stated = case.answer_edit, case.stated
    if edit is not None and edit.fields and edit.decision(case.cells.get(_CELL, "")) is None:
        yield wording.answer_edited(headings=", ".join(map(_heading, edit.fields)), chosen=edit.earlier_decision)
    if stated.channel is Channel.UNKNOWN and case.is_imported and case.outcome is None:
        yield wording.former_channel_unknown(stated.channel_words)
    elif stated.channel is Channel.UNKNOWN and not case.is_imported:
        yield wording.channel_unknown(stated.channel_words)
    if lost := _unanswered(case):
        yield wording.required_unanswered(", ".join(map(_heading_of, lost)), name_lost="complainant" in lost)
    unread = case.intake.received_words is not None and case.received is None
    if unread and case.outcome is None and case.current.step is Step.SORTING:
        yield _unused(case.intake, zone)


def _unused(intake: Intake, zone: tzinfo) -> str:
    """Say why the time received that a form states does not count."""
    at = time_in(intake.received_words or "", zone)
    if at is None:
        return wording.received_unreadable(intake.received_words or "")
    later = comes_later(at, intake.received_at)
    return received_in_the_future(at.date()) if later else received_long_ago(at.date())


def _unanswered(case: Case) -> tuple[str, ...]:
    """Return which columns are empty that every form of ours asks for, until an officer has sorted the complaint.

    Their question was made anew under words of its own, or deleted.
    """
    intake = case.intake
    is_open = case.outcome is None and case.current.step is Step.SORTING
    if case.is_imported or intake.response.startswith(BY_MAIL) or not is_open:
        return ()
    given = {"complainant": case.contact.complainant, "subject": intake.subject, "description": intake.description}
    return tuple(key for key, text in given.items() if not text.strip())


def _decided(decision: EditDecision | None) -> str:
    if decision is None:
        return wording.EDIT_UNDECIDED
    return wording.EDIT_IGNORED if decision is EditDecision.IGNORED else wording.EDIT_ACCEPTED


def _heading(edit: FieldEdit) -> str:
    return _heading_of("attachments" if edit.key == "uploaded" else edit.key)


def _heading_of(key: str) -> str:
    return tabs()["register"].column(key).heading
