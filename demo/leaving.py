"""The folder that a demo leaves: letters, mails, scans and the workbook as plain files beside the workspace."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pypdfium2 as pdfium

from automation.domain.documents import DocumentForm
from automation.domain.effects import Document
from automation.domain.places import Place
from local_workspace.core.lock import FolderInUse, FolderLock

from . import wording
from .office import SETTINGS, WORKSPACE
from .people import DEWI, OFFICE
from .stage import Stage

LETTERS, MAILS, SCANS, REPORTS, REGISTER = "surat", "surel", "pindaian", "laporan", "register.xlsx"
#: Pixels a point of the pictures of a report's pages: 96 dpi.
_SHOWN = 96 / 72
#: Marks a folder as one that a demo made, and that the next may replace.
MARK = ".demo-tanggap"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')

Mailboxes = Mapping[str, tuple[tuple[bytes, EmailMessage], ...]]


class NotADemo(Exception):
    """The folder holds something else; the text says so and what to do."""


@dataclass(frozen=True, slots=True)
class Left:
    """How many files were left of each kind."""

    documents: int
    scans: int
    mails: int


def fresh(folder: Path) -> None:
    """Make an empty folder for a demo; an earlier demo's is replaced, anything else is refused.

    Raises:
        NotADemo: the folder holds something that no demo made.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NotADemo(wording.not_a_folder(folder))
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).is_file():
            raise NotADemo(wording.not_a_demo(folder))
        _empty(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(wording.MARK, encoding="utf-8")
    (folder / WORKSPACE).mkdir()


def _empty(folder: Path) -> None:
    """Take everything away but the mark, so that an interrupted clearing leaves a demo's folder."""
    try:
        if (folder / WORKSPACE).is_dir():
            FolderLock(folder / WORKSPACE).release()
    except FolderInUse as error:
        raise NotADemo(str(error)) from error
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != MARK:
            path.unlink()


def leave(stage: Stage, mailboxes: Mailboxes) -> Left:
    """Write everything out as plain files."""
    kept = stage.memory.documents
    papers = [one for one in kept if one.form is not DocumentForm.SCAN]
    scans = [one for one in kept if one.form is DocumentForm.SCAN]
    for one in papers:
        _download(stage, one, LETTERS)
    for one in scans:
        _download(stage, one, SCANS)
    _download_folder(stage, Place.folder("review"), f"{SCANS}/Perlu Ditinjau")
    _download_folder(stage, Place.folder("reports"), REPORTS)
    _draw_pages(stage.folder / REPORTS)
    mails = sum(_write_mails(stage.folder / MAILS / address, found) for address, found in mailboxes.items())
    workbook = stage.place(Place.WORKBOOK)
    export = stage.hands(OFFICE).ask("GET", f"/drive/v3/files/{workbook}/export", params={"mimeType": _XLSX})
    (stage.folder / REGISTER).write_bytes(export.content)
    return Left(len(papers), len(scans), mails)


def _download(stage: Stage, document: Document, folder: str) -> None:
    place = stage.folder / folder / str(document.number)
    place.mkdir(parents=True, exist_ok=True)
    (place / _safe(document.name)).write_bytes(stage.hands(DEWI).download(document.file))


def _download_folder(stage: Stage, name: str, folder: str) -> None:
    hands = stage.hands(DEWI)
    for file in hands.inside(stage.place(name)):
        place = stage.folder / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / _safe(file.name)).write_bytes(hands.download(file.id))


def _draw_pages(folder: Path) -> None:
    """Leave each page of the PDFs in a folder as a picture beside it."""
    for file in sorted(folder.glob("*.pdf")):
        with pdfium.PdfDocument(file) as document:
            for place, page in enumerate(document, start=1):
                page.render(scale=_SHOWN).to_pil().save(file.with_name(f"{file.stem} halaman {place}.png"))


def _write_mails(place: Path, mails: tuple[tuple[bytes, EmailMessage], ...]) -> int:
    """Write a mailbox, one file a mail, in the order of arrival."""
    if not mails:
        return 0
    place.mkdir(parents=True, exist_ok=True)
    for count, (raw, message) in enumerate(mails, start=1):
        subject = _safe(str(message["Subject"]))[:80].strip()
        (place / f"{count:03d} {subject}.eml").write_bytes(raw)
    return len(mails)


def _safe(name: str) -> str:
    return _NOT_IN_NAMES.sub("_", name).strip(". ") or "tanpa nama"


__all__ = [
    "LETTERS",
    "MAILS",
    "MARK",
    "REGISTER",
    "REPORTS",
    "SCANS",
    "SETTINGS",
    "Left",
    "NotADemo",
    "fresh",
    "leave",
]
