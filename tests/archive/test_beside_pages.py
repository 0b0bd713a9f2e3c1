"""What lies beside a PDF's pages would leave unseen: it is refused; what programs do by habit is not."""

import zipfile
from io import BytesIO

import pytest

from automation.archive.binding import bound
from automation.archive.looking import look
from automation.ports import CannotOpen
from tests.archive.paper import a_code, a_pdf, a_sheet

from .test_acting import a_pdf_with

SCAN = a_pdf(a_sheet(a_code()))


def zipped(*files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packing:
        for number, content in enumerate(files):
            packing.writestr(f"{number}.pdf", content)
    return out.getvalue()


def annotated(kind: bytes, more: bytes = b"") -> bytes:
    return a_pdf_with(page=b"/Annots[<</Type/Annot/Subtype/%s/Rect[0 0 9 9]%s>>]" % (kind, more))


AROUND = {
    "a ZIP that holds it": zipped(SCAN, b"rahasia"),
    "a mail before it": b"From: petugas@kantor.example\r\nSubject: NIK\r\n\r\n" + SCAN,
    "a page of HTML before it": b"<html><script>1</script></html>" + SCAN,
    "a ZIP behind it": SCAN + zipped(b"rahasia"),
    "words behind it": SCAN + b"\ncatatan intern\n",
    "another PDF behind it": SCAN + b"\n" + SCAN,
}
NOTED = {
    "a sticky note": annotated(b"Text", b"/Contents(jangan diberi tahu)"),
    "a sticky note without words": annotated(b"Text"),
    "typed words": annotated(b"FreeText", b"/Contents(lunas)"),
    "a highlight with a comment": annotated(b"Highlight", b"/Contents(cek lagi)"),
}
QUIET = {
    "a mark of UTF-8 before it": b"\xef\xbb\xbf" + SCAN,
    "blanks and noughts behind it": SCAN + b"\r\n" + bytes(512) + b"\x1a",
    "an update": a_pdf_with() + b"\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "no end": SCAN[: SCAN.rfind(b"%%EOF")],
    "a link": annotated(b"Link", b"/Contents(ke laman kami)"),
    "a field": annotated(b"Widget", b"/FT/Sig/T(a)/Contents(tanda tangan)"),
    "a drawn line without words": annotated(b"Ink", b"/InkList[[1 1 5 5]]"),
}


@pytest.mark.parametrize("kind", AROUND)
def test_a_file_around_a_pdf_is_refused(kind: str) -> None:
    for opens in (lambda pdf: look(pdf, "application/pdf"), bound):
        with pytest.raises(CannotOpen, match="lebih dari satu PDF"):
            opens(AROUND[kind])


@pytest.mark.parametrize("kind", NOTED)
def test_a_note_on_a_page_is_refused(kind: str) -> None:
    for opens in (lambda pdf: look(pdf, "application/pdf"), bound):
        with pytest.raises(CannotOpen, match="komentar"):
            opens(NOTED[kind])


@pytest.mark.parametrize("kind", QUIET)
def test_what_programs_write_by_habit_is_taken(kind: str) -> None:
    look(QUIET[kind], "application/pdf")
    assert bound(QUIET[kind]) == QUIET[kind]
