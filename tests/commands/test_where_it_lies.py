"""A ledger on a mount that SQLite cannot rely on, and a job that fell silent, as the commands tell of them."""

from datetime import timedelta

from automation import wiring
from automation.ledger import Disk, Trust
from tests.builders import wita
from tests.wired import a_wired_office

AT = wita(2, 8)


def test_a_ledger_on_a_network_stops_every_command_before_it_is_touched(tmp_path, monkeypatch) -> None:
    with a_wired_office(tmp_path, AT, monkeypatch) as office:
        before = {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("*.db*")}
        assert before
        monkeypatch.setattr(wiring, "ledger_disk", lambda file: Disk("cifs", Trust.NONE))
        for words in (["doctor"], ["doctor", "--hidup"], ["sync"], ["setup"], ["report", "--period", "2026"]):
            told = office.run(*words)
            assert told.status == 2, words
            assert "drive jaringan atau bucket (cifs)" in told.err
        copy = tmp_path / "salinan.db"
        copy.write_bytes(b"")
        assert "(cifs)" in office.run("rebuild", "--cadangan", str(copy)).err
        assert {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("*.db*") if file != copy} == before


def test_a_ledger_on_a_folder_nobody_can_vouch_for_is_named_by_doctor_and_ticks_on(tmp_path, monkeypatch) -> None:
    with a_wired_office(tmp_path, AT, monkeypatch) as office:
        monkeypatch.setattr(wiring, "ledger_disk", lambda file: Disk("virtiofs", Trust.DOUBTFUL))
        assert "! Tempat buku besar: terletak di virtiofs" in office.run("doctor").out
        assert office.sync(AT).status == 0
        monkeypatch.undo()
        assert "Tempat buku besar" not in office.run("doctor").out


def test_a_health_check_asks_the_ledger_alone_when_the_last_tick_was(tmp_path, monkeypatch) -> None:
    with a_wired_office(tmp_path, AT, monkeypatch) as office:
        monkeypatch.setattr(wiring, "now", lambda: AT)
        told = office.run("doctor", "--hidup")
        assert (told.status, told.out) == (1, "! Putaran terakhir: belum pernah ada; jalankan `sync`.\n")
        office.sync(AT)
        office.ask("DELETE", "/_workspace/requests")
        assert office.run("doctor", "--hidup").status == 0
        assert office.ask("GET", "/_workspace/requests").json()["counters"]["reads"] == 0
        monkeypatch.setattr(wiring, "now", lambda: AT + timedelta(minutes=61))
        told = office.run("doctor", "--hidup")
        assert told.status == 1
        assert told.out.startswith("! Putaran terakhir 61 menit yang lalu:")
