"""Filling a template: words where they belong, and the public's text as the text it is."""

import copy
from io import BytesIO

import docx
import pytest
import zxingcpp
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from automation.letters.filling import TemplateFault, fill, words_in
from automation.letters.package import opened
from automation.letters.plain_text import printable
from automation.letters.unpacking import DamagedDocument
from tests.letters.letter_lines import text_lines

HOSTILE = [
    '=HYPERLINK("http://x.example","klik")',
    "{{ 7*7 }}",
    "{{ perihal }}",
    "{{ qr }}",
    "{% for x in y %}",
    "<w:p><w:r/></w:p> & &amp; ]]>",
    "0042",
    "1e5",
    "Siti 🙏🏽 Aminah",
    "محمد الأمين",
    "[nomor surat]",
]


def a_template(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.add_paragraph("{{ qr }}")
    return bytes_of(document)


def bytes_of(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_is_replaced_and_keeps_the_look_of_its_place():
    document = docx.Document()
    paragraph = document.add_paragraph("Yth. ")
    run = paragraph.add_run("{{ nama }}")
    run.bold, run.font.size = True, Pt(14)
    paragraph.add_run(", di tempat {{ qr }}")
    letter = docx.Document(BytesIO(fill(bytes_of(document), {"nama": "Siti"}, "X")))
    [name] = [run for run in letter.paragraphs[0].runs if run.text == "Siti"]
    assert (letter.paragraphs[0].text, name.bold, name.font.size) == ("Yth. Siti, di tempat ", True, Pt(14))


def test_a_word_that_word_has_split_over_runs_is_found():
    document = docx.Document()
    paragraph = document.add_paragraph("Nomor {")
    for piece in ("{ no", "mor_", "keluhan }", "} dan {{ qr", " }}"):
        paragraph.add_run(piece)
    assert text_lines(fill(bytes_of(document), {"nomor_keluhan": "KEL-2026-0042"}, "X")) == [
        "Nomor KEL-2026-0042 dan "
    ]


def test_words_in_tables_headers_and_footers_are_replaced():
    document = docx.Document()
    document.add_table(1, 1).rows[0].cells[0].text = "{{ a }}"
    document.sections[0].header.paragraphs[0].text = "{{ b }}"
    document.sections[0].footer.paragraphs[0].text = "{{ c }}{{ qr }}"
    letter = opened(fill(bytes_of(document), {"a": "A", "b": "B", "c": "C"}, "X"))
    assert letter.tables[0].rows[0].cells[0].text == "A"
    assert letter.sections[0].header.paragraphs[0].text == "B"
    assert letter.sections[0].footer.paragraphs[0].text == "C"


@pytest.mark.parametrize("value", HOSTILE)
def test_what_people_wrote_stays_the_text_it_is(value):
    template = a_template("Perihal {{ perihal }}.", "{{ perihal }}")
    assert text_lines(fill(template, {"perihal": value}, "X")) == [f"Perihal {value}.", value, ""]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_comes_back_as_it_was_written(first, second):
    letter = fill(a_template("«{{ a }}|{{ b }}»", "{{ a }}"), {"a": first, "b": second}, "X")
    assert "\n".join(text_lines(letter)) == f"«{printable(first)}|{printable(second)}»\n{printable(first)}\n"


def test_new_lines_are_paragraphs_where_a_word_stands_alone_and_breaks_elsewhere():
    letter = docx.Document(BytesIO(fill(a_template("{{ isi }}", "Isi: {{ isi }}"), {"isi": "satu\r\ndua"}, "X")))
    assert [paragraph.text for paragraph in letter.paragraphs[:3]] == ["satu", "dua", "Isi: satu\ndua"]


def test_characters_that_xml_forbids_are_replaced_visibly():
    assert text_lines(fill(a_template("{{ a }}"), {"a": "a\x00b\x08c\ud800d\ufffe"}, "X"))[0] == "a�b�c�d�"


def test_a_direction_mark_left_open_cannot_turn_the_words_after_it():
    assert printable("Siti\u202e") == "Siti\u202e\u202c"
    assert printable("\u2067a\nb") == "\u2067a\u2069\nb"


def test_text_from_the_right_is_set_from_the_right():
    letter = docx.Document(BytesIO(fill(a_template("{{ a }}"), {"a": "محمد"}, "X")))
    paragraph = letter.paragraphs[0]._p
    assert paragraph.pPr is not None
    assert paragraph.pPr.find(qn("w:bidi")) is not None
    assert paragraph.find(f".//{qn('w:rtl')}") is not None


def test_twenty_thousand_characters_and_as_many_lines_are_kept():
    for value in ("a" * 20_000, "a\n" * 10_000 + "z"):
        assert "\n".join(text_lines(fill(a_template("{{ a }}"), {"a": value}, "X"))) == value + "\n"


def test_the_code_becomes_a_picture_that_can_be_read():
    letter = opened(fill(a_template(), {}, "TG1/KEL-2026-0042/SB.1/ABCDEFGHIJKLMNOP"))
    [picture] = [part for part in letter.part.package.iter_parts() if part.content_type == "image/png"]
    [code] = zxingcpp.read_barcodes(Image.open(BytesIO(picture.blob)))
    assert code.text == "TG1/KEL-2026-0042/SB.1/ABCDEFGHIJKLMNOP"
    assert letter.inline_shapes[0].width.mm == pytest.approx(26, abs=0.1)


def test_every_fault_of_a_template_is_named_at_once_and_in_indonesian():
    document = docx.Document()
    document.add_paragraph("{{ nama_pelpaor }} {{ nama pelapor }} {{ perihal }}")
    with pytest.raises(TemplateFault) as fault:
        fill(bytes_of(document), {"nama_pelapor": "", "perihal": ""}, "X", name="Surat Balasan")
    message = str(fault.value)
    assert message.startswith("Templat Surat Balasan tidak dapat diisi: kata {{ nama_pelpaor }} tidak dikenal.")
    assert "{{ nama pelapor }}" in message
    assert "tidak ada {{ qr }}" in message


def test_what_is_no_word_document_is_refused():
    for content in (b"", b"%PDF-1.7", a_template()[:900]):
        with pytest.raises(DamagedDocument):
            fill(content, {}, "X")


def test_the_same_letter_has_the_same_bytes():
    template = a_template("{{ a }}")
    assert fill(template, {"a": "x"}, "X") == fill(copy.copy(template), {"a": "x"}, "X")


def test_the_words_a_template_asks_for_are_listed():
    assert words_in(a_template("{{a}} {{ b_1 }} {{ a }}")) == {"a", "b_1", "qr"}
