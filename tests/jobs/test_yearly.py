"""What was settled long ago moves into a yearly workbook, and comes back when somebody asks for it."""

from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from automation.jobs.rebuild.command import restore
from automation.jobs.tick.emptiness_guard import SuddenEmptiness
from automation.ledger import open_ledger
from automation.ports import TryLater
from automation.settings.values import YearBookSettings
from local_workspace.scanner import scan
from tests.builders import wita
from tests.fakes import FakeWorkbook, Killed, Protected

from .test_rebuild import told, without_ledger
from .world import World

#: The tabs that have rows of complaints, with the heading of their number.
TABS = ("Register", "Status", "Arsip", "Riwayat", "Tindakan")
NIGHT = wita(2, 20) + timedelta(days=120)
OWN = "Catatan pribadi"


def number(place: int) -> str:
    return f"KEL-2026-{place:04d}"


@cache
def _made(ended: int, others: int) -> tuple[dict[str, Any], bytes]:
    """Give an office at rest with complaints that were withdrawn at once and open ones, and its ledger."""
    with TemporaryDirectory() as folder:
        world = World(Path(folder), plain=True)
        for place in range(ended + others):
            world.complain(email=f"pelapor{place}@contoh.example", subject=f"Hal {place}")
            world.tick(wita(2, 9, place))
        for place in range(1, ended + 1):
            world.fill(number(place), classification="Dicabut pelapor")
        book = world.workbook
        book.insert_column("Register", 3, OWN)
        for place in range(1, ended + others + 1):
            book.type("Register", book.row_of("Register", number(place)), OWN, f"ingat {place}")
        at_night(world, since=wita(2, 10))
        at_night(world, since=NIGHT - timedelta(hours=1), ticks=2)
        world.ledger.close()
        kept = {name: value for name, value in vars(world).items() if name not in ("ledger", "folder")}
        return kept, (Path(folder) / "tanggap.db").read_bytes()


def an_office(folder: Path, *, ended: int = 3, others: int = 1) -> World:
    """Give such an office, which moves what it can from now on."""
    kept, ledger = _made(ended, others)
    folder.mkdir(exist_ok=True)
    (folder / "tanggap.db").write_bytes(ledger)
    world = World.__new__(World)
    # What is not Google's need not be copied, and settings cannot be.
    memo = {id(kept[name]): kept[name] for name in ("settings", "sandbox", "lanes")}
    vars(world).update(deepcopy(kept, memo), folder=folder)
    world.ledger = open_ledger(f"sqlite:///{folder / 'tanggap.db'}")
    world.settings = replace(world.settings, year_books=YearBookSettings(from_rows=1))
    return world


def at_night(world: World, *, ticks: int = 4, since: datetime = NIGHT) -> None:
    for minute in range(ticks):
        world.tick(since + timedelta(minutes=minute))


def rows_of(book: FakeWorkbook, name: str) -> dict[str, list[dict[str, Any]]]:
    """Give all rows of a complaint in one workbook, by tab."""
    return {tab: [row for row in book.rows(tab) if str(row["Nomor"]) == name] for tab in TABS if tab in book.sheets}


def held_once(world: World) -> None:
    """Hold that each complaint stands in one workbook alone, and all that the ledger knows of it with it."""
    memory = world.ledger.memory()
    books = [world.workbook, *world.year_books.books.values()]
    found: dict[str, list[Any]] = {}
    for book in books:
        for tab in TABS:
            for row in book.rows(tab) if tab in book.sheets else ():
                if row["Nomor"]:
                    key = {"Arsip": "Kode sistem", "Riwayat": "No.", "Tindakan": "Kode tindakan"}.get(tab, "Nomor")
                    found.setdefault(tab, []).append(row[key])
    for tab, keys in found.items():
        assert len(keys) == len(set(keys)), tab
    assert sorted(map(str, memory.cases)) == sorted(map(str, found["Register"])) == sorted(map(str, found["Status"]))
    assert {one.effect for one in memory.documents} == set(found.get("Arsip", ()))
    lines = [one.sequence for one in world.ledger.history() if one.number]
    assert sorted(found["Riwayat"]) == lines


@pytest.fixture
def world(tmp_path: Path) -> World:
    return an_office(tmp_path)


def test_what_was_settled_long_ago_stands_in_the_yearly_workbook_alone(world: World) -> None:
    before = {name: rows_of(world.workbook, name) for name in (number(1), number(2), number(3))}
    at_night(world)
    book = world.year_books.books["workbook.tahun.2026"]
    for name, rows in before.items():
        assert rows_of(book, name) == rows
        assert not any(rows_of(world.workbook, name).values())
    assert [row["Nomor"] for row in world.workbook.rows("Register")] == [number(4)]
    held_once(world)


def test_a_tick_at_night_with_nothing_to_move_writes_nothing_and_makes_no_call_more(world: World) -> None:
    at_night(world)
    world.faults.forget()
    with world.quiet():
        world.tick(NIGHT + timedelta(minutes=9))
        world.tick(NIGHT + timedelta(minutes=10))
    assert world.faults.reads.count("workbook.read") == 2
    assert "workbook.layout" not in world.faults.reads
    assert "workbook.whole" not in world.faults.reads


def test_nothing_moves_while_the_office_is_open_or_the_register_is_small_or_the_time_is_not_over(
    tmp_path: Path,
) -> None:
    world = an_office(tmp_path)
    at_night(world, since=wita(2, 20) + timedelta(days=85), ticks=2)
    at_night(world, since=datetime.fromisoformat("2027-03-02T10:00:00+08:00"), ticks=2)
    world.settings = replace(world.settings, year_books=YearBookSettings(from_rows=5))
    at_night(world)
    world.settings = replace(world.settings, year_books=YearBookSettings())
    at_night(world)
    assert world.year_books.books == {}
    assert len(world.workbook.rows("Register")) == 4


def test_notes_shelves_and_columns_of_people_go_along_and_come_back(world: World) -> None:
    book = world.workbook
    book.note("Register", book.row_of("Register", number(2)), "Perihal", "sudah ditelepon")
    shelf = next(row for row, cells in enumerate(book.rows("Arsip"), 1) if cells["Nomor"] == number(2))
    book.type("Arsip", shelf, "Lokasi fisik", "Rak 7")
    before = rows_of(book, number(2))
    at_night(world)
    year = world.year_books.books["workbook.tahun.2026"]
    assert rows_of(year, number(2)) == before
    assert year.note_on("Register", year.row_of("Register", number(2)), "Perihal") == "sudah ditelepon"
    ask_for(world, number(2))
    at_night(world, since=NIGHT + timedelta(hours=1))
    assert rows_of(book, number(2)) == before
    assert book.note_on("Register", book.row_of("Register", number(2)), "Perihal") == "sudah ditelepon"
    assert not any(rows_of(year, number(2)).values())
    held_once(world)


def ask_for(world: World, text: str) -> None:
    row = world.workbook.row_of("Arsip Lama", "2026")
    world.workbook.type("Arsip Lama", row, "Bawa kembali", text)


def test_arsip_lama_says_where_the_moved_are_and_what_became_of_a_request(world: World) -> None:
    at_night(world)
    (row,) = world.workbook.rows("Arsip Lama")
    assert (row["Buku tahunan"], row["Banyaknya keluhan"]) == ("2026", 3)
    assert "workbook.tahun.2026" in str(row["Tautan"])
    ask_for(world, f"{number(1)}, kel-2026-0099; bukan nomor")
    at_night(world, since=NIGHT + timedelta(hours=1))
    (row,) = world.workbook.rows("Arsip Lama")
    assert row["Banyaknya keluhan"] == 2
    assert str(row["Keterangan"]).startswith(f"{number(1)} ada di Register.\nKEL-2026-0099 bukan nomor")
    # It stays for a while although its number is still listed, and is not brought back again later on.
    at_night(world, since=NIGHT + timedelta(days=1))
    assert world.workbook.row_of("Register", number(1))
    at_night(world, since=NIGHT + timedelta(days=100))
    assert not any(rows_of(world.workbook, number(1)).values())
    at_night(world, since=NIGHT + timedelta(days=101))
    assert not any(rows_of(world.workbook, number(1)).values())
    held_once(world)
    (row,) = world.workbook.rows("Arsip Lama")
    assert str(row["Keterangan"]).startswith(f"{number(1)} sudah pernah dibawa kembali")


def test_a_moved_complaint_is_brought_back_and_then_reopened_as_any_other(world: World) -> None:
    at_night(world)
    ask_for(world, number(1))
    morning = datetime.fromisoformat("2027-03-03T09:00:00+08:00")
    at_night(world, since=morning)
    world.fill(number(1), classification="Keluhan", service="Pengujian", level="Ringan")
    at_night(world, since=morning + timedelta(minutes=10))
    assert world.shown(number(1), "Nomor") == number(1)
    held_once(world)


KILLS = range(1, 9)


@pytest.mark.parametrize("write", KILLS)
@pytest.mark.parametrize("applied", [False, True])
def test_wherever_the_job_dies_each_row_stands_in_one_place(tmp_path: Path, write: int, applied: bool) -> None:
    world = an_office(tmp_path)
    before = {name: rows_of(world.workbook, name) for name in (number(1), number(2), number(3))}
    (world.faults.die_after if applied else world.faults.die_before)(write)
    with suppress(Killed):
        at_night(world, ticks=2)
    world.reborn()
    at_night(world, ticks=3, since=NIGHT + timedelta(minutes=5))
    held_once(world)
    year = world.year_books.books["workbook.tahun.2026"]
    assert {name: rows_of(year, name) for name in before} == before
    assert not world.workbook.protections
    assert not any(world.ledger.begun())
    assert not [line for line in world.ledger.history() if "dihapus" in line.what.lower()]


@pytest.mark.parametrize("write", KILLS)
@pytest.mark.parametrize("applied", [False, True])
def test_wherever_the_job_dies_while_one_comes_back_it_stands_in_one_place(
    tmp_path: Path, write: int, applied: bool
) -> None:
    world = an_office(tmp_path)
    before = rows_of(world.workbook, number(2))
    at_night(world)
    ask_for(world, number(2))
    (world.faults.die_after if applied else world.faults.die_before)(write)
    with suppress(Killed):
        at_night(world, ticks=2, since=NIGHT + timedelta(minutes=20))
    world.reborn()
    at_night(world, ticks=3, since=NIGHT + timedelta(minutes=30))
    held_once(world)
    assert rows_of(world.workbook, number(2)) == before
    assert not world.workbook.protections
    assert not any(world.ledger.begun())


@pytest.mark.parametrize("write", KILLS)
@pytest.mark.parametrize("applied", [False, True])
def test_an_answer_that_is_lost_moves_nothing_twice(tmp_path: Path, write: int, applied: bool) -> None:
    world = an_office(tmp_path)
    lost = TryLater("Google tidak menjawab.")
    (world.faults.fail_after if applied else world.faults.fail_before)(write, lost)
    at_night(world, ticks=4)
    held_once(world)
    assert [row["Nomor"] for row in world.workbook.rows("Register")] == [number(4)]
    assert not world.workbook.protections
    assert not any(world.ledger.begun())


#: The calls of the tick in which rows move, the second one.
CALLS = range(10, 46)


def sorts(world: World) -> None:
    world.workbook.sort("Register", "Perihal", downwards=True)
    world.workbook.sort("Status", "Status")
    world.workbook.sort("Arsip", "Nama berkas", downwards=True)


def writes_into_a_row_that_moves(world: World) -> None:
    world.workbook.type("Register", world.workbook.row_of("Register", number(2)), OWN, "baru saja")


def inserts_an_empty_row(world: World) -> None:
    world.workbook.insert_row("Register", 1)
    world.workbook.insert_row("Arsip", 1)


def deletes_a_row_that_stays(world: World) -> None:
    world.workbook.delete_row("Register", world.workbook.row_of("Register", number(4)))


def notes_on_a_row_that_moves(world: World) -> None:
    world.workbook.note("Register", world.workbook.row_of("Register", number(3)), "Perihal", "baru saja")


def adds_a_column(world: World) -> None:
    world.workbook.insert_column("Register", 2, "Kolom baru")


ACTS = (
    sorts,
    writes_into_a_row_that_moves,
    inserts_an_empty_row,
    deletes_a_row_that_stays,
    notes_on_a_row_that_moves,
    adds_a_column,
)


@pytest.mark.parametrize("act", ACTS)
def test_whatever_people_do_between_two_calls_nothing_of_theirs_is_lost(tmp_path: Path, act) -> None:
    for call in CALLS:
        world = an_office(tmp_path / str(call))
        was_done: list[str] = []

        def acts(world: World = world, was_done: list[str] = was_done) -> None:
            with suppress(Protected, StopIteration):
                act(world)
                was_done.append("done")

        world.faults.meanwhile(call, acts)
        at_night(world, ticks=2)
        world.faults.nobody_acts()
        assert world.year_books.books, call
        at_night(world, ticks=2, since=NIGHT + timedelta(days=1))
        held_once(world)
        everywhere = [world.workbook, *world.year_books.books.values()]
        kept = {row["Nomor"]: row[OWN] for one in everywhere for row in one.rows("Register") if row["Nomor"]}
        expected = {number(place): f"ingat {place}" for place in range(1, 5)}
        if act is writes_into_a_row_that_moves and was_done:
            expected[number(2)] = "baru saja"
        if act is deletes_a_row_that_stays and was_done:
            expected[number(4)] = ""
        assert kept == expected, call
        if act is notes_on_a_row_that_moves and was_done:
            notes = [
                one.note_on("Register", one.row_of("Register", number(3)), "Perihal")
                for one in everywhere
                if any(rows_of(one, number(3))["Register"])
            ]
            assert notes == ["baru saja"], call
        world.ledger.close()


def test_where_somebody_else_may_write_under_the_lock_nothing_is_deleted_and_a_person_is_told(world: World) -> None:
    world.workbook.always_editors = frozenset({"pemilik@gmail.example"})
    reports = [world.tick(NIGHT + timedelta(minutes=minute)) for minute in range(3)]
    (told,) = [one for report in reports for one in report.problems]
    assert "tidak dapat dikunci" in told
    assert "pemilik@gmail.example" in told
    assert len(world.workbook.rows("Register")) == 4
    assert not world.workbook.protections
    held_once(world)


def test_a_late_mail_or_scan_of_a_moved_complaint_stands_in_the_workbook_and_goes_along_the_next_time(world) -> None:
    at_night(world)
    form = next(one for one in world.drive.files.values() if one.name == f"{number(1)} Form Pengaduan.docx")
    world.drive.drop("folder-scans", "scan.pdf", scan(world.drive.as_pdf(form.content, "form"), seed=3))
    morning = datetime.fromisoformat("2027-03-03T09:00:00+08:00")
    at_night(world, since=morning)
    held_once(world)
    assert len(rows_of(world.workbook, number(1))["Arsip"]) == 1


def test_a_complaint_whose_row_people_restore_from_an_older_version_is_handled_there(world: World) -> None:
    before = {title: [list(row) for row in rows] for title, rows in world.workbook.sheets.items()}
    at_night(world)
    world.workbook.sheets |= {title: before[title] for title in TABS}
    report = world.tick(NIGHT + timedelta(hours=2))
    assert len(world.workbook.rows("Register")) == 4
    assert any(number(1) in one and "Buku Tahunan 2026" in one for one in report.problems)
    # What the text advises comes to an end.
    world.workbook.delete_row("Register", world.workbook.row_of("Register", number(1)))
    ask_for(world, number(1))
    at_night(world, since=NIGHT + timedelta(hours=3))
    assert {tab: len(rows) for tab, rows in rows_of(world.workbook, number(1)).items()}["Register"] == 1
    assert not any(rows_of(world.year_books.books["workbook.tahun.2026"], number(1)).values())
    report = world.tick(NIGHT + timedelta(hours=4))
    assert not any(number(1) in one for one in report.problems)


def test_a_register_that_is_emptied_by_hand_stops_the_tick_although_others_moved(world: World) -> None:
    for place in range(10, 18):
        world.complain(email=f"lain{place}@contoh.example", subject=f"Lain {place}")
    at_night(world)
    del world.workbook.sheets["Register"][1:]
    with pytest.raises(SuddenEmptiness):
        world.tick(NIGHT + timedelta(hours=2))


def test_a_tick_after_many_moved_is_not_taken_for_one_after_the_register_was_emptied(tmp_path: Path) -> None:
    world = an_office(tmp_path, ended=12, others=1)
    at_night(world, ticks=6)
    assert [row["Nomor"] for row in world.workbook.rows("Register")] == [number(13)]
    held_once(world)


def test_a_lost_ledger_knows_what_moved_again_and_brings_it_back_as_it_was(world: World) -> None:
    before = rows_of(world.workbook, number(2))
    at_night(world)
    cases = {one: told(case) for one, case in world.ledger.memory().cases.items()}
    documents = world.ledger.memory().documents
    without_ledger(world)
    restored = restore(world.job, NIGHT + timedelta(hours=2))
    assert restored.complaints == 4
    at_night(world, since=NIGHT + timedelta(hours=3))
    memory = world.ledger.memory()
    assert {one: told(case) for one, case in memory.cases.items()} == cases
    assert {one.effect for one in memory.documents} == {one.effect for one in documents}
    held_once(world)
    assert not any(rows_of(world.workbook, number(2)).values())
    ask_for(world, number(2))
    at_night(world, since=NIGHT + timedelta(hours=4))
    assert rows_of(world.workbook, number(2)) == before
    held_once(world)
