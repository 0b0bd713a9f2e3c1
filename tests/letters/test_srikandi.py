"""The letter as Srikandi takes it, and its pages held against what was approved when they come back."""

from datetime import date

import pytest
from docx.oxml.ns import qn

from automation.domain.letter_content import Variables
from automation.letters.content import content_of
from automation.letters.filling import replace_span
from automation.letters.late import CannotNumber, Numbered
from automation.letters.package import opened, paragraphs_of, saved, text_of, texts_of
from automation.letters.printed import PrintedLetter, printed_letter
from automation.letters.srikandi import with_variables

from .letter_lines import as_text
from .test_late import NUMBER, a_draft, edited

SIGNER = "Ir. Rahmawati Noor, M.T."
STAMP = "Ditandatangani secara elektronik oleh:"
FILLED = {"${nomor_naskah}": NUMBER, "${tanggal_naskah}": "16 November 2026", "${ttd_pengirim}": STAMP}


def ready(draft: bytes, signer: str = SIGNER) -> bytes:
    made = with_variables(draft, Variables(), signer)
    assert isinstance(made, Numbered), made
    return made.content


def filled_in(copy: bytes, **words: str) -> bytes:
    """Fill the variables in, as Srikandi does."""
    document = opened(copy)
    for paragraph in paragraphs_of(document.part):
        for variable, value in (FILLED | words).items():
            text = "".join(one.text or "" for one in texts_of(paragraph))
            if (place := text.find(variable)) >= 0:
                replace_span(paragraph, place, place + len(variable), value)
    return saved(document)


def test_number_date_and_signature_are_variables_and_the_approved_content_is_the_same() -> None:
    draft = a_draft()
    copy = ready(draft)
    for variable in FILLED:
        assert as_text(copy).count(variable) == 1
    assert content_of(copy).seal == content_of(draft).seal


def test_the_variable_of_the_signature_takes_the_room_of_wet_ink() -> None:
    paragraphs = list(paragraphs_of(opened(ready(a_draft())).part))
    copy = [text_of(one).strip() for one in paragraphs]
    place = copy.index("${ttd_pengirim}")
    assert copy[place - 1 : place + 2] == ["Kepala Balai,", "${ttd_pengirim}", SIGNER]
    above = [int(one.pPr.spacing.get(qn("w:before"))) for one in paragraphs[place : place + 2]]
    assert max(above) < 200  # Twentieths of a point; wet ink has 1080.


def test_blank_lines_that_people_left_for_ink_are_closed() -> None:
    def room(document) -> None:
        name = next(one for one in paragraphs_of(document.part) if text_of(one) == SIGNER)
        for _ in range(3):
            name.addprevious(document.add_paragraph()._p)

    copy = [text_of(one).strip() for one in paragraphs_of(opened(ready(edited(a_draft(), room))).part)]
    assert copy[copy.index("${ttd_pengirim}") - 1] == "Kepala Balai,"


def test_a_place_that_people_chose_themselves_is_kept() -> None:
    draft = edited(a_draft(), lambda document: document.add_paragraph("${ttd_pengirim}"))
    assert as_text(ready(draft, "Orang Lain")).count("${ttd_pengirim}") == 1


def test_without_the_signers_name_a_person_says_where_the_signature_goes() -> None:
    found = with_variables(a_draft(), Variables(), "Orang Lain")
    assert isinstance(found, CannotNumber)
    assert "“Orang Lain” tidak ditemukan" in found.reason


def page_of(letter: bytes) -> str:
    """Give a letter's text as one page shows it, with lines that end anywhere."""
    document = opened(letter)
    texts = [text_of(one).strip() for part in (document.part, *_edges(document)) for one in paragraphs_of(part)]
    return "\r\n".join(texts).replace("Samarinda, 16", "Samarinda,\r\n16")


def _edges(document):
    section = document.sections[0]
    return [part.part for part in (section.header, section.footer) if not part.is_linked_to_previous]


def held(*pages: str, besides: tuple[str, ...] = (STAMP,)) -> PrintedLetter:
    return printed_letter(pages, content_of(a_draft()).lines, besides)


def signed_page() -> str:
    return page_of(filled_in(ready(a_draft())))


def test_number_and_date_are_read_where_the_approved_letter_has_them() -> None:
    found = held(signed_page())
    assert (found.number, found.on) == (NUMBER, date(2026, 11, 16))
    assert found.changes == ()


CHANGED = [
    ("cuti", "sakit", "“cuti” menjadi “sakit”"),
    ("Kami mohon maaf", "Kami tidak mohon maaf", "“tidak”"),
    ("Demikian", "Kami ganti rugi. Demikian", "ditambah “Kami ganti rugi.”"),
    ("satu berkas", "dua berkas", "“satu” menjadi “dua”"),
    ("Biasa", "Rahasia", "“Biasa” menjadi “Rahasia”"),
    ("4 November 2026", "14 November 2026", "“4” menjadi “14”"),
]


@pytest.mark.parametrize(("old", "new", "told"), CHANGED)
def test_what_differs_is_told_word_by_word(old: str, new: str, told: str) -> None:
    found = held(signed_page().replace(old, new))
    assert told in "; ".join(found.changes)


def test_a_paragraph_left_out_is_told() -> None:
    page = signed_page()
    start = page.index("Demikian kami")
    found = held(page[:start] + page[page.index("Kepala Balai,") :])
    assert any(change.startswith("dihapus “Demikian kami") for change in found.changes)


def test_a_sentence_of_srikandis_own_that_is_not_known_is_told() -> None:
    assert held(signed_page(), besides=()).changes == (f"ditambah “{STAMP}”",)


def test_a_paragraph_that_a_pages_end_cuts_apart_is_the_same_paragraph() -> None:
    page = signed_page()
    head = "\r\n".join(content_of(a_draft()).lines[:5])
    foot = "\r\n".join(content_of(a_draft()).lines[-3:]).replace("Halaman dari", "Halaman 1 dari 2")
    body = page.replace("penelaah sedang", f"penelaah\r\n{foot}\x0c{head}\r\nsedang")
    first, second = body.split("\x0c")
    second = second.replace("Halaman dari", "Halaman 2 dari 2").replace("Halaman  dari", "Halaman 2 dari 2")
    assert held(first, second).changes == ()


def test_signs_that_only_programs_tell_apart_are_the_same() -> None:
    page = signed_page().replace("fi", "\ufb01").replace("Laporan ", "Lapo\u00adran  ")
    assert held(page).changes == ()


HEAD_ALONE = "Nomor : B/1\r\nSamarinda, 16 November 2026\r\nSifat : Biasa"


@pytest.mark.parametrize("page", ["", STAMP, "x" * 3000, HEAD_ALONE])
def test_pages_without_the_letters_text_are_not_readable(page: str) -> None:
    assert not held(page).is_readable


def test_variables_that_nobody_filled_in_are_named() -> None:
    assert held(page_of(ready(a_draft()))).unfilled == ("${nomor_naskah}", "${tanggal_naskah}", "${ttd_pengirim}")


def test_more_pages_than_a_letter_has_are_for_a_person_to_read() -> None:
    assert held(signed_page(), *["1"] * 29).is_readable
    assert held(signed_page(), *["1"] * 30) == PrintedLetter(is_readable=False)
