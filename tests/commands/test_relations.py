"""Complaints that know one another: `sync` over the wire, and what each complainant and each group reads."""

from pathlib import Path

import pytest

from automation import wiring
from automation.domain.vocabulary import Channel, Delivery
from demo.cases import Case
from demo.people import BAMBANG, DEWI, HENDRA, RATNA, Refused, Somebody
from tests.builders import wita
from tests.letters.letter_lines import as_text
from tests.wired import a_wired_office

from .journey import VERIFIED, Journey

SITI, JOKO = Somebody("Siti Aminah", "siti@kayu.example"), Somebody("Joko Prasetyo", "joko@sungai.example")
SAME = Somebody("Siti Aminah", "siti.aminah@rumah.example")
ONE = Case("Hasil uji salah", Channel.FORM, frozenset())
TWO = Case("Hasil uji juga salah", Channel.FORM, frozenset())
THREE = Case("Hasil uji salah lagi", Channel.FORM, frozenset())
PART = Case("Tagihan uji salah", Channel.LETTER, frozenset())
RESULT, LETTER = "Hasil penanganan keluhan Anda", "Surat balasan atas keluhan Anda"


def test_duplicates_a_supporting_group_and_a_part_split_off_over_the_wire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(4, 16))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        journey, stage = Journey(office), office.stage
        for place, (case, who) in enumerate(((ONE, SITI), (TWO, JOKO), (THREE, SAME)), start=1):
            journey.sends_form(case, f"KEL-2026-{place:04d}", complainant=who.name, email=who.email)
            journey.ticks(2, 8, 10 * place)
        journey.types(DEWI, ONE, classification="Keluhan", service="Pengujian")
        journey.types(DEWI, TWO, classification="Duplikat", duplicate_of="KEL-2026-0001")
        journey.types(DEWI, THREE, classification="Duplikat", duplicate_of="KEL-2026-0001", same_person="Ya")
        journey.types(RATNA, ONE, supporting_groups="Pokja Kalibrasi")
        journey.sends_form(
            PART,
            "KEL-2026-0004",
            "officer",
            channel="Surat",
            received_at="2026-11-02T09:00:00+08:00",
            complainant=SITI.name,
            related_to="KEL-2026-0001",
        )
        journey.ticks(2, 9, 5)
        journey.ticks(2, 9, 6)
        assert stage.shown(ONE, "relations").splitlines() == [
            "Duplikatnya: KEL-2026-0002 (Formulir daring, 2 November 2026)",
            "Duplikatnya: KEL-2026-0003 (Formulir daring, 2 November 2026)",
            "Terkait: KEL-2026-0004 (masih ditangani)",
        ]
        # The part has the receiving date, and so the clock, of the first.
        told = office.run("explain", "KEL-2026-0004").out
        assert "02/11/2026 08.10" in told
        assert "Keluhan terkait: Terkait: KEL-2026-0001 (masih ditangani)" in told
        listed = journey.file(ONE, "Keluhan Terkait.txt").decode("utf-8-sig")
        assert all(f"- {line}\n" in listed for line in stage.shown(ONE, "relations").splitlines())
        assert f"/drive/folders/{stage.folder_of(DEWI, TWO)}\n" in listed
        assert any("diminta mendukung" in text for _, text in journey.read(HENDRA))
        assert "Bambang" in stage.shown(ONE, "responsible")
        assert stage.hands(HENDRA).inside(stage.folder_of(HENDRA, ONE))
        with pytest.raises(Refused):
            journey.types(HENDRA, ONE, classification="Dicabut pelapor")
        journey.types(BAMBANG, ONE, reply_text="Hasilnya kami perbaiki.", **VERIFIED)
        journey.ticks(2, 10)
        journey.ticks(2, 10, 1)
        report = as_text(journey.file(ONE, "Laporan Tindakan Perbaikan.docx"))
        for named in ("Duplikatnya: KEL-2026-0002", "Terkait: KEL-2026-0004", "Pokja Kalibrasi"):
            assert named in report
        journey.types(BAMBANG, ONE, initials="BS 2/11")
        journey.ticks(2, 10, 10)
        journey.types(RATNA, ONE, decision="Setuju")
        journey.types(DEWI, ONE, letter_number="B/77/XI/2026", letter_date="02/11/2026")
        journey.ticks(2, 10, 20)
        stage.drop_scan(DEWI, "scan.pdf", stage.scan(DEWI, ONE, dpi=100))
        journey.ticks(2, 10, 30)
        journey.types(DEWI, ONE, sent_by=Delivery.EMAIL.value, recipient="Siti", delivered_on="02/11/2026")
        for minute in (40, 41, 42):
            journey.ticks(2, 10, minute)
        assert stage.shown(TWO, "relations") == "Duplikat dari KEL-2026-0001 (Selesai)"
        assert journey.topics(JOKO)[-1] == RESULT
        assert LETTER not in journey.topics(JOKO)
        for hidden in ("Siti", "kayu", "B/77", "KEL-2026-0001", "drive.google"):
            assert hidden not in journey.read(JOKO)[-1][1]
        assert journey.topics(SAME)[-2:] == [LETTER, RESULT]
