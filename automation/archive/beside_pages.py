"""Whether a PDF holds something beside its pages: another file around it, or notes that lie on a page unseen.

Of a scan only the picture of its pages is compared with what was approved. What lies beside them would leave the
office with it, and whoever sends it would not know.
"""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from automation.ports import CannotOpen

from . import wording

_HEADER, _END = b"%PDF-", b"%%EOF"
#: What programs put around a PDF by habit: a mark of UTF-8, blanks, the end of a DOS file.
_NOTHING = b"\xef\xbb\xbf\x1a\x00 \t\r\n\f"
_BEGINS_AGAIN = re.compile(rb"%%EOF[\x00\s]*%PDF-")
#: Words of these are no note: they say where a link leads, or what a field is for.
_SHOWN_ONLY = frozenset({pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_WIDGET})
_NOTES = frozenset({pdfium_c.FPDF_ANNOT_TEXT, pdfium_c.FPDF_ANNOT_POPUP, pdfium_c.FPDF_ANNOT_FREETEXT})


def refuse_beside_pages(pdf: bytes) -> None:
    """Refuse a PDF that holds more than its pages.

    Raises:
        CannotOpen: it does; the text says what, and what to do.
    """
    if _is_wrapped(pdf):
        raise CannotOpen(wording.MORE_THAN_A_PDF)
    if _bears_notes(pdf):
        raise CannotOpen(wording.BEARS_NOTES)


def _is_wrapped(pdf: bytes) -> bool:
    begins, ends = pdf.find(_HEADER), pdf.rfind(_END)
    behind = pdf[ends + len(_END) :] if ends >= 0 else b""
    return bool(pdf[:begins].strip(_NOTHING) or behind.strip(_NOTHING) or _BEGINS_AGAIN.search(pdf))


def _bears_notes(pdf: bytes) -> bool:
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError:
        return False  # It is told as damaged, or as locked.
    try:
        return any(_has_notes(document, number) for number in range(len(document)))
    finally:
        document.close()


def _has_notes(document: pdfium.PdfDocument, number: int) -> bool:
    page = pdfium_c.FPDF_LoadPage(document, number)
    try:
        return any(_is_note(page, place) for place in range(pdfium_c.FPDFPage_GetAnnotCount(page)))
    finally:
        pdfium_c.FPDF_ClosePage(page)


def _is_note(page: pdfium_c.FPDF_PAGE, place: int) -> bool:
    note = pdfium_c.FPDFPage_GetAnnot(page, place)
    try:
        kind = pdfium_c.FPDFAnnot_GetSubtype(note)
        # The length is that of UTF-16 with its end, so that two bytes are an empty text.
        words = pdfium_c.FPDFAnnot_GetStringValue(note, b"Contents", None, 0) > len("\0".encode("utf-16-le"))
        return kind in _NOTES or (words and kind not in _SHOWN_ONLY)
    finally:
        pdfium_c.FPDFPage_CloseAnnot(note)
