"""`rebuild --cadangan` typed by a person whose ledger is damaged, over the wire."""

import json
from pathlib import Path

import pytest

from automation import wiring
from tests.builders import wita
from tests.wired import WiredOffice, a_wired_office


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setattr(wiring, "now", lambda: wita(2, 11))
    with a_wired_office(tmp_path, wita(2, 8), monkeypatch) as office:
        yield office


def complain(office: WiredOffice, name: str) -> None:
    office.stage.answer_form(
        "public",
        {
            "complainant": name,
            "email": f"{name.lower()}@contoh.example",
            "stated_service": "Pengujian",
            "subject": f"Keluhan {name}",
            "description": "Hasil uji terlambat.",
        },
    )


def spoil(file: Path) -> None:
    file.write_bytes(b"\x5a" * file.stat().st_size)


def test_a_damaged_ledger_is_replaced_by_its_copy_and_nothing_is_done_again(office):
    complain(office, "Ani")
    assert office.sync(wita(2, 9)).status == 0
    ledger = office.folder / "tanggap.db"
    (copy,) = (office.folder / "cadangan").glob("*.db.gz")
    complain(office, "Budi")
    assert office.sync(wita(2, 10)).status == 0
    spoil(ledger)
    refused = office.run("sync")
    assert refused.status == 2
    assert "rebuild --cadangan" in refused.err
    told = office.run("rebuild", "--cadangan", str(copy))
    assert told.status == 0, told.out + told.err
    (aside,) = office.folder.glob("tanggap-diganti-2026-11-02-*.db")
    assert str(aside) in told.out
    assert "Dipulihkan: 1 keluhan" in told.out
    for more in (["--dry-run"], []):
        ticked = json.loads(office.run("sync", "--now", wita(2, 11).isoformat(), "--json", *more).out)
        assert ticked["effects"] == ticked["registered"] == []


def test_a_copy_that_is_none_is_refused_before_anything_is_touched(office):
    complain(office, "Ani")
    office.sync(wita(2, 9))
    refused = office.run("rebuild", "--cadangan", str(office.folder / "tidak-ada.db"))
    assert refused.status == 2
    assert "cadangan/" in refused.err
    assert office.sync(wita(2, 9, 1)).status == 0
