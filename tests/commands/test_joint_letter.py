"""One letter answers two complaints, one of which came on paper without a code: `sync` over the wire."""

from pathlib import Path
from typing import Any

import pytest

from automation import wiring
from automation.domain.places import Place
from automation.domain.vocabulary import Channel, Delivery
from demo import papers
from demo.cases import Case
from demo.checks import pdf_text
from demo.people import BAMBANG, DEWI, RATNA, Refused, Somebody
from local_workspace.scanner import bundled
from tests.builders import wita
from tests.fakes import text_of
from tests.wired import WiredOffice, a_wired_office

SITI, JOKO = Somebody("Siti Aminah", "siti@kayu.example"), Somebody("Joko", "joko@sungai.example")
ONE = Case("Hasil uji salah", Channel.LETTER, frozenset())
TWO = Case("Hasil uji juga salah", Channel.FORM, frozenset(), joint=True)
DONE = {
    "findings": "Tertukar",
    "cause": "Label",
    "corrective_action": "Uji ulang",
    "preventive_action": "Ganda",
    "applied_on": "02/11/2026",
    "verification": "Sesuai",
    "verified_by": "Siti Aminah",
    "effective": "Ya",
    "workers": "tidak ada",
}


def read(office: WiredOffice, who: Somebody) -> list[tuple[str, str, list[bytes]]]:
    mails = [mail for _, mail in office.stage.hands(who).mails()]
    files = [[one.get_content() for one in mail.iter_attachments()] for mail in mails]
    return [(str(mail["Subject"]), text_of(mail), file) for mail, file in zip(mails, files, strict=True)]


def test_a_paper_with_its_cover_sheet_and_one_letter_for_two_over_the_wire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(4, 16))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        stage = office.stage

        def ticked(day: int, hour: int, minute: int = 0) -> None:
            told = office.sync(wita(day, hour, minute))
            assert told.status == 0, told.out + told.err

        def typed(who: Somebody, case: Case, **cells: Any) -> None:
            stage.fill(who, case, cells)

        _complain(office, ticked)
        typed(DEWI, ONE, to_print="Surat Pengaduan; Label Map")
        for case in (ONE, TWO):
            typed(DEWI, case, classification="Keluhan", service="Pengujian")
        ticked(2, 9)
        assert stage.shown(ONE, "papers") == "kurang: Surat Pengaduan"
        assert "KEL-2026-0001" in pdf_text(stage.printed_sheet(DEWI, ONE, "Label Map"))
        sheet = stage.printed_sheet(DEWI, ONE, "Lembar Sampul Surat Pengaduan")
        stage.drop_scan(DEWI, "scan.pdf", bundled([sheet, papers.customers_letter()]))
        ticked(2, 9, 30)
        assert "Lokasi fisik" in stage.shown(ONE, "papers")
        assert "kurang: Surat Pengaduan" not in stage.shown(ONE, "papers")
        _shelved(office, "Lemari 2")
        for case in (ONE, TWO):
            typed(BAMBANG, case, **DONE)
        with pytest.raises(Refused):
            typed(DEWI, TWO, joint_letter="KEL-2026-0001")
        typed(BAMBANG, TWO, joint_letter="KEL-2026-0001")
        ticked(2, 10)
        typed(BAMBANG, ONE, reply_text="Hasilnya kami perbaiki.")
        ticked(2, 10, 30)
        assert stage.shown(TWO, "status") == "Menunggu surat bersama"
        _signed(typed, ticked, office)
        for who, case in ((SITI, ONE), (JOKO, TWO)):
            number = stage.number(case)
            (letter,) = [files for subject, _, files in read(office, who) if "Surat balasan" in subject]
            assert len(letter) == 1
            name = f"{number} Surat Balasan.pdf"
            text = pdf_text(stage.hands(DEWI).download(stage.file_of(DEWI, case, "Surat Balasan.pdf").id))
            assert "KEL-2026-0001 dan KEL-2026-0002" in " ".join(text.split()), name
            assert not [one for one in ("Siti", "Joko", "kayu", "sungai") if one in text]
            assert "B/1/XI/2026" in stage.shown(case, "letter")
            typed(DEWI, case, sent_by=Delivery.EMAIL.value, recipient=who.name, delivered_on="03/11/2026")
        ticked(3, 15)
        ticked(3, 15, 1)
        assert [stage.shown(case, "status") for case in (ONE, TWO)] == ["Selesai", "Selesai"]
        assert "menjawab juga KEL-2026-0002 (Selesai)" in stage.shown(ONE, "relations")
        told = office.run("explain", "KEL-2026-0001").out
        assert "Lemari 2" in told
        assert "Surat ini juga menjawab keluhan lain" in told
        assert '"writes": 0' in office.sync(wita(3, 15, 2), "--json").out


def _complain(office: WiredOffice, ticked: Any) -> None:
    stage = office.stage
    answers = {"stated_service": "Pengujian", "description": "Keliru."}
    one = {"complainant": SITI.name, "email": SITI.email, "subject": ONE.subject}
    stage.answer_form("officer", {**answers, **one, "channel": "Surat", "received_at": "2026-11-02T08:00:00+08:00"})
    ticked(2, 8, 15)
    two = {"complainant": JOKO.name, "email": JOKO.email, "subject": TWO.subject}
    stage.answer_form("public", {**answers, **two})
    ticked(2, 8, 30)
    stage.numbers |= {ONE.subject: "KEL-2026-0001", TWO.subject: "KEL-2026-0002"}


def _shelved(office: WiredOffice, where: str) -> None:
    """Write into Arsip where each scanned paper lies."""
    hands, book = office.stage.hands(DEWI), office.stage.place(Place.WORKBOOK)
    ((heading, *rows),) = hands.table(book, ["Arsip"])
    kind, shelf = heading.index("Jenis dokumen"), heading.index("Lokasi fisik")
    scanned = [place for place, row in enumerate(rows, 2) if "pindaian" in row[kind]]
    hands.type_cells(book, {f"Arsip!{chr(ord('A') + shelf)}{place}": where for place in scanned})


def _signed(typed: Any, ticked: Any, office: WiredOffice) -> None:
    typed(BAMBANG, ONE, initials="BS 3/11")
    ticked(3, 10)
    typed(RATNA, ONE, decision="Setuju")
    typed(DEWI, ONE, letter_number="B/1/XI/2026", letter_date="03/11/2026")
    ticked(3, 11)
    office.stage.drop_scan(DEWI, "scan.pdf", office.stage.scan(DEWI, ONE, dpi=100))
    ticked(3, 14)
    ticked(3, 14, 1)
