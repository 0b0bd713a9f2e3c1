"""A file that a killed tick made: what Arsip says of it holds, though it is made anew of other bytes."""

import hashlib
from pathlib import Path

import pytest

from tests.fakes import Killed

from .advice_stages import approved, goes_by
from .test_sync import ONE
from .world import World

PDF = f"{ONE} Surat Balasan.pdf"


def content(world: World, name: str) -> bytes:
    return next(file.content for file in world.drive.files.values() if file.name == name)


def assert_arsip_holds(world: World) -> None:
    for row in world.workbook.rows("Arsip"):
        assert row["SHA-256"] == hashlib.sha256(content(world, str(row["Nama berkas"]))).hexdigest(), row


def killed_after(world: World, write: int) -> None:
    world.faults.die_after(write)
    with pytest.raises(Killed):
        goes_by(world, 1)
    world.reborn()


def test_a_letter_made_by_a_killed_tick_is_the_one_that_its_scan_is_held_against(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    approved(world)
    world.fill(ONE, letter_number="B/120/BSPJI/XI/2026", letter_date="02/11/2026")
    killed_after(world, 3)  # the draft's number, its export, the PDF
    before = content(world, PDF)
    goes_by(world)
    assert content(world, PDF) != before
    assert_arsip_holds(world)
    world.drop_scan_of(ONE, dpi=100)
    goes_by(world)
    assert world.shown(ONE, "Status") == "Menunggu diterima pelanggan"


def test_a_form_that_somebody_went_on_with_before_it_was_known_stays_as_they_left_it(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    killed_after(world, 2)  # folder, form
    form = next(file for file in world.drive.files.values() if file.name == f"{ONE} Form Pengaduan.docx")
    form.content += b"\0"
    edited = form.content
    goes_by(world)
    assert form.content == edited
    assert_arsip_holds(world)
