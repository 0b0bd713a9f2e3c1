"""Attachments that an officer calls another document, in the column *Ditetapkan sebagai* of Arsip: no code says it.

A file's name alone never makes a scan one of our documents: whatever anybody named so would be mailed on as ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from automation.archive.filing import free_name
from automation.archive.wording import scan_name
from automation.domain.cells import Cell
from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Deed, DesignateScan, Document, EffectKey
from automation.jobs import wording
from automation.jobs.documents_due import CaseFile
from automation.register.archive_tab import texts_in
from automation.register.schema import tabs
from automation.workflow.case_context import CaseContext

Table = tuple[tuple[Cell, ...], ...]
Designations = Mapping[str, str]
COLUMN = "designated"
#: What an officer may say that a paper is, as the column's choices have it.
_KINDS = {
    kind.title: kind
    for kind in (
        DocumentKind.SURAT_BALASAN,
        DocumentKind.NOTULEN,
        DocumentKind.SURAT_PENGADUAN,
        DocumentKind.NOTULEN_RAPAT,
        DocumentKind.DAFTAR_HADIR,
    )
}
#: What changes nothing of the case's way, so that it may come true after its end.
_OF_OTHERS = tuple(title for title, kind in _KINDS.items() if kind is not DocumentKind.SURAT_BALASAN)


def designations_in(archive: Table) -> Designations:
    """Return what officers say that documents are, by the printed key that filed each; few are ever said."""
    return {document: text for document, text in texts_in(archive, COLUMN).items() if text}


def is_asked(archive: Table) -> bool:
    """Return whether officers can say it: an older workbook has no such column until setup is run again."""
    return not archive or tabs()["archive"].column(COLUMN).heading in _headings(archive)


def _headings(archive: Table) -> list[str]:
    return [str(cell).strip() for cell in archive[0]] if archive else []


def wanted(file: CaseFile, said: Designations, used: Collection[str]) -> Iterator[DesignateScan]:
    """Return what makes those scans documents of ours that may become ones; none gets a name that is `used`."""
    if not said:
        return
    seconds, names = _seconds(file, said), set(used)
    for document in file.context.documents:
        text = said.get(document.effect, "")
        able = text and not _is_already(document, text) and not _obstacle(document, text, file.context, file)
        if able and document not in seconds:
            kind = _KINDS[text]
            sequence = file.case.letter_sequence if kind.is_ours else 1
            ending = document.name.rpartition(".")[2]
            day = file.today.isoformat()
            name = free_name(scan_name(document.number, kind, sequence, day, ending), names)
            names.add(name)
            yield DesignateScan(
                key=EffectKey.of(
                    document.number, Deed.DESIGNATE, document.effect.removeprefix(f"{document.number}/")
                ),
                number=document.number,
                document=document.effect,
                kind=kind,
                sequence=sequence,
                name=name,
                before=document.name,
            )


def _seconds(file: CaseFile, said: Designations) -> list[Document]:
    """Return the scans that officers call the reply though it has one already: a letter is one scan."""
    able = [
        one
        for one in file.context.documents
        if (text := said.get(one.effect, "")) == DocumentKind.SURAT_BALASAN.title
        and not _is_already(one, text)
        and not _obstacle(one, text, file.context, file)
    ]
    return able if _is_answered(file) else able[1:]


def warnings(file: CaseFile, said: Designations, *, is_asked: bool = True) -> Iterator[str]:
    """Return what an officer must know: scans to decide about, and cells that cannot come true."""
    seconds = _seconds(file, said)
    for document in file.context.documents:
        text = said.get(document.effect, "")
        if _is_already(document, text) or _is_signed_reply(document):
            continue
        if text and (why := _obstacle(document, text, file.context, file)):
            yield wording.cannot_designate(name=document.name, why=why)
        elif document in seconds:
            yield wording.cannot_designate(name=document.name, why=wording.SECOND_SCAN)
        elif not text and document.remark and not document.kind.is_ours and not _is_answered(file):
            yield wording.to_be_designated(name=document.name, remark=document.remark, is_asked=is_asked)


def is_pending(documents: Iterable[Document], said: Designations) -> bool:
    """Return whether an officer says of an attachment that it is something else: that holds of closed cases, too."""
    return any(one.kind is DocumentKind.LAMPIRAN and said.get(one.effect) in _OF_OTHERS for one in documents)


def _is_already(document: Document, text: str) -> bool:
    return document.form.came_in and _KINDS.get(text) is document.kind


def _is_signed_reply(document: Document) -> bool:
    return document.kind is DocumentKind.SURAT_BALASAN and document.form is DocumentForm.SCAN


def _is_answered(file: CaseFile) -> bool:
    return file.context.holds_signed_reply(file.case.letter_sequence)


def _obstacle(document: Document, text: str, context: CaseContext, file: CaseFile) -> str:
    """Return why a document cannot become what an officer says; "" where it can."""
    kind = _KINDS.get(text)
    if kind is None:
        return wording.unknown_designation(text=text, choices=list(_KINDS))
    if document.kind.is_ours or not document.form.came_in:
        return wording.NO_PLAIN_SCAN
    if file.done(Deed.DESIGNATE, document.effect.removeprefix(f"{document.number}/")):
        return wording.DESIGNATED_BEFORE
    if document.kind is not DocumentKind.LAMPIRAN:
        return wording.filed_as(document.kind.title)
    if not kind.is_ours:
        return ""
    if document.form is not DocumentForm.SCAN:
        return wording.NO_PLAIN_SCAN
    if kind is DocumentKind.NOTULEN:
        recorded = context.holds_document(kind, DocumentForm.DOCX, file.case.letter_sequence)
        return "" if recorded else wording.NO_RECORD_YET
    if context.is_electronic(file.case.letter_sequence):
        return wording.SIGNED_IN_SRIKANDI
    made = [one.filed_at for one in context.replies(DocumentForm.PDF, file.case.letter_sequence)]
    if not made:
        return wording.NO_LETTER_YET
    return "" if document.filed_at >= max(made) else wording.OLDER_THAN_LETTER
