"""What the job's rows should show: of the Register, Arsip and Riwayat.

Whatever a crash or a careless hand left wrong is put right by the next tick: Status and Arsip are compared row by
row (`keyed.py`), Riwayat by its running number, the Register by the complaint's number alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import datetime, tzinfo

from automation.domain.addresses import Addresses
from automation.domain.case import Case
from automation.domain.cells import Formula, Written
from automation.domain.columns import StaffColumn
from automation.domain.complaint import Intake
from automation.domain.documents import DocumentForm
from automation.domain.effects import Document, OfficeDocument
from automation.domain.memory import HistoryLine
from automation.domain.numbers import ComplaintNumber
from automation.domain.survey import PROFILE, SurveyAnswer

from . import wording
from .lines import Headings, Line, put_back
from .schema import Tab, lookup_formula, tabs

#: Documents that others made; Arsip says by which way they came.
CAME_IN = tuple(form.value for form in DocumentForm if form.came_in)
#: So many of a seal's 64 hexadecimal digits stand in Riwayat and in mails: enough that no other line has them.
SEAL_SHOWN = 16


def register_row(case: Case, tab: Tab, headings: Headings, zone: tzinfo, addresses: Addresses) -> tuple[Written, ...]:
    """Lay out the one row that the job ever writes for a complaint; staff cells come back as last seen."""
    values: dict[str, Written] = {"number": str(case.number), **_intake_cells(case.intake, zone, addresses)}
    values |= lookups(tab, headings)
    for column in tab.columns:
        if isinstance(column, StaffColumn) and case.written.get(column.key):
            values[column.key] = put_back(column, case.written[column.key])
    return headings.whole_row(values)


def lookups(tab: Tab, headings: Headings) -> dict[str, Written]:
    """Return the lookups that every row of the Register has alike, for a formula names its own row by `ROW()`."""
    return {column.key: _lookup(column.key, headings) for column in tab.columns if column.shows}


def _lookup(key: str, headings: Headings) -> Written:
    return Formula(lookup_formula(tabs()["register"].column(key), headings.places["number"]))


def _intake_cells(intake: Intake, zone: tzinfo, addresses: Addresses) -> dict[str, Written]:
    return {
        "received_at": local(intake.received_at, zone),
        "channel": intake.shown_channel,
        "complainant": intake.complainant,
        "company": intake.company,
        "email": intake.email,
        "phone": intake.phone,
        "address": intake.address,
        "stated_service": intake.stated_service,
        "order_reference": intake.order_reference,
        "subject": intake.subject,
        "description": intake.description,
        "remedy": intake.remedy,
        "attachments": "\n".join(addresses.file(file) for file in intake.attachments),
        "other_answers": intake.other_answers,
        "former_number": intake.former_number,
    }


def local(at: datetime, zone: tzinfo) -> datetime:
    """Return a moment as the workbook shows it: office time, to the minute, without a zone."""
    return at.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)


def archive_row(document: Document, zone: tzinfo, addresses: Addresses) -> dict[str, Written]:
    """Return the job's cells of a document's row in Arsip."""
    return {
        "document": document.effect,
        "number": str(document.number),
        "kind": document.kind.title + (f" ({document.form.value})" if document.form.came_in else ""),
        "name": document.name,
        "link": addresses.file(document.file),
        "pages": document.pages,
        "sha256": document.sha256,
        "filed_at": local(document.filed_at, zone),
        "letter_number": document.letter_number,
        "letter_date": document.letter_date,
        "remark": document.remark,
        "signed_by": document.signed_by,
        "checked": document.checked,
    }


def office_archive_row(document: OfficeDocument, zone: tzinfo, addresses: Addresses) -> dict[str, Written]:
    """Return the job's cells in Arsip of a document that belongs to no complaint."""
    return {
        "document": document.effect,
        "number": "",
        "kind": document.title,
        "name": document.name,
        "link": addresses.file(document.file),
        "sha256": document.sha256,
        "filed_at": local(document.filed_at, zone),
        "remark": document.remark,
    }


def archive_row_whole(
    document: Document, headings: Headings, zone: tzinfo, addresses: Addresses
) -> tuple[Written, ...]:
    """Lay out the row of a document whose row a person deleted, with where its paper lies."""
    return headings.whole_row({**archive_row(document, zone, addresses), "shelf": document.shelf})


def history_row(line: HistoryLine, zone: tzinfo) -> dict[str, Written]:
    """Return the cells of an event's row in Riwayat: moments to the second, so that its seal can be checked."""
    return {
        "sequence": line.sequence,
        "at": line.at.astimezone(zone).replace(tzinfo=None),
        "number": line.number,
        "what": line.what,
        "old": line.old,
        "new": line.new,
        "who": line.who,
        "since": line.since.astimezone(zone).replace(tzinfo=None) if line.since else None,
        "seal": line.seal[:SEAL_SHOWN],
    }


def answer_row(answer: SurveyAnswer, verdict: str, index: float | None, zone: tzinfo) -> dict[str, Written]:
    """Return the cells of an answer of the survey; `verdict` says whether it counts."""
    marks: dict[str, Written] = {f"u{place}": mark for place, mark in enumerate(answer.marks, 1)}
    return {
        "number": str(answer.number or answer.reference),
        "at": local(answer.submitted_at, zone),
        "way": wording.ON_PAPER if answer.on_paper else wording.ONLINE,
        **marks,
        "index": index,
        "counted": verdict,
        **{one.key: told for one, told in zip(PROFILE, answer.profile, strict=True)},
        "suggestion": answer.suggestion,
        "response": answer.response,
    }


def missing_cases(
    cases: Iterable[Case], lines: Sequence[Line], away: Container[ComplaintNumber] = ()
) -> tuple[Case, ...]:
    """Return the complaints that have no row in the Register: new ones, and those whose row a person deleted.

    Those that are `away` have theirs in a yearly workbook.
    """
    shown = {line.text("number").upper() for line in lines}
    return tuple(case for case in cases if case.number not in away and str(case.number) not in shown)
