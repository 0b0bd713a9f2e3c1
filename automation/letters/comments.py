"""The comments that people left in a document and nobody resolved."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from .package import Element

_COMMENTS, _RESOLVED = "/comments", "/commentsExtended"
_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_STATE = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def open_comments(document: Document) -> Iterator[str]:
    """Yield the words of each comment that a place in the document bears and nobody resolved."""
    borne = {one.get(qn("w:id")) for one in document.part.element.iter(qn("w:commentReference"))}
    done = {
        one.get(f"{_STATE}paraId")
        for root in _roots(document, _RESOLVED)
        for one in root.iter(f"{_STATE}commentEx")
        if one.get(f"{_STATE}done") in ("1", "true")
    }
    for root in _roots(document, _COMMENTS):
        for comment in root.iter(qn("w:comment")):
            paragraphs = {one.get(_PARAGRAPH) for one in comment.iter(qn("w:p"))} - {None}
            if comment.get(qn("w:id")) in borne and not paragraphs & done:
                yield " ".join("".join(text.text or "" for text in comment.iter(qn("w:t"))).split())


def _roots(document: Document, kind: str) -> Iterator[Element]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(kind) and not relation.is_external:
            yield parse_xml(relation.target_part.blob)
