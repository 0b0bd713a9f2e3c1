"""Words that come late: another group or service, a wrong date, December told in January; over the wire."""

from pathlib import Path
from typing import Any

import pytest

from automation import wiring
from automation.domain.vocabulary import Channel
from demo.cases import Case
from demo.people import BAMBANG, DEWI, HENDRA, RATNA, Somebody
from tests.builders import wita
from tests.fakes import text_of
from tests.wired import a_wired_office

ONE, TWO = Case("Hasil uji salah", Channel.FORM, frozenset()), Case("Surat lama", Channel.LETTER, frozenset())


def test_late_words_move_a_case_as_the_rules_say_and_people_read_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(30, 16, month=12))
    with a_wired_office(tmp_path, wita(30, 8, month=12), monkeypatch) as office:
        stage = office.stage

        def ticked(at: Any) -> None:
            told = office.sync(at)
            assert told.status == 0, told.out + told.err

        def read(who: Somebody) -> str:
            return "\n".join(text_of(mail) for _, mail in stage.hands(who).mails())

        answers = {"complainant": "Siti", "email": "siti@kayu.example", "stated_service": "Pengujian"}
        stage.answer_form("public", {**answers, "subject": ONE.subject, "description": "Keliru."})
        ticked(wita(30, 8, 15, month=12))
        stage.numbers[ONE.subject] = "KEL-2026-0001"
        stage.fill(DEWI, ONE, {"classification": "Keluhan", "service": "Pengujian"})
        ticked(wita(30, 9, month=12))
        stage.fill(BAMBANG, ONE, {"findings": "Alat kalibrasi", "workers": "tidak ada"})
        ticked(wita(30, 10, month=12))
        due = stage.shown(ONE, "due")
        stage.fill(DEWI, ONE, {"service": "Kalibrasi"})
        ticked(wita(30, 11, month=12))
        assert "belum dialihkan" in stage.shown(ONE, "warning")
        assert "yang ditangani Pokja Kalibrasi" in read(RATNA)
        stage.fill(RATNA, ONE, {"assigned_to": "Pokja Kalibrasi"})
        ticked(wita(30, 12, month=12))
        assert "Hendra" in stage.shown(ONE, "responsible")
        assert stage.shown(ONE, "due") == due
        ticked(wita(30, 13, 5, month=12))
        assert "KEL-2026-0001" in read(HENDRA)
        # January: a letter that came in December is written down, with the year of a typing slip.
        old = {**answers, "channel": "Surat", "received_at": "1926-12-31T15:00:00+08:00", "description": "Lama."}
        stage.set_clock(wita(4, 8, 10, month=1, year=2027))
        stage.answer_form("officer", {**old, "subject": TWO.subject})
        ticked(wita(4, 8, 15, month=1, year=2027))
        stage.numbers[TWO.subject] = "KEL-2027-0001"
        assert "lebih dari setahun sebelum dicatat" in stage.shown(TWO, "warning")
        assert "Kalender" not in stage.shown(TWO, "warning")
        stage.fill(DEWI, TWO, {"corrected_received": "31/12/2026 15:00"})
        ticked(wita(4, 8, 20, month=1, year=2027))
        assert "lebih dari setahun" not in stage.shown(TWO, "warning")
        stage.fill(DEWI, TWO, {"classification": "Keluhan", "service": "Pengujian"})
        ticked(wita(4, 8, 25, month=1, year=2027))
        assert "31/12/2026 15.00" in office.run("explain", "KEL-2027-0001").out
        stage.answer_form(
            "officer", {**old, "subject": "Surat lama kedua", "received_at": "2026-12-31T15:00:00+08:00"}
        )
        ticked(wita(4, 9, month=1, year=2027))
        assert "KEL-2026-0002" in office.run("explain", "KEL-2026-0002").out
