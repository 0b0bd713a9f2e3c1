"""Who did the work comes out late: the Kepala Balai hears of it once, also of a closed case."""

from pathlib import Path

import pytest

from automation.domain.numbers import ComplaintNumber
from automation.jobs.rebuild.command import restore
from tests.builders import wita
from tests.fakes import text_of
from tests.letters.letter_lines import as_text

from .test_contact_data import closed_case
from .test_rebuild import without_ledger
from .test_sync import ONE, run_to_decision, run_to_verified
from .world import World

HEAD = "kepala@bspji-samarinda.example"
LOST = "Tidak independen: verifikasi oleh pelaksana pekerjaan"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def told(world: World) -> int:
    """Count the mails to the Kepala Balai that say so."""
    return sum(LOST in text_of(mail) for mail in world.mailbox.to(HEAD))


def lines(world: World) -> list[str]:
    return [line.new for line in world.ledger.history() if line.what == LOST]


def test_a_worker_named_after_the_verification_is_told_once(world: World) -> None:
    run_to_decision(world)
    world.fill(ONE, workers="S. Aminah, S.T.")
    report = world.tick(wita(4, 10, 10))
    assert any("verifikasi sudah dilakukan olehnya" in one for one in report.warnings[ONE])
    assert (told(world), lines(world)) == (1, ["Siti Aminah"])
    with world.quiet():
        world.tick(wita(4, 10, 11))
    restore(without_ledger(world).job, wita(4, 10, 15))
    world.tick(wita(4, 10, 20))
    assert (told(world), lines(world)) == (1, ["Siti Aminah"])


def test_a_closed_case_is_judged_too_and_rests_again(world: World) -> None:
    closed_case(world)
    world.fill(ONE, workers="siti@bspji-samarinda.example")
    world.tick(wita(5, 11))
    assert (told(world), lines(world)) == (1, ["Siti Aminah"])
    assert world.ledger.memory().cases[ComplaintNumber.parse(ONE)].settled
    world.tick(wita(5, 11, 1))
    with world.quiet():
        world.tick(wita(5, 11, 2))


def test_a_nickname_after_the_verification_is_asked_about_until_it_is_clear(world: World) -> None:
    run_to_decision(world)
    world.fill(ONE, workers="Bu Siti")
    report = world.tick(wita(4, 10, 10))
    assert any("Bu Siti mungkin Siti Aminah, padahal verifikasi" in one for one in report.warnings[ONE])
    assert (told(world), lines(world)) == (0, [])
    world.fill(ONE, workers="Siti Rahmawati")
    report = world.tick(wita(4, 10, 11))
    assert not any("mungkin" in one for one in report.warnings.get(ONE, ()))


@pytest.mark.parametrize("nobody", ["-", "tidak ada", "✓"])
def test_a_sign_in_place_of_a_name_verifies_nothing(world: World, nobody: str) -> None:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", workers="tidak ada", findings="Tertukar")
    world.fill(ONE, cause="Label", corrective_action="Uji ulang", preventive_action="Label ganda")
    world.fill(ONE, applied_on="02/11/2026", verification="Sesuai", verified_by=nobody, effective="Ya")
    report = world.tick(wita(3, 15))
    assert any("Diverifikasi oleh" in one for one in report.warnings[ONE])
    assert world.shown(ONE, "Status") == "Memverifikasi tindakan"


def test_a_person_who_comes_into_the_tabs_makes_clear_who_is_meant(world: World) -> None:
    run_to_decision(world)
    world.fill(ONE, workers="lab.siti@bspji-samarinda.example", verified_by="Sita Anggraini")
    world.tick(wita(4, 10, 30))
    assert lines(world) == []
    world.workbook.add_row("Pejabat", post="Petugas", name="Sita Anggraini", email="lab.siti@bspji-samarinda.example")
    world.tick(wita(4, 10, 31))
    assert lines(world) == ["Sita Anggraini"]


def test_the_deputys_letter_without_a_number_has_no_blank_and_can_be_initialled(world: World) -> None:
    """What the job itself wrote into the draft must not be what keeps the paraf from counting."""
    head, deputy = world.settings.office.head, world.settings.office.head_deputy
    assert deputy is not None
    run_to_verified(world, workers=head.name)
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.")
    world.tick(wita(4, 9, 30))
    (draft,) = (one for one in world.drive.files.values() if one.name == f"{ONE} Surat Balasan.docx")
    text = as_text(draft.content)
    assert deputy.name in text
    assert "NIP" not in text
    world.fill(ONE, initials="BS 4/11")
    report = world.tick(wita(4, 10))
    assert not [one for one in report.warnings.get(ONE, ()) if one.startswith("Paraf")]
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"
