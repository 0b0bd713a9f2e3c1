"""Number and date of the reply: into the edited draft's head, once, or a reason."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest

from automation.domain.documents import DocumentKind
from automation.letters.late import CannotNumber, Numbered, draft_faults, draft_text, number_letter
from automation.letters.package import opened, paragraphs_of, saved, text_of
from tests.letters.letter_lines import as_text
from tests.letters.samples import COMPLAINT, FACTS, an_intake, code_of, filled

NUMBER = "B/1234/BSKJI/BSPJI-Samarinda/XI/2026"
DAY = date(2026, 11, 16)
CODE = code_of(DocumentKind.SURAT_BALASAN)


def a_draft(**changes) -> bytes:
    return filled(DocumentKind.SURAT_BALASAN, replace(COMPLAINT, **changes))


def edited(draft: bytes, change) -> bytes:
    document = docx.Document(BytesIO(draft))
    change(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def head_of(draft: bytes) -> str:
    return as_text(draft).split("Yth.")[0]


def number(draft: bytes, letter_number: str = NUMBER, day: date = DAY) -> bytes:
    result = number_letter(draft, letter_number, day)
    assert isinstance(result, Numbered), result
    return result.content


def reason(draft: bytes, letter_number: str = NUMBER, day: date = DAY) -> str:
    result = number_letter(draft, letter_number, day)
    assert isinstance(result, CannotNumber), result
    return result.reason


def test_number_and_date_stand_in_the_head_and_nothing_else_has_changed():
    draft = a_draft()
    letter = as_text(number(draft))
    assert letter == as_text(draft).replace("[nomor surat]", NUMBER).replace("[tanggal surat]", "16 November 2026")


def test_an_edited_draft_keeps_what_people_wrote():
    draft = edited(a_draft(), lambda document: document.paragraphs[9].add_run(" Terima kasih, Bu Siti."))
    assert "Terima kasih, Bu Siti." in as_text(number(draft))


def test_a_place_that_an_editor_split_over_runs_is_found():
    def split(document):
        paragraph = document.tables[1].rows[0].cells[2].paragraphs[0]
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = "[no"
        for piece in ("mor", " sur", "at]"):
            paragraph.add_run(piece).italic = True

    assert f"Nomor | : | {NUMBER} | Samarinda" in head_of(number(edited(a_draft(), split)))


def test_a_head_that_became_plain_lines_is_understood():
    def plain(document):
        table = document.tables[1]._tbl
        for text in (
            "Nomor\t: [nomor surat]\tSamarinda, [tanggal surat]",
            "Hal\t: [nomor surat] dan [tanggal surat]",
        ):
            line = document.add_paragraph(text)
            table.addprevious(line._p)
        table.getparent().remove(table)

    head = head_of(number(edited(a_draft(), plain)))
    assert f"Nomor\t: {NUMBER}\tSamarinda, 16 November 2026\n" in head
    assert "Hal\t: [nomor surat] dan [tanggal surat]\n" in head


def test_a_letter_numbered_before_is_left_as_it_is():
    once = number(a_draft())
    assert number(once) is once


def test_a_letter_numbered_halfway_is_finished():
    def by_hand(document):
        document.tables[1].rows[0].cells[2].paragraphs[0].text = NUMBER

    assert head_of(number(edited(a_draft(), by_hand))) == head_of(number(a_draft()))


@pytest.mark.parametrize(("letter_number", "day"), [("B/9/2026", DAY), (NUMBER, date(2026, 11, 17))])
def test_another_number_or_date_than_the_one_it_bears_is_a_reason(letter_number, day):
    assert "Betulkan salah satunya" in reason(number(a_draft()), letter_number, day)


def test_the_customer_s_own_text_is_never_taken_for_the_head():
    names = {"complainant": "Nomor : [nomor surat]", "company": "Kota, [tanggal surat]", "subject": "[nomor surat]"}
    facts = replace(FACTS, reply_text="Nomor : [nomor surat]\nSamarinda, [tanggal surat]")
    draft = a_draft(intake=an_intake(**names), facts=facts)
    before, after = as_text(draft).split("Yth."), as_text(number(draft)).split("Yth.")
    assert after[1:] == before[1:]
    assert NUMBER in after[0]


def test_what_people_took_away_is_a_reason_that_says_what_to_do():
    def without_number(document):
        document.tables[1].rows[0].cells[2].paragraphs[0].text = ""

    def without_date(document):
        document.tables[1].rows[0].cells[3].paragraphs[0].text = "November 2026"

    def without_addressee(document):
        for paragraph in document.paragraphs:
            if paragraph.text.startswith("Yth"):
                paragraph.text = "Kepada"

    def twice(document):
        document.tables[1]._tbl.addprevious(document.add_paragraph("Nomor: [nomor surat]")._p)

    assert "Baris “Nomor”" in reason(edited(a_draft(), without_number))
    assert "tanggal di kepala surat tidak ditemukan" in reason(edited(a_draft(), without_date))
    assert "Baris “Yth.”" in reason(edited(a_draft(), without_addressee))
    assert "lebih dari satu baris “Nomor”" in reason(edited(a_draft(), twice))
    assert "No. surat keluar" in reason(a_draft(), "  ")
    assert "Kelola versi" in reason(b"%PDF-1.7")


def test_a_draft_with_a_password_is_told_as_such_and_one_of_an_older_word_is_not():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert "kata sandi" in reason(locked)
    assert "kata sandi" not in reason(locked[:508])


def test_a_sound_draft_has_no_fault_and_one_without_its_code_does():
    draft = a_draft()

    def without_code(document):
        for cell in document.sections[0].footer.tables[0].rows[0].cells:
            for run in cell._tc.xpath(".//w:drawing/.."):
                run.getparent().remove(run)

    assert draft_faults(draft, CODE) == ()
    [gone] = draft_faults(edited(draft, without_code), CODE)
    assert "Kode QR tidak lagi ada" in gone
    [other] = draft_faults(draft, code_of(DocumentKind.SURAT_BALASAN, 2))
    assert "kode QR dokumen lain" in other


def test_a_reply_nobody_has_written_is_a_fault():
    [fault] = draft_faults(a_draft(facts=replace(FACTS, reply_text="")), CODE)
    assert "Isi surat balasan masih kosong" in fault


def test_the_text_of_a_draft_can_be_read():
    assert "Samarinda, [tanggal surat]" in draft_text(a_draft())


def test_saving_a_document_keeps_its_text():
    draft = a_draft()
    again = saved(opened(draft))
    assert [text_of(p) for p in paragraphs_of(opened(again).part)] == [
        text_of(p) for p in paragraphs_of(opened(draft).part)
    ]
