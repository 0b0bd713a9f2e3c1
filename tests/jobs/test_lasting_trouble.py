"""Google away for hours, over the wire: each tick ends soon with status 3 and one line, and one mail tells of it."""

from datetime import timedelta

import pytest

from demo.papers import leaflet
from demo.people import DEWI, Somebody
from tests.builders import wita
from tests.wired import a_wired_office

SUPERVISOR = Somebody("", "penyelia@bspji-samarinda.example")
COMPLAINT = {
    "complainant": "Siti",
    "email": "siti@kayu.example",
    "phone": "081234567890",
    "stated_service": "Pengujian",
    "subject": "Hasil uji terlambat",
    "description": "Belum kami terima.",
}


@pytest.fixture
def office(tmp_path, monkeypatch):
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        yield office


def test_hours_of_trouble_are_lines_of_one_and_one_mail(office):
    office.sync(wita(2, 9))
    office.break_calls(kind="status", status=503, times=100_000, match={"path": "/spreadsheets|/drive/"})
    for minutes in range(0, 120, 10):
        told = office.sync(wita(2, 10) + timedelta(minutes=minutes))
        assert told.status == 3, told
        assert told.out == ""
        assert told.err.startswith("Gagal membaca buku kerja")
        assert told.err.count("\n") == 1
    office.heal_calls()
    for minutes in range(3):
        assert office.sync(wita(2, 12) + timedelta(minutes=minutes)).status == 0
    assert subjects(office) == 1


def test_what_failed_while_everything_did_is_told_of_once_with_it(office):
    office.sync(wita(2, 9))
    for name in ("Siti", "Rina"):
        office.stage.answer_form("public", {**COMPLAINT, "complainant": name})
    office.stage.drop_scan(DEWI, "selebaran.pdf", leaflet())
    for method in ("drive.files.create", "drive.files.get"):
        office.break_calls(kind="status", status=503, times=100_000, match={"method": method})
    for minutes in range(0, 60, 10):
        assert office.sync(wita(2, 10) + timedelta(minutes=minutes)).status == 3
    office.heal_calls()
    # The scan rests after its last failure, and has failed for longer than half an hour.
    assert '"name": "pindaian/' in office.sync(wita(2, 10, 51), "--json").out
    assert office.sync(wita(2, 12)).status == 0
    assert subjects(office, "Perlu tindakan") == 1


def test_a_tick_that_cannot_finish_says_what_is_left_and_the_next_finishes(office):
    office.sync(wita(2, 9))
    office.stage.answer_form("public", COMPLAINT)
    office.break_calls(kind="status", status=503, times=100_000, match={"method": "drive.files.create"})
    told = office.sync(wita(2, 9, 1))
    assert told.status == 3
    assert [line for line in told.out.splitlines() if "Belum selesai" in line] == [told.out.splitlines()[-1]]
    office.heal_calls()
    assert office.sync(wita(2, 9, 2)).status == 0
    assert "0 keluhan baru, 0 tindakan" in office.sync(wita(2, 9, 3)).out


def subjects(office, words: str = "tidak berhasil") -> int:
    """Count the mails that tell the supervisor of lasting trouble."""
    office.ask("POST", "/_workspace/people", json=[{"email": SUPERVISOR.email, "name": "Penyelia"}])
    mails = office.stage.hands(SUPERVISOR).mails()
    return sum(words in str(mail["Subject"]) for _, mail in mails)
