"""Exactly once: the process dies before or after each of its writes, and the next tick makes everything right."""

from collections import Counter
from pathlib import Path

import pytest

from automation.jobs.telling.unsent import LOOKS
from automation.ports import TryLater
from demo.papers import leaflet
from tests.builders import wita
from tests.fakes import Killed, text_of

from .world import World

ONE = "KEL-2026-0001"
#: The writes of a tick that takes in one complaint: folder, form, two mails of draft and send each, the workbook.
WRITES_OF_AN_INTAKE = 9
#: And of the tick that files the signed scan and sends the reply: move, draft, send, digest twice, the workbook.
WRITES_OF_A_FILING = 6


def recovered(world: World) -> World:
    world.reborn()
    world.tick()
    with world.quiet():
        world.tick()
    assert world.mailbox.drafts == {}
    return world


def file_and_close(world: World) -> None:
    world.tick(wita(2, 10))
    world.fill(ONE, classification="Bukan keluhan")
    world.tick(wita(2, 10))


def assert_nothing_twice(world: World) -> None:
    mails = Counter(mail.key for mail in world.mailbox.mails)
    assert set(mails.values()) <= {1}
    told = Counter((str(mail.message["To"]), text_of(mail.message)) for mail in world.mailbox.mails)
    assert set(told.values()) <= {1}
    names = Counter((file.parent, file.name) for file in world.drive.files.values())
    assert set(names.values()) <= {1}
    for tab, key in (("Register", "Nomor"), ("Status", "Nomor"), ("Arsip", "Kode sistem"), ("Riwayat", "No.")):
        rows = Counter(row[key] for row in world.workbook.rows(tab))
        assert set(rows.values()) <= {1}, tab


@pytest.mark.parametrize("write", range(1, WRITES_OF_AN_INTAKE + 1))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_an_intake_killed_at_any_write_is_finished_once(tmp_path: Path, how: str, write: int) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    getattr(world.faults, how)(write)
    with pytest.raises(Killed):
        world.tick()
    recovered(world)
    assert_nothing_twice(world)
    assert world.shown(ONE, "Status") == "Menunggu pemilahan"
    assert world.files_of(ONE) == {f"{ONE} Form Pengaduan.docx"}
    assert len(world.subjects("siti@kayu.example")) == 1
    assert len(world.subjects("dewi@bspji-samarinda.example")) == 1


@pytest.mark.parametrize("write", range(1, WRITES_OF_A_FILING + 1))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_a_filing_killed_at_any_write_is_finished_once(tmp_path: Path, how: str, write: int) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    world.print_form(ONE)
    getattr(world.faults, how)(write)
    with pytest.raises(Killed):
        file_and_close(world)
    recovered(world)
    assert_nothing_twice(world)
    assert [row["Jenis dokumen"] for row in world.workbook.rows("Arsip")].count("Form Pengaduan (pindaian)") == 1
    assert not world.drive.inside("folder-scans")


@pytest.mark.parametrize("write", range(1, WRITES_OF_AN_INTAKE + 1))
def test_a_call_that_fails_after_it_was_applied_is_not_repeated(tmp_path: Path, write: int) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.faults.fail_after(write, TryLater("terputus"))
    assert world.tick().exit_status == 3
    world.faults.heal()
    world.tick()
    with world.quiet():
        assert world.tick().exit_status == 0
    assert_nothing_twice(world)


def test_a_draft_that_a_person_deleted_is_written_anew_and_sent(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.faults.die_before(4)  # folder, form, draft, and then the sending
    with pytest.raises(Killed):
        world.tick()
    world.mailbox.drafts.clear()
    world.reborn()
    for _ in range(LOOKS):
        assert world.subjects("siti@kayu.example") == []
        world.tick()
    recovered(world)
    assert len(world.subjects("siti@kayu.example")) == 1


def test_a_sent_mail_that_the_search_does_not_find_yet_is_not_sent_again(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.faults.die_after(4)  # folder, form, draft, and then the sending
    with pytest.raises(Killed):
        world.tick()
    unseen, world.mailbox.mails = world.mailbox.mails, []
    world.reborn()
    world.tick()
    world.mailbox.mails += unseen
    recovered(world)
    assert len(world.subjects("siti@kayu.example")) == 1


LEAD = "bambang@bspji-samarinda.example"


def test_a_digest_begun_before_the_case_moved_on_is_not_sent_any_more(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.mailbox.dies_sending_to(LEAD)
    with pytest.raises(Killed):
        world.tick()
    world.fill(ONE, classification="Bukan keluhan")
    recovered(world)
    assert world.subjects(LEAD) == []


def test_what_is_told_of_a_scan_that_cannot_be_moved_is_told_once(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.drive.drop("folder-scans", "iklan.pdf", leaflet())
    review = world.drive.files.pop("folder-review")
    for _ in range(3):
        assert world.tick().refused
    assert [row["Kejadian"] for row in world.workbook.rows("Riwayat")] == ["Pindaian perlu ditinjau: iklan.pdf"]
    world.drive.files["folder-review"] = review
    world.tick(wita(3, 11))
    with world.quiet():
        world.tick()
    assert [file.name for file in world.drive.inside("folder-review")] == ["iklan.pdf"]
    assert len(world.workbook.rows("Riwayat")) == 1


@pytest.mark.parametrize("write", range(1, 7))  # the move, two mails of draft and send each, the workbook
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_a_scan_set_aside_by_a_killed_tick_is_told_of_once(tmp_path: Path, how: str, write: int) -> None:
    world = World(tmp_path, plain=True)
    world.drive.drop("folder-scans", "iklan.pdf", leaflet())
    getattr(world.faults, how)(write)
    with pytest.raises(Killed):
        world.tick()
    recovered(world)
    assert [file.name for file in world.drive.inside("folder-review")] == ["iklan.pdf"]
    assert len(world.workbook.rows("Riwayat")) == 1
    assert_told_once(world)


def test_a_scan_set_aside_at_night_is_told_of_in_the_morning(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.drive.drop("folder-scans", "iklan.pdf", leaflet())
    world.tick(wita(2, 22))
    assert [file.name for file in world.drive.inside("folder-review")] == ["iklan.pdf"]
    assert world.subjects("dewi@bspji-samarinda.example") == []
    world.tick(wita(3, 9))
    assert_told_once(world)
    world.tick(wita(4, 9))
    with world.quiet():
        world.tick()
    assert_told_once(world)
    assert not [name for name in world.ledger.memory().notes if name.startswith("tinjau.")]


def assert_told_once(world: World) -> None:
    for officer in ("dewi", "fauzi"):
        (mail,) = world.mailbox.to(f"{officer}@bspji-samarinda.example")
        assert "iklan.pdf" in text_of(mail)
