"""Actions whose rows went into a yearly workbook with their complaint: at rest, until somebody needs them again."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from automation.settings.values import YearBookSettings
from local_workspace.scanner import scan
from tests.builders import wita

from .test_actions import HEAD, keys, row, told, write
from .test_recurrence import K1, P1, again, in_status
from .test_relations import sign_and_settle
from .test_sync import ONE, run_to_decision
from .test_yearly import at_night
from .world import World

NIGHT = datetime.fromisoformat("2027-04-05T20:00:00+08:00")
FRESH = "KEL-2027-0001"
MORNING = NIGHT.replace(day=6, hour=9)


def file_its_papers(world: World) -> None:
    """Let no paper lack: the note of the delivery is scanned, and the signed originals stand on a shelf."""
    note = next(one for one in world.drive.files.values() if one.name == f"{ONE} Notulen Penyerahan.docx")
    world.drive.drop("folder-scans", "notulen.pdf", scan(world.drive.as_pdf(note.content, "note"), seed=3))
    world.tick(wita(5, 11))
    for place, one in enumerate(world.workbook.rows("Arsip"), start=1):
        if one["Kode sistem"]:
            world.workbook.type("Arsip", place, "Lokasi fisik", "Rak 2")
    world.tick(wita(5, 12))
    assert world.workbook.rows("Status")[0]["Kelengkapan berkas"] == ""


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Give an office whose one complaint moved away, with two actions that were called effective."""
    world = World(tmp_path, plain=True)
    run_to_decision(world)
    world.fill(ONE, decision="Setuju", letter_number="B/120/2026", letter_date="04/11/2026")
    world.tick(wita(4, 11))
    sign_and_settle(world)
    for key in (K1, P1):
        write(world, key, result="Efektif", note="Baik", checked_by="Dewi Lestari")
    world.tick(wita(5, 10))
    file_its_papers(world)
    world.settings = replace(world.settings, year_books=YearBookSettings(from_rows=1))
    at_night(world, since=NIGHT)
    assert not {K1, P1} & set(keys(world))
    return world


def test_they_rest_and_say_in_status_what_they_said(world: World) -> None:
    world.complain(email="lain@contoh.example")
    world.tick(MORNING)
    with world.quiet():
        world.tick(MORNING + timedelta(minutes=1))
    kept = world.ledger.memory().actions
    assert [kept[key].checks[-1].result.value for key in (K1, P1)] == ["Efektif", "Efektif"]
    assert not {K1, P1} & set(keys(world))


def test_they_come_back_to_be_reviewed_once_their_matter_does(world: World) -> None:
    again(world, MORNING)
    assert in_status(world, FRESH) == f"Diduga kambuh dari {ONE}"
    world.fill(FRESH, recurrence="Ya")
    for minute in range(4):
        world.tick(MORNING.replace(hour=11, minute=minute))
    assert f"Kambuh: masalah {ONE} muncul lagi" in told(world, HEAD)
    assert row(world, K1)["Hasil pemeriksaan"] == "Efektif"
    assert "K1 (Koreksi): ditinjau ulang karena kambuh" in in_status(world, ONE, "Tindakan")
