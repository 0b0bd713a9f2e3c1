"""The folders within Pindaian Masuk: all are walked, however many there are, in one listing a tick."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from automation.archive.cut_off import is_cut_off
from automation.jobs.scan_folders import FRESH, IN_TURN, MOST, ScanFolders
from automation.ports import FileEntry
from tests.archive.paper import a_code, a_pdf, a_picture, a_sheet
from tests.builders import wita
from tests.fakes.drive import FOLDER
from tests.jobs.world import World

ROOT = "folder-scans"
DAY = date(2026, 11, 2)


def folder(id: str, parent: str = ROOT) -> FileEntry:
    return FileEntry(id=id, name=id, mime_type=FOLDER, size=0, parent=parent)


def file(id: str, parent: str) -> FileEntry:
    return FileEntry(id=id, name=id, mime_type="application/pdf", size=9, parent=parent)


def walked(known: ScanFolders, *listed: FileEntry, day: date = DAY) -> ScanFolders:
    return known.after(ROOT, known.to_look_into(), listed, day)


def a_scanner_of(days: int) -> ScanFolders:
    return walked(ScanFolders(), *(folder(f"day-{n:03}") for n in range(days)))


def test_a_folder_in_a_folder_is_known_one_listing_later() -> None:
    outer = walked(ScanFolders(), folder("a"))
    inner = walked(outer, folder("a"), folder("b", "a"))
    assert (outer.to_look_into(), set(inner.to_look_into())) == (("a",), {"a", "b"})


def test_however_many_there_are_a_listing_asks_for_some_and_all_have_their_turn() -> None:
    known, asked = a_scanner_of(90), set[str]()
    every = tuple(folder(id) for id in known.known)
    for _ in range(90 // IN_TURN):
        assert len(known.to_look_into()) == FRESH + IN_TURN
        asked |= set(known.to_look_into())
        known = walked(known, *every, day=DAY + timedelta(1))
    assert asked == set(known.known)


def test_the_folder_of_today_and_one_with_something_new_are_asked_for_each_time() -> None:
    known = a_scanner_of(60)
    every = tuple(folder(id) for id in known.known)
    busy = next(id for id in known.to_look_into()[FRESH:])
    known = walked(known, *every, folder("today"), file("scan", busy), day=DAY + timedelta(1))
    for _ in range(3):
        assert {"today", busy} <= set(known.to_look_into()[:FRESH])
        known = walked(known, *every, folder("today"), day=DAY + timedelta(1))


def test_a_folder_taken_away_is_forgotten_with_all_within_it_and_what_lies_there_is_not_ours() -> None:
    known = walked(walked(ScanFolders(), folder("a"), folder("c")), folder("a"), folder("c"), folder("b", "a"))
    listed = (folder("c"), folder("b", "a"), file("theirs", "b"), file("ours", "c"), file("mine", ROOT))
    after = walked(known, *listed)
    assert set(after.known) == {"c"}
    assert [entry.id for entry in after.shown_in(ROOT, listed) if entry.size] == ["ours", "mine"]


def test_what_is_known_is_printed_and_read_back_and_has_its_bound() -> None:
    known = a_scanner_of(MOST + 5)
    assert ScanFolders.remembered(known.text()) == known
    assert (len(known.known), known.are_too_many, a_scanner_of(9).are_too_many) == (MOST, True, False)


@pytest.mark.parametrize("kind", ["PDF", "PNG", "JPEG", "TIFF"])
def test_a_file_without_its_end_is_told_from_a_whole_one(kind: str) -> None:
    sheet = a_sheet()
    options = {"compression": "tiff_lzw"} if kind == "TIFF" else {}  # Then its directory stands at the end.
    whole = a_pdf(sheet) if kind == "PDF" else a_picture(sheet, kind, **options)
    assert not is_cut_off(whole)
    assert not is_cut_off(whole + b"\0" * 500)
    assert is_cut_off(whole[: len(whole) // 2])


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    office = World(tmp_path, plain=True)
    office.complain()
    office.tick()
    yield office
    office.ledger.close()


def in_review(world: World) -> set[str]:
    return {one.name for one in world.drive.inside("folder-review")}


def test_a_scan_in_a_folder_is_dealt_with_and_an_idle_tick_reads_no_more(world: World) -> None:
    day = world.drive.drop(ROOT, "2026-11-02", b"", FOLDER)
    world.drive.drop(day, "kosong.pdf", a_pdf(a_sheet()))
    world.tick(wita(2, 10))
    world.tick(wita(2, 10, 5))
    assert in_review(world) == {"kosong.pdf"}
    world.tick(wita(2, 10, 10))
    with world.quiet():
        world.tick(wita(2, 10, 15))
    assert [read for read in world.faults.reads if read.startswith("drive")] == ["drive.listing"]


def test_a_folder_gone_for_good_keeps_no_scan_waiting(world: World) -> None:
    day = world.drive.drop(ROOT, "2026-11-02", b"", FOLDER)
    world.tick(wita(2, 10))
    world.drive.drop(ROOT, "lepas.pdf", a_pdf(a_sheet()))
    del world.drive.files[day]
    report = world.tick(wita(2, 10, 5))
    assert (in_review(world), report.refused) == ({"lepas.pdf"}, {})


def test_what_is_no_file_within_a_folder_goes_to_a_person(world: World) -> None:
    day = world.drive.drop(ROOT, "2026-11-02", b"", FOLDER)
    world.drive.drop(day, "Surat", b"", "application/vnd.google-apps.document")
    world.drive.drop(day, "Pintasan", b"", "application/vnd.google-apps.shortcut")
    world.tick(wita(2, 10))
    world.tick(wita(2, 10, 5))
    assert in_review(world) == {"Surat", "Pintasan"}


def test_a_file_that_grows_waits_and_one_that_never_ends_is_told_and_then_set_aside(world: World) -> None:
    half = a_pdf(a_sheet(a_code()))[:-900]
    growing = world.drive.files[world.drive.drop(ROOT, "tumbuh.pdf", half)]
    growing.created_at = growing.modified_at = wita(2, 10)
    assert world.tick(wita(2, 10, 1)).problems == ()
    growing.modified_at = wita(2, 10, 15)
    [told] = world.tick(wita(2, 10, 16)).problems
    assert "tumbuh.pdf" in told
    assert in_review(world) == set()
    assert world.tick(wita(2, 10, 40)).problems == ()
    assert in_review(world) == {"tumbuh.pdf"}
