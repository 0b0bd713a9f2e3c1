"""The worker's name comes out after the verification: `sync` over the wire, and what the Kepala Balai reads."""

from pathlib import Path

import pytest

from automation import wiring
from automation.domain.places import Place
from automation.domain.vocabulary import Channel
from demo.cases import Case
from demo.people import BAMBANG, DEWI, RATNA, Somebody
from tests.builders import wita
from tests.fakes import text_of
from tests.wired import a_wired_office

SUBJECT = "Hasil uji tertukar"
LOST = "Tidak independen: verifikasi oleh pelaksana pekerjaan"


def test_a_verifier_who_turns_out_to_have_done_the_work_is_told_to_the_kepala_balai(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(2, 11))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        stage, case = office.stage, Case(SUBJECT, Channel.FORM, frozenset())

        def ticked(hour: int, who: Somebody, **cells: str) -> None:
            stage.fill(who, case, cells)
            told = office.sync(wita(2, hour))
            assert told.status == 0, told.out + told.err

        answers = {"complainant": "Siti", "email": "siti@kayu.example", "stated_service": "Pengujian"}
        stage.answer_form("public", {**answers, "subject": SUBJECT, "description": "Hasilnya milik orang lain."})
        office.sync(wita(2, 8, 30))
        stage.numbers[SUBJECT] = "KEL-2026-0001"
        ticked(9, DEWI, classification="Keluhan", service="Pengujian")
        assert "isi siapa yang mengerjakan layanan" in stage.shown(case, "warning")
        ticked(
            10,
            BAMBANG,
            workers="Rudi Hartono",
            findings="Contoh tertukar",
            cause="Label lepas",
            corrective_action="Uji ulang",
            preventive_action="Label ganda",
            applied_on="02/11/2026",
            verification="Sesuai",
            verified_by="Siti Aminah",
            effective="Ya",
        )
        assert "Pelaksana pekerjaan" not in stage.shown(case, "warning")
        ticked(11, BAMBANG, workers="Rudi Hartono; S. Aminah, S.T.")
        assert "verifikasi sudah dilakukan olehnya" in stage.shown(case, "warning")
        ticked(14, BAMBANG, findings="Contoh tertukar di rak")
        mails = [text_of(mail) for _, mail in stage.hands(RATNA).mails() if LOST in text_of(mail)]
        assert len(mails) == 1
        assert "Siti Aminah tercatat di Pelaksana pekerjaan" in mails[0]
        history = stage.hands(RATNA).table(stage.place(Place.WORKBOOK), ["Riwayat"])[0]
        assert sum(LOST in row for row in history) == 1
