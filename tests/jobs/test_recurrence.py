"""A matter that comes back: hinted at intake, proposed at step 5, and its action reviewed once it is said."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from automation.domain.case import Recurrence
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import YesNo
from automation.jobs.rebuild.command import restore
from tests.builders import wita

from .test_actions import FREE, HEAD, TAB, row, told, write
from .test_rebuild import without_ledger
from .test_relations import sign_and_settle
from .test_sync import ONE, run_to_decision
from .world import World

TWO = "KEL-2026-0002"
K1, P1 = f"{ONE}/K1", f"{ONE}/P1"
TODAY = date(2026, 12, 9)
AGAIN = {"complainant": "Rudi", "company": "CV Lain", "email": "rudi@lain.example", "phone": ""}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An office in which a complaint was answered and its action called effective."""
    world = World(tmp_path)
    run_to_decision(world)
    world.fill(ONE, cause_category="Metode")
    world.tick(wita(4, 11))
    return world


def again(world: World, at: datetime | None = None, category: str = "Metode", **answers: Any) -> None:
    """A complaint about the same comes in and goes to step 5."""
    at = at or wita(9, 9, month=12)
    world.now = at
    world.complain(**AGAIN | answers)
    world.tick(at)
    number = str(list(world.ledger.memory().cases)[-1])
    world.fill(number, classification="Keluhan", service="Pengujian", workers="tidak ada", findings="Tertukar lagi")
    world.fill(number, cause="Label lepas lagi", cause_category=category)
    world.tick(at.replace(hour=10))


def as_an_older_program_left_it(world: World) -> None:
    """Forget what a program kept that knew of no actions."""
    ((number, case),) = world.ledger.memory().cases.items()
    world.ledger.save([replace(case, decided=())], [], world.now)
    world.ledger.close()
    with closing(sqlite3.connect(world.folder / "tanggap.db")) as plain, plain:
        plain.execute("delete from action where number = ?", (str(number),))
    world.reborn()


def in_status(world: World, number: str = TWO, heading: str = "Kambuh") -> str:
    return next(str(one[heading]) for one in world.workbook.rows("Status") if one["Nomor"] == number)


def kept(world: World, number: str = TWO) -> Recurrence | None:
    return world.ledger.memory().cases[ComplaintNumber.parse(number)].recurrence


def kept_actions(world: World) -> list[tuple[Any, ...]]:
    actions = world.ledger.memory().actions
    return [(one.reviews, one.checks, one.stale) for one in (actions[K1], actions[P1])]


def test_the_likeness_tells_at_intake_that_an_action_was_called_effective(world: World) -> None:
    world.complain(**AGAIN)
    world.tick(wita(9, 9, month=12))
    assert in_status(world, heading="Keluhan serupa").endswith("perkara mirip; tindakannya dinyatakan efektif")


def test_it_is_proposed_at_step_5_where_all_agrees_and_counts_as_suspected(world: World) -> None:
    again(world)
    assert in_status(world) == f"Diduga kambuh dari {ONE}"
    assert f"Kambuh: diduga masalah {ONE}" in str(world.shown(TWO, "Peringatan"))
    assert kept(world) == Recurrence(ComplaintNumber.parse(ONE), suspected_on=TODAY)
    assert "Kambuh:" not in told(world, HEAD)
    assert row(world, K1)["Kode tindakan"] == K1
    assert not world.ledger.memory().actions[K1].reviews


def test_a_complaint_from_before_the_action_shows_no_recurrence(world: World) -> None:
    at = wita(3, 9)  # The action of the other one was called effective on the 4th.
    world.now = at
    world.complain(**AGAIN)
    world.tick(wita(9, 9, month=12))
    world.fill(TWO, classification="Keluhan", service="Pengujian", workers="tidak ada", findings="Tertukar lagi")
    world.fill(TWO, cause="Label lepas lagi", cause_category="Metode")
    world.tick(wita(9, 10, month=12))
    assert in_status(world) == ""


@pytest.mark.parametrize(
    ("at", "category", "answers"),
    [
        (wita(9, 9, month=12), "Bahan", {}),
        (wita(9, 9, month=12, year=2027), "Metode", {}),
        (wita(9, 9, month=12), "Metode", {"subject": "Parkir", "description": "Halaman penuh kendaraan"}),
    ],
    ids=["another category", "after the term", "another matter"],
)
def test_where_one_of_them_differs_nothing_is_proposed(
    world: World, at: datetime, category: str, answers: dict[str, str]
) -> None:
    if at.year == 2027:
        world.workbook.add_row("Hari Libur", day="01/01/2028", kind="Libur nasional", description="Tahun baru")
    again(world, at, category, **answers)
    number = str(list(world.ledger.memory().cases)[-1])
    assert in_status(world, number) == ""
    assert kept(world, number) is None


def test_yes_reopens_the_action_tells_the_head_and_stands_in_riwayat(world: World) -> None:
    write(world, K1, result="Efektif", note="Baik", checked_by="Siti Aminah")
    world.tick(wita(5, 9))
    assert "K1 (Koreksi): efektif, sudah diperiksa" in in_status(world, ONE, "Tindakan")
    again(world)
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 11, month=12))
    assert in_status(world) == f"Kambuh dari {ONE}"
    assert f"Kambuh: masalah {ONE} muncul lagi" in told(world, HEAD)
    assert "K1 (Koreksi): ditinjau ulang karena kambuh" in in_status(world, ONE, "Tindakan")
    happened = [(line.number, line.what, line.new) for line in world.ledger.history()]
    assert (ONE, "Tindakan K1 ditinjau ulang karena keluhannya muncul lagi", TWO) in happened
    assert (TWO, "Dinyatakan kambuh: masalah lama muncul lagi", ONE) in happened
    with world.quiet():
        world.tick(wita(9, 11, 1, month=12))
    write(world, K1, result="Tidak efektif", note="Label tetap lepas")
    world.tick(wita(9, 13, month=12))
    assert "K1 (Koreksi): tidak efektif, sudah diperiksa" in in_status(world, ONE, "Tindakan")


def test_the_round_that_a_reopening_brings_is_not_reviewed_for_the_same_recurrence(world: World) -> None:
    world.fill(ONE, decision="Setuju", letter_number="B/120/2026", letter_date="04/11/2026")
    world.tick(wita(4, 11, 30))
    sign_and_settle(world)
    again(world)
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 11, month=12))
    world.fill(ONE, reopening="Masalahnya muncul lagi")
    world.tick(wita(9, 11, 5, month=12))
    world.fill(ONE, findings="Lem salah", cause="Lem", cause_category="Bahan")
    world.fill(ONE, corrective_action="Ganti lem", preventive_action="Uji lem", applied_on="09/12/2026")
    world.fill(ONE, verification="Baik", verified_by="Siti Aminah", effective="Ya")
    for minute in (10, 11):
        world.tick(wita(9, 11, minute, month=12))
    actions = world.ledger.memory().actions
    assert [one.because for one in actions[K1].reviews] == [ComplaintNumber.parse(TWO)]
    assert "K2 (Koreksi): efektif sementara" in in_status(world, ONE, "Tindakan")
    assert not actions[f"{ONE}/K2"].reviews


def test_no_is_kept_and_reopens_nothing(world: World) -> None:
    again(world)
    world.fill(TWO, recurrence="Tidak")
    world.tick(wita(9, 11, month=12))
    assert in_status(world) == f"Bukan kambuhan {ONE}"
    assert kept(world) == Recurrence(ComplaintNumber.parse(ONE), YesNo.NO, TODAY, TODAY)
    assert not world.ledger.memory().actions[K1].reviews
    assert "Kambuh: diduga" not in str(world.shown(TWO, "Peringatan"))


def test_no_after_yes_leaves_the_review_undone_and_what_the_check_said_counts_again(world: World) -> None:
    write(world, K1, result="Efektif", note="Baik", checked_by="Siti Aminah")
    world.tick(wita(5, 9))
    again(world)
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 11, month=12))
    world.fill(TWO, recurrence="Tidak")
    world.tick(wita(9, 13, month=12))
    assert in_status(world, ONE, "Tindakan").splitlines() == [
        "K1 (Koreksi): efektif, sudah diperiksa",
        "P1 (Pencegahan): efektif sementara, diperiksa lagi 2 Februari 2027",
    ]
    happened = [(line.number, line.what, line.old) for line in world.ledger.history()]
    assert (ONE, "Tinjauan ulang tindakan K1 batal: keluhannya tidak dinyatakan kambuh lagi", TWO) in happened
    with world.quiet():
        world.tick(wita(9, 13, 1, month=12))
    before = kept_actions(world)
    without_ledger(world)
    restore(world.job, wita(9, 14, month=12))
    assert kept_actions(world) == before
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 15, month=12))
    assert "K1 (Koreksi): ditinjau ulang karena kambuh" in in_status(world, ONE, "Tindakan")


def test_no_after_the_review_was_done_leaves_it_as_it_is(world: World) -> None:
    again(world)
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 11, month=12))
    write(world, K1, result="Tidak efektif", note="Label tetap lepas", checked_by="Siti Aminah")
    world.tick(wita(9, 13, month=12))
    world.fill(TWO, recurrence="Tidak")
    world.tick(wita(9, 14, month=12))
    assert "K1 (Koreksi): tidak efektif, sudah diperiksa" in in_status(world, ONE, "Tindakan")
    assert [one.stands() for one in world.ledger.memory().actions[K1].reviews] == [True]
    assert [one.stands() for one in world.ledger.memory().actions[P1].reviews] == [False]


@pytest.mark.parametrize("said", ["Ya", "Tidak"])
def test_emptied_it_is_suspected_again_and_a_review_that_nobody_did_ends(world: World, said: str) -> None:
    again(world)
    world.fill(TWO, recurrence=said)
    world.tick(wita(9, 11, month=12))
    world.fill(TWO, recurrence="")
    world.tick(wita(9, 13, month=12))
    assert in_status(world) == f"Diduga kambuh dari {ONE}"
    assert f"Kambuh: diduga masalah {ONE}" in str(world.shown(TWO, "Peringatan"))
    assert kept(world) == Recurrence(ComplaintNumber.parse(ONE), suspected_on=TODAY)
    assert not any(one.stands() for one in world.ledger.memory().actions[K1].reviews)
    happened = [(line.number, line.what, line.old) for line in world.ledger.history()]
    assert (TWO, "Kambuh dikosongkan: belum dinyatakan lagi", ONE) in happened
    with world.quiet():
        world.tick(wita(9, 13, 1, month=12))
    before = kept_actions(world)
    without_ledger(world)
    restore(world.job, wita(9, 14, month=12))
    assert kept(world) == Recurrence(ComplaintNumber.parse(ONE), suspected_on=TODAY)
    assert kept_actions(world) == before


def test_emptied_where_nobody_suspected_it_there_is_none(world: World) -> None:
    again(world, category="Bahan")
    world.fill(TWO, recurrence="Ya", related_to=ONE)
    world.tick(wita(9, 11, month=12))
    assert kept(world) == Recurrence(ComplaintNumber.parse(ONE), YesNo.YES, None, TODAY)
    world.fill(TWO, recurrence="")
    world.tick(wita(9, 13, month=12))
    assert kept(world) is None
    assert in_status(world) == ""


def test_a_word_that_cannot_be_read_takes_nothing_back(world: World) -> None:
    again(world)
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 11, month=12))
    world.fill(TWO, recurrence="Barangkali")
    world.tick(wita(9, 13, month=12))
    assert in_status(world) == f"Kambuh dari {ONE}"


def test_yes_of_a_related_complaint_needs_no_proposal_and_yes_of_none_is_asked(world: World) -> None:
    again(world, category="Bahan")
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 11, month=12))
    assert "Kambuh: tidak ada keluhan terdahulu" in str(world.shown(TWO, "Peringatan"))
    world.fill(TWO, related_to=ONE)
    world.tick(wita(9, 11, 30, month=12))
    assert in_status(world) == f"Kambuh dari {ONE}"
    assert world.ledger.memory().actions[P1].reviews


def test_a_complaint_from_before_there_were_rows_gets_them_when_its_matter_comes_back(world: World) -> None:
    as_an_older_program_left_it(world)
    for key in (K1, P1):
        world.workbook.delete_row(TAB, world.workbook.row_of(TAB, key))
    again(world)
    assert K1 not in [one["Kode tindakan"] for one in world.workbook.rows(TAB)]
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 11, month=12))
    assert row(world, K1)["Ditetapkan di langkah 6"] == "Uji ulang"
    assert world.ledger.memory().actions[K1].reviews


def test_a_lost_ledger_knows_it_again(world: World) -> None:
    again(world)
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 11, month=12))
    write(world, FREE, what="Perbarui daftar alat")
    world.tick(wita(9, 11, 30, month=12))
    before, mails = in_status(world, ONE, "Tindakan"), len(world.mailbox.to(HEAD))
    without_ledger(world)
    restore(world.job, wita(9, 13, month=12))
    world.tick(wita(9, 13, month=12))
    assert kept(world) == Recurrence(ComplaintNumber.parse(ONE), YesNo.YES, TODAY, TODAY)
    assert in_status(world, ONE, "Tindakan") == before
    assert len(world.mailbox.to(HEAD)) == mails
