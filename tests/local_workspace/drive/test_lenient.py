"""What other programs write into a .docx, as Word and Google open it, is printed and not refused."""

import io
import re
import zipfile

import pytest

from local_workspace.drive.rendering import Renderer
from local_workspace.drive.rendering.docx_contents import plain_text
from local_workspace.srikandi import filled_in
from local_workspace.web import letter_shown, letter_text
from tests.local_workspace.drive.test_rendering import a_letter, pages
from tests.local_workspace.drive.wire import DOCUMENT, DOCX, Caller

CELL = "<w:tc><w:p><w:r><w:t>SEL</w:t></w:r></w:p></w:tc>"
TWO_ROWS = f"<w:tr>{CELL}{CELL}</w:tr><w:tr>{CELL}</w:tr>"
WORDS = "<w:r><w:t>KATA</w:t></w:r>"
GRID = '<w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>'
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def styled(paragraph: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>KATA</w:t></w:r></w:p>"


BODIES = {
    "a table without a grid": f"<w:tbl><w:tblPr/>{TWO_ROWS}</w:tbl>",
    "a table with nothing but rows": f"<w:tbl>{TWO_ROWS}</w:tbl>",
    "a table without properties": f"<w:tbl>{GRID}{TWO_ROWS}</w:tbl>",
    "more cells than the grid has": f"<w:tbl><w:tblPr/>{GRID}{TWO_ROWS}</w:tbl>",
    "a cell that spans more than there is": "<w:tbl><w:tblPr/>"
    + GRID
    + f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="9"/></w:tcPr><w:p>{WORDS}</w:p></w:tc></w:tr></w:tbl>',
    "a cell that goes on from none": "<w:tbl><w:tblPr/>"
    + GRID
    + f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>{WORDS}</w:p></w:tc></w:tr></w:tbl>",
    "a cell that goes on from the middle of one": "<w:tbl><w:tblPr/>"
    + f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p>{WORDS}</w:p></w:tc></w:tr>'
    + f"<w:tr>{CELL}<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>{WORDS}</w:p></w:tc></w:tr></w:tbl>",
    "a cell with nothing in it": f"<w:tbl><w:tr><w:tc/>{CELL}</w:tr></w:tbl>",
    "widths with broken numbers": '<w:tbl><w:tblGrid><w:gridCol w:w="2000.5"/><w:gridCol w:w="12mm"/></w:tblGrid>'
    + TWO_ROWS
    + "</w:tbl>",
    "a content control": f"<w:sdt><w:sdtContent><w:p>{WORDS}</w:p></w:sdtContent></w:sdt>",
    "a content control in a line": f"<w:p><w:sdt><w:sdtContent>{WORDS}</w:sdtContent></w:sdt></w:p>",
    "a row in a content control": f"<w:tbl><w:sdt><w:sdtContent><w:tr>{CELL}</w:tr></w:sdtContent></w:sdt></w:tbl>",
    "a smart tag": f'<w:p><w:smartTag w:uri="x" w:element="y">{WORDS}</w:smartTag></w:p>',
    "a field in one piece": f'<w:p><w:fldSimple w:instr=" REF a ">{WORDS}</w:fldSimple></w:p>',
    "an insertion": f'<w:p><w:ins w:id="1" w:author="a">{WORDS}</w:ins></w:p>',
    "sizes and indents with broken numbers": styled(
        '<w:ind w:left="566.9291" w:hanging="283.46"/><w:spacing w:line="275.9" w:lineRule="auto" w:before="0.5"/>',
        '<w:sz w:val="23.5"/>',
    ),
    "the side where lines start": styled('<w:jc w:val="start"/>'),
    "sides, lines and switches that are none": styled(
        '<w:jc w:val="x"/><w:spacing w:line="240" w:lineRule="x"/><w:tabs><w:tab w:val="left"/></w:tabs>',
        '<w:b w:val="TRUE"/><w:u w:val="waves"/>',
    ),
    "a colour by its theme": styled("", '<w:color w:themeColor="accent1"/>'),
    "a colour of three digits": styled("", '<w:color w:val="F00"/>'),
    "a style of its own style": styled('<w:pStyle w:val="Lingkar"/>'),
    "a list of no level": styled('<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>'),
}
CIRCLE = '<w:style w:type="paragraph" w:styleId="Lingkar"><w:basedOn w:val="Lingkar"/></w:style></w:styles>'


def changed(name: str, pattern: str, new: str, letter: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letter or a_letter())) as old, zipfile.ZipFile(out, "w") as package:
        for part in old.namelist():
            content = old.read(part)
            if part == name or not name:
                content = re.sub(pattern.encode(), new.encode(), content, flags=re.DOTALL)
            package.writestr(part, content)
    return out.getvalue()


def with_body(more: str) -> bytes:
    letter = changed("word/document.xml", r"(<w:sectPr\b.*)", more.replace("\\", "") + r"\1")
    return changed("word/styles.xml", "</w:styles>", CIRCLE, letter)


DOCUMENT_XML, RELATIONS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
PACKAGES = {
    "no section": (DOCUMENT_XML, "<w:sectPr.*?</w:sectPr>", ""),
    "a page measured in broken numbers": (DOCUMENT_XML, "<w:pgSz[^>]*/>", '<w:pgSz w:w="11909.99" w:h="16834.01"/>'),
    "a header that is nowhere": (
        DOCUMENT_XML,
        '(<w:headerReference [^>]*)r:id="[^"]*"',
        r'\1r:id="rId99"',
    ),
    "a picture that is nowhere": (
        RELATIONS,
        "</Relationships>",
        f'<Relationship Id="rId99" Type="{IMAGE}" Target="NULL"/></Relationships>',
    ),
    "a part of no type": (TYPES, '<Default [^>]*Extension="png"[^>]*/>', ""),
    "a document saved as a template": (TYPES, r"document\.main\+xml", "template.main+xml"),
    "no style that is usual": ("word/styles.xml", r' w:default="1"', ""),
    "strict Open XML": (
        "",
        r"http://schemas\.openxmlformats\.org/(wordprocessing|drawing)ml/2006/",
        r"http://purl.oclc.org/ooxml/\1ml/",
    ),
}


@pytest.mark.parametrize("odd", BODIES)
def test_what_other_programs_write_is_printed_word_for_word(odd: str) -> None:
    pdf = Renderer(plain=True).pdf(with_body(BODIES[odd]))
    assert re.search("KATA|SEL", "".join(words for words, _ in pages(pdf)))
    assert re.search("KATA|SEL", plain_text(with_body(BODIES[odd])))


@pytest.mark.parametrize("odd", PACKAGES)
def test_a_package_that_lacks_something_is_printed_all_the_same(odd: str) -> None:
    letter = changed(*PACKAGES[odd])
    assert letter != a_letter()
    assert "Surat Balasan" in pages(Renderer(plain=True).pdf(letter))[0][0]


@pytest.mark.parametrize("odd", [*BODIES, *PACKAGES])
def test_what_is_printed_can_be_looked_at_changed_and_signed_too(odd: str) -> None:
    letter = with_body(BODIES[odd]) if odd in BODIES else changed(*PACKAGES[odd])
    document = letter_text.opened(letter)
    assert letter_shown.blocks_of(document)
    assert letter_shown.margins_of(document).keys() == {"header", "footer"}
    assert "None" not in letter_shown.page_of(document)
    said = [letter_text.text_of(one) for one in letter_text.paragraphs(document)]
    place = said.index("Surat Balasan")
    anew = letter_text.changed(letter, {place: letter_text.Change("Surat Balasan", "Surat Jawaban")})
    assert "Surat Jawaban" in plain_text(filled_in(anew, {"${nomor}": "12"}))


def test_such_a_document_is_converted_and_exported_over_the_wire(serving) -> None:
    owner = Caller(serving)
    made = owner.upload(with_body(BODIES["a table without a grid"]), DOCX, name="Tabel", mimeType=DOCUMENT).json()
    pdf = owner("GET", f"/drive/v3/files/{made['id']}/export?mimeType=application/pdf")
    assert "SEL" in "".join(words for words, _ in pages(pdf.content))
