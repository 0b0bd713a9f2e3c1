"""Complaints like one another: looked for once, shown to staff, and never to anybody outside."""

from datetime import timedelta
from pathlib import Path

import pytest

from automation.domain.likenesses import Likeness
from automation.domain.numbers import ComplaintNumber
from automation.jobs.rebuild.command import restore
from automation.jobs.tick import likenesses
from tests.builders import wita
from tests.fakes import text_of
from tests.letters.letter_lines import as_text

from .test_rebuild import without_ledger
from .test_sync import ONE
from .world import World

TWO, THREE = "KEL-2026-0002", "KEL-2026-0003"
LATE = {"subject": "Sertifikat terlambat", "description": "Sertifikat kalibrasi kami belum terbit."}
OTHER = {"subject": "Parkir penuh", "description": "Halaman penuh kendaraan.", "company": "CV Lain", "phone": ""}
OFFICERS = "dewi@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    world.complain(order_reference="KAL-2026/0871", **LATE)
    world.tick()
    return world


def shown(world: World, number: str) -> str:
    return next(str(row["Keluhan serupa"]) for row in world.workbook.rows("Status") if row["Nomor"] == number)


def a_second(world: World) -> None:
    answer = {"email": "rudi@lain.example", "complainant": "Rudi", "order_reference": "kal 2026 0871"}
    world.complain(**OTHER | answer)
    world.tick(wita(2, 10))


def test_a_complaint_about_the_same_order_is_shown_in_the_tick_in_which_it_comes(world: World) -> None:
    a_second(world)
    assert shown(world, TWO).startswith(f"{ONE} (2 November 2026, Pengujian): nomor order")
    assert shown(world, ONE) == ""
    told = text_of(world.mailbox.to(OFFICERS)[-1])
    assert "Mungkin serupa:" in told
    assert ONE in told


def test_the_disposition_sheet_names_it_and_no_paper_for_the_customer_does(world: World) -> None:
    a_second(world)
    world.fill(TWO, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 11))
    papers = {
        file.name: as_text(file.content) for file in world.drive.files.values() if file.name.startswith(TWO + " ")
    }
    assert ONE in papers[f"{TWO} Lembar Disposisi.docx"]
    assert ONE not in papers[f"{TWO} Form Pengaduan.docx"]
    assert not any(ONE in text_of(mail) for mail in world.mailbox.to("rudi@lain.example"))


def test_a_quiet_tick_writes_nothing_and_asks_nothing_anew(world: World) -> None:
    a_second(world)
    kept = world.ledger.likenesses.marks()
    with world.quiet():
        world.tick(wita(2, 10) + timedelta(minutes=1))
    assert world.ledger.likenesses.marks() == kept


def test_they_are_looked_for_again_at_step_5(world: World) -> None:
    world.complain(**OTHER | {"email": "rudi@lain.example"})
    world.tick(wita(2, 10))
    assert shown(world, TWO) == ""
    world.complain(**OTHER | {"email": "tini@lain.example", "company": ""})
    world.tick(wita(2, 11))
    assert shown(world, TWO) == ""
    world.fill(TWO, classification="Keluhan", service="Pengujian", workers="tidak ada", findings="Penuh")
    world.tick(wita(2, 13))
    assert shown(world, TWO).startswith(THREE)


def test_what_officers_put_right_is_compared_as_it_counts(world: World) -> None:
    world.complain(**OTHER | {"email": "rudi@lain.example", "stated_service": "Pelatihan"})
    world.tick(wita(2, 10))
    assert shown(world, TWO) == ""
    world.fill(TWO, corrected_email="siti@kayu.example")
    world.tick(wita(2, 11))
    assert shown(world, TWO).endswith("pelapor sama")


def test_a_duplicate_is_not_named_beside_its_first(world: World) -> None:
    a_second(world)
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE)
    world.tick(wita(2, 11))
    world.complain(**OTHER | {"email": "rudi@lain.example", "order_reference": "KAL-2026-0871"})
    world.tick(wita(2, 13))
    assert TWO not in shown(world, THREE)
    assert ONE in shown(world, THREE)


def test_a_lost_ledger_and_an_older_one_fill_the_index_by_themselves(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_second(world)
    before = shown(world, TWO)
    without_ledger(world)
    restore(world.job, wita(2, 11))
    monkeypatch.setattr(likenesses, "A_TICK", 1)
    world.tick(wita(2, 11))
    world.tick(wita(2, 11, 1))
    assert shown(world, TWO) == before
    assert world.ledger.likenesses.missing(9) == ()
    (alike,) = world.ledger.memory().alike[ComplaintNumber.parse(TWO)]
    assert alike.likeness is Likeness.ORDER
