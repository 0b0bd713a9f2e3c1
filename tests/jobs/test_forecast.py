"""A dry run tells what would happen, to whom, and when or why, and names nobody."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from automation.jobs.tick.forecast import Coming, table_of
from tests.builders import wita

from .test_sync import ONE
from .world import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def test_a_dry_run_foretells_what_the_tick_then_does(world: World) -> None:
    world.complain()
    with world.quiet():
        coming = world.tick(dry_run=True).coming
    assert [(one.what, one.whom) for one in coming] == [
        ("Catat keluhan baru", ONE),
        ("Tulis di Riwayat", ONE),
        ("Buat folder kasus", ONE),
        ("Buat Form Pengaduan", ONE),
        ("Kirim surel konfirmasi penerimaan", f"{ONE}, pelapor"),
        ("Kirim surel kabar", f"Petugas Pelayanan ({ONE})"),
        ("Kirim surel kabar", f"Petugas Pelayanan ({ONE})"),
    ]
    assert {one.why for one in coming[2:]} == {"sekarang"}
    world.tick()
    assert world.tick(dry_run=True).coming == ()


def test_what_waits_for_the_office_to_open_is_foretold_as_waiting(world: World) -> None:
    world.complain()
    coming = world.tick(wita(2, 22), dry_run=True).coming
    assert [one.why for one in coming if one.what == "Kirim surel kabar"] == ["menunggu jam kerja"] * 2
    assert [one.why for one in coming if one.what == "Kirim surel konfirmasi penerimaan"] == ["sekarang"]


def test_what_an_unlikely_plan_holds_back_is_foretold_as_held_back(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, surel__batas_tidak_biasa=1)
    world.complain()
    coming = world.tick(dry_run=True).coming
    assert sum(one.why.startswith("ditahan") for one in coming) == 2
    sure = world.tick(dry_run=True, sure=True).coming
    assert not any(one.why.startswith("ditahan") for one in sure)


def test_a_foretold_tick_holds_no_word_of_people(world: World) -> None:
    world.complain(complainant="TANDA nama", subject="TANDA perihal", email="tanda@contoh.example")
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", assigned_to="Pokja Pengujian", findings="TANDA")
    coming = world.tick(wita(2, 10), dry_run=True).coming
    printed = table_of(coming) + json.dumps([asdict(one) for one in coming])
    assert "Didisposisikan" in printed
    assert [word for word in ("TANDA", "tanda", "@", world.settings.office.head.name) if word in printed] == []


def test_the_table_has_its_columns_under_their_headings() -> None:
    table = table_of([Coming("Buat folder kasus", ONE, "sekarang"), Coming("Kirim", "kantor", "menunggu jam kerja")])
    assert table.splitlines() == [
        "Tindakan           Untuk          Kapan dan mengapa",
        "-----------------  -------------  -----------------",
        "Buat folder kasus  KEL-2026-0001  sekarang",
        "Kirim              kantor         menunggu jam kerja",
    ]
