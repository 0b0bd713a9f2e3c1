"""Google documents: kept as .docx, made from .docx, text or HTML, and exported."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx
from docx.document import Document

from local_workspace.api.errors import Refusal

from .contents import Contents
from .file import DOCUMENT, File
from .files import Files
from .natives import Native
from .rendering import Renderer
from .rendering.docx_contents import plain_text
from .rendering.lenient import opened

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
TEXT = "text/plain"


class Documents:
    """The contents of Google documents."""

    def __init__(self, files: Files, contents: Contents, renderer: Renderer) -> None:
        self._files = files
        self._contents = contents
        self._renderer = renderer
        files.natives.register(
            DOCUMENT,
            Native(
                created=lambda file: self.write(file, docx.Document()),
                copied=self._copied,
                exports={DOCX: self.as_docx, TEXT: self.as_text, PDF: self.as_pdf},
                imports={DOCX: self.import_docx, TEXT: self.import_text, "text/html": self.import_html},
            ),
        )

    def write(self, file: File, document: Document) -> None:
        """Make a document the content of a file."""
        out = BytesIO()
        document.save(out)
        self._contents.replace(file.modified_by, file.id, out.getvalue(), DOCX)

    def _copied(self, source: str, file: File) -> None:
        self._contents.replace(file.owner or file.modified_by, file.id, self.as_docx(source), DOCX)

    def import_docx(self, file: File, content: bytes) -> None:
        """Take over a .docx.

        Raises:
            Refusal: 400 when it is none.
        """
        _opened(content)
        self._contents.replace(file.modified_by, file.id, content, DOCX)

    def import_text(self, file: File, content: bytes) -> None:
        """Take over plain text, a paragraph a line."""
        document: Any = docx.Document()
        for line in content.decode("utf-8", "replace").splitlines():
            document.add_paragraph(_printable(line))
        self.write(file, document)

    def import_html(self, file: File, content: bytes) -> None:
        """Take over the words of a page."""
        reader = _Words()
        reader.feed(content.decode("utf-8", "replace"))
        self.import_text(file, "".join(reader.pieces).strip().encode())

    def as_docx(self, id: str) -> bytes:
        """Return a document as .docx."""
        return self._contents.of(self._files.find(id))

    def as_text(self, id: str) -> bytes:
        """Return a document's words, as Google does: UTF-8 with a mark, lines ended by CR LF."""
        return b"\xef\xbb\xbf" + plain_text(self.as_docx(id)).replace("\n", "\r\n").encode()

    def as_pdf(self, id: str) -> bytes:
        """Return a document as PDF."""
        return self._renderer.pdf(self.as_docx(id))

    def words(self, file: File) -> str:
        """Return the words of a document, for the search."""
        return plain_text(self._contents.of(file)) if file.sha256 else ""


def _opened(content: bytes) -> None:
    try:
        opened(content)
    except Exception as error:  # python-docx lets the faults of zip, XML and its own parts through.
        raise Refusal(400, "Bad Request", reason="badRequest") from error


def _printable(text: str) -> str:
    # XML has no place for control characters.
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


class _Words(HTMLParser):
    BREAKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"})

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Break lines where a page does."""
        self._hidden += tag in ("script", "style", "head")
        if tag in self.BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not shown."""
        self._hidden -= tag in ("script", "style", "head")

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if self._hidden <= 0:
            self.pieces.append(re.sub(r"\s+", " ", data))
