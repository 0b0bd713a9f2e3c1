"""Letters signed by hand: their scan is held against the PDF that was approved and printed, fetched once for it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from automation.archive import wording
from automation.archive.filing import File, Filing, Split
from automation.archive.scan_reading import ScanReading
from automation.domain.codes import DocumentCode
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Document, ScanPart
from automation.domain.memory import Memory
from automation.domain.scans import HeldScan, ScanDifferences
from automation.jobs.job_context import JobContext
from automation.jobs.settings_views import signers
from automation.jobs.tick.wording import file_named
from automation.ports import Missing, Refused, Unexplained

FreeName = Callable[[DocumentCode], str]


def held_against_printed(
    job: JobContext, content: bytes, reading: ScanReading, memory: Memory, *, has_waited: bool = False
) -> Iterator[tuple[DocumentCode, HeldScan]]:
    """Hold each reply of a scan against the PDF that was made of it; nothing where none was.

    Args:
        job: the office.
        content: the scan.
        reading: what is on it.
        memory: what the ledger remembers.
        has_waited: the scan has failed before; a PDF that is still refused keeps no other letter waiting.

    Raises:
        EnoughForNow: this tick has compared enough.
        TryLater, Refused: a PDF cannot be had; the scan waits for it.
    """
    for code in sorted({code for page in reading.pages for code in page.codes}):
        letter = _printed(code, memory)
        if letter is not None:
            yield code, _held(job, content, reading.pages_of(code), letter, has_waited=has_waited)


def judged(filing: Filing, reading: ScanReading, free_name: FreeName) -> Filing:
    """Return where a scan goes: a reply that differs from what was printed becomes an attachment to be decided on.

    Args:
        filing: as its codes say.
        reading: what was found on it.
        free_name: makes the name of an attachment.
    """
    remarks = {code: wording.differs_from_printed(held) for code, held in _different(reading)}
    match filing:
        case File(code) if code in remarks:
            aside = DocumentCode(code.number, DocumentKind.LAMPIRAN)
            return replace(filing, code=aside, name=free_name(aside), remark=remarks[code])
        case Split(parts):
            return Split(tuple(_part(part, remarks.get(_code_of(part), ""), free_name) for part in parts))
        case _:
            return filing


def _different(reading: ScanReading) -> Iterator[tuple[DocumentCode, ScanDifferences]]:
    found = ((code, held.differences) for code, held in reading.held.items())
    return ((code, differences) for code, differences in found if not differences.is_same)


def _part(part: ScanPart, remark: str, free_name: FreeName) -> ScanPart:
    if not remark:
        return part
    aside = DocumentCode(part.number, DocumentKind.LAMPIRAN)
    return replace(part, kind=aside.kind, sequence=aside.sequence, name=free_name(aside), remark=remark)


def _code_of(part: ScanPart) -> DocumentCode:
    return DocumentCode(part.number, part.kind, part.sequence)


def _printed(code: DocumentCode, memory: Memory) -> Document | None:
    """Return the PDF of a letter that is signed on paper; None for all else."""
    made = [
        one
        for one in memory.documents
        if (one.number, one.kind, one.sequence) == (code.number, DocumentKind.SURAT_BALASAN, code.sequence)
    ]
    if code.kind is not DocumentKind.SURAT_BALASAN or any(one.form is DocumentForm.SRIKANDI for one in made):
        return None
    return next((one for one in made if one.form is DocumentForm.PDF), None)


def _held(job: JobContext, content: bytes, pages: Sequence[int], letter: Document, *, has_waited: bool) -> HeldScan:
    try:
        printed = job.drive.download(letter.file, called=file_named(letter.name))
    except Missing:
        return _not_held(wording.PRINTED_IS_GONE)
    except Unexplained:
        raise  # It is fetched after a pause.
    except Refused as reason:
        if not has_waited:
            raise
        return _not_held(str(reason))  # Its page is a person's to judge; the other letters of the scan go on.
    if letter.sha256 and hashlib.sha256(printed).hexdigest() != letter.sha256:
        return _not_held(wording.PRINTED_WAS_CHANGED)
    try:
        return job.sandbox.held_against(content, pages, printed, signers(job.settings))
    except Unexplained:
        raise  # It is compared after a pause.
    except Refused as reason:
        return _not_held(str(reason))


def _not_held(obstacle: str) -> HeldScan:
    return HeldScan(ScanDifferences(obstacle=obstacle))
