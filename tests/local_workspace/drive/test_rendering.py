"""Documents become PDF without LibreOffice: words, tables and QR codes stay readable, and nothing in them runs."""

from io import BytesIO

import docx
import pypdfium2
import pytest
import segno
import zxingcpp
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm

from local_workspace.drive.rendering import Renderer, libreoffice
from local_workspace.drive.rendering.docx_contents import plain_text
from local_workspace.drive.rendering.emoji import is_printed_by, spelled
from tests.local_workspace.drive.wire import DOCUMENT, DOCX, Caller

HOSTILE = 'Siti & <Budi> *x* _y_ #let z = 1 $a$ `b` \\ @c [d] // /* "e" {{ 7*7 }} <w:p>'
CODE = "tanggap:KEL-2026-0042:form:abcdef0123456789"


def a_letter(body=HOSTILE):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "BALAI STANDARDISASI"
    document.sections[0].footer.paragraphs[0].text = "Halaman kaki"
    document.add_heading("Surat Balasan", 1)
    document.add_paragraph(body)
    tabbed = document.add_paragraph("Nomor\t: 12/B")
    tabbed.paragraph_format.tab_stops.add_tab_stop(Cm(4))
    document.add_paragraph("langkah pertama", style="List Number")
    table = document.add_table(rows=2, cols=2)
    table.style = "Table Grid"
    for index, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"sel {index}"
    table.cell(1, 0).merge(table.cell(1, 1))
    picture = BytesIO()
    segno.make(CODE, error="q").save(picture, kind="png", scale=8)
    place = document.add_paragraph()
    place.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    place.add_run().add_picture(BytesIO(picture.getvalue()), width=Cm(2.5))
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Halaman dua العربية 😀 \u2011 中")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def pages(pdf):
    """Give the words and the QR codes of each page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for page in document:
            words = page.get_textpage()
            codes = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
            found.append((words.get_text_range(), [code.text for code in codes]))
            words.close()
            page.close()
        return found
    finally:
        document.close()


def test_a_letter_keeps_its_words_tables_and_code():
    first, second = pages(Renderer(plain=True).pdf(a_letter()))
    for words in ("BALAI STANDARDISASI", "Surat Balasan", HOSTILE, "12/B", "langkah pertama", "sel 0", "sel 3"):
        assert words in first[0], words
    assert first[1] == [CODE]
    assert "Halaman dua" in second[0]
    assert "Halaman kaki" in second[0]


def test_the_same_document_is_typeset_once():
    renderer = Renderer(plain=True)
    content = a_letter("sama")
    assert renderer.pdf(content) is renderer.pdf(content)


def test_a_broken_picture_costs_only_itself():
    document = docx.Document(BytesIO(a_letter()))
    for part in document.part.package.iter_parts():
        if part.content_type == "image/png":
            part._blob = b"\x89PNG\r\n\x1a\nbroken"
    out = BytesIO()
    document.save(out)
    first, _ = pages(Renderer(plain=True).pdf(out.getvalue()))
    assert "Surat Balasan" in first[0]
    assert first[1] == []


@pytest.mark.skipif(not libreoffice.is_installed(), reason="LibreOffice is not on this machine")
def test_libreoffice_does_the_same():
    first, second = pages(Renderer().pdf(a_letter()))
    assert HOSTILE in first[0].replace("\r\n", " ")
    assert first[1] == [CODE]
    assert "Halaman dua" in second[0]


def test_a_docx_becomes_a_document_a_text_and_a_pdf_over_the_wire(serving):
    owner = Caller(serving)
    letter = owner.upload(a_letter(), DOCX, name="Surat.docx").json()["id"]
    copy = owner.ok("POST", f"/drive/v3/files/{letter}/copy", json={"name": "Surat", "mimeType": DOCUMENT})
    assert copy["mimeType"] == DOCUMENT
    export = f"/drive/v3/files/{copy['id']}/export?mimeType="
    pdf = owner("GET", export + "application/pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pages(pdf.content)[0][1] == [CODE]
    text = owner("GET", export + "text/plain").content.decode("utf-8-sig")
    assert HOSTILE in text
    assert plain_text(owner("GET", export + DOCX).content) == plain_text(a_letter())
    assert owner.names("fullText contains 'balasan' and name = 'Surat'") == ["Surat"]


def test_a_text_is_converted_and_a_broken_docx_refused(serving):
    owner = Caller(serving)
    made = owner.upload(b"Halo\nbaris \x01dua", name="Catatan", mimeType=DOCUMENT).json()
    text = owner("GET", f"/drive/v3/files/{made['id']}/export?mimeType=text/plain").content
    assert text == b"\xef\xbb\xbfHalo\r\nbaris dua"
    assert owner.upload(b"no zip", DOCX, name="rusak", mimeType=DOCUMENT).status_code == 400


def test_emoji_are_spelled_where_no_font_holds_them_and_endless_words_stay_on_the_page():
    assert spelled("ya 👍🏽 🇮🇩 👨‍👩‍👧 ❤") == "ya (jempol) (emoji) (emoji) ❤"
    assert is_printed_by(["Arial", "Noto Color Emoji"])
    assert not is_printed_by(["Arial"])
    with pypdfium2.PdfDocument(Renderer(plain=True).pdf(a_letter("A" * 400))) as document:
        words, width = document[0].get_textpage(), document[0].get_width()
        ends = [words.get_charbox(place)[2] for place in range(words.count_chars())]
        words.close()
    assert max(ends) < width
