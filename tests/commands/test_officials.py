"""An office passes from one to another by a row in Pejabat: `sync` over the wire, and what each may do and reads."""

from pathlib import Path

import pytest

from automation import wiring
from automation.domain.places import Place
from automation.domain.vocabulary import Channel
from demo.cases import Case
from demo.people import BAMBANG, DEWI, INDRA, RATNA, Refused, Somebody
from tests.builders import wita
from tests.fakes import text_of
from tests.wired import WiredOffice, a_wired_office

from .journey import VERIFIED, Journey

WULAN = Somebody("Wulan", "wulan@bspji-samarinda.example")
ROW = ("Ketua Pokja Pengujian", "Wulan Sari, S.T.", "", WULAN.email, "03/11/2026")


def writes_into_pejabat(office: WiredOffice, who: Somebody, row: int, cells: tuple[str, ...]) -> None:
    book = office.stage.place(Place.WORKBOOK)
    typed = {f"Pejabat!{column}{row}": text for column, text in zip("ABCDE", cells, strict=True) if text}
    office.stage.hands(who).type_cells(book, typed)


def read(office: WiredOffice, who: Somebody) -> list[tuple[str, str]]:
    return [(str(mail["Subject"]), text_of(mail)) for _, mail in office.stage.hands(who).mails()]


def test_a_new_lead_writes_and_the_former_does_not_from_the_day_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(2, 11))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        book, cause = office.stage.place(Place.WORKBOOK), {"Register!AA2": "x"}
        people = [{"email": WULAN.email, "name": "Wulan Sari"}]
        office.ask("POST", "/_workspace/people", json=people)
        assert office.sync(wita(2, 8, 30)).status == 0
        rows = office.stage.hands(RATNA).table(book, ["Pejabat"])[0]
        assert [row[0] for row in rows[1:3]] == ["Kepala Balai", "Wakil Kepala Balai"]
        for who in (DEWI, INDRA, BAMBANG):
            with pytest.raises(Refused):
                writes_into_pejabat(office, who, len(rows) + 1, ROW)
        writes_into_pejabat(office, RATNA, len(rows) + 1, ROW)
        assert office.sync(wita(2, 9)).status == 0
        with pytest.raises(Refused):
            office.stage.hands(WULAN).table(book, ["Register!A1"])
        told = office.sync(wita(3, 9))
        assert told.status == 0, told.out + told.err
        assert office.stage.hands(WULAN).table(book, ["Register!A1"])
        with pytest.raises(Refused):
            office.stage.hands(BAMBANG).type_cells(book, cause)
        ((subject, text),) = read(office, WULAN)
        assert subject == "[Tanggap] Anda kini Ketua Pokja Pengujian"
        assert "menggantikan Bambang Sutrisno" in text
        ((subject, text),) = read(office, BAMBANG)
        assert subject == "[Tanggap] Tugas Anda sebagai Ketua Pokja Pengujian beralih"
        assert "Ketua Pokja Pengujian: Wulan Sari, S.T." in text
        assert "ditutup" in text
        assert office.sync(wita(3, 9, 5)).status == 0
        assert len(read(office, WULAN)) == len(read(office, BAMBANG)) == 1
        doctor = office.run("doctor").out
        assert "Lembar Pejabat terbaca" in doctor


def test_whoever_acts_signs_as_plh_in_the_letter_that_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "now", lambda: wita(2, 11))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        journey, case = Journey(office), Case("Hasil uji salah", Channel.FORM, frozenset())
        acting = {"post": "Plh. Kepala Balai", "name": "Indra Kusuma, S.T.", "email": INDRA.email}
        office.stage.appoint(RATNA, {**acting, "nip": "'198001012005011001", "first": "02/11/2026"})
        journey.sends_form(case, "KEL-2026-0001", complainant="Siti", email="siti@kayu.example")
        journey.ticks(2, 8, 30)
        journey.types(DEWI, case, classification="Keluhan", service="Pengujian")
        journey.types(BAMBANG, case, reply_text="Hasilnya kami perbaiki.", **VERIFIED)
        journey.ticks(2, 9)
        journey.ticks(2, 9, 1)
        journey.types(BAMBANG, case, initials="BS 2/11")
        journey.ticks(2, 9, 10)
        assert any("KEL-2026-0001" in text for _, text in journey.read(INDRA))
        journey.types(INDRA, case, decision="Setuju")
        journey.types(DEWI, case, letter_number="B/1/XI/2026", letter_date="02/11/2026")
        journey.ticks(2, 9, 20)
        assert "Plh. Kepala Balai, Indra Kusuma, S.T. NIP 198001012005011001" in journey.letter(case)
        assert "Ratna" not in journey.letter(case)
