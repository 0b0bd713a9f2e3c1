"""Letters signed by hand: their scan is held against the PDF that was approved and printed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from automation.archive import wording
from automation.archive.filing import File, Filing, Split
from automation.archive.scan_reading import ScanReading
from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Document, ScanPart
from automation.domain.memory import Memory
from automation.domain.scans import ScanDifferences
from automation.jobs.job_context import JobContext
from automation.ports import Missing, Refused, Unexplained

FreeName = Callable[[DocumentCode], str]


def held_against_printed(
    job: JobContext, content: bytes, reading: ScanReading, memory: Memory
) -> tuple[tuple[DocumentCode, ScanDifferences], ...]:
    """Hold each reply of a scan against the PDF that was made of it; nothing where none was.

    Raises:
        EnoughForNow: this tick has compared enough.
        TryLater, Refused: a PDF cannot be had; the scan waits for it.
    """
    printed = {(one.number, one.sequence): one for one in memory.documents if _is_printed_reply(one)}
    codes = dict.fromkeys(code for page in reading.pages for code in page.codes)
    letters = [(code, printed.get((code.number, code.sequence))) for code in codes if _is_reply(code)]
    return tuple(
        (code, _held(job, content, reading.stretch_of(code), letter))
        for code, letter in letters
        if letter is not None
    )


def judged(filing: Filing, reading: ScanReading, free_name: FreeName) -> Filing:
    """Return where a scan goes: a reply that differs from what was printed becomes an attachment to be decided on.

    Args:
        filing: as its codes say.
        reading: what was found on it.
        free_name: makes the name of an attachment.
    """
    remarks = {code: wording.differs_from_printed(held) for code, held in reading.held if not held.is_same}
    match filing:
        case File(code) if code in remarks:
            aside = DocumentCode(code.number, DocumentKind.LAMPIRAN)
            return replace(filing, code=aside, name=free_name(aside), remark=remarks[code])
        case Split(parts):
            return Split(tuple(_part(part, remarks.get(_code_of(part), ""), free_name) for part in parts))
        case _:
            return filing


def _part(part: ScanPart, remark: str, free_name: FreeName) -> ScanPart:
    if not remark:
        return part
    aside = DocumentCode(part.number, DocumentKind.LAMPIRAN)
    return replace(part, kind=aside.kind, sequence=aside.sequence, name=free_name(aside), remark=remark)


def _code_of(part: ScanPart) -> DocumentCode:
    return DocumentCode(part.number, part.kind, part.sequence)


def _is_reply(code: DocumentCode) -> bool:
    return code.kind is DocumentKind.SURAT_BALASAN


def _is_printed_reply(document: Document) -> bool:
    return document.kind is DocumentKind.SURAT_BALASAN and document.form is DocumentForm.PDF


def _held(job: JobContext, content: bytes, pages: Sequence[int], letter: Document) -> ScanDifferences:
    try:
        printed = job.drive.download(letter.file, called=letter.name)
    except Missing:
        return ScanDifferences(obstacle=wording.PRINTED_IS_GONE)
    if letter.sha256 and hashlib.sha256(printed).hexdigest() != letter.sha256:
        return ScanDifferences(obstacle=wording.PRINTED_WAS_CHANGED)
    try:
        return job.sandbox.held_against(content, printed, (pages[0], pages[1]))
    except Unexplained:
        raise  # It is compared after a pause.
    except Refused as reason:
        return ScanDifferences(obstacle=str(reason))
