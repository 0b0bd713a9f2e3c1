"""A PDF that does more than show its pages is refused by the name of what it does, before anybody gets it from us."""

import zlib
from io import BytesIO

import pypdfium2 as pdfium
import pytest

from automation.archive.acting import what_it_does
from automation.archive.binding import bound
from automation.archive.looking import look
from automation.archive.signed import bears_signature
from automation.ports import CannotOpen
from tests.archive.paper import a_code, a_pdf, a_sheet

SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"


def a_pdf_with(catalog: bytes = b"", *objects: bytes, page: bytes = b"") -> bytes:
    """A PDF of one page; further objects are numbered from 4."""
    more = b"".join(b"%d 0 obj%sendobj\n" % (number, one) for number, one in enumerate(objects, start=4))
    return (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R%s>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>endobj\n%strailer<</Root 1 0 R>>\n%%%%EOF"
    ) % (catalog, page, more)


def packed(objects: bytes, head: bytes = b"/Filter/FlateDecode", kind: bytes = b"/ObjStm") -> bytes:
    stream = zlib.compress(objects)
    return b"<</Type%s/N 1/First 4%s/Length %d>>stream\n%s\nendstream " % (kind, head, len(stream), stream)


LAUNCH = b"<</S/Launch/F(setup.exe)>>"
ANNOTATION = b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A%s>>]"
ACTING = {
    "a script when opened": (a_pdf_with(b"/OpenAction" + SCRIPT), "JavaScript"),
    "a script by reference": (a_pdf_with(b"/OpenAction 4 0 R", SCRIPT), "JavaScript"),
    "a script by name": (a_pdf_with(b"/Names<</JavaScript<</Names[(a)4 0 R]>>>>", SCRIPT), "JavaScript"),
    "a script with its name escaped": (a_pdf_with(b"/OpenAction<</S/J#61vaScript/JS(1)>>"), "JavaScript"),
    "a script in an object stream": (a_pdf_with(b"", packed(b"9 0 " + SCRIPT)), "JavaScript"),
    "a script in an escaped object stream": (
        a_pdf_with(b"", packed(b"9 0 " + SCRIPT, kind=b"/O#62jStm")),
        "JavaScript",
    ),
    "a script in an update": (a_pdf_with() + b"\n1 0 obj<</AA<</WC" + SCRIPT + b">>>>endobj\n%%EOF", "JavaScript"),
    "objects packed in a strange way": (
        a_pdf_with(b"", packed(b"9 0 <<>>", head=b"/Filter/LZWDecode")),
        "tidak dapat diperiksa",
    ),
    "objects behind a predictor": (
        a_pdf_with(b"", packed(b"9 0 <<>>", head=b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>")),
        "tidak dapat diperiksa",
    ),
    "objects behind a long head": (
        a_pdf_with(b"", packed(b"9 0 " + SCRIPT, head=b"/Filter/FlateDecode/X[%s]" % (b"0 " * 2000))),
        "tidak dapat diperiksa",
    ),
    "objects behind a decoy": (
        a_pdf_with(
            b"", packed(b"9 0 " + SCRIPT, head=b"/Filter/FlateDecode/X(%s)" % (b">>" + packed(b"9 0 <<>>")[2:]))
        ),
        "tidak dapat diperiksa",
    ),
    "objects that end elsewhere": (
        a_pdf_with(b"", packed(b"9 0 <<>>").replace(b"/Length ", b"/Length 1")),
        "tidak dapat diperiksa",
    ),
    "a program behind a link": (a_pdf_with(page=ANNOTATION % LAUNCH), "Launch"),
    "another file behind a link": (a_pdf_with(page=ANNOTATION % b"<</S/GoToR/F(b.pdf)>>"), "GoToR"),
    "a page of the web when a page is shown": (a_pdf_with(page=b"/AA<</O<</S/URI/URI(http://x.example)>>>>"), "AA"),
    "a thread by reference": (a_pdf_with(page=b"/AA 4 0 R"), "AA"),
    "more after the first page": (
        a_pdf_with(b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next<</S/URI/URI(http://x.example)>>>>"),
        "OpenAction",
    ),
    "more before the first page": (
        a_pdf_with(b"/OpenAction 4 0 R", b"<</Next<</S/URI/URI(http://x.example)>>/S/GoTo/D[3 0 R/Fit]>>"),
        "OpenAction",
    ),
    "files within": (a_pdf_with(b"/Names<</EmbeddedFiles<</Names[(a)4 0 R]>>>>", b"<</F(a)>>"), "lampiran PDF"),
    "a file pinned to a page": (a_pdf_with(page=b"/Annots[<</Subtype/FileAttachment>>]"), "lampiran PDF"),
    "a form that sends itself": (
        a_pdf_with(page=ANNOTATION % b"<</S/SubmitForm/F(http://x.example)>>"),
        "SubmitForm",
    ),
    "an old film": (a_pdf_with(page=ANNOTATION % b"<</S/Movie/T(a)>>"), "media"),
    "a sound": (a_pdf_with(page=b"/Annots[<</Subtype /Sound/Sound 4 0 R>>]"), "media"),
    "a model that turns": (a_pdf_with(page=b"/Annots[<</Subtype/3D/3DD 4 0 R>>]"), "media"),
    "a film": (a_pdf_with(page=b"/Annots[<</Subtype/RichMedia>>]"), "RichMedia"),
    "a page of the web when opened, among packed objects": (
        a_pdf_with(b"/OpenAction 6 0 R", packed(b"6 0 <</S/URI/URI(http://x.example)>>")),
        "OpenAction",
    ),
    "a script like an empty tree": (a_pdf_with(b"/OpenAction<</S/JavaScript<</Names[]>>/JS(1)>>"), "JavaScript"),
    "a page of the web when opened": (a_pdf_with(b"/OpenAction<</S/URI/URI(http://x.example)>>"), "OpenAction"),
    "the printer when opened": (a_pdf_with(b"/OpenAction 4 0 R", b"<</S/Named/N/Print>>"), "OpenAction"),
    "who knows what when opened": (a_pdf_with(b"/OpenAction 77 0 R"), "OpenAction"),
}


@pytest.mark.parametrize("kind", ACTING)
def test_a_pdf_that_acts_is_refused_by_name_when_it_comes_and_when_it_would_go_out(kind: str) -> None:
    content, named = ACTING[kind]
    for open_it in (lambda: look(content, "application/pdf"), lambda: bound(content)):
        with pytest.raises(CannotOpen, match=named):
            open_it()


@pytest.mark.parametrize("kind", ["objects behind a long head", "objects behind a decoy"])
def test_a_pdf_that_cannot_be_looked_through_counts_as_signed(kind: str) -> None:
    assert bears_signature(ACTING[kind][0])


QUIET = {
    "a scan": a_pdf(a_sheet(a_code())),
    "a place to begin": a_pdf_with(b"/OpenAction[3 0 R/Fit]"),
    "a place to begin, by reference": a_pdf_with(b"/OpenAction 4 0 R", b"[3 0 R/XYZ null null 0]"),
    "a place to begin, as an action": a_pdf_with(b"/OpenAction<</Type/Action/S/GoTo/D[3 0 R/Fit]>>"),
    "a place to begin, among packed objects": a_pdf_with(
        b"/OpenAction 6 0 R", packed(b"6 0 <</S/GoTo/D[3 0 R/Fit]>>")
    ),
    "no place to begin": a_pdf_with(b"/OpenAction null"),
    "empty trees": a_pdf_with(b"/Names<</EmbeddedFiles<</Names[]>>/JavaScript <<>>>>"),
    "empty trees by reference": a_pdf_with(b"/Names<</JavaScript 4 0 R/EmbeddedFiles 4 0 R>>", b"<</Names[ ]>>"),
    "a link": a_pdf_with(page=ANNOTATION % b"<</S/URI/URI(http://x.example)>>"),
    "packed objects": a_pdf_with(b"", packed(b"9 0 <</Type/Font>>")),
    "signed electronically": a_pdf_with(b"/AcroForm<</Fields[4 0 R]/SigFlags 3>>", b"<</FT/Sig/V 5 0 R>>"),
}


@pytest.mark.parametrize("kind", QUIET)
def test_a_pdf_that_only_shows_its_pages_passes(kind: str) -> None:
    assert what_it_does(QUIET[kind]) == ""


def test_a_signed_pdf_that_acts_shall_be_fetched_again_and_not_be_printed() -> None:
    content = a_pdf_with(b"/OpenAction" + SCRIPT, b"<</Type/Sig/ByteRange[0 1 2 3]>>")
    with pytest.raises(CannotOpen, match="unduh lagi dari Srikandi, tanpa lampiran"):
        bound(content)


def test_files_that_the_reader_alone_finds_are_found() -> None:
    with pdfium.PdfDocument(QUIET["a scan"]) as document:
        document.new_attachment("a.exe").set_data(b"MZ")
        out = BytesIO()
        document.save(out)
    assert "lampiran" in what_it_does(out.getvalue())
