"""Paragraphs changed in a .docx: what is said, how it looks, and that the rest stays."""

from io import BytesIO

import docx
import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from local_workspace.web.letter_shown import blocks_of
from local_workspace.web.letter_text import Change, Damaged, OtherText, changed, opened, paragraphs, text_of, write

LETTERS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")) | st.sampled_from("\n\t"))
DOCUMENT = docx.Document()


def a_letter():
    """Give a draft: a heading, a paragraph with a bold word, a table, a picture."""
    document = docx.Document()
    document.add_paragraph("Kepala surat")
    greeting = document.add_paragraph("Yth. ")
    greeting.add_run("Pelanggan").bold = True
    greeting.add_run(", dengan hormat.")
    document.add_table(1, 2).cell(0, 1).text = "[nomor surat]"
    picture = BytesIO()
    segno.make("uji").save(picture, kind="png")
    picture.seek(0)
    document.add_picture(picture)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def texts(content):
    return [text_of(one) for one in paragraphs(opened(content))]


def test_only_what_changed_is_written_so_that_other_words_keep_their_form():
    letter = changed(a_letter(), {1: Change("Yth. Pelanggan, dengan hormat.", "Yth. Pelanggan, salam hormat.")})
    runs = opened(letter).paragraphs[1].runs
    assert [(run.text, bool(run.bold)) for run in runs] == [
        ("Yth. ", False),
        ("Pelanggan", True),
        (", salam hormat.", False),
    ]


def test_a_replaced_word_takes_the_form_of_the_word_it_replaces():
    letter = changed(a_letter(), {1: Change("Yth. Pelanggan, dengan hormat.", "Yth. Ibu Sari, dengan hormat.")})
    assert [run.text for run in opened(letter).paragraphs[1].runs if run.bold] == ["Ibu Sari"]


def test_words_changed_in_two_places_leave_the_form_between_them_alone():
    letter = changed(
        a_letter(), {1: Change("Yth. Pelanggan, dengan hormat.", "Kepada Pelanggan, dengan takzim.\n\nIsi")}
    )
    first, second = opened(letter).paragraphs[1:3]
    assert [(run.text, bool(run.bold)) for run in first.runs if run.text] == [
        ("Kepada ", False),
        ("Pelanggan", True),
        (", dengan takzim.", False),
    ]
    assert [(run.text, bool(run.bold)) for run in second.runs if run.text] == [("Isi", False)]


def test_an_empty_line_begins_a_new_paragraph_and_a_single_break_stays_within():
    letter = changed(a_letter(), {0: Change("Kepala surat", "Kepala\nsurat\n\nIsi")})
    assert texts(letter)[:3] == ["Kepala\nsurat", "Isi", "Yth. Pelanggan, dengan hormat."]


def test_cells_are_changed_and_pictures_stay():
    letter = changed(a_letter(), {3: Change("[nomor surat]", "123/BSPJI/2026")})
    assert opened(letter).tables[0].cell(0, 1).text == "123/BSPJI/2026"
    assert len(opened(letter).inline_shapes) == 1


def test_every_paragraph_that_is_shown_can_be_named():
    def keys(blocks):
        for block in blocks:
            if block["kind"] == "table":
                for row in block["rows"]:
                    for cell in row:
                        yield from keys(cell["blocks"])
            else:
                yield block["key"]

    document = opened(a_letter())
    assert list(keys(blocks_of(document))) == list(range(len(paragraphs(document))))


def test_a_paragraph_that_says_something_else_by_now_is_named_and_nothing_is_written():
    with pytest.raises(OtherText) as refused:
        changed(a_letter(), {0: Change("Kepala", "x"), 1: Change("Yth. Pelanggan, dengan hormat.", "y")})
    assert refused.value.keys == [0]


def test_what_is_no_document_is_told():
    with pytest.raises(Damaged):
        opened(b"bukan docx")


@given(st.lists(LETTERS, min_size=1, max_size=4), LETTERS)
def test_a_paragraph_of_any_runs_says_what_was_written(runs, wanted):
    paragraph = DOCUMENT.add_paragraph()
    for run in runs:
        paragraph.add_run(run)
    wanted = wanted.strip("\n")
    while "\n\n" in wanted:
        wanted = wanted.replace("\n\n", "\n")
    write(paragraph._p, wanted)
    assert text_of(paragraph._p) == wanted
