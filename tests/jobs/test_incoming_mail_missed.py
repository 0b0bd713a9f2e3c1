"""No mail is missed: how far the mailbox was read is its own history, and no date that others set."""

from dataclasses import replace
from pathlib import Path

from automation.domain.notes import Note
from automation.domain.setback import MOST_TRIES, Cause, Failure, Setback
from automation.domain.setback_name import SetbackName
from automation.jobs.rebuild.command import restore
from automation.jobs.retrying import ask_again
from tests.builders import wita
from tests.intake.mails import CUSTOMER, a_mail

from .mail_world import ONE, TWO, MailWorld, complained
from .test_rebuild import without_ledger


def test_what_is_rescued_from_spam_weeks_later_is_read_once(tmp_path: Path) -> None:
    world = complained(tmp_path)
    spam = world.inbox.receive(a_mail("Salah dinilai.", From="budi@kayu.example"), wita(2, 9, 5), in_spam=True)
    world.tick(wita(2, 10))
    world.receive(a_mail("Lain.", Subject="Lain", From="tono@kayu.example"), wita(25, 9))
    assert world.tick(wita(25, 9)).registered == (TWO,)
    world.inbox.rescue(spam)
    assert len(world.tick(wita(26, 9)).registered) == 1
    assert world.tick(wita(26, 10)).registered == ()


def test_a_mail_that_appears_with_a_date_long_ago_is_read_once(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.tick(wita(2, 10))
    world.receive(a_mail("Terlambat.", From="budi@kayu.example"), wita(2, 9).replace(year=2020))
    assert world.tick(wita(3, 9)).registered == (TWO,)
    assert world.tick(wita(3, 10)).registered == ()


def test_a_mail_with_a_date_far_ahead_keeps_none_of_the_next_days_from_being_read(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.receive(a_mail("Dari masa depan.", From="budi@kayu.example"), wita(2, 9).replace(year=2037))
    assert world.tick(wita(2, 10)).registered == (TWO,)
    world.receive(a_mail("Lain.", Subject="Lain", From="tono@kayu.example"), wita(3, 9))
    assert len(world.tick(wita(3, 9)).registered) == 1


def test_where_the_history_is_forgotten_all_since_the_beginning_is_looked_at_and_nothing_is_twice(
    tmp_path: Path,
) -> None:
    world = complained(tmp_path)
    world.receive(a_mail("Sebelum dinyalakan.", From="lama@kayu.example"), wita(1, 9))
    world.receive(a_mail("Sementara itu.", From="budi@kayu.example"), wita(3, 9))
    world.inbox.forget()
    assert world.tick(wita(12, 9)).registered == (TWO,)
    world.inbox.forget()
    assert world.tick(wita(12, 10)).registered == ()
    assert len(world.mailbox.to(CUSTOMER)) == 1


def test_the_mark_stays_until_all_that_waits_is_settled(tmp_path: Path) -> None:
    world = complained(tmp_path)
    before = world.ledger.memory().notes[Note.MAILBOX_MARK]
    for number in range(41):
        world.receive(a_mail(From=f"pelanggan{number}@kayu.example"), wita(2, 9))
    world.tick(wita(2, 10))
    assert world.ledger.memory().notes[Note.MAILBOX_MARK] == before
    assert len(world.tick(wita(2, 10, 1)).registered) == 1
    assert world.ledger.memory().notes[Note.MAILBOX_MARK] != before


def test_an_older_ledger_goes_on_from_where_it_had_read(tmp_path: Path) -> None:
    world = complained(tmp_path)
    world.ledger.forget_note(Note.MAILBOX_MARK)
    world.ledger.note_memory(Note.MAILBOX_READ, wita(20, 9).isoformat())
    world.receive(a_mail("Dibiarkan dahulu.", From="budi@kayu.example"), wita(3, 9))
    world.receive(a_mail("Baru.", From="tono@kayu.example"), wita(20, 10))
    assert world.tick(wita(20, 10)).registered == (TWO,)


def test_a_mail_that_was_given_up_is_remembered_and_read_once_a_person_asks_for_it(tmp_path: Path) -> None:
    world = MailWorld(tmp_path)
    name = SetbackName.mail(world.receive(a_mail(), wita(2, 9)))
    refused = Failure(Cause.REFUSED, "Gmail menolak.")
    world.ledger.set_back(
        Setback(
            name=name,
            number=None,
            failure=refused,
            rests_on="",
            since=wita(2, 9),
            tried_at=wita(2, 9),
            times=MOST_TRIES,
        )
    )
    for minute in range(3):
        assert world.tick(wita(2, 10, minute)).registered == ()
        assert name in world.ledger.setbacks()
    assert world.ledger.memory().notes[Note.MAILBOX_MARK] == "1"
    assert ask_again(world.job, None) == 1
    assert world.tick(wita(2, 11)).registered == (ONE,)
    assert world.ledger.setbacks() == {}


# -- what is ours to read


def test_of_a_shared_mailbox_what_is_not_ours_is_neither_registered_nor_answered(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__saringan="label:pengaduan")
    world.inbox.ours = set()
    private = world.receive(a_mail("Arisan besok."), wita(2, 9))
    ours = world.receive(a_mail("Hasil uji salah.", From="budi@kayu.example"), wita(2, 9))
    world.inbox.label(ours)
    assert world.tick(wita(2, 9)).registered == (ONE,)
    assert world.mailbox.to(CUSTOMER) == []
    assert not any(private in file.name for file in world.drive.files.values())
    assert world.tick(wita(2, 9, 40)).registered == ()
    world.inbox.label(private)
    assert world.tick(wita(9, 9)).registered == (TWO,)
    assert world.tick(wita(9, 10)).registered == ()


def test_what_a_search_had_left_out_is_no_complaint_once_the_search_is_taken_away(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__saringan="label:pengaduan")
    world.inbox.ours = set()
    world.receive(a_mail("Arisan besok."), wita(2, 9))
    assert world.tick(wita(2, 10)).registered == ()
    world.settings = replace(world.settings, incoming=replace(world.settings.incoming, only=""))
    assert world.tick(wita(3, 9)).registered == ()
    world.receive(a_mail("Hasil uji salah.", From="budi@kayu.example"), wita(3, 10))
    world.inbox.forget()
    assert world.tick(wita(12, 9)).registered == (ONE,)
    assert world.mailbox.to(CUSTOMER) == []


def test_what_a_former_search_had_left_out_stays_so_when_the_ledger_is_lost(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__saringan="label:pengaduan")
    world.inbox.ours = set()
    world.receive(a_mail("Arisan besok."), wita(2, 9))
    world.tick(wita(2, 10))
    world.settings = replace(world.settings, incoming=replace(world.settings.incoming, only="from:kayu.example"))
    world.tick(wita(3, 9))
    world.receive(a_mail("Hasil uji salah.", From="budi@kayu.example"), wita(3, 10))
    world.inbox.ours = None
    assert world.tick(wita(3, 10, 20)).registered == (ONE,)
    restore(without_ledger(world).job, wita(4, 9))
    assert world.tick(wita(4, 9, 1)).registered == ()
    assert world.tick(wita(4, 9, 30)).registered == ()
    assert len(world.ledger.memory().cases) == 1


def test_a_mail_that_the_search_finds_some_minutes_late_is_read(tmp_path: Path) -> None:
    world = MailWorld(tmp_path, surel_masuk__saringan="deliveredto:pengaduan@balai.example")
    world.inbox.ours = set()
    id = world.receive(a_mail(), wita(2, 9))
    for minute in (0, 5, 10):
        assert world.tick(wita(2, 9, minute)).registered == ()
    world.inbox.ours.add(id)
    assert world.tick(wita(2, 9, 12)).registered == (ONE,)
