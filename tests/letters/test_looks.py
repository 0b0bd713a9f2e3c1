"""What a reader sees besides words: where links lead, what is crossed out or hidden, drawings, cut pictures."""

from io import BytesIO

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from automation.letters.content import content_of
from automation.letters.printed import printed_letter
from tests.archive.paper import a_picture, a_sheet
from tests.letters.test_late import a_draft, edited

SPACES = (
    f'{nsdecls("w", "r", "a", "wp", "pic")} xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def a_paragraph(document):
    return document.paragraphs[9]


def put(xml):
    return lambda document: a_paragraph(document)._p.append(parse_xml(xml))


def an_equation(text):
    return put(f"<m:oMath {SPACES}><m:r><m:t>{text}</m:t></m:r></m:oMath>")


def lettering(text):
    return put(f'<w:r {SPACES}><w:pict><v:shape><v:textpath string="{text}"/></v:shape></w:pict></w:r>')


def a_drawing(text):
    return put(f"<w:r {SPACES}><w:drawing><a:p><a:r><a:t>{text}</a:t></a:r></a:p></w:drawing></w:r>")


def a_part_drawn(kind, xml, reference):
    def change(document):
        part = Part(PackURI(f"/word/{kind}1.xml"), "application/xml", xml.encode(), document.part.package)
        name = document.part.relate_to(part, f"{OFFICE}/{kind}")
        put(f"<w:r {SPACES}><w:drawing>{reference.format(name)}</w:drawing></w:r>")(document)

    return change


def a_chart(text):
    return a_part_drawn("chart", f"<c:chartSpace {SPACES}><c:v>{text}</c:v></c:chartSpace>", '<c:chart r:id="{}"/>')


def a_diagram(text):
    data = f"<dgm:dataModel {SPACES}><a:t>{text}</a:t></dgm:dataModel>"
    return a_part_drawn("diagramData", data, '<dgm:relIds r:dm="{}"/>')


def a_link(target, words="Unduh"):
    def change(document):
        name = document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        put(f'<w:hyperlink {SPACES} r:id="{name}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>')(document)

    return change


def a_link_by_a_field(target, words="Unduh"):
    instruction = f"HYPERLINK &quot;{target}&quot;"
    return put(f'<w:fldSimple {SPACES} w:instr="{instruction}"><w:r><w:t>{words}</w:t></w:r></w:fldSimple>')


def a_photo(cut=None):
    def change(document):
        document.add_picture(BytesIO(a_picture(a_sheet(), "PNG")))
        if cut is not None:
            blip = next(document.element.iter(qn("pic:blipFill"))).find(qn("a:blip"))
            blip.addnext(parse_xml(f'<a:srcRect {SPACES} l="{cut}"/>'))

    return change


def with_runs(change):
    def changed(document):
        for run in a_paragraph(document).runs:
            change(run)

    return changed


def by_style(kind, change):
    """Have a style of signs or of paragraphs, based on another one, look so."""

    def changed(document):
        base = document.styles.add_style("Dasar", kind)
        style = document.styles.add_style("Turunan", kind)
        style.base_style = base
        change(base)
        for one in [a_paragraph(document)] if kind is WD_STYLE_TYPE.PARAGRAPH else a_paragraph(document).runs:
            one.style = style

    return changed


def hide(one):
    one.font.hidden = True


def strike(one):
    one.font.strike = True


def whiten(one):
    one.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def shrink(one):
    one.font.size = Pt(1)


def nothing(document):
    pass


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (an_equation("x=14"), an_equation("x=41")),
        (lettering("ASLI"), lettering("SALINAN")),
        (a_drawing("empat belas"), a_drawing("empat puluh")),
        (a_chart("14"), a_chart("41")),
        (a_diagram("lulus"), a_diagram("gagal")),
        (a_link("https://balai.example/laporan"), a_link("https://lain.example/laporan")),
        (a_link_by_a_field("https://balai.example/laporan"), a_link_by_a_field("https://lain.example/laporan")),
        (a_photo(), a_photo(cut=50_000)),
        (nothing, with_runs(hide)),
        (nothing, by_style(WD_STYLE_TYPE.CHARACTER, hide)),
        (nothing, by_style(WD_STYLE_TYPE.PARAGRAPH, hide)),
        (nothing, with_runs(strike)),
        (nothing, by_style(WD_STYLE_TYPE.CHARACTER, strike)),
        (nothing, with_runs(whiten)),
        (nothing, by_style(WD_STYLE_TYPE.PARAGRAPH, whiten)),
        (nothing, with_runs(shrink)),
    ],
)
def test_what_a_reader_sees_besides_words_counts(before, after):
    then, now = (content_of(edited(a_draft(), change)) for change in (before, after))
    assert then.seal != now.seal


def test_a_style_of_signs_shows_what_its_paragraphs_style_hides():
    def change(document):
        by_style(WD_STYLE_TYPE.PARAGRAPH, hide)(document)
        shown = document.styles.add_style("Tampak", WD_STYLE_TYPE.CHARACTER)
        shown.font.hidden = True
        for run in a_paragraph(document).runs:
            run.style = shown

    assert content_of(edited(a_draft(), change)).lines == content_of(a_draft()).lines


def test_a_link_is_the_same_however_a_program_writes_it():
    one, other = (edited(a_draft(), by("https://balai.example/a")) for by in (a_link, a_link_by_a_field))
    assert content_of(one).lines == content_of(other).lines


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("mailto:layanan@balai.example", "layanan@balai.example"),
        ("https://Balai.example/", "balai.example"),
        ("tel:0541000000", "0541000000"),
    ],
)
def test_an_address_that_becomes_a_link_by_itself_changes_nothing(target, words):
    typed = edited(a_draft(), put(f"<w:r {SPACES}><w:t>{words}</w:t></w:r>"))
    assert content_of(edited(a_draft(), a_link(target, words))).seal == content_of(typed).seal


def test_a_cut_that_is_rounded_anew_changes_nothing():
    one, other = (content_of(edited(a_draft(), a_photo(cut=cut))) for cut in (25_000, 25_013))
    assert one.seal == other.seal


@pytest.mark.parametrize("change", [a_link("https://balai.example/a"), with_runs(strike), a_photo(cut=50_000)])
def test_no_page_need_say_in_words_how_it_looks(change):
    lines = content_of(edited(a_draft(), change)).lines
    page = "\n".join(line for line in lines if not line.startswith("["))
    page = page.replace("(nomor)", "B/1").replace("(tanggal)", "2 Desember 2026")
    assert printed_letter([page], lines, ()).changes == ()
