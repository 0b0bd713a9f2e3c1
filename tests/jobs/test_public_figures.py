"""Figures for everybody: prepared each quarter, public by the head's yes alone, and as she saw them."""

from dataclasses import replace
from pathlib import Path

import pytest

from automation.domain.places import Place
from automation.jobs.rebuild.command import restore
from automation.jobs.setback_words import what_fails
from automation.settings.values import PublicFigureSettings
from tests.builders import wita
from tests.fakes import Killed, text_of
from tests.fakes.drive import FakeFile

from .test_customer_pages import printed
from .test_rebuild import without_ledger
from .world import World

HEAD = "kepala@bspji-samarinda.example"
ISSUE, NEXT = "kantor/angka-publik/2026-Q3", "kantor/angka-publik/2026-Q4"
PREVIEW = "Konsep angka untuk umum, triwulan 3 2026.pdf"
PUBLIC = "Angka penanganan keluhan.pdf"
#: The page made and opened, the workbook.
WRITES_OF_A_PUBLICATION = 3
WRITES_OF_AN_ISSUE = 1


def office(folder: Path, *, is_on: bool = True) -> World:
    world = World(folder, plain=True, angka_publik__aktif=is_on, laporan__bulanan=False, laporan__triwulanan=False)
    for day in (3, 4, 7, 8, 9, 10):
        world.now = wita(day, 9, month=9)
        world.complain(email="", phone="")
    world.tick(wita(10, 10, month=9))
    return world


def prepared(folder: Path, **how: bool) -> World:
    world = office(folder, **how)
    world.tick(wita(1, 8, month=10))
    return world


def published(folder: Path) -> World:
    world = prepared(folder)
    says(world, "Ya", "Loket dibuka pukul tujuh.")
    world.tick(wita(1, 9, month=10))
    return world


def says(world: World, verdict: str, text: str | None = None, issue: str = ISSUE) -> None:
    row = world.workbook.row_of("Arsip", f"{issue}.pdf")
    world.workbook.type("Arsip", row, "Terbitkan", verdict)
    if text is not None:
        world.workbook.type("Arsip", row, "Uraian untuk umum", text)


def files(world: World, folder: str) -> dict[str, FakeFile]:
    return {file.name: file for file in world.drive.inside(f"folder-{folder}") if not file.is_trashed}


def riwayat(world: World) -> list[str]:
    return [line.what for line in world.ledger.history() if line.what.startswith("Angka untuk umum")]


def test_an_issue_waits_for_the_head_who_is_told_once_and_nobody_else_sees_it(tmp_path: Path) -> None:
    world = prepared(tmp_path)
    preview = files(world, "reports")[PREVIEW]
    assert not preview.is_public
    assert "Keluhan yang diterima 6" in " ".join(printed(preview).split())
    assert files(world, "pages") == {}
    told = [text_of(mail) for mail in world.mailbox.to(HEAD) if "Angka untuk umum" in text_of(mail)]
    assert len(told) == 1
    assert f"/file/d/{preview.id}/view" in told[0]
    with world.quiet():
        world.tick(wita(1, 8, 1, month=10))


def test_off_there_is_none(tmp_path: Path) -> None:
    world = prepared(tmp_path, is_on=False)
    assert files(world, "reports") == {}


def test_by_her_yes_it_is_public_with_what_she_wrote(tmp_path: Path) -> None:
    world = published(tmp_path)
    page = files(world, "pages")[PUBLIC]
    assert page.is_public
    said = " ".join(printed(page).split())
    assert "Keluhan yang diterima 6" in said
    assert "Yang kami perbaiki Loket dibuka pukul tujuh." in said
    assert riwayat(world) == ["Angka untuk umum diterbitkan"]
    with world.quiet():
        world.tick(wita(1, 9, 1, month=10))


@pytest.mark.parametrize("verdict", ["", "Tidak", "Tarik kembali"])
def test_without_her_yes_nothing_is_public(tmp_path: Path, verdict: str) -> None:
    world = prepared(tmp_path)
    says(world, verdict, "Loket dibuka pukul tujuh.")
    world.tick(wita(1, 9, month=10))
    assert files(world, "pages") == {}


def test_what_is_public_is_what_she_saw_though_a_complaint_came_in_late(tmp_path: Path) -> None:
    world = prepared(tmp_path)
    world.complain("form-officer", channel="Surat", received_at="2026-09-15 10:00", email="", phone="")
    world.tick(wita(1, 8, 30, month=10))
    says(world, "Ya")
    world.tick(wita(1, 9, month=10))
    assert "Keluhan yang diterima 6" in " ".join(printed(files(world, "pages")[PUBLIC]).split())


def test_another_text_and_another_issue_keep_the_link(tmp_path: Path) -> None:
    world = published(tmp_path)
    page = files(world, "pages")[PUBLIC]
    says(world, "Ya", "Dua loket.")
    world.tick(wita(2, 9, month=10))
    assert "Dua loket." in printed(files(world, "pages")[PUBLIC])
    world.tick(wita(4, 9, month=1, year=2027))
    assert "Oktober 2025 – September 2026" in printed(files(world, "pages")[PUBLIC])
    says(world, "Ya", issue=NEXT)
    world.tick(wita(4, 10, month=1, year=2027))
    said = printed(files(world, "pages")[PUBLIC])
    assert "Januari 2026 – Desember 2026" in said
    assert "Dua loket." not in said
    assert files(world, "pages")[PUBLIC].id == page.id


def test_a_row_that_says_nothing_any_more_changes_nothing(tmp_path: Path) -> None:
    world = published(tmp_path)
    says(world, "", "")
    world.tick(wita(2, 9, month=10))
    assert "Loket dibuka pukul tujuh." in printed(files(world, "pages")[PUBLIC])


def test_taken_back_its_link_leads_nowhere_and_a_new_yes_has_another(tmp_path: Path) -> None:
    world = published(tmp_path)
    page = files(world, "pages")[PUBLIC]
    says(world, "Tarik kembali")
    world.tick(wita(2, 9, month=10))
    assert page.id not in world.drive.files
    with world.quiet():
        world.tick(wita(2, 9, 1, month=10))
    says(world, "Ya")
    world.tick(wita(2, 10, month=10))
    assert files(world, "pages")[PUBLIC].id != page.id
    published_and_back = ["Angka untuk umum diterbitkan", "Angka untuk umum ditarik kembali"]
    assert riwayat(world) == [*published_and_back, published_and_back[0]]


def test_switched_off_it_is_taken_away(tmp_path: Path) -> None:
    world = published(tmp_path)
    world.settings = replace(world.settings, public_figures=PublicFigureSettings())
    world.tick(wita(2, 9, month=10))
    assert files(world, "pages") == {}


def test_where_links_are_forbidden_that_is_told_and_nothing_else_fails(tmp_path: Path) -> None:
    world = prepared(tmp_path)
    world.drive.keeps_links = True
    says(world, "Ya")
    [setback] = world.tick(wita(1, 9, month=10)).setbacks
    assert what_fails(setback) == "menerbitkan angka untuk umum"


def test_without_setup_s_folders_nothing_is_prepared(tmp_path: Path) -> None:
    world = office(tmp_path)
    world.ledger.forget_place(Place.folder("pages"))
    assert not [one for one in world.tick(wita(1, 8, month=10)).effects if "angka" in one]


@pytest.mark.parametrize("write", range(1, WRITES_OF_AN_ISSUE + 2))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_an_issue_killed_at_any_write_is_made_once(tmp_path: Path, how: str, write: int) -> None:
    world = office(tmp_path)
    getattr(world.faults, how)(write)
    with pytest.raises(Killed):
        world.tick(wita(1, 8, month=10))
    world.reborn()
    world.tick(wita(1, 8, month=10))
    world.tick(wita(1, 8, 1, month=10))
    assert list(files(world, "reports")) == [PREVIEW]


@pytest.mark.parametrize("write", range(1, WRITES_OF_A_PUBLICATION + 1))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_a_publication_killed_at_any_write_leaves_one_page_with_her_last_words(
    tmp_path: Path, how: str, write: int
) -> None:
    world = prepared(tmp_path)
    says(world, "Ya", "Loket dibuka pukul tujuh.")
    getattr(world.faults, how)(write)
    with pytest.raises(Killed):
        world.tick(wita(1, 9, month=10))
    world.reborn()
    says(world, "Ya", "Dua loket.")
    world.tick(wita(1, 9, month=10))
    with world.quiet():
        world.tick(wita(1, 9, 1, month=10))
    [page] = world.drive.inside("folder-pages")
    assert page.is_public
    assert "Dua loket." in printed(page)


def test_a_rebuilt_ledger_neither_prepares_nor_publishes_again(tmp_path: Path) -> None:
    world = published(tmp_path)
    page = files(world, "pages")[PUBLIC]
    without_ledger(world)
    assert restore(world.job, wita(2, 9, month=10)).gaps == ()
    world.tick(wita(2, 9, month=10))
    with world.quiet():
        world.tick(wita(2, 9, 1, month=10))
    assert list(files(world, "reports")) == [PREVIEW]
    assert files(world, "pages")[PUBLIC].id == page.id
    says(world, "Tarik kembali")
    world.tick(wita(2, 10, month=10))
    assert files(world, "pages") == {}
