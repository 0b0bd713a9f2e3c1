"""A complaint ends without a reply, goes on, ends again: its complainant hears of each turn, once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import wita
from tests.fakes import text_of

from .test_sync import ONE, run_to_signature
from .world import World

SITI, BUDI = "siti@kayu.example", "budi@besi.example"
TWO = "KEL-2026-0002"
WITHDRAWN, RESUMED = "Keluhan dicabut", "Penanganan keluhan Anda kami lanjutkan"
OUT_OF_SCOPE = "Keluhan di luar kewenangan kami"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path, plain=True)
    yield world
    world.ledger.close()


def told(world: World, address: str, number: str = ONE) -> list[str]:
    """Return what somebody was told after the acknowledgement."""
    return [subject.removeprefix(f"[{number}] ") for subject in world.subjects(address)][1:]


def sorted_as(world: World, minute: int, **cells: str) -> None:
    world.fill(ONE, **cells)
    world.tick(wita(2, 10, minute))


def test_who_heard_that_a_complaint_was_withdrawn_hears_that_it_goes_on_and_that_it_ends_again(world: World) -> None:
    world.complain()
    world.tick(wita(2, 9))
    for minute, said in enumerate(("Dicabut pelapor", "Keluhan", "Dicabut pelapor", "Keluhan")):
        sorted_as(world, minute, classification=said, service="Pengujian")
    assert told(world, SITI) == [WITHDRAWN, RESUMED, WITHDRAWN, RESUMED]
    world.tick(wita(2, 10, 5))
    with world.quiet():
        world.tick(wita(2, 10, 6))


def test_an_end_that_nobody_heard_of_is_taken_back_in_silence(world: World) -> None:
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(2, 20))
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 20, 5))
    world.tick(wita(3, 9))
    assert told(world, SITI) == []


def test_a_reason_that_is_put_right_after_it_was_mailed_is_mailed_once_more(world: World) -> None:
    world.complain()
    world.tick(wita(2, 9))
    sorted_as(world, 0, classification="Di luar kewenangan", reason_given="Silakan mengadu ke Dinas A.")
    sorted_as(world, 1, reason_given="Silakan mengadu ke Dinas B.")
    world.tick(wita(2, 10, 2))
    assert told(world, SITI) == [OUT_OF_SCOPE, OUT_OF_SCOPE]
    assert "Silakan mengadu ke Dinas B." in text_of(world.mailbox.to(SITI)[-1])
    assert world.shown(ONE, "Peringatan") == ""
    with world.quiet():
        world.tick(wita(2, 10, 3))


def test_who_is_joined_to_a_complaint_that_was_answered_hears_first_that_it_is_and_then_what_came_of_it(
    world: World,
) -> None:
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 12))
    world.fill(ONE, sent_by="Surel", delivered_on="04/11/2026", recipient="Siti Aminah")
    world.tick(wita(4, 13))
    world.complain(complainant="Budi", email=BUDI, subject="Sertifikat")
    world.tick(wita(5, 9))
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE)
    world.tick(wita(5, 10))
    assert told(world, BUDI, TWO) == [f"Digabung dengan {ONE}", "Hasil penanganan keluhan Anda"]
    assert "kami mengabari Anda setelah selesai" not in text_of(world.mailbox.to(BUDI)[-2])


def test_what_a_reopening_was_written_for_is_no_fault_of_the_row_once_the_case_is_withdrawn(world: World) -> None:
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 12))
    world.fill(ONE, sent_by="Surel", delivered_on="04/11/2026", recipient="Siti Aminah")
    world.tick(wita(4, 13))
    world.fill(ONE, reopening="Masih salah")
    world.tick(wita(5, 9))
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(5, 10))
    assert "Buka kembali" not in world.shown(ONE, "Peringatan")
