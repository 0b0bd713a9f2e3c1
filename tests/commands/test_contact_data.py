"""A mistyped address, put right by an officer: `sync` over the wire, and what its complainant and a stranger read."""

from pathlib import Path

import pytest

from automation import wiring
from automation.domain.vocabulary import Channel
from demo.cases import Case
from demo.people import BAMBANG, DEWI, RATNA, Somebody
from tests.builders import wita
from tests.wired import a_wired_office

from .journey import VERIFIED, Journey

CASE = Case("Sertifikat salah cetak", Channel.FORM, frozenset())
WRONG = Somebody("Orang lain", "sitti@kayu.example")
RIGHT = Somebody("Siti Aminah", "siti@kayu.example")


def test_who_was_out_of_reach_reads_the_receipt_and_the_latest_news_and_writes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(2, 11))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        journey, stage = Journey(office), office.stage
        stage.read_mail(True)
        journey.sends_form(
            CASE, "KEL-2026-0001", complainant="Siti Amina", email=WRONG.email, address="Jalan Lama 9, Samarinda"
        )
        journey.ticks(2, 8, 30)
        journey.types(DEWI, CASE, data_wanted="Foto sertifikat.")
        journey.ticks(2, 9)
        stage.write_mail(WRONG, CASE, "Foto apa?", {})
        journey.ticks(2, 9, 15)
        journey.types(DEWI, CASE, corrected_email=RIGHT.email, corrected_name=RIGHT.name)
        journey.types(DEWI, CASE, corrected_address="Jalan Baru 1, Samarinda")
        journey.ticks(2, 9, 30)
        journey.ticks(2, 9, 31)
        heard = ["Keluhan Anda telah kami terima", "Mohon lengkapi data keluhan Anda"]
        assert journey.topics(RIGHT) == heard
        # Who had answered hears that it is left, and not for which.
        assert journey.topics(WRONG) == [*heard, "Alamat surel untuk keluhan Anda diubah"]
        assert RIGHT.email not in journey.read(WRONG)[-1][1]
        assert all("Yth. Bapak/Ibu Siti Aminah," in text for _, text in journey.read(RIGHT))
        assert stage.shown(CASE, "email") == WRONG.email
        assert stage.shown(CASE, "corrected_email") == RIGHT.email
        assert any("Alamat (dibetulkan)" in str(row) and "Jalan Baru 1" in str(row) for row in journey.history())
        stage.write_mail(WRONG, CASE, "Saya bukan pelapor.", {})
        stage.write_mail(RIGHT, CASE, "Ini fotonya.", {})
        journey.ticks(2, 10)
        kept = [one.name for one in stage.hands(DEWI).inside(stage.folder_of(DEWI, CASE)) if "Surel" in one.name]
        assert kept == ["KEL-2026-0001 Surel 1.eml", "KEL-2026-0001 Surel 2.eml"]
        journey.ticks(2, 10, 1)
        assert "dikirim dari alamat lain" in stage.shown(CASE, "warning")
        journey.types(DEWI, CASE, classification="Keluhan", service="Pengujian")
        journey.types(BAMBANG, CASE, reply_text="Sertifikat kami cetak ulang.", **VERIFIED)
        journey.ticks(2, 10, 10)
        journey.ticks(2, 10, 11)
        journey.types(BAMBANG, CASE, initials="BS 2/11")
        journey.ticks(2, 10, 20)
        journey.types(RATNA, CASE, decision="Setuju")
        journey.types(DEWI, CASE, letter_number="B/1/XI/2026", letter_date="02/11/2026")
        journey.ticks(2, 10, 30)
        assert "Yth. Bapak/Ibu Siti Aminah Jalan Baru 1, Samarinda" in journey.letter(CASE)
        assert "Jalan Lama" not in journey.letter(CASE)
