"""Which papers a case should have by now, from its way in and its steps, and which of them it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from automation.domain.case import Case
from automation.domain.dates import instant_in
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.texts import visible
from automation.domain.vocabulary import Channel, Step, YesNo

from . import wording
from .case_context import CaseContext
from .versions import versions_before


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of a complete file; `sequence` is which of its kind counts now, or a later one."""

    kind: DocumentKind
    sequence: int = 1
    signed: bool = False


def papers_of(case: Case) -> Iterator[Paper]:
    """Return the papers that a case should have by now, in the order in which a case meets them.

    The papers of what was over before it was taken over lie where the office kept them then.
    """
    if case.ended_before_import:
        return
    step = case.current.step
    if case.stated.channel is Channel.LETTER:
        yield Paper(DocumentKind.SURAT_PENGADUAN)
    yield Paper(DocumentKind.FORM_PENGADUAN)
    if case.disposition:
        before = versions_before(DocumentKind.LEMBAR_DISPOSISI, case)
        yield Paper(DocumentKind.LEMBAR_DISPOSISI, case.disposition.sequence + before)
    if step >= Step.REPLY_DRAFT:
        if _had_meeting(case):
            yield Paper(DocumentKind.NOTULEN_RAPAT)
            yield Paper(DocumentKind.DAFTAR_HADIR)
        before = versions_before(DocumentKind.LAPORAN_TINDAKAN, case)
        yield Paper(DocumentKind.LAPORAN_TINDAKAN, case.arrivals_at(Step.VERIFICATION) + before)
    if step is Step.DELIVERY:
        yield Paper(DocumentKind.SURAT_BALASAN, case.letter_sequence, signed=True)
        if case.current.ended is not None:
            yield Paper(DocumentKind.NOTULEN, case.letter_sequence, signed=True)


def lacking(case: Case, context: CaseContext) -> str:
    """Return in words what a case lacks of its papers, and which of its papers have no place; "" for nothing."""
    absent = [wording.paper(one.kind, signed=one.signed) for one in papers_of(case) if not _is_there(one, context)]
    homeless = dict.fromkeys(one.kind.title for one in context.documents if one.is_paper and not one.shelf)
    return wording.lacking([*absent, *([wording.shelf_of(homeless)] if homeless else [])])


def held_back(case: Case, context: CaseContext) -> str:
    """Return what the end of a case waits for; "" where nothing lacks, or this case waits for no paper.

    Only cases that were registered on or after the day that the office set wait: those from before it may lack what
    nobody asked for then.
    """
    since = context.rules.closing_waits_since
    if since is None or context.calendar.hours.day_of(case.registered_at) < since:
        return ""
    return lacking(case, context)


def _had_meeting(case: Case) -> bool:
    """Return whether the row calls a meeting on a day, in this round or in one before."""
    needed = visible(case.cells.get("meeting_needed", "")).casefold() == YesNo.YES.value.casefold()
    return needed and instant_in(case.cells.get("meeting_at", "")) is not None


def _is_there(paper: Paper, context: CaseContext) -> bool:
    if paper.kind is DocumentKind.SURAT_BALASAN:
        return context.holds_signed_reply(paper.sequence)
    found = [one for one in context.documents if one.kind is paper.kind and one.sequence >= paper.sequence]
    return any(one.form is DocumentForm.SCAN or not paper.signed for one in found)
