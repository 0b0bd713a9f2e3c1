"""STATUS: a mail that says no more than that is answered by itself, once, and goes to nobody else."""

from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from automation.jobs.rebuild.command import restore
from tests.builders import wita
from tests.fakes import Killed, text_of
from tests.intake.mails import CUSTOMER, a_mail

from .mail_world import ACKNOWLEDGED, DEWI, ONE, STRANGER, MailWorld, an_answer
from .mail_world import complained as mailed
from .test_killed_anywhere import assert_nothing_twice
from .test_rebuild import without_ledger

TOLD = f"[{ONE}] Perkembangan keluhan Anda"
ON = {"halaman_pelapor__aktif": True}


def complained(folder: Path, **settings: object) -> MailWorld:
    return mailed(folder, **{**ON, **settings})


def ask(world: MailWorld, mail: EmailMessage | None = None) -> str:
    world.now += timedelta(minutes=2)
    return world.receive(mail or an_answer("STATUS"), answers=ACKNOWLEDGED)


def told(world: MailWorld) -> list[str]:
    return [subject for subject in world.subjects(CUSTOMER) if subject == TOLD]


def test_it_is_answered_with_number_steps_and_the_next_day_and_nobody_is_disturbed(tmp_path: Path) -> None:
    world = complained(tmp_path)
    ask(world)
    before = len(world.subjects(DEWI))
    world.tick()
    [answer] = [mail for mail in world.mailbox.to(CUSTOMER) if str(mail["Subject"]) == TOLD]
    said = " ".join(text_of(answer).split())
    assert f"Keluhan {ONE} sedang kami tangani." in said
    assert "2. Keluhan diperiksa dan dipilah : Sedang dikerjakan – perkiraan 2 November 2026" in said
    assert "Kode rujukan" in said
    assert len(world.subjects(DEWI)) == before
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert "Pelapor menanyakan perkembangan lewat surel" in world.happened(ONE)
    with world.quiet():
        world.tick(world.now + timedelta(minutes=1))


@pytest.mark.parametrize("text", [" Status. ", "STATUS\n\nDikirim dari ponsel saya", "status\n--\nSiti\nPT Kayu"])
def test_programs_own_lines_below_it_do_not_count(tmp_path: Path, text: str) -> None:
    world = complained(tmp_path)
    ask(world, an_answer(f"{text}\n\nPada Senin, 2 November 2026 Layanan menulis:\n> Yth. Siti"))
    world.tick()
    assert told(world) == [TOLD]


@pytest.mark.parametrize("text", ["Status saya bagaimana?", "STATUS\nMohon dipercepat, air kami keruh.", "STATUSNYA"])
def test_whatever_says_more_goes_to_people_as_ever(tmp_path: Path, text: str) -> None:
    world = complained(tmp_path)
    ask(world, an_answer(text))
    world.tick()
    assert told(world) == []
    assert f"{ONE} Surel 2.eml" in world.in_folder(ONE)


def test_off_it_is_an_answer_like_any_other(tmp_path: Path) -> None:
    world = complained(tmp_path, halaman_pelapor__aktif=False)
    ask(world)
    world.tick()
    assert told(world) == []
    assert f"{ONE} Surel 2.eml" in world.in_folder(ONE)


def test_nobody_else_learns_a_status(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(an_answer("STATUS", From=STRANGER), wita(2, 10), answers=ACKNOWLEDGED)
    world.receive(an_answer("STATUS"), wita(2, 10), answers=ACKNOWLEDGED, found="mx.google.com; spf=fail")
    world.receive(a_mail("STATUS", From=STRANGER, Subject=ONE), wita(2, 10))
    world.tick(wita(2, 10))
    assert told(world) == []
    assert world.subjects(STRANGER) == []


def test_several_requests_have_one_answer_and_a_later_one_its_own(tmp_path: Path) -> None:
    world = complained(tmp_path)
    for _ in range(3):
        ask(world)
    world.tick()
    assert len(told(world)) == 1
    ask(world)
    world.tick()
    assert len(told(world)) == 2


def test_what_was_answered_is_not_told_to_an_address_that_is_put_right_later(tmp_path: Path) -> None:
    world = complained(tmp_path)
    ask(world)
    world.tick()
    world.fill(ONE, corrected_email=STRANGER)
    world.tick(world.now + timedelta(minutes=1))
    assert world.subjects(STRANGER)
    assert TOLD not in world.subjects(STRANGER)


def test_answers_to_one_address_are_as_few_as_acknowledgements(tmp_path: Path) -> None:
    world = complained(tmp_path)
    for _ in range(5):
        ask(world)
        world.tick()
    assert len(told(world)) == 2  # The acknowledgement was the first of three.
    world.tick(world.now + timedelta(hours=24))
    assert len(told(world)) == 3
    world.tick(world.now + timedelta(minutes=1))
    assert len(told(world)) == 3


@pytest.mark.parametrize("write", range(1, 4))
@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_an_answer_killed_at_any_write_goes_out_once(tmp_path: Path, how: str, write: int) -> None:
    world = complained(tmp_path)
    ask(world)
    getattr(world.faults, how)(write)
    with suppress(Killed):
        world.tick()
    world.reborn()
    world.tick()
    world.tick(world.now + timedelta(minutes=1))
    assert len(told(world)) == 1
    assert_nothing_twice(world)


def test_after_a_rebuild_nothing_is_answered_again(tmp_path: Path) -> None:
    world = complained(tmp_path)
    ask(world)
    world.tick()
    without_ledger(world)
    restore(world.job, world.now)
    world.tick(world.now + timedelta(minutes=1))
    world.tick(world.now + timedelta(minutes=1))
    assert len(told(world)) == 1
