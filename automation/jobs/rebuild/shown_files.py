"""What Arsip and Status show of the files in Drive."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from datetime import tzinfo

from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Deed, Document, EffectKey, OfficeDocument
from automation.domain.numbers import ComplaintNumber
from automation.jobs.rebuild import wording
from automation.jobs.snapshot import Snapshot
from automation.register.lines import Line, lines_of, moment_of
from automation.register.projection import CAME_IN
from automation.register.schema import tabs

_FILE = re.compile(r"/file/d/([\w-]+)")
#: Keys of invitations tell the meeting, and names which invitation it was.
_COUNTED = re.compile(r" \((\d{1,3})\)\.docx$")
_SCAN_NAME = re.compile(rf" (\d{{1,3}}) \({DocumentForm.SCAN.value}\) ")
_FOLDER = re.compile(r"/folders/([\w-]+)")
_CAME_IN = re.compile(rf" \(({'|'.join(CAME_IN)})\)\Z")


def documents_shown(
    snapshot: Snapshot, numbers: Container[ComplaintNumber], zone: tzinfo
) -> Iterator[Document | str]:
    """Return the documents that Arsip shows of complaints, and a text for each row that cannot be read."""
    _, lines = lines_of(tabs()["archive"], snapshot.workbook.archive)
    for line in lines:
        if _report_in(line) is not None:
            continue
        number, file = ComplaintNumber.read(line.text("number")), _FILE.search(line.text("link"))
        kind = _kind(line.text("kind"))
        if number not in numbers or number is None or file is None or kind is None:
            yield wording.archive_row_unreadable(line.row + 1)
            continue
        day = moment_of(line.cells.get("letter_date", ""), zone)
        pages = line.cells.get("pages", "")
        yield Document(
            effect=line.text("document"),
            number=number,
            kind=kind,
            sequence=_sequence(line),
            form=_form(line),
            file=file[1],
            name=line.text("name"),
            sha256=line.text("sha256"),
            pages=int(pages) if isinstance(pages, int | float) else None,
            letter_number=line.text("letter_number"),
            letter_date=day.date() if day else None,
            remark=line.text("remark"),
            signed_by=line.text("signed_by"),
            checked=line.text("checked"),
            shelf=line.text("shelf"),
            filed_at=moment_of(line.cells.get("filed_at", ""), zone) or snapshot.now,
        )


def reports_shown(snapshot: Snapshot, zone: tzinfo) -> Iterator[OfficeDocument]:
    """Return the files of the office's reports, and of its figures for everybody, that Arsip shows."""
    _, lines = lines_of(tabs()["archive"], snapshot.workbook.archive)
    for line in lines:
        file = _FILE.search(line.text("link"))
        if _report_in(line) is not None and file is not None:
            yield OfficeDocument(
                effect=line.text("document"),
                title=line.text("kind"),
                file=file[1],
                name=line.text("name"),
                sha256=line.text("sha256"),
                filed_at=moment_of(line.cells.get("filed_at", ""), zone) or snapshot.now,
                remark=line.text("remark"),
            )


def _report_in(line: Line) -> EffectKey | None:
    key = EffectKey.read(line.text("document"))
    return key if key is not None and key.what in (Deed.REPORT, Deed.FIGURES) else None


def folders_shown(snapshot: Snapshot) -> Mapping[str, str]:
    """Return the case folders that Status links to, by printed number."""
    _, lines = lines_of(tabs()["status"], snapshot.workbook.status)
    return {line.text("number"): folder[1] for line in lines if (folder := _FOLDER.search(line.text("folder")))}


def _kind(title: str) -> DocumentKind | None:
    plain = _CAME_IN.sub("", title)
    return next((kind for kind in DocumentKind if kind.title == plain), None)


def _form(line: Line) -> DocumentForm:
    if came_in := _CAME_IN.search(line.text("kind")):
        return DocumentForm(came_in[1])
    key = EffectKey.read(line.text("document"))
    copied = key is not None and key.what is Deed.JOINT and f".{DocumentForm.SRIKANDI.value}." in key.detail
    if copied or (key is not None and key.what is Deed.SRIKANDI):
        return DocumentForm.SRIKANDI
    return DocumentForm.PDF if line.text("name").lower().endswith(".pdf") else DocumentForm.DOCX


def _sequence(line: Line) -> int:
    """Return which document of its kind it is: of a scan, its name says so."""
    if named := _SCAN_NAME.search(line.text("name")):
        return int(named[1])
    key = EffectKey.read(line.text("document"))
    if key is None:
        return 1
    counted = _COUNTED.search(line.text("name")) if key.what is Deed.UNDANGAN_RAPAT else None
    return int(counted[1]) if counted else key.sequence
