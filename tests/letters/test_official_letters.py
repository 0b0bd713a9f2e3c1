"""What an official letter has and leaves out, in today's templates and in those that offices copied before."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from PIL import Image

from automation.domain.complaint import StaffFacts
from automation.domain.documents import DocumentKind
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Classification
from automation.letters.filling import fill
from automation.letters.logo import UnreadableLogo, logo_of
from automation.letters.package import opened
from automation.letters.values import Reply
from automation.letters.words import form_words, reply_words
from tests.letters.letter_lines import as_text
from tests.letters.samples import COMPLAINT, OFFICE, all_words, an_intake, code_of, template

REPLY, FORM = DocumentKind.SURAT_BALASAN, DocumentKind.FORM_PENGADUAN


def a_reply(complaint=COMPLAINT, office=OFFICE, reply=None) -> str:
    words = reply_words(office, complaint, reply or Reply())
    return as_text(fill(template(REPLY), words, code_of(REPLY)))


def an_older_template() -> bytes:
    """Return a template as offices copied it before rows could be left out: its own order, its own label."""
    document = docx.Document()
    document.add_paragraph("{{ kop_balai }}")
    table = document.add_table(2, 3)
    for row, texts in zip(
        table.rows, (("Nomor", ":", "[nomor surat]"), ("Lampiran", ":", "{{ lampiran_surat }}")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for text in ("Yth.", "{{ penerima_surat }}", "{{ isi_balasan }}", "{{ kepala_nama }}", "NIP {{ kepala_nip }}"):
        document.add_paragraph(text)
    for text in ("Tembusan:", "{{ tembusan }}", "{{ qr }}"):
        document.add_paragraph(text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def a_picture(kind: str = "PNG", size: tuple[int, int] = (800, 400)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()


def test_a_row_without_an_attachment_is_left_out_and_small_counts_stand_in_words() -> None:
    assert "Lampiran" not in a_reply().partition("Yth.")[0]
    assert "Lampiran | : | dua berkas\n" in a_reply(reply=Reply(attachments=2))
    assert "Lampiran | : | 12 berkas\n" in a_reply(reply=Reply(attachments=12))


def test_copies_are_named_and_without_any_their_title_is_gone_too() -> None:
    assert "Tembusan:\nKetua Pokja A\n" in a_reply(reply=Reply(copied_to=("Ketua Pokja A",)))
    assert "Tembusan" not in a_reply()


def test_without_a_number_its_line_is_gone_and_the_name_stays() -> None:
    nameless = replace(OFFICE, head=replace(OFFICE.head, nip=""))
    assert "NIP" not in a_reply(office=nameless)
    assert OFFICE.head.name in a_reply(office=nameless)


def test_a_template_that_was_copied_before_is_filled_as_an_official_letter_too() -> None:
    text = as_text(fill(an_older_template(), reply_words(OFFICE, COMPLAINT, Reply()), code_of(REPLY)))
    assert "Lampiran" not in text
    assert "Tembusan" not in text
    assert "Nomor | : | [nomor surat]\n" in text
    assert "Yth.\nBapak/Ibu Siti Aminah\nPT Borneo Sejahtera\n" in text


def test_the_subject_stands_behind_hal_and_a_long_one_is_cut_between_words() -> None:
    long = replace(COMPLAINT, intake=an_intake(subject="sertifikat " * 30))
    [hal] = [line for line in a_reply(long).splitlines() if line.startswith("Hal")]
    assert hal.endswith("perihal " + "sertifikat " * 7 + "…")


@pytest.mark.parametrize(
    ("name", "company", "lines"),
    [
        ("PT Kayu", "PT Kayu", "Yth. Pimpinan PT Kayu\nJalan Mawar"),
        ("Pertamina", "PERTAMINA", "Yth. Pimpinan PERTAMINA\nJalan Mawar"),
        ("", "PT Kayu", "Yth. Pimpinan PT Kayu\nJalan Mawar"),
        ("Dr. Rina", "", "Yth. Dr. Rina\nJalan Mawar"),
    ],
)
def test_the_addressee_stands_behind_yth_in_the_right_form_and_once(name: str, company: str, lines: str) -> None:
    assert lines in a_reply(replace(COMPLAINT, intake=an_intake(complainant=name, company=company)))


def test_a_letter_says_that_it_is_signed_electronically_only_where_it_is() -> None:
    sentence = "Dokumen ini ditandatangani secara elektronik."
    assert sentence in a_reply(office=replace(OFFICE, electronic_sentence=sentence))
    assert "elektronik" not in a_reply()


def test_the_form_has_boxes_to_tick_until_it_is_sorted() -> None:
    unsorted = form_words(OFFICE, replace(COMPLAINT, facts=StaffFacts()))
    assert unsorted["pilihan_klasifikasi"].startswith("(  ) Keluhan   (  ) Bukan keluhan")
    assert unsorted["catatan_pemilahan"].startswith("……")
    facts = StaffFacts(classification=Classification.DUPLICATE, duplicate_of=ComplaintNumber(2026, 7))
    done = form_words(OFFICE, replace(COMPLAINT, facts=facts))
    assert "(x) Duplikat" in done["pilihan_klasifikasi"]
    assert done["catatan_pemilahan"] == "Duplikat dari KEL-2026-0007."


def with_logo(logo: bytes) -> "docx.document.Document":
    filled = fill(template(FORM), all_words()[FORM], code_of(FORM), logo=logo_of(logo))
    return opened(filled)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_logo_stands_in_its_cell_as_large_as_the_kop_allows(kind: str) -> None:
    letter = with_logo(a_picture(kind))
    logo, lines = letter.tables[0].rows[0].cells
    [extent] = [one for one in logo._tc.iter() if str(one.tag).endswith("}extent")]
    assert [extent.get("cx"), extent.get("cy")] == [str(24 * 36_000), str(12 * 36_000)]
    assert lines.text.startswith("KEMENTERIAN")


def test_without_a_logo_its_cell_is_closed_and_the_kop_takes_the_whole_width() -> None:
    [lines] = with_logo(b"").tables[0].rows[0].cells
    assert lines.width.mm == pytest.approx(160, abs=0.1)


def test_a_logo_brings_nothing_of_its_file_along() -> None:
    hidden = a_picture() + b"SECRET"
    logo = logo_of(hidden)
    assert logo is not None
    assert b"SECRET" not in logo.content
    assert max(Image.open(BytesIO(logo.content)).size) == 600


@pytest.mark.parametrize("content", [b"GIF89a?", b"<svg/>", a_picture()[:60], a_picture(size=(6000, 5000))])
def test_what_is_no_logo_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(UnreadableLogo, match=r"Simpan ulang sebagai PNG"):
        logo_of(content)


def test_a_disposition_shows_all_working_groups_and_ticks_the_one_in_charge() -> None:
    words = all_words()[DocumentKind.LEMBAR_DISPOSISI]
    assert words["pilihan_pokja"] == "(x) Pokja Pengujian   (  ) Pokja Kalibrasi"
    assert words["pilihan_tingkat"] == "(  ) Ringan   (x) Sedang   (  ) Berat"
