"""The ledger is lost: the workspace tells it again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from automation.domain.case import Case, Event
from automation.domain.complaint import UploadedFile
from automation.domain.documents import DocumentKind
from automation.domain.happenings import Verbatim
from automation.domain.letter_content import Sealed
from automation.domain.notes import Note
from automation.jobs.rebuild.command import LedgerNotEmpty, restore
from automation.jobs.tick.ledger_guard import LedgerLost
from automation.jobs.watch.alarm import attended_sync
from automation.ledger import ledger, open_ledger, put_back
from automation.ledger.opening import writing
from automation.ports import TryLater
from tests.builders import wita
from tests.fakes import Killed, text_of

from .test_sync import ONE, run_to_signature
from .world import ANSWER, OFFICER, PUBLIC, World

TWO = "KEL-2026-0002"


def without_ledger(world: World, name: str = "baru.db") -> World:
    """Lose the ledger; setup has found its places again."""
    places = world.ledger.memory().places
    world.ledger.close()
    world.ledger = open_ledger(f"sqlite:///{world.folder / name}")
    for name, id in places.items():
        world.ledger.remember_place(name, id)
    return world


def told(case: Case) -> object:
    """What of a case must come back; the fingerprint of a calendar, the seconds and the last look need not."""
    sealed = case.sealed and Sealed(case.sealed.seal)  # The words of drafts are read again.
    asked = case.asked_about and Sealed(case.asked_about.seal)
    case = replace(case, draft=None, sealed=sealed, asked_about=asked)
    return replace(
        case, registered_at=wita(1), row_seen=True, steps=tuple(replace(record, calendar="") for record in case.steps)
    )


def test_a_lost_ledger_comes_back_and_nothing_is_done_twice(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    run_to_signature(world)
    world.complain(subject="Kedua", email="kedua@contoh.example")
    world.fill(ONE, decision="Setuju")
    world.tick(wita(4, 13))
    before = world.ledger.memory()
    files, mails = len(world.drive.files), len(world.mailbox.mails)
    restored = restore(without_ledger(world).job, wita(4, 13, 30))
    after = world.ledger.memory()
    assert restored.gaps == ()
    assert {number: told(case) for number, case in after.cases.items()} == {
        number: told(case) for number, case in before.cases.items()
    }
    assert dict(after.responses) == dict(before.responses)
    assert {one.effect: one.sha256 for one in after.documents} == {one.effect: one.sha256 for one in before.documents}
    world.tick(wita(4, 14))
    assert len(world.drive.files) == files
    assert len(world.mailbox.mails) == mails
    assert world.shown(ONE, "Status") == "Menunggu pindaian bertanda tangan"
    world.drop_scan_of(ONE)
    world.tick(wita(4, 15))
    assert world.shown(ONE, "Status") == "Menunggu diterima pelanggan"


@pytest.mark.parametrize("hour", [14, 22])
def test_after_a_rebuild_nothing_is_planned_by_day_or_by_night(tmp_path: Path, hour: int) -> None:
    world = World(tmp_path, plain=True)
    run_to_signature(world)
    world.tick(wita(4, 13))
    restore(without_ledger(world).job, wita(4, hour))
    assert world.tick(wita(4, hour), dry_run=True).effects == ()
    mails = len(world.mailbox.mails)
    world.tick(wita(5, 7, 30))
    assert len(world.mailbox.mails) == mails


def test_a_row_that_was_deleted_before_the_ledger_was_lost_comes_back_and_its_number_is_not_given_again(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, plain=True)
    run_to_signature(world)
    world.complain(subject="Kedua", email="kedua@contoh.example")
    world.tick(wita(4, 13))
    world.fill(TWO, findings="Alat belum dikalibrasi")
    world.tick(wita(4, 13, 10))
    world.workbook.delete_row("Register", world.row_of(TWO))
    (gap,) = restore(without_ledger(world).job, wita(4, 13, 30)).gaps
    assert gap.startswith(f"{TWO}: tidak ada di Register")
    world.complain(subject="Ketiga", email="ketiga@contoh.example")
    assert world.tick(wita(4, 14)).registered == ("KEL-2026-0003",)
    assert world.shown(TWO, "Perihal") == "Kedua"
    assert world.shown(TWO, "Hasil kajian") == "Alat belum dikalibrasi"
    assert len(world.subjects("kedua@contoh.example")) == 1


def test_a_ledger_that_lacks_nothing_is_never_overwritten(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    with pytest.raises(LedgerNotEmpty):
        restore(world.job, world.now)


def test_a_rebuild_that_was_killed_stops_the_tick_and_goes_on_when_called_again(tmp_path: Path, monkeypatch) -> None:
    world = World(tmp_path, plain=True)
    for at in life(world):
        world.tick(at)
    before = everything(world)
    for place in count(0, 5):
        without_ledger(world, f"baru-{place}.db")
        with monkeypatch.context() as patch:
            patch.setattr(ledger, "writing", Dying(place))
            try:
                restore(world.job, wita(6, 9, 30))
                break
            except Killed:
                pass
        with world.quiet(), pytest.raises(LedgerLost, match="rebuild"):
            world.tick(wita(6, 9, 30))
        restore(world.job, wita(6, 9, 30))
        assert everything(world) == before
        assert world.tick(wita(6, 9, 31), dry_run=True).effects == ()
    assert place > 50


class Dying:
    """Writes so many times to the ledger, and dies at the next."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.writing = writing

    def __call__(self, engine: Engine) -> Any:
        if not self.left:
            raise Killed
        self.left -= 1
        return self.writing(engine)


# -- a copy is put back


def with_copy(world: World, copy: Path) -> World:
    """Put a copy of the ledger in its place."""
    world.ledger.close()
    url = f"sqlite:///{world.folder / 'tanggap.db'}"
    put_back(url, copy, world.now, note=Note.REBUILDING)
    world.ledger = open_ledger(url)
    return world


def life(world: World) -> Iterator[datetime]:
    """Live through two complaints; the job ticks at each moment given, with a copy of the ledger once a day."""
    world.complain()
    yield wita(2, 9)
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    yield wita(2, 10)
    world.fill(ONE, findings="Contoh uji tertukar")
    world.complain(subject="Kedua", email="kedua@contoh.example")
    yield wita(3, 9)
    world.fill(ONE, cause="Label terlepas", corrective_action="Uji ulang", preventive_action="Label ganda")
    world.fill(TWO, classification="Keluhan", service="Kalibrasi", level="Sedang")
    yield wita(3, 14)
    world.fill(ONE, applied_on="03/11/2026", verification="Sesuai", verified_by="Siti Aminah", effective="Ya")
    yield wita(4, 9)
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.")
    yield wita(4, 9, 30)
    world.fill(ONE, initials="BS 4/11")
    yield wita(4, 10)
    world.fill(ONE, decision="Setuju", letter_number="B/120/BSPJI/XI/2026", letter_date="04/11/2026")
    yield wita(5, 9)
    world.drop_scan_of(ONE)
    world.workbook.delete_row("Register", world.row_of(TWO))
    yield wita(6, 9)


def everything(world: World) -> object:
    files = sorted((file.name, file.parent) for file in world.drive.files.values())
    mails = sorted((str(mail.message["To"]), mail.key) for mail in world.mailbox.mails)
    memory = world.ledger.memory()
    documents = {(one.effect, one.sha256) for one in memory.documents}
    return files, mails, documents, {number: told(case) for number, case in memory.cases.items()}


@pytest.mark.parametrize("day", [2, 3, 4, 5, 6])
def test_a_copy_of_any_day_is_completed_and_does_nothing_twice(tmp_path: Path, day: int) -> None:
    world = World(tmp_path, plain=True)
    for at in life(world):
        world.tick(at)
        world.ledger.back_up(at.date(), keep=9)
    before = everything(world)
    with_copy(world, tmp_path / "cadangan" / f"tanggap-2026-11-{day:02}.db.gz")
    assert restore(world.job, wita(6, 9, 30)).gaps == ()
    assert everything(world) == before
    assert world.tick(wita(6, 9, 30), dry_run=True).effects == ()
    for minute in (30, 31):
        world.tick(wita(6, 9, minute))
        assert everything(world) == before
    assert world.ledger.verify_history() is None


def test_a_copy_from_before_a_row_was_deleted_knows_its_intake_and_brings_it_back(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain(remedy="Segera")
    world.tick(wita(2, 9))
    copy = world.ledger.back_up(date(2026, 11, 2), keep=1)
    world.fill(ONE, findings="Contoh uji tertukar")
    world.tick(wita(2, 10))
    world.workbook.delete_row("Register", world.row_of(ONE))
    assert copy is not None
    assert restore(with_copy(world, copy).job, wita(2, 11)).gaps == ()
    world.tick(wita(2, 11))
    assert world.shown(ONE, "Penyelesaian yang diharapkan") == "Segera"
    assert world.shown(ONE, "Hasil kajian") == "Contoh uji tertukar"


def test_of_two_answers_that_say_the_same_the_copy_keeps_its_own_and_the_other_is_found(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    written = {"channel": "Surat", "received_at": "2026-11-02 08:00"}
    world.complain(OFFICER, **written)
    world.tick(wita(2, 9))
    copy = world.ledger.back_up(date(2026, 11, 2), keep=1)
    world.complain(OFFICER, **written)
    world.tick(wita(2, 10))
    before = dict(world.ledger.memory().responses)
    assert copy is not None
    assert restore(with_copy(world, copy).job, wita(2, 11)).gaps == ()
    assert dict(world.ledger.memory().responses) == before
    assert world.tick(wita(2, 11)).registered == ()


def test_a_mail_that_left_no_line_in_riwayat_is_not_sent_again_by_a_tick_before_the_copy_is_completed(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Bukan keluhan")
    world.tick(wita(2, 20))
    copy = world.ledger.back_up(date(2026, 11, 2), keep=1)
    world.tick(wita(3, 8))
    before = everything(world)
    assert copy is not None
    with_copy(world, copy)
    with world.quiet(), pytest.raises(LedgerLost, match="rebuild"):
        world.tick(wita(3, 9))
    restore(world.job, wita(3, 9))
    world.tick(wita(3, 9))
    assert everything(world) == before


def test_a_line_that_riwayat_lost_is_taken_from_the_copy_that_holds_it(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 10))
    copy = world.ledger.back_up(date(2026, 11, 2), keep=1)
    world.fill(ONE, findings="Contoh uji tertukar")
    world.tick(wita(2, 11))
    before = everything(world)
    shown = world.workbook.rows("Riwayat")
    disposed = next(n for n, row in enumerate(shown, 1) if str(row["Kejadian"]).startswith("Didisposisikan"))
    world.workbook.delete_row("Riwayat", disposed)
    assert copy is not None
    assert restore(with_copy(world, copy).job, wita(2, 12)).gaps == ()
    assert everything(world) == before


def test_what_people_wrote_while_the_ledger_was_gone_is_taken_in_and_told_as_ever(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    restore(without_ledger(world).job, wita(2, 10))
    world.tick(wita(2, 10, 1))
    assert any(row["Kejadian"] == "Klasifikasi diubah" for row in world.workbook.rows("Riwayat"))
    (mail,) = world.mailbox.to("bambang@bspji-samarinda.example")
    assert ONE in text_of(mail)


def test_a_number_that_a_person_typed_into_riwayat_is_named_and_not_filled_up_to(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    length = world.ledger.memory().history_length
    world.workbook.type("Riwayat", length, "No.", 20261102)
    gaps = restore(without_ledger(world).job, wita(2, 10)).gaps
    assert any("20261102" in gap for gap in gaps)
    assert world.ledger.memory().history_length <= length + 1


def test_a_riwayat_that_lost_most_of_its_lines_is_still_read_to_its_end(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.ledger.save((), [Event(None, Verbatim(f"Kejadian {number}")) for number in range(3_000)], wita(2, 9))
    for minutes in (1, 2):  # One write holds so much.
        world.tick(wita(2, 9, minutes))
    last = world.ledger.memory().history_length
    for _ in range(1_600):
        world.workbook.delete_row("Riwayat", 10)
    (gap, _) = restore(without_ledger(world).job, wita(2, 10)).gaps
    assert gap == "1600 baris Riwayat tidak ditemukan; urutannya dipertahankan."
    assert world.ledger.memory().history_length == last + 1


def test_what_a_copy_knows_of_documents_and_folders_stays_as_it_is(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.complain(email="kedua@contoh.example")
    world.faults.fail_before(1, TryLater("Drive sibuk"))
    world.tick(wita(2, 9))  # Both are in Riwayat now, and have no folder yet.
    world.faults.heal()
    world.ledger.back_up(date(2026, 11, 2), keep=9)
    world.tick(wita(2, 9, 5))
    folders = sum(file.name in (ONE, TWO) for file in world.drive.files.values())
    restore(with_copy(world, tmp_path / "cadangan" / "tanggap-2026-11-02.db.gz").job, wita(2, 9, 10))
    world.fill(
        ONE, classification="Keluhan", service="Pengujian", level="Sedang", meeting_needed="Ya", meeting_place="Aula"
    )
    for day in ("04/11/2026 10.00", "05/11/2026 10.00"):
        world.fill(ONE, meeting_at=day)
        world.tick(wita(2, 10))
    assert folders == sum(file.name in (ONE, TWO) for file in world.drive.files.values()) == 2
    copy = world.ledger.back_up(date(2026, 11, 3), keep=9)
    before = world.ledger.memory().documents
    assert [one.sequence for one in before if one.kind is DocumentKind.UNDANGAN_RAPAT] == [1, 2]
    assert copy is not None
    restored = restore(with_copy(world, copy).job, wita(3, 10))
    assert (restored.documents, restored.events) == (0, 0)
    assert world.ledger.memory().documents == before


def test_the_supervisors_daily_mail_is_not_sent_again_by_a_rebuilt_ledger(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    attended_sync(world.job, wita(2, 9))
    restore(without_ledger(world).job, wita(2, 10))
    attended_sync(world.job, wita(2, 10, 1))
    assert sum("Kabar harian" in subject for subject in world.subjects(world.settings.office.supervisor_email)) == 1


def test_a_hold_comes_back_as_it_was_stated_and_is_not_held_again(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 10))
    world.fill(ONE, held_from="03/11/2026", held_until="04/11/2026", hold_reason="Menunggu contoh uji")
    world.tick(wita(4, 10))
    before = everything(world)
    restore(without_ledger(world).job, wita(5, 9))
    assert everything(world) == before
    lines = len(world.workbook.rows("Riwayat"))
    world.tick(wita(5, 9, 1))
    assert everything(world) == before
    assert len(world.workbook.rows("Riwayat")) == lines + 1  # That the ledger was made anew.


def test_an_edited_answer_an_unknown_channel_and_files_of_a_form_come_back(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    photo = world.drive.drop("root", "foto.jpg", b"\xff\xd8 gambar", "image/jpeg")
    files = {"6f0a": (UploadedFile(photo, "foto.jpg"),)}
    edited = world.forms.submit(PUBLIC, world.now, {**ANSWER, "6f0a": photo}, files)
    world.forms.submit(
        OFFICER, world.now, {**ANSWER, "channel": "WA", "received_at": "2026-11-02 08:30", "email": ""}
    )
    world.tick()
    world.forms.edit(PUBLIC, edited, wita(2, 9, 30), {"subject": "Disunting"})
    world.tick(wita(2, 10))
    number = next(number for number, case in world.ledger.memory().cases.items() if case.intake.response == edited)
    world.fill(str(number), answer_edit="Terima")
    world.tick(wita(2, 10, 5))
    before = world.ledger.memory()
    restore(without_ledger(world).job, wita(2, 10, 10))
    after = world.ledger.memory()
    assert dict(after.responses) == dict(before.responses)
    for one, case in before.cases.items():
        assert after.cases[one].stated.subject == case.stated.subject
        assert after.cases[one].intake.subject == case.intake.subject
        assert after.cases[one].stated.shown_channel == case.stated.shown_channel
    kept = len(world.drive.files)
    report = world.tick(wita(2, 10, 30))
    assert (report.registered, len(world.drive.files)) == ((), kept)
    assert not any("Suntingan pelapor" in text for texts in report.warnings.values() for text in texts)


def test_a_rebuild_writes_to_no_address_that_nobody_accepted(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    response = world.complain(subject="A")
    world.tick()
    world.forms.edit(PUBLIC, response, wita(2, 9, 30), {"subject": "B"})
    world.tick(wita(2, 10))
    world.fill(ONE, answer_edit="Terima")
    world.tick(wita(2, 10, 5))
    world.forms.edit(PUBLIC, response, wita(2, 11), {"email": "lain@kayu.example"})
    world.tick(wita(2, 11, 30))
    restore(without_ledger(world).job, wita(2, 12))
    world.tick(wita(2, 12, 5))
    assert world.subjects("lain@kayu.example") == []
    world.fill(ONE, answer_edit="Terima ulang")
    world.tick(wita(2, 12, 10))
    assert world.subjects("lain@kayu.example") != []
