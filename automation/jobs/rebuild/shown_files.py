"""What Arsip and Status show of the files in Drive."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from datetime import tzinfo

from automation.domain.documents import DocumentForm, DocumentKind
from automation.domain.effects import Document, EffectKey
from automation.domain.numbers import ComplaintNumber
from automation.jobs.rebuild import wording
from automation.jobs.snapshot import Snapshot
from automation.register.projection import CAME_IN
from automation.register.reading import Line, lines_of, moment_of
from automation.register.schema import tabs

_FILE = re.compile(r"/file/d/([\w-]+)")
_FOLDER = re.compile(r"/folders/([\w-]+)")
_CAME_IN = re.compile(rf" \(({'|'.join(CAME_IN)})\)\Z")


def documents_shown(
    snapshot: Snapshot, numbers: Container[ComplaintNumber], zone: tzinfo
) -> Iterator[Document | str]:
    """Return the documents that Arsip shows of complaints, and a text for each row that cannot be read."""
    _, lines = lines_of(tabs()["archive"], snapshot.workbook.archive)
    for line in lines:
        number, file = ComplaintNumber.read(line.text("number")), _FILE.search(line.text("link"))
        kind = _kind(line.text("kind"))
        if number not in numbers or number is None or file is None or kind is None:
            yield wording.archive_row_unreadable(line.row + 1)
            continue
        pages = line.cells.get("pages", "")
        yield Document(
            effect=line.text("document"),
            number=number,
            kind=kind,
            sequence=_sequence(line.text("document")),
            form=_form(line),
            file=file[1],
            name=line.text("name"),
            sha256=line.text("sha256"),
            pages=int(pages) if isinstance(pages, int | float) else None,
            filed_at=moment_of(line.cells.get("filed_at", ""), zone) or snapshot.now,
        )


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
    return DocumentForm.PDF if line.text("name").lower().endswith(".pdf") else DocumentForm.DOCX


def _sequence(effect: str) -> int:
    key = EffectKey.read(effect)
    return key.sequence if key else 1
