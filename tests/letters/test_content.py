"""What a reader sees of a draft: the same content for every program that saved it, another for every changed word."""

import re
import zipfile
from io import BytesIO

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from automation.domain.documents import DocumentKind
from automation.letters.content import content_of
from automation.letters.late import draft_faults
from automation.letters.unpacking import DamagedDocument
from automation.letters.words import REPLY_WORDS
from tests.archive.paper import a_picture, a_sheet
from tests.letters.samples import COMPLAINT, all_words
from tests.letters.test_late import CODE, a_draft, edited, number


def seal(draft: bytes) -> str:
    return content_of(draft).seal.digest


def lines(draft: bytes) -> str:
    return "\n".join(content_of(draft).lines)


def test_the_content_is_the_text_in_reading_order_without_number_date_and_code():
    text = lines(a_draft())
    assert "(nomor)" in text
    assert "Samarinda, (tanggal)" in text
    assert text.index("Yth.") < text.index("Kepala Balai")
    assert "gambar" not in text


def test_number_and_date_put_in_change_nothing_of_the_content():
    assert seal(number(a_draft())) == seal(a_draft())


def test_a_changed_word_is_another_content():
    assert seal(edited(a_draft(), lambda document: document.paragraphs[9].add_run(" Gratis."))) != seal(a_draft())


def in_a_header(document):
    document.sections[0].header.is_linked_to_previous = False
    document.sections[0].header.add_paragraph("Salinan")


def in_a_cell(document):
    document.tables[1].rows[0].cells[0].paragraphs[0].add_run(" dan")


def a_new_picture(document):
    document.add_picture(BytesIO(a_picture(a_sheet(), "PNG")))


def in_a_text_box(document):
    box = (
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent>'
        '<mc:Choice Requires="wps"><wps:txbx><w:txbxContent><w:p><w:r><w:t>Kotak</w:t></w:r></w:p></w:txbxContent>'
        "</wps:txbx></mc:Choice><mc:Fallback><w:p><w:r><w:t>Kotak</w:t></w:r></w:p></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    document.paragraphs[9]._p.append(parse_xml(box))


@pytest.mark.parametrize("change", [in_a_header, in_a_cell, a_new_picture, in_a_text_box])
def test_whatever_a_page_shows_counts(change):
    assert seal(edited(a_draft(), change)) != seal(a_draft())


def test_a_text_box_is_read_once_though_it_is_written_twice():
    assert lines(edited(a_draft(), in_a_text_box)).count("Kotak") == 1


def split_runs(document):
    """Cut each run in two, as programs do that check spelling."""
    for paragraph in document.paragraphs:
        for run in list(paragraph.runs):
            if len(run.text) > 3 and "\t" not in run.text and "\n" not in run.text:
                text, middle = run.text, len(run.text) // 2
                run.text = text[:middle]
                rest = OxmlElement("w:r")
                if run._r.rPr is not None:
                    rest.append(parse_xml(run._r.rPr.xml))
                shown = OxmlElement("w:t")
                shown.text = text[middle:]
                shown.set(qn("xml:space"), "preserve")
                rest.append(shown)
                run._r.addnext(rest)


def rsids(document):
    for paragraph in document.paragraphs:
        paragraph._p.set(qn("w:rsidR"), "00AB12CD")
        mark = OxmlElement("w:proofErr")
        mark.set(qn("w:type"), "spellStart")
        paragraph._p.append(mark)
    document.core_properties.author = "Siapa"
    document.core_properties.revision = 42


def other_spaces(document):
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if " " in run.text:
                run.text = run.text.replace(" ", "\u00a0", 1)


def pictures_saved_anew(document):
    for part in document.part.package.iter_parts():
        if str(part.partname).startswith("/word/media/"):
            out = BytesIO()
            Image.open(BytesIO(part.blob)).convert("RGB").save(out, "PNG", compress_level=1)
            part._blob = out.getvalue()


def unused_header(document):
    """A first page's header that no page shows, as some programs leave behind."""
    section = document.sections[0]
    section.first_page_header.is_linked_to_previous = False
    section.first_page_header.add_paragraph("tidak tampak")


@pytest.mark.parametrize("saved_by", [split_runs, rsids, other_spaces, pictures_saved_anew, unused_header])
def test_another_program_that_saves_it_changes_nothing(saved_by):
    photo = edited(a_draft(), a_new_picture)
    assert seal(edited(photo, saved_by)) == seal(photo)


def test_list_numbers_count_as_they_are_shown():
    def listed(document):
        for text in ("Pertama", "Kedua"):
            document.add_paragraph(text, style="List Number")

    plain = docx.Document()
    listed(plain)
    out = BytesIO()
    plain.save(out)
    assert content_of(out.getvalue()).lines == ("1. Pertama", "2. Kedua")


def tracked(kind):
    def change(document):
        mark = OxmlElement(kind)
        mark.set(qn("w:author"), "Rina")
        run = document.paragraphs[9].runs[0]._r
        run.addprevious(mark)
        mark.append(run)

    return change


@pytest.mark.parametrize("kind", ["w:ins", "w:del", "w:moveFrom"])
def test_a_tracked_change_is_told(kind):
    assert not content_of(a_draft()).is_tracked
    assert content_of(edited(a_draft(), tracked(kind))).is_tracked


@pytest.mark.parametrize(
    "left", ["nama_pelapor", "{{ perihal", "{ perihal }", "«nama_pelapor»", "[isi balasan]", "[diisi petugas]"]
)
def test_a_field_that_nobody_filled_is_told(left):
    assert content_of(a_draft()).leftovers == ()
    draft = edited(a_draft(), lambda document: document.paragraphs[9].add_run(f" Yth. {left} kami"))
    assert len(content_of(draft).leftovers) == 1


@pytest.mark.parametrize("left", ["pada tanggal ...............", "Rp ________", "di XXXX", "nomor ………"])
def test_a_place_left_open_in_a_line_is_told(left):
    draft = edited(a_draft(), lambda document: document.paragraphs[9].add_run(f" {left}, kami"))
    assert len(content_of(draft).leftovers) == 1


def test_marks_of_a_sentence_are_no_place_left_open():
    draft = edited(a_draft(), lambda document: document.paragraphs[9].add_run(" Dan lain-lain... Tipe XX, a_b, 2x."))
    assert content_of(draft).leftovers == ()


def commented(document):
    document.add_comment(document.paragraphs[9].runs, text="Pak, ini benar?", author="Hendra")


STATES = '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{}</w15:commentsEx>'


@pytest.mark.parametrize(("done", "told"), [("0", ("komentar: Pak, ini benar?",)), ("1", ())])
def test_a_comment_is_told_until_somebody_resolves_it(done, told):
    def change(document):
        commented(document)
        [comments] = [one.target_part for one in document.part.rels.values() if one.reltype.endswith("/comments")]
        [paragraph] = comments.element.iter(qn("w:p"))
        paragraph.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", "00000A1B")
        state = STATES.format(f'<w15:commentEx w15:paraId="00000A1B" w15:done="{done}"/>')
        part = Part(PackURI("/word/commentsExtended.xml"), "application/xml", state.encode(), document.part.package)
        document.part.relate_to(part, "http://schemas.microsoft.com/office/2011/relationships/commentsExtended")

    assert content_of(edited(a_draft(), commented)).leftovers == ("komentar: Pak, ini benar?",)
    assert content_of(edited(a_draft(), change)).leftovers == told


def test_the_words_of_the_reply_are_all_known():
    assert all_words(COMPLAINT)[DocumentKind.SURAT_BALASAN].keys() == REPLY_WORDS


LOOSE = (
    '<Relationship Id="rId98" Target="{target}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
)


def with_a_relation(kind, target):
    """A draft with a picture, which a relation of this kind is put beside; the picture names it."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(edited(a_draft(), a_new_picture))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                loose = LOOSE.format(kind=kind, target=target)
                content = content.replace(b"</Relationships>", loose.encode())
            if name == "word/document.xml":
                content = re.sub(rb'r:embed="[^"]*"', b'r:embed="rId98"', content)
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "target"), [("image", "NULL"), ("image", "../NULL"), ("hyperlink", "#bab1")])
def test_a_relation_that_leads_nowhere_keeps_no_draft_from_being_read_and_numbered(kind, target):
    draft = with_a_relation(kind, target)
    assert lines(draft) == lines(a_draft())
    assert draft_faults(draft, CODE) == ()
    assert b"rId98" not in zipfile.ZipFile(BytesIO(number(draft))).read("word/document.xml")


def test_a_draft_whose_styles_or_notes_are_gone_is_damaged():
    for kind in ("styles", "footnotes"):
        with pytest.raises(DamagedDocument):
            content_of(with_a_relation(kind, "tidak-ada.xml"))
