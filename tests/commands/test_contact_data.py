"""A mistyped address, put right by an officer: `sync` over the wire, and what its complainant and a stranger read."""

from pathlib import Path
from typing import Any

import pytest

from automation import wiring
from automation.domain.vocabulary import Channel
from demo.cases import Case
from demo.people import DEWI, Somebody
from tests.builders import wita
from tests.fakes import text_of
from tests.wired import a_wired_office

SUBJECT = "Sertifikat salah cetak"
WRONG = Somebody("Orang lain", "sitti@kayu.example")
RIGHT = Somebody("Siti Aminah", "siti@kayu.example")


def test_who_was_out_of_reach_reads_the_receipt_and_the_latest_news_and_writes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(2, 11))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        stage, case = office.stage, Case(SUBJECT, Channel.FORM, frozenset())
        stage.read_mail(True)

        def ticked(hour: int, minute: int = 0) -> None:
            told = office.sync(wita(2, hour, minute))
            assert told.status == 0, told.out + told.err

        def read(who: Somebody) -> list[tuple[str, str]]:
            return [(str(mail["Subject"]), text_of(mail)) for _, mail in stage.hands(who).mails()]

        def written(**cells: Any) -> None:
            stage.fill(DEWI, case, cells)

        stage.answer_form(
            "public",
            {
                "complainant": "Siti Amina",
                "email": WRONG.email,
                "stated_service": "Pengujian",
                "subject": SUBJECT,
                "description": "Nama perusahaan kami salah.",
            },
        )
        ticked(8, 30)
        stage.numbers[SUBJECT] = "KEL-2026-0001"
        written(data_wanted="Foto sertifikat.")
        ticked(9)
        written(corrected_email=RIGHT.email, corrected_name=RIGHT.name)
        ticked(9, 30)
        ticked(9, 31)
        assert (
            [subject for subject, _ in read(WRONG)]
            == [subject for subject, _ in read(RIGHT)]
            == [
                "[KEL-2026-0001] Keluhan Anda telah kami terima",
                "[KEL-2026-0001] Mohon lengkapi data keluhan Anda",
            ]
        )
        assert all("Yth. Bapak/Ibu Siti Aminah," in text for _, text in read(RIGHT))
        assert stage.shown(case, "email") == WRONG.email
        assert stage.shown(case, "corrected_email") == RIGHT.email
        stage.write_mail(WRONG, case, "Saya bukan pelapor.", {})
        stage.write_mail(RIGHT, case, "Ini fotonya.", {})
        ticked(10)
        kept = [one.name for one in stage.hands(DEWI).inside(stage.folder_of(DEWI, case)) if "Surel" in one.name]
        assert kept == ["KEL-2026-0001 Surel 1.eml"]
        ticked(10, 1)
        assert "dikirim dari alamat lain" in stage.shown(case, "warning")
