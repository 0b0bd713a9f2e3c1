"""A .docx (or a Google document) opened in the browser: its text is edited in place and saved as a new revision."""

from __future__ import annotations

from typing import Any

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.api.calls import Identity, Media
from local_workspace.api.errors import Refusal
from local_workspace.api.json_bodies import json_of, json_response
from local_workspace.core.people import People
from local_workspace.core.routes import Routes
from local_workspace.core.store import Store
from local_workspace.drive.documents import DOCX, PDF
from local_workspace.drive.file import DOCUMENT, File
from local_workspace.drive.service import Drive

from . import letter_shown, letter_text
from .acting import acting_as, attachment, no_such_file
from .base import Pages, moment_of, signed_in
from .letter_text import Change, Damaged, OtherText


def is_letter(file: File) -> bool:
    """Check whether a file opens on this page."""
    return file.mime_type in (DOCX, DOCUMENT)


class LetterPage:
    """The views of a document: to read, to edit and to print."""

    def __init__(self, routes: Routes, pages: Pages, store: Store, people: People, drive: Drive) -> None:
        self._pages = pages
        self._store = store
        self._people = people
        self._drive = drive
        add = routes.add
        add("/document/d/<id>/edit", self.document)
        add("/file/d/<id>/picture/<part>/<relation>", self.picture)
        add("/file/d/<id>/text", self.save, ("POST",))
        add("/file/d/<id>/pdf", self.pdf, whole=False)

    def document(self, request: Request, id: str) -> Response:
        """Lead Google's address of a document to the common one."""
        return redirect(f"/file/d/{id}/view", 302, Response)

    def show(self, request: Request, who: str, file: File) -> Response:
        """Return the page of a file that the person may read."""
        try:
            document = letter_text.opened(self._drive.contents.of(file))
            blocks, margins = letter_shown.blocks_of(document), letter_shown.margins_of(document)
            page = letter_shown.page_of(document)
        except Damaged:
            return self._pages.render(
                request,
                "drive/unshown.html",
                file=file,
                parent=self._parent(who, file),
                reason="Isi berkas ini rusak.",
            )
        return self._pages.render(
            request,
            "drive/letter.html",
            file=file,
            blocks=blocks,
            page=page,
            parent=self._parent(who, file),
            may_edit=self._drive.files.allows(who, file.id, "writer") and not file.trashed,
            editor=self._people.named(file.modified_by),
            header=margins["header"],
            footer=margins["footer"],
        )

    def _parent(self, who: str, file: File) -> str:
        return file.parent if file.parent and self._drive.files.allows(who, file.parent, "reader") else ""

    def picture(self, request: Request, id: str, part: str, relation: str) -> Response:
        """Return a picture of the document."""
        _, content = self._drive.desk.content(Identity(signed_in(request)), id)
        found = letter_shown.picture(letter_text.opened(content), part, relation)
        if found is None:
            raise Refusal(404, "Gambar ini tidak ada.")
        return attachment(found[0], found[1], "gambar", inline=True)

    def save(self, request: Request, id: str) -> Response:
        """Write changed paragraphs as a new revision.

        Raises:
            Refusal: 409 when somebody else saved since the page was opened; 403 for who may only read.
        """
        who = Identity(acting_as(request))
        head, changes = _asked(json_of(request))
        desk = self._drive.desk
        file, content = desk.content(who, id)
        if not self._drive.files.allows(who.email, file.id, "writer"):
            raise Refusal(403, "Anda hanya dapat membaca dokumen ini, tidak mengubahnya.")
        if file.head != head:
            raise self._conflict(file)
        try:
            written = letter_text.changed(content, changes)
        except OtherText as other:
            raise self._conflict(file) from other
        saved = desk.replace_content(who, id, Media(DOCX, written))
        return json_response({"head": saved.head, "when": moment_of(saved.modified)})

    def _conflict(self, file: File) -> Refusal:
        name = self._people.named(file.modified_by).name
        return Refusal(
            409,
            f"{name} sudah menyimpan perubahan pada {moment_of(file.modified)}, setelah Anda membuka dokumen ini. "
            "Tulisan Anda belum disimpan. Tekan “Ambil versi terbaru”: tulisan Anda dipasang kembali pada paragraf "
            "yang tidak diubahnya, dan sisanya ditunjukkan untuk disalin.",
        )

    def pdf(self, request: Request, id: str) -> Response:
        """Return the document as PDF, to print."""
        who = Identity(signed_in(request))
        with self._store.transaction():
            if not who.email:
                return self._pages.ask_who(request)
            try:
                file, content = self._drive.desk.content(who, id)
            except Refusal:
                return no_such_file(self._pages, request)
        if not is_letter(file):
            return self._pages.refuse(request, "Hanya dokumen Word yang dapat dicetak dari sini.", 400)
        name = file.name.removesuffix(".docx") + ".pdf"
        return attachment(self._drive.renderer.pdf(content), PDF, name, inline=True)


def _asked(body: Any) -> tuple[str, dict[int, Change]]:
    match body:
        case {"head": str(head), "changes": [*changes]} if changes:
            found = {}
            for one in changes:
                match one:
                    case {"key": int(key), "before": str(before), "after": str(after)}:
                        found[key] = Change(before, after)
                    case _:
                        raise Refusal(400, "Permintaan tidak dikenal.")
            return head, found
        case _:
            raise Refusal(400, "Permintaan tidak dikenal.")
