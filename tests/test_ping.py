"""The monitoring service is told that the job lives, over the wire."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from automation import exit_status, wiring
from automation import ping as pinging
from automation.jobs.watch.pings import note_ping, pings
from automation.ledger import open_ledger
from automation.ping import ping
from demo.office import SETTINGS
from tests.builders import wita
from tests.wired import a_wired_office


@dataclass
class Monitor:
    """A monitoring service that notes what it is asked."""

    address: str
    status: int = 200
    heard: list[tuple[str, str, dict[str, str], int]] = field(default_factory=list)
    silent: threading.Event = field(default_factory=threading.Event)


@contextmanager
def a_monitor(status: int = 200, *, answers: bool = True) -> Iterator[Monitor]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            monitor.heard.append((self.command, self.path, dict(self.headers), length))
            if not answers:
                monitor.silent.wait(20)
            self.send_response(monitor.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_HEAD = do_GET  # noqa: N815 (http.server looks for these names)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        monitor = Monitor(f"http://127.0.0.1:{server.server_port}/abc-rahasia", status)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield monitor
        finally:
            monitor.silent.set()
            server.shutdown()
            thread.join()


def test_a_ping_is_one_get_without_data_and_without_any_password(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login budi password zyx", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with a_monitor() as monitor:
        assert ping(monitor.address) == ""
    ((verb, path, headers, length),) = monitor.heard
    assert (verb, path, length) == ("GET", "/abc-rahasia", 0)
    assert "Authorization" not in headers


@pytest.mark.parametrize(("status", "said"), [(404, "jawabannya 404"), (500, "jawabannya 500"), (204, "")])
def test_what_the_service_answers_is_told_by_its_status(status: int, said: str) -> None:
    with a_monitor(status) as monitor:
        assert ping(monitor.address) == said


def test_a_service_that_is_away_or_says_nothing_is_told_without_its_address(monkeypatch) -> None:
    assert ping("http://127.0.0.1:1/abc-rahasia") == "tidak terjangkau"
    monkeypatch.setattr(pinging, "TIME_LIMIT", 0.2)
    with a_monitor(answers=False) as monitor:
        assert ping(monitor.address) == "tidak menjawab dalam 0.2 detik"


def test_doctor_tells_when_a_ping_was_answered_last_and_what_is_wrong_with_it(tmp_path: Path) -> None:
    now = wita(2, 9)

    def told(later: timedelta, *, is_on: bool = True) -> str:
        return "\n".join(map(str, pings(ledger.memory().notes, is_on, now + later)))

    with open_ledger(str(tmp_path / "a.db")) as ledger:
        assert told(timedelta(), is_on=False).startswith("~ Ping pemantauan: belum diatur; isi [pemantauan]")
        assert told(timedelta()) == "~ Ping pemantauan: belum pernah dikirim; jalankan `sync`."
        note_ping(ledger, "tidak terjangkau", now)
        assert told(timedelta()).startswith(
            "! Ping pemantauan: belum pernah dijawab; ping terakhir tidak terjangkau."
        )
        note_ping(ledger, "", now)
        assert told(timedelta(minutes=3)) == "✓ Ping pemantauan terakhir dijawab 3 menit yang lalu"
        assert told(timedelta(hours=3)).startswith("! Ping pemantauan terakhir dijawab 3 jam yang lalu: periksa")
        note_ping(ledger, "jawabannya 404", now)
        assert told(timedelta(minutes=9)).startswith(
            "! Ping pemantauan terakhir dijawab 9 menit yang lalu: ping terakhir jawabannya 404."
        )


def test_a_tick_that_came_to_its_end_pings_and_one_that_was_stopped_or_only_looks_does_not(
    tmp_path: Path, monkeypatch, capsys
) -> None:
    at = wita(2, 8)
    with a_monitor() as monitor, a_wired_office(tmp_path, at, monkeypatch) as office:
        file = office.folder / SETTINGS
        text = file.read_text(encoding="utf-8")
        assert 'alamat_ping = ""' in text
        file.write_text(text.replace('alamat_ping = ""', f'alamat_ping = "{monitor.address}"'), encoding="utf-8")
        assert office.sync(at, "--dry-run").status == 0
        assert monitor.heard == []
        assert office.sync(at).status == 0
        assert len(monitor.heard) == 1
        office.break_calls(kind="status", status=403, times=100_000, match={"path": "/spreadsheets"})
        assert office.sync(at).status in (exit_status.NEEDS_A_PERSON, exit_status.CANNOT_START)
        office.heal_calls()
        assert len(monitor.heard) == 1
        monitor.status = 500
        told = office.sync(at)
        assert (told.status, told.err) == (0, "")
        assert len(monitor.heard) == 2
        with wiring.open_records(file) as (_, ledger):
            assert "jawabannya 500" in "\n".join(map(str, pings(ledger.memory().notes, True, at)))
        assert "abc-rahasia" not in office.run("doctor").out
