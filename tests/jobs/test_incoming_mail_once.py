"""Mails that come in are dealt with once: wherever the job dies, and when its ledger is lost."""

from pathlib import Path

import pytest

from automation.domain.happenings import Handling
from automation.domain.vocabulary import Channel
from automation.jobs.rebuild.command import restore
from tests.builders import wita
from tests.fakes import Killed
from tests.fakes.inbox import hex_id
from tests.intake.mails import CUSTOMER, PDF, a_mail, attached
from tests.intake.test_automatic import a_report

from .mail_world import ACKNOWLEDGED, DEWI, ONE, STRANGER, TWO, MailWorld, an_answer, complained
from .test_killed_anywhere import assert_nothing_twice, recovered
from .test_rebuild import told, without_ledger

# -- exactly once


#: Folder, form, acknowledgement (draft, send), the mail and its file, two digests (draft, send each), the workbook.
WRITES_OF_A_COMPLAINT = 11


@pytest.mark.parametrize("write", range(1, WRITES_OF_A_COMPLAINT + 1))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_a_complaint_by_mail_killed_at_any_write_is_taken_in_once(tmp_path: Path, how: str, write: int) -> None:
    world = MailWorld(tmp_path)
    world.receive(attached(a_mail(), "bukti.pdf", PDF), wita(2, 9))
    getattr(world.faults, how)(write)
    with pytest.raises(Killed):
        world.tick(wita(2, 9))
    recovered(world)
    assert_nothing_twice(world)
    assert world.in_folder(ONE) == [f"{ONE} Surel 1 lampiran 1 bukti.pdf", f"{ONE} Surel 1.eml"]
    assert len(world.mailbox.to(CUSTOMER)) == 1
    link = world.shown(ONE, "Lampiran pelapor")
    assert any(file.id in link and file.name.endswith("bukti.pdf") for file in world.drive.files.values())


#: The mail and its file, two digests (draft, send each), the workbook.
WRITES_OF_AN_ANSWER = 7


@pytest.mark.parametrize("write", range(1, WRITES_OF_AN_ANSWER + 1))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_an_answer_killed_at_any_write_is_filed_and_told_once(tmp_path: Path, how: str, write: int) -> None:
    world = complained(tmp_path)
    world.receive(attached(an_answer(), "foto.pdf", PDF), wita(2, 9, 5), answers=ACKNOWLEDGED)
    getattr(world.faults, how)(write)
    with pytest.raises(Killed):
        world.tick(wita(2, 9, 5))
    recovered(world)
    assert_nothing_twice(world)
    assert len(world.in_folder(ONE)) == 3
    assert world.told(DEWI).count("Pelapor mengirim surel") == 1
    assert world.happened(ONE).count("Surel dari pelapor") == 1


#: The file in Perlu Ditinjau, two digests (draft, send each), the workbook.
WRITES_OF_A_DOUBT = 6


@pytest.mark.parametrize("write", range(1, WRITES_OF_A_DOUBT + 1))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_a_mail_kept_for_a_person_by_a_killed_tick_is_told_once(tmp_path: Path, how: str, write: int) -> None:
    world = complained(tmp_path)
    world.receive(an_answer(From=STRANGER), wita(2, 9, 5), answers=ACKNOWLEDGED)
    getattr(world.faults, how)(write)
    with pytest.raises(Killed):
        world.tick(wita(2, 9, 5))
    recovered(world)
    assert_nothing_twice(world)
    assert len(world.in_review()) == 1
    assert world.told(DEWI).count("Surel perlu diperiksa petugas") == 1


def test_a_mail_deleted_for_good_before_it_was_filed_is_told_and_waited_for_no_longer(tmp_path: Path) -> None:
    world = complained(tmp_path)
    id = world.receive(an_answer(), wita(2, 9, 5), answers=ACKNOWLEDGED)
    world.faults.die_before(1)
    with pytest.raises(Killed):
        world.tick(wita(2, 9, 5))
    world.inbox.delete(id)
    recovered(world)
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert "terhapus sebelum disimpan" in world.told(DEWI)
    assert "dihapus dari kotak surat" in world.warning(ONE)


def test_a_mail_that_the_other_side_does_not_give_waits_and_is_read_later(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(a_mail(), wita(2, 9))
    world.drive.files["folder-cases"], cases = world.drive.files["folder-review"], world.drive.files["folder-cases"]
    del world.drive.files["folder-cases"]
    for day in range(2, 7):
        world.tick(wita(day, 10))
    assert world.ledger.memory().documents == ()
    world.faults.forget()
    world.tick(wita(6, 11))
    assert "inbox.received" not in world.faults.reads  # What was begun is known from the journal alone.
    world.drive.files["folder-cases"] = cases
    world.tick(wita(10, 10))  # What was begun is finished first, and only now there is a folder.
    world.tick(wita(10, 10, 1))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]


# -- the ledger is lost


def test_a_rebuilt_ledger_takes_no_mail_in_again(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    world.receive(attached(a_mail(Message_ID="<satu@kayu.example>"), "bukti.pdf", PDF), wita(2, 9))
    world.tick(wita(2, 9))
    world.receive(an_answer(), wita(2, 10), answers=ACKNOWLEDGED)
    world.receive(an_answer(From=STRANGER), wita(2, 10), answers=ACKNOWLEDGED)
    world.receive(a_report(), wita(2, 10), answers=ACKNOWLEDGED)
    world.tick(wita(2, 10))
    before = world.ledger.memory()
    files = {file.name for file in world.drive.files.values()}
    restored = restore(without_ledger(world).job, wita(2, 11))
    after = world.ledger.memory()
    assert restored.gaps == ()
    assert dict(after.responses) == dict(before.responses)
    assert [told(case) for case in after.cases.values()] == [told(case) for case in before.cases.values()]
    assert {(one.effect, one.form, one.kind) for one in after.documents} == {
        (one.effect, one.form, one.kind) for one in before.documents
    }
    world.receive(a_mail(Subject="Sesudahnya"), wita(2, 10, 30))
    assert world.tick(wita(2, 11)).registered == (TWO,)
    names = [file.name for file in world.drive.files.values()]
    assert len(names) == len(set(names))
    assert {name for name in names if TWO not in name} == files
    assert len(world.mailbox.to(CUSTOMER)) == 2
    world.receive(an_answer(), wita(2, 12), answers=ACKNOWLEDGED)
    world.tick(wita(2, 12))
    assert f"{ONE} Surel 3.eml" in world.in_folder(ONE)


def test_mails_beyond_the_daily_cap_open_no_complaint_after_a_rebuild(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__batas_sehari=1)
    for number in range(4):
        world.receive(a_mail(f"Keluhan {number}.", Subject=f"Keluhan {number}"), wita(2, 9, number))
    assert world.tick(wita(2, 9, 10)).registered == (ONE,)
    restore(without_ledger(world).job, wita(2, 11))
    assert world.tick(wita(2, 11)).registered == ()
    assert world.tick(wita(2, 11, 1)).registered == ()
    assert [row for row in world.happened() if row == Handling.TOO_MANY.value] == [Handling.TOO_MANY.value]
    world.receive(a_mail("Lain.", From="budi@kayu.example"), wita(2, 12))
    assert world.tick(wita(2, 12)).registered == (TWO,)


def test_a_complaint_whose_mail_is_gone_comes_back_from_its_row(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.inbox.delete(hex_id(1))
    restore(without_ledger(world).job, wita(2, 11))
    (case,) = world.ledger.memory().cases.values()
    assert case.intake.response == f"surel-{hex_id(1)}"
    assert case.intake.channel is Channel.EMAIL
    assert case.intake.email == CUSTOMER
