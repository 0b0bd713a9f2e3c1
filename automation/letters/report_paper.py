"""A report laid out in the office's own template: headings, sentences, tables and charts where it says `{{ isi }}`.

Tables keep their head on every page and no row is torn; numbers stand to the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from automation.domain.paper import Block, BlockKind

from . import wording
from .filling import TemplateFault, fill_words, template_faults
from .logo import Logo
from .package import Element, opened, paragraphs_of, place_for, saved, text_of
from .plain_text import printable

CONTENT_WORD = "isi"
_PLACE = "{{ isi }}"
#: Rows of a table that stays on one page.
_SHORT = 14
_HEAD_SHADE, _LINE = "E7ECF2", "9AA5B1"
_EDGE = f'w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(["<w:tblBorders>", *(f"<w:{side} {_EDGE}/>" for side in _SIDES), "</w:tblBorders>"])
_PADDING = "".join(
    ["<w:tblCellMar>", *(f'<w:{side} w:w="80" w:type="dxa"/>' for side in ("left", "right")), "</w:tblCellMar>"]
)
_SOFT = RGBColor(0x55, 0x55, 0x55)


def composed(
    template: bytes,
    words: Mapping[str, str],
    blocks: Sequence[Block],
    pictures: Sequence[bytes],
    *,
    name: str,
    logo: Logo | None = None,
) -> bytes:
    """Return the template with its words, and with the parts in the place of the one paragraph `{{ isi }}`.

    Args:
        template: a .docx.
        words: every other word that it may ask for.
        blocks: the parts in their order.
        pictures: one for each chart among them, as PNG.
        name: what people call this template; errors say it.
        logo: the office's; None where it has none.

    Raises:
        TemplateFault: it asks for a word that has no value, or has no such paragraph in its body.
        UnreadableDocument: it is no .docx, or too heavy.
    """
    document = opened(template)
    faults = list(template_faults(document, {**words, CONTENT_WORD: ""}, wants_code=False))
    places = [one for one in paragraphs_of(document.part) if " ".join(text_of(one).split()) == _PLACE]
    if len(places) != 1 or places[0].getparent() is not document.element.body:
        faults.append(wording.NO_CONTENT_PLACE)
    if faults:
        raise TemplateFault(wording.template_fault(name, tuple(faults)))
    (place,) = places
    # Before the parts are there: what a part says is never looked at again.
    fill_words(document, {**words, CONTENT_WORD: _PLACE}, logo=logo)
    left, tables = iter(pictures), dict[str, str]()
    for block in blocks:
        for element in _laid_out(document, block, left, tables):
            place.addprevious(element)
    place.getparent().remove(place)
    return saved(document, tables)


def _laid_out(
    document: Document, block: Block, pictures: Iterator[bytes], tables: dict[str, str]
) -> Iterator[Element]:
    """Return the elements of a part; a table is put aside, and what stands for it is returned."""
    match block.kind:
        case BlockKind.HEADING:
            yield _heading(document, block.text)._p
        case BlockKind.TEXT:
            yield _text(document, block.text)._p
        case BlockKind.NOTE:
            yield _remark(document, block.text)._p
        case BlockKind.TABLE:
            stand_in = place_for(len(tables))
            tables[str(stand_in)] = _table(document, block)
            yield stand_in
            yield _gap(document)._p
        case BlockKind.CHART:
            yield _picture(document, next(pictures), block.text)._p


def _paragraph(document: Document, text: str) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    paragraph.add_run(printable(text))
    return paragraph


def _heading(document: Document, text: str) -> Paragraph:
    line = _paragraph(document, text)
    line.runs[0].bold = True
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(10), Pt(4)
    line.paragraph_format.keep_with_next = True
    _outline(line)
    return line


def _outline(line: Paragraph) -> None:
    """Let the heading stand in Word's navigation, whatever styles the template has."""
    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), "0")
    line._p.get_or_add_pPr().insert_element_before(
        level,  # type: ignore[arg-type]  # (it takes what the library's own OxmlElement gives)
        *("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
    )


def _text(document: Document, text: str) -> Paragraph:
    line = _paragraph(document, text)
    line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    line.paragraph_format.space_after = Pt(4)
    return line


def _remark(document: Document, text: str) -> Paragraph:
    line = _paragraph(document, text)
    line.runs[0].font.size, line.runs[0].italic = Pt(8.5), True
    line.runs[0].font.color.rgb = _SOFT
    line.paragraph_format.space_after = Pt(6)
    return line


def _gap(document: Document) -> Paragraph:
    line: Paragraph = document.add_paragraph()
    line.paragraph_format.line_spacing = Pt(5)
    return line


def _picture(document: Document, content: bytes, told: str) -> Paragraph:
    line: Paragraph = document.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = line.add_run().add_picture(BytesIO(content), width=_text_width(document))
    shape._inline.docPr.set("descr", printable(told))
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(4), Pt(6)
    return line


def _text_width(document: Document) -> Length:
    section = document.sections[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    # A template that says nothing of its page is one of A4 with the margins that letters have.
    return Length((width or Mm(210)) - (left or Mm(30)) - (right or Mm(20)))


def _table(document: Document, block: Block) -> str:
    """Return a table, as text: a year's list has thousands of cells."""
    whole = _text_width(document).twips
    widths = [whole * part // sum(block.widths) for part in block.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    # A short table stays on one page: all of its rows but the last hold on to the next.
    held = len(block.rows) - 1 if len(block.rows) <= _SHORT else 0
    rows = (_row(texts, widths, block.numeric, held=place < held) for place, texts in enumerate(block.rows))
    head = _row(block.headings, widths, block.numeric, is_head=True)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{_BORDERS}'
        f'<w:tblLayout w:type="fixed"/>{_PADDING}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{"".join(rows)}</w:tbl>'
    )


def _row(
    texts: Sequence[str], widths: Sequence[int], numeric: Sequence[int], *, is_head: bool = False, held: bool = False
) -> str:
    repeats = "<w:tblHeader/>" if is_head else ""
    cells = (
        _cell(text, width, is_head=is_head, held=held or is_head, to_the_right=place in numeric)
        for place, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>{''.join(cells)}</w:tr>"


#: A year's list repeats its days, services, causes and outcomes.
@lru_cache(maxsize=4096)
def _cell(text: str, width: int, *, is_head: bool, held: bool, to_the_right: bool) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD_SHADE}"/>' if is_head else ""
    kept = "<w:keepNext/>" if held else ""
    side = '<w:jc w:val="right"/>' if to_the_right else ""
    bold = "<w:b/>" if is_head else ""
    look = f'<w:rPr>{bold}<w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p><w:pPr>{kept}'
        f'<w:spacing w:before="30" w:after="30"/>{side}</w:pPr><w:r>{look}'
        f'<w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r></w:p></w:tc>'
    )
