"""A reply signed through Srikandi: `sync` over the wire, its own number, and its very bytes in the mail."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from automation import wiring
from automation.domain.vocabulary import Channel
from demo import office as the_office
from demo.cases import Case
from demo.people import BAMBANG, DEWI, RATNA, Somebody
from local_workspace.drive.rendering.typesetting import pdf
from tests.archive.signing import HEAD, signed, the_root
from tests.builders import wita
from tests.fakes import text_of
from tests.letters.letter_lines import as_text
from tests.letters.test_srikandi import filled_in
from tests.wired import WiredOffice, a_wired_office

SUBJECT = "Sertifikat salah cetak"
ONE = "KEL-2026-0001"
SITI = Somebody("Siti Aminah", "siti@kayu.example")
NUMBER = "B-88/BSPJI-SMD/HM/11/2026"
CASE = Case(SUBJECT, Channel.FORM, frozenset())
#: The cells of the steps until the draft is initialled, and of the approval.
WORK = (
    (DEWI, {"classification": "Keluhan", "service": "Pengujian", "level": "Sedang"}),
    (
        BAMBANG,
        {
            "findings": "Nama tertukar",
            "cause": "Data order keliru",
            "corrective_action": "Cetak ulang",
            "preventive_action": "Periksa dua kali",
            "applied_on": "02/11/2026",
            "verification": "Sesuai",
            "verified_by": "Hendra Gunawan",
            "effective": "Ya",
            "reply_text": "Sertifikat kami terbitkan kembali.",
        },
    ),
    (BAMBANG, {"initials": "BS 2/11"}),
    (RATNA, {"decision": "Setuju"}),
)


class Journey:
    """One office that signs through Srikandi, and the day of its one complaint."""

    def __init__(self, office: WiredOffice) -> None:
        self.office = office
        self.now = wita(2, 9)

    def tick(self) -> None:
        self.now += timedelta(minutes=5)
        told = self.office.sync(self.now)
        assert told.status == 0, told.out + told.err

    def fill(self, who: Somebody, **cells: str) -> None:
        self.office.stage.fill(who, CASE, cells)
        self.tick()

    def shown(self, key: str) -> str:
        return self.office.stage.shown(CASE, key)

    def mails(self, who: Somebody) -> list[Any]:
        return [mail for _, mail in self.office.stage.hands(who).mails()]


def settled_on_srikandi(folder: Path) -> None:
    (folder / "induk.pem").write_bytes(the_root().pem)
    file = folder / the_office.SETTINGS
    text = the_office._set(file.read_text(encoding="utf-8"), "surat", "tanda_tangan", "srikandi")
    text = the_office._set(text, "srikandi", "klasifikasi", "HM.01.02")
    file.write_text(the_office._set(text, "srikandi", "sertifikat_induk", "induk.pem"), encoding="utf-8")


def texts(content: bytes) -> str:
    document = pdfium.PdfDocument(content)
    try:
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


def test_a_letter_leaves_for_srikandi_and_comes_back_signed_to_the_complainant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(2, 16))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        settled_on_srikandi(tmp_path)
        day = Journey(office)
        office.stage.answer_form(
            "public",
            {
                "complainant": SITI.name,
                "email": SITI.email,
                "stated_service": "Pengujian",
                "subject": SUBJECT,
                "description": "Nama perusahaan kami salah.",
            },
        )
        day.tick()
        office.stage.numbers[SUBJECT] = ONE
        for who, cells in WORK:
            day.fill(who, **cells)
        day.tick()
        assert day.shown("status") == "Menunggu tanda tangan di Srikandi"
        copy = office.stage.hands(DEWI).download(
            office.stage.file_of(DEWI, CASE, "Surat Balasan (untuk Srikandi).docx").id
        )
        assert "${nomor_naskah}" in as_text(copy)
        asked = text_of(day.mails(DEWI)[-1])
        assert "Klasifikasi: HM.01.02; Sifat: Biasa; Hal: Tanggapan atas keluhan KEL-2026-0001" in asked

        words = {"${nomor_naskah}": NUMBER, "${tanggal_naskah}": "2 November 2026"}
        letter = signed(pdf(filled_in(copy, **words)), at=day.now)
        office.stage.drop_scan(DEWI, "unduhan srikandi.pdf", letter)
        day.tick()
        day.tick()
        assert day.shown("status") == "Menunggu diterima pelanggan"
        mail = day.mails(SITI)[-1]
        assert f"surat balasan nomor {NUMBER} tanggal 2 November 2026" in text_of(mail)
        assert f"ditandatangani secara elektronik oleh {HEAD}" in text_of(mail)
        (sent,) = [part.get_payload(decode=True) for part in mail.iter_attachments()]
        assert sent == letter
        assert NUMBER in texts(sent)
        with office.opened() as opened:
            (kept,) = [one for one in opened.job_context().ledger.documents() if one.signed_by]
        assert (kept.letter_number, kept.signed_by) == (NUMBER, HEAD)
        assert "rantai sertifikat sampai ke sertifikat induk; pencabutan tidak diperiksa" in kept.checked
        day.fill(DEWI, sent_by="Surel", delivered_on="02/11/2026", recipient=SITI.name)
        day.tick()
        notulen = office.stage.hands(DEWI).download(office.stage.file_of(DEWI, CASE, "Notulen Penyerahan.docx").id)
        assert f"2 November 2026, ditandatangani secara elektronik oleh {HEAD}" in as_text(notulen)
        told = office.run("explain", ONE)
        assert f"ditandatangani secara elektronik oleh {HEAD}" in told.out
