"""A scanner that makes a folder a day, over HTTP: its scans are dealt with, and a quiet tick costs no more."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from automation.domain.places import Place
from demo.people import OFFICE
from local_workspace.scanner import scan
from tests.archive.paper import a_pdf, a_sheet
from tests.builders import wita
from tests.fakes.drive import FOLDER
from tests.wired import WiredOffice, a_wired_office


def test_a_scanner_s_folders_are_walked_and_a_quiet_tick_reads_as_little_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        root, review = (office.stage.place(Place.folder(name)) for name in ("scans", "review"))
        _settled(office)
        before = office.stage.tick()
        year = _folder(office, "2026", root)
        day = _folder(office, "11-02", year)
        page = scan(a_pdf(a_sheet()), dpi=100)
        office.stage.hands(OFFICE).drop(day, "scan_0001.pdf", page, "application/pdf")
        for _ in range(3):
            _next(office)
        assert [file.name for file in office.stage.hands(OFFICE).inside(review)] == ["scan_0001.pdf"]
        _settled(office)
        quiet = _next(office)
        assert (quiet.reads, quiet.writes) == (before.reads, before.writes) == (2, 0)
        office.ask("DELETE", f"/drive/v3/files/{year}")
        office.stage.hands(OFFICE).drop(root, "scan_0002.pdf", page + b"\n", "application/pdf")
        assert _next(office).report.refused == {}
        assert "scan_0002.pdf" in {file.name for file in office.stage.hands(OFFICE).inside(review)}


def _folder(office: WiredOffice, name: str, parent: str) -> str:
    body = {"name": name, "parents": [parent], "mimeType": FOLDER}
    return str(office.ask("POST", "/drive/v3/files", json=body).json()["id"])


def _next(office: WiredOffice) -> Any:
    office.stage.set_clock(office.stage.now + timedelta(minutes=1))
    return office.stage.tick()


def _settled(office: WiredOffice) -> None:
    for _ in range(3):
        _next(office)
