"""A .docx opened and closed: bytes in, bytes out, and the same bytes for the same document."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.opc.part import Part, XmlPart
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.parts.story import StoryPart
from lxml import etree

from .relations import without_loose_ends
from .unpacking import DamagedDocument, repacked, unpacked

_PLACE = re.compile(rb"<\?tanggap [0-9]+\?>")
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
#: What the libraries raise at XML that is well formed and says nothing sensible.
_BROKEN = (
    *(PythonDocxError, OpcError, XmlchemyError, etree.LxmlError, ValueError, LookupError, TypeError, AttributeError),
    *(NotImplementedError, OSError),
)

Element = Any
"""An lxml element of WordprocessingML; python-docx gives them without types."""


def opened(content: bytes) -> Document:
    """Return the document in these bytes.

    Raises:
        DamagedDocument: when they are no .docx, or are damaged.
        LockedDocument: when they ask for a password.
        HeavyDocument: when they unpack to more than a letter can be.
    """
    parts = unpacked(content)
    try:
        return docx.Document(repacked(without_loose_ends(parts)))
    except _BROKEN as error:
        raise DamagedDocument from error


def place_for(number: int) -> Element:
    """Return what stands in a body for a part that `saved` puts there."""
    return etree.ProcessingInstruction("tanggap", str(number))


def saved(document: Document, placed: Mapping[str, str] | None = None) -> bytes:
    """Return the bytes of a document, depending on nothing but its content: the same letter has the same SHA-256.

    Args:
        document: what is saved.
        placed: well-formed parts of the body by what stands for each, see `place_for`. To read tens of thousands of
            cells into a tree, and to move them into this one, takes longer than all else about a report.
    """
    raw, steady = BytesIO(), BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as written, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as package:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = written.read(name)
            if placed and name == document.part.partname.membername:
                content = _PLACE.sub(lambda found: placed.get(found[0].decode(), "").encode(), content)
            package.writestr(entry, content)
    return steady.getvalue()


def story_parts(document: Document) -> list[StoryPart]:
    """Return the body, then every header and footer, always in the same order."""
    parts: list[Part] = list(document.part.package.iter_parts())
    others = [part for part in parts if isinstance(part, StoryPart) and part is not document.part]
    return [document.part, *sorted(others, key=lambda part: str(part.partname))]


def paragraphs_of(part: XmlPart) -> list[Element]:
    """Return every paragraph of a part in reading order, those in tables included."""
    return list(part.element.iter(qn("w:p")))


def texts_of(paragraph: Element) -> Iterator[Element]:
    """Return the `w:t` elements of a paragraph itself; a paragraph inside it (a text box) keeps its own."""
    for text in paragraph.iter(qn("w:t")):
        if next(text.iterancestors(qn("w:p"))) is paragraph:
            yield text


def text_of(paragraph: Element) -> str:
    """Return the plain text of a paragraph: line breaks as new lines, tabs as tabs."""
    written = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
    pieces = []
    for element in paragraph.iter(*written):
        if element.getparent().tag == qn("w:tabs"):
            continue
        pieces.append(written[element.tag] or element.text or "")
    return "".join(pieces)
