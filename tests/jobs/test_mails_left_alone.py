"""What is left alone of incoming mail is counted by day and reason, and told."""

from collections import Counter
from datetime import date
from pathlib import Path

from automation.domain.mail_fate import LeftAlone
from automation.jobs.incoming_mail.left_alone import left_alone
from automation.jobs.rebuild.command import restore
from automation.jobs.watch.alarm import attended_sync
from automation.jobs.watch.vital_signs import mails_left_alone
from tests.builders import wita
from tests.fakes.mailbox import text_of
from tests.intake.mails import OFFICE, a_mail

from .mail_world import ACKNOWLEDGED, STRANGER, an_answer, complained
from .test_rebuild import without_ledger

SECOND, THIRD = date(2026, 11, 2), date(2026, 11, 3)


def test_mails_left_alone_are_counted_by_day_and_reason(tmp_path: Path) -> None:
    world = complained(tmp_path, surel_masuk__batas_sehari=2)
    world.receive(a_mail(Message_ID="<satu@kayu.example>"), answers=ACKNOWLEDGED)
    for mail in (a_mail(Auto_Submitted="auto-replied"), a_mail(List_Id="<a.b>"), a_mail(From=OFFICE)):
        world.receive(mail)
    for place in range(3):
        world.receive(a_mail(From=STRANGER, Subject=f"Hal {place}"), wita(2, 10))
    world.receive(a_mail(To="lain@bspji-samarinda.example"), wita(3, 7))
    world.tick(wita(3, 8))
    assert left_alone(world.ledger.memory(), SECOND, THIRD) == {
        SECOND: Counter(
            {LeftAlone.MACHINE: 2, LeftAlone.OFFICE: 1, LeftAlone.AGAIN: 1, LeftAlone.BEYOND_CAP: 1},
        ),
        THIRD: Counter({LeftAlone.ELSEWHERE: 1}),
    }
    assert list(left_alone(world.ledger.memory(), THIRD, THIRD)) == [THIRD]
    doctors = str(mails_left_alone(world.ledger.memory(), THIRD))
    assert "3 November 2026: 1 tidak ditujukan ke alamat pengaduan. Semuanya tetap ada di kotak surat" in doctors
    assert not mails_left_alone(world.ledger.memory(), date(2026, 11, 10)).remark


def test_the_supervisor_hears_of_them_the_day_after_and_of_none_where_there_are_none(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(a_mail(List_Id="<a.b>"), wita(2, 10))
    for at in (wita(2, 10), wita(3, 9), wita(4, 9)):
        attended_sync(world.job, at)
    told = [text_of(mail.message) for mail in world.mailbox.mails if "harian" in str(mail.message["Subject"])]
    assert ["2 November 2026: 1 dari mesin atau milis" in one for one in told] == [False, True, False]


def test_a_rebuilt_ledger_knows_why_what_riwayat_names_was_left_alone(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(an_answer(Auto_Submitted="auto-replied"), wita(2, 10), answers=ACKNOWLEDGED)
    world.receive(a_mail(List_Id="<a.b>"), wita(2, 10))
    world.tick(wita(2, 10))
    before = left_alone(world.ledger.memory(), SECOND, SECOND)
    restore(without_ledger(world).job, wita(2, 10, 30))
    world.tick(wita(2, 11))
    assert left_alone(world.ledger.memory(), SECOND, SECOND) == before == {SECOND: Counter({LeftAlone.MACHINE: 2})}
