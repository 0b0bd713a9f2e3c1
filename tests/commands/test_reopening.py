"""A settled case is reopened, and a duplicate loses its first: `sync` over the wire, as people read it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from automation import wiring
from automation.domain.vocabulary import Channel, Delivery
from demo.cases import Case
from demo.people import BAMBANG, DEWI, RATNA, Refused, Somebody
from tests.builders import wita
from tests.fakes import text_of
from tests.wired import WiredOffice, a_wired_office

from .journey import Journey

SITI, JOKO = Somebody("Siti Aminah", "siti@kayu.example"), Somebody("Joko", "joko@sungai.example")
ONE = Case("Hasil uji salah", Channel.FORM, frozenset())
TWO = Case("Hasil uji juga salah", Channel.FORM, frozenset())


def read(office: WiredOffice, who: Somebody) -> list[tuple[str, str]]:
    return [(str(mail["Subject"]), text_of(mail)) for _, mail in office.stage.hands(who).mails()]


def test_a_reopened_case_and_the_duplicate_of_a_withdrawn_one_over_the_wire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(4, 16))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        stage = office.stage
        stage.read_mail(True)

        def ticked(day: int, hour: int, minute: int = 0) -> None:
            told = office.sync(wita(day, hour, minute))
            assert told.status == 0, told.out + told.err

        def typed(who: Somebody, case: Case, **cells: Any) -> None:
            stage.fill(who, case, cells)

        for minute, (who, case) in zip((15, 30), ((SITI, ONE), (JOKO, TWO)), strict=True):
            answers = {"complainant": who.name, "email": who.email, "stated_service": "Pengujian"}
            stage.answer_form("public", {**answers, "subject": case.subject, "description": "Keliru."})
            ticked(2, 8, minute)
        stage.numbers |= {ONE.subject: "KEL-2026-0001", TWO.subject: "KEL-2026-0002"}
        typed(DEWI, TWO, classification="Keluhan", service="Pengujian")
        typed(DEWI, ONE, classification="Duplikat", duplicate_of="KEL-2026-0002")
        ticked(2, 9)
        assert stage.shown(ONE, "relations") == "Duplikat dari KEL-2026-0002 (masih ditangani)"
        typed(DEWI, TWO, classification="Dicabut pelapor")
        ticked(2, 10)
        ticked(2, 10, 1)
        assert stage.shown(ONE, "status") == "Menunggu pemilahan"
        assert read(office, SITI)[-1][0] == "[KEL-2026-0001] Keluhan Anda kami tangani tersendiri"
        assert any("Tidak lagi duplikat dari KEL-2026-0002" in text for _, text in read(office, DEWI))
        _settle(office, typed, ticked)
        typed(BAMBANG, ONE, findings="Diubah sesudah selesai")
        stage.write_mail(SITI, ONE, "Hasilnya tetap salah.", {})
        ticked(4, 10)
        ticked(4, 10, 1)
        assert "Hasil kajian: keluhan ini sudah ditutup" in stage.shown(ONE, "warning")
        assert any("Hasilnya tetap salah." in text or "Surel" in text for _, text in read(office, DEWI))
        typed(BAMBANG, ONE, findings="Tertukar")
        typed(DEWI, ONE, reopening_proposed="Pelapor menjawab: hasilnya tetap salah")
        ticked(4, 11)
        assert any("hasilnya tetap salah" in text for _, text in read(office, RATNA))
        with pytest.raises(Refused):
            typed(DEWI, ONE, reopening="Bukan hak petugas")
        typed(RATNA, ONE, reopening="Hasil uji masih salah")
        ticked(4, 13, 5)
        ticked(4, 13, 6)
        assert stage.shown(ONE, "status") == "Dikaji"
        assert read(office, SITI)[-1][0] == "[KEL-2026-0001] Keluhan Anda kami tangani kembali"
        assert any("Hasil uji masih salah" in text for _, text in read(office, BAMBANG))
        names = [one.name for one in stage.hands(DEWI).inside(stage.folder_of(DEWI, ONE))]
        assert "KEL-2026-0001 Lembar Disposisi (2).docx" in names
        _settle_again(office, typed, ticked)
        journey = Journey(office)
        assert "Alatnya kami ganti." in journey.letter(ONE, " (2)")
        assert "Hasilnya kami perbaiki." in journey.letter(ONE)
        assert journey.topics(SITI)[-2:] == [
            "Surat balasan atas keluhan Anda",
            "Penanganan keluhan Anda telah selesai",
        ]


def _settle(office: WiredOffice, typed: Any, ticked: Any) -> None:
    """Take the first complaint from sorting to its end."""
    stage = office.stage
    typed(DEWI, ONE, classification="Keluhan", service="Pengujian")
    ticked(2, 11)
    typed(BAMBANG, ONE, findings="Tertukar", cause="Label", corrective_action="Uji ulang", preventive_action="Ganda")
    typed(BAMBANG, ONE, applied_on="02/11/2026", verification="Sesuai", verified_by="Siti Aminah", effective="Ya")
    typed(BAMBANG, ONE, reply_text="Hasilnya kami perbaiki.")
    ticked(3, 9)
    typed(BAMBANG, ONE, initials="BS 3/11")
    ticked(3, 10)
    typed(RATNA, ONE, decision="Setuju")
    typed(DEWI, ONE, letter_number="B/1/XI/2026", letter_date="03/11/2026")
    ticked(3, 11)
    stage.drop_scan(DEWI, "scan.pdf", stage.scan(DEWI, ONE, dpi=100))
    ticked(3, 13)
    typed(DEWI, ONE, sent_by=Delivery.EMAIL.value, recipient="Siti", delivered_on="03/11/2026")
    ticked(3, 14)
    ticked(3, 14, 1)
    assert stage.shown(ONE, "status") == "Selesai"


def _settle_again(office: WiredOffice, typed: Any, ticked: Any) -> None:
    """Take the reopened complaint from its review to a second letter and its end."""
    stage, again = office.stage, replace(ONE, reopened=1)
    again_done = {"findings": "Alat rusak", "cause": "Perawatan lewat", "corrective_action": "Alat diganti"}
    typed(BAMBANG, ONE, preventive_action="Jadwal baru", applied_on="4/11/2026", **again_done)
    typed(
        BAMBANG, ONE, verification="Baik", verified_by="Siti Aminah", effective="Ya", reply_text="Alatnya kami ganti."
    )
    ticked(4, 13, 20)
    ticked(4, 13, 21)
    typed(BAMBANG, ONE, initials="BS 4/11")
    ticked(4, 13, 30)
    typed(RATNA, ONE, decision="Setuju ulang")
    typed(DEWI, ONE, letter_number="B/2/XI/2026", letter_date="04/11/2026")
    ticked(4, 13, 40)
    stage.drop_scan(DEWI, "scan2.pdf", stage.scan(DEWI, again, dpi=100))
    ticked(4, 13, 50)
    typed(DEWI, ONE, sent_by=Delivery.POST.value, recipient="Siti Aminah", delivered_on="04/11/2026")
    for minute in (0, 1, 2):
        ticked(4, 14, minute)
    assert stage.shown(ONE, "status") == "Selesai"
