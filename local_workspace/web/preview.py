"""One file opened: a PDF or a picture to look at, a document to write in, anything else to download."""

from __future__ import annotations

import threading
from collections import OrderedDict
from io import BytesIO

import pypdfium2
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from local_workspace.api.calls import Identity
from local_workspace.api.errors import Refusal
from local_workspace.core.routes import Routes
from local_workspace.core.store import Store
from local_workspace.drive.documents import DOCX, PDF
from local_workspace.drive.file import DOCUMENT, FOLDER, FORM, SPREADSHEET
from local_workspace.drive.service import Drive

from .acting import attachment, no_such_file
from .base import Pages, signed_in
from .letter import LetterPage

# What a browser shows without running anything of it.
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
HARMLESS = (*PICTURES, PDF, "text/plain")
ELSEWHERE = {
    FOLDER: "/drive/folders/{}",
    SPREADSHEET: "/spreadsheets/d/{}/edit",
    FORM: "/forms/d/{}/edit",
}
WIDTH = 1000
TALLEST = 4000
MOST_PAGES = 200
REMEMBERED = 48
MOST_TEXT = 200_000


class PdfPages:
    """Draws pages of PDFs; PDFium does one thing at a time."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._drawn: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def count(self, content: bytes) -> int:
        """Return the number of pages; 0 for what cannot be read."""
        with self._guard:
            try:
                document = pypdfium2.PdfDocument(content)
            except pypdfium2.PdfiumError:
                return 0
            try:
                return min(MOST_PAGES, len(document))
            finally:
                document.close()

    def draw(self, key: str, content: bytes, number: int) -> bytes | None:
        """Return page `number` (from 1) as PNG; `key` names the content for the memory."""
        with self._guard:
            if (key, number) not in self._drawn:
                drawn = _drawn(content, number)
                if drawn is None:
                    return None
                self._drawn[key, number] = drawn
                while len(self._drawn) > REMEMBERED:
                    self._drawn.popitem(last=False)
            return self._drawn[key, number]


def _drawn(content: bytes, number: int) -> bytes | None:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return None
    try:
        if not 1 <= number <= min(MOST_PAGES, len(document)):
            return None
        page = document[number - 1]
        width, height = page.get_size()
        # A tiny PDF may ask for a page of any size: what counts is the picture that comes out.
        scale = min(WIDTH / max(width, 1), TALLEST / max(height, 1))
        out = BytesIO()
        page.render(scale=scale).to_pil().save(out, "PNG")
        page.close()
        return out.getvalue()
    finally:
        document.close()


class PreviewPage:
    """The views of one file: to look at and to download."""

    def __init__(self, routes: Routes, pages: Pages, store: Store, drive: Drive, letters: LetterPage) -> None:
        self._pages = pages
        self._store = store
        self._drive = drive
        self._letters = letters
        self._pdfs = PdfPages()
        add = routes.add
        add("/file/d/<id>/view", self.view)
        add("/file/d/<id>/edit", self.view)
        add("/file/d/<id>", self.view)
        add("/open", self.open)
        add("/uc", self.uc)
        add("/file/d/<id>/content", self.content)
        add("/file/d/<id>/download", self.download)
        add("/file/d/<id>/page/<int:number>.png", self.page, whole=False)

    def open(self, request: Request) -> Response:
        """Lead `open?id=…` to the file."""
        return redirect(f"/file/d/{request.args.get('id', '')}/view", 302, Response)

    def uc(self, request: Request) -> Response:
        """Answer Google's address of a download."""
        return self.download(request, request.args.get("id", ""))

    def view(self, request: Request, id: str) -> Response:
        """Return the page of a file, as suits its kind."""
        who = signed_in(request)
        if not who and not self._is_open(id):
            return self._pages.ask_who(request)
        try:
            file = self._drive.access.reach(Identity(who), id)
        except Refusal:
            return no_such_file(self._pages, request)
        if file.mime_type in ELSEWHERE:
            return redirect(ELSEWHERE[file.mime_type].format(file.id), 302, Response)
        if file.mime_type in (DOCX, DOCUMENT):
            return self._letters.show(request, who, file)
        parent = file.parent if file.parent and self._drive.files.allows(who, file.parent, "reader") else ""
        content = self._drive.contents.of(file)
        pages = self._pdfs.count(content) if file.mime_type == PDF else 0
        text = content[:MOST_TEXT].decode("utf-8", "replace") if file.mime_type.startswith("text/") else None
        if file.mime_type not in PICTURES and not pages and text is None:
            reason = "Isi PDF ini tidak dapat dibaca." if file.mime_type == PDF else ""
            return self._pages.render(request, "drive/unshown.html", file=file, parent=parent, reason=reason)
        return self._pages.render(
            request, "drive/preview.html", file=file, parent=parent, pages=pages, text=text, pictures=PICTURES
        )

    def _is_open(self, id: str) -> bool:
        """Check whether everybody who has a file's link may read it, signed in or not."""
        try:
            self._drive.access.reach(Identity(""), id)
        except Refusal:
            return False
        return True

    def content(self, request: Request, id: str) -> Response:
        """Return a file's bytes for showing; what a browser might run is given for keeping instead."""
        file, content = self._drive.desk.content(Identity(signed_in(request)), id)
        return attachment(content, file.mime_type, file.name, inline=file.mime_type in HARMLESS)

    def download(self, request: Request, id: str) -> Response:
        """Return a file for keeping; a Google document as .docx, a spreadsheet as .xlsx."""
        who = signed_in(request)
        if not who and not self._is_open(id):
            return self._pages.ask_who(request)
        try:
            file, content = self._drive.desk.content(Identity(who), id)
        except Refusal:
            return no_such_file(self._pages, request)
        if file.mime_type == DOCUMENT:
            return attachment(content, DOCX, file.name.removesuffix(".docx") + ".docx")
        if file.mime_type == SPREADSHEET:
            return redirect(f"/spreadsheets/d/{id}/export?format=xlsx", 302, Response)
        if file.is_native:
            return self._pages.refuse(request, "Berkas jenis ini tidak dapat diunduh.", 400)
        return attachment(content, file.mime_type, file.name)

    def page(self, request: Request, id: str, number: int) -> Response:
        """Return one page of a PDF as a picture."""
        with self._store.transaction():
            file, content = self._drive.desk.content(Identity(signed_in(request)), id)
        drawn = self._pdfs.draw(file.sha256, content, number)
        if drawn is None:
            raise Refusal(404, "Halaman ini tidak ada.")
        return attachment(drawn, "image/png", f"{file.name}-{number}.png", inline=True)
