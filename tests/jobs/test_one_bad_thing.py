"""One refused call, one odd mail, one file, one person or one bug stops one thing, and somebody hears of it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from automation.domain.places import Place
from automation.domain.setback import MOST_TRIES
from automation.jobs.boundary import keep
from automation.jobs.job_context import JobContext
from automation.jobs.tick import sync as ticking
from automation.jobs.watch.alarm import attended_sync
from automation.ports import DraftGone, FileEntry, NotAllowed, Refused, RowRefused, TryLater
from tests.builders import wita
from tests.fakes import text_of

from .test_alarm import alarms
from .test_sync import ONE, run_to_decision, run_to_signature, run_to_verified
from .world import World

TWO, THREE = "KEL-2026-0002", "KEL-2026-0003"
LEAD = "bambang@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def test_a_lead_without_an_account_keeps_nothing_else_waiting(world: World) -> None:
    world.complain()
    world.tick()
    world.drive.without_account.add(LEAD)
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.complain()
    outcome = world.tick(wita(2, 10))
    assert outcome.exit_status == 1
    assert f"{TWO} Form Pengaduan.docx" in world.files_of(TWO)
    assert f"{ONE} Lembar Disposisi.docx" in world.files_of(ONE)
    assert "tugas langkah" not in world.shown(ONE, "Peringatan")
    assert "tidak punya akun Google" in world.shown(ONE, "Peringatan")
    assert world.shown(TWO, "Peringatan") == ""
    assert [one.name.partition("/")[0] for one in outcome.setbacks] == [ONE]


def test_who_initialled_is_not_asked_again_while_drafts_cannot_be_looked_at(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_to_verified(world)
    world.fill(ONE, reply_text="Hasil uji ulang kami lampirkan.")
    world.tick(wita(4, 9, 30))
    before = world.subjects(LEAD)
    world.fill(ONE, initials="BS 4/11")
    with monkeypatch.context() as patch:
        patch.setattr(world.drive, "contents_with", _refusing)
        for at in (wita(4, 9, 31), wita(4, 9, 33), wita(4, 10, 3), wita(5, 8, 5)):
            world.tick(at)
    assert world.subjects(LEAD) == before
    world.tick(wita(5, 11))
    assert world.shown(ONE, "Status") == "Menunggu keputusan Kepala Balai"


def test_a_draft_whose_answer_was_lost_is_not_left_behind_when_its_mail_is_written_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = world.mailbox.draft

    def lost(message: bytes) -> str:
        written(message)
        raise TryLater("Jaringan terputus.", "ConnectionReset")

    world.complain()
    with monkeypatch.context() as patch:
        patch.setattr(world.mailbox, "draft", lost)
        world.tick()
    assert world.mailbox.drafts
    for minute in range(1, 40, 3):
        world.tick(wita(2, 9, minute))
    assert world.subjects("siti@kayu.example") == [f"[{ONE}] Keluhan Anda telah kami terima"]
    assert world.mailbox.drafts == {}


def _refusing(*_: object) -> None:
    raise Refused("Gagal membaca folder: Google menolaknya.", "400")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (DraftGone("Konsep surel itu tidak ada lagi."), "Konsep surel yang baru saja dibuat"),
        (Refused("Gmail menolak surel ini."), "Gmail menolak surel ini"),
    ],
    ids=["vanished", "refused"],
)
def test_mails_that_are_drafted_and_not_sent_are_told_of_rest_and_go_out_in_the_end(
    world: World, error: Exception, told: str
) -> None:
    world.complain()
    world.faults.fail_always(error, "mailbox.send")
    outcome = world.tick(wita(2, 9))
    assert outcome.exit_status == 1
    assert told in " ".join(outcome.refused.values())
    drafted = world.mailbox._made
    world.tick(wita(2, 9) + timedelta(seconds=20))
    assert world.mailbox._made == drafted
    assert world.mailbox.drafts == {}
    world.faults.heal()
    world.tick(wita(2, 9, 2))
    assert world.subjects("siti@kayu.example") == [f"[{ONE}] Keluhan Anda telah kami terima"]
    assert world.tick(wita(2, 9, 3)).exit_status == 0


def test_a_refusal_to_share_says_with_whom(world: World) -> None:
    world.complain()
    world.tick()
    world.drive.without_account.add(LEAD)
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 10))
    warning = world.shown(ONE, "Peringatan")
    assert f"belum terbuka bagi ketua Pokja Pengujian ({LEAD}). Alamat itu tidak punya akun Google." in warning


def test_what_fails_for_half_an_hour_is_told_once_and_forgotten_when_it_is_mended(world: World) -> None:
    world.complain()
    world.tick()
    world.drive.without_account.add(LEAD)
    world.fill(ONE, classification="Keluhan", service="Pengujian", workers="tidak ada")
    for minutes in range(0, 40, 10):
        attended_sync(world.job, wita(2, 10) + timedelta(minutes=minutes))
    (subject,) = alarms(world)
    assert "membagikan folder kasus" in subject
    attended_sync(world.job, wita(3, 10))
    assert len(alarms(world)) == 1
    world.drive.without_account.clear()
    assert attended_sync(world.job, wita(4, 11)).exit_status == 0
    assert world.shown(ONE, "Peringatan") == ""
    assert world.ledger.setbacks() == {}


def test_a_corrected_address_is_shared_with_at_once_and_the_wrong_one_is_forgotten(world: World) -> None:
    world.complain()
    world.tick()
    world.drive.without_account.add(LEAD)
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 10))
    world.workbook.type("Pokja", 1, "Surel ketua", "bambang.s@bspji-samarinda.example")
    assert world.tick(wita(2, 10, 1)).exit_status == 0
    assert world.ledger.setbacks() == {}
    folder = next(file for file in world.drive.files.values() if file.name == ONE)
    assert folder.shares == {"bambang.s@bspji-samarinda.example": "writer"}


def test_once_there_are_ids_again_nothing_is_left_to_tell_of(world: World) -> None:
    world.complain()
    world.faults.fail_always(TryLater("Google sedang sibuk."), "drive.new_ids")
    assert world.tick(wita(2, 10)).exit_status == 3
    world.faults.heal()
    assert world.tick(wita(2, 10, 2)).setbacks == ()
    assert f"{ONE} Form Pengaduan.docx" in world.files_of(ONE)


def test_many_things_that_fail_are_one_mail(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, surel__batas_tidak_biasa=1000)
    for place in range(22):
        world.complain(email=f"pelapor{place}@contoh.example")
    world.faults.fail_always(Refused("Ruang simpan habis.", "403 storageQuotaExceeded: full"), "drive.create")
    for minutes in (0, 2, 35):
        attended_sync(world.job, wita(2, 9) + timedelta(minutes=minutes))
    (mail,) = [mail for mail in world.mailbox.to("penyelia@bspji-samarinda.example") if "Perlu" in mail["Subject"]]
    assert "Dan 2 hal lain" in text_of(mail)
    assert "403 storageQuotaExceeded: full" in text_of(mail)


def test_one_letter_that_cannot_be_exported_is_told_beside_its_row_and_not_as_a_matter_of_access(
    world: World,
) -> None:
    world.drive.as_pdf = _too_large  # type: ignore[method-assign]  # (the fake refuses)
    run_to_signature(world)
    assert "10 MB" in world.shown(ONE, "Peringatan")
    assert "akses" not in world.shown(ONE, "Peringatan")
    world.complain()
    world.tick(wita(4, 12))
    assert f"{TWO} Form Pengaduan.docx" in world.files_of(TWO)


def _too_large(document: bytes, name: str) -> bytes:
    raise Refused("Gagal membuat PDF: hasilnya lebih besar daripada yang dapat diekspor Google (10 MB).")


def test_a_draft_that_was_mended_is_tried_at_once_however_long_its_pause(world: World) -> None:
    world.drive.as_pdf, printed = _too_large, world.drive.as_pdf  # type: ignore[method-assign]  # (the fake refuses)
    run_to_signature(world)
    for minutes in (1, 2, 70, 140):
        world.tick(wita(4, 11) + timedelta(minutes=minutes))
    world.drive.as_pdf = printed  # type: ignore[method-assign]  # (as it was before)
    world.tick(wita(4, 14))
    assert f"{ONE} Surat Balasan.pdf" not in world.files_of(ONE)
    draft = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.docx")
    world.drive.edit(draft.id, draft.content + b" ")
    world.tick(wita(4, 14, 1))
    assert f"{ONE} Surat Balasan.pdf" in world.files_of(ONE)


def test_the_pauses_of_a_letter_go_on_growing_while_its_draft_stays_as_it_is(world: World) -> None:
    world.drive.as_pdf = _too_large  # type: ignore[method-assign]  # (the fake refuses)
    run_to_signature(world)
    for minutes in (1, 2, 3, 61, 62):
        world.tick(wita(4, 11) + timedelta(minutes=minutes))
    (setback,) = world.ledger.setbacks().values()
    assert (setback.times, setback.tried_at) == (3, wita(4, 12, 1))


def test_a_draft_that_comes_back_from_the_bin_is_numbered_at_once(world: World) -> None:
    run_to_decision(world)
    draft = the_draft(world)
    world.drive.trash(draft)
    decided(world)
    for minutes in (1, 2, 61, 62):
        world.tick(wita(4, 11) + timedelta(minutes=minutes))
    assert f"{ONE} Surat Balasan.pdf" not in world.files_of(ONE)
    world.drive.files[draft].is_trashed = False
    world.tick(wita(4, 12, 3))
    assert f"{ONE} Surat Balasan.pdf" in world.files_of(ONE)


def test_the_database_says_the_status_of_a_case_that_only_a_paper_has_moved(world: World) -> None:
    run_to_signature(world)
    assert status_in_the_database(world) == world.shown(ONE, "Status") == "Menunggu pindaian bertanda tangan"
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    assert status_in_the_database(world) == world.shown(ONE, "Status") == "Menunggu diterima pelanggan"


def status_in_the_database(world: World) -> str:
    with closing(sqlite3.connect(world.folder / "tanggap.db")) as database:
        [(status,)] = database.execute("select status from complaint").fetchall()
    return str(status)


def test_a_case_shows_what_is_wrong_in_the_row_of_the_pokja_that_it_waits_for(world: World) -> None:
    world.workbook.type("Pokja", 1, "Surel ketua", f"{LEAD}, lain@bspji-samarinda.example")
    world.complain()
    world.complain()
    world.tick()
    assert world.shown(ONE, "Peringatan") == ""
    world.fill(ONE, classification="Keluhan", service="Pengujian", workers="tidak ada")
    outcome = world.tick(wita(2, 10))
    assert "Pokja baris 2: surel Bambang" in world.shown(ONE, "Peringatan")
    assert world.shown(TWO, "Peringatan") == ""
    assert any("Pokja baris 2: surel" in problem for problem in outcome.problems)
    world.workbook.type("Pokja", 1, "Surel ketua", LEAD)
    world.tick(wita(2, 11))
    assert world.shown(ONE, "Peringatan") == ""


def decided(world: World) -> str:
    """Let the Kepala decide after something happened to the draft; what follows is the next tick's."""
    world.fill(ONE, decision="Setuju", letter_number="B/120/BSPJI/XI/2026", letter_date="04/11/2026")
    world.tick(wita(4, 11))
    return str(world.shown(ONE, "Peringatan"))


def the_draft(world: World) -> str:
    return next(file.id for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.docx")


def test_a_draft_that_was_deleted_is_named(world: World) -> None:
    run_to_decision(world)
    world.drive.delete(the_draft(world))
    assert "Konsep surat balasan tidak ada di foldernya" in decided(world)


def test_a_draft_that_staff_locked_is_told_beside_its_row_and_numbered_once_it_is_open(world: World) -> None:
    run_to_decision(world)
    world.drive.lock(the_draft(world))
    assert f"{ONE} Surat Balasan.docx dikunci; buka kuncinya" in decided(world)
    world.drive.lock(the_draft(world), locked=False)
    world.tick(wita(4, 11, 30))
    assert world.shown(ONE, "Peringatan") == ""
    assert f"{ONE} Surat Balasan.pdf" in world.files_of(ONE)


def test_a_template_that_was_deleted_is_named(world: World) -> None:
    world.drive.delete(world.ledger.memory().places[Place.template("form_pengaduan")])
    world.complain()
    world.tick()
    assert "templat Form Pengaduan tidak ditemukan" in world.shown(ONE, "Peringatan")


def test_what_fails_rests_longer_each_time_and_ends_with_a_person(world: World) -> None:
    world.complain()
    world.faults.fail_always(Refused("Folder penuh."), "drive.create")
    began, tried = wita(2, 9), []
    days = [timedelta(days=days, hours=1, minutes=1) for days in range(1, 9)]
    for after in (timedelta(), *(timedelta(minutes=minutes) for minutes in (0, 1, 2, 60, 61, 120)), *days):
        before = len(world.faults.writes)
        world.tick(began + after)
        if "drive.create" in world.faults.writes[before:]:
            tried.append(after)
    assert tried == [timedelta(), timedelta(minutes=1), timedelta(minutes=61), *days[: MOST_TRIES - 3]]
    assert f"sync --ulangi {ONE}" in world.shown(ONE, "Peringatan")


def test_mails_whose_words_tell_the_time_rest_longer_each_time_too(world: World) -> None:
    world.complain()
    world.faults.fail_always(Refused("Gmail menolak surel ini."), "mailbox.draft")
    tried = []
    for minutes in range(6):
        before = len(world.faults.writes)
        world.tick(wita(2, 9) + timedelta(minutes=minutes))
        tried.append(world.faults.writes[before:].count("mailbox.draft"))
    mails_in_all = 3  # One acknowledgement, and one to each officer.
    assert tried == [mails_in_all] * 2 + [0] * 4


def test_one_call_that_fails_for_the_moment_keeps_the_others_going(world: World) -> None:
    world.complain()
    world.tick()
    world.complain(subject="Yang kedua")
    world.complain(subject="Yang ketiga")
    world.faults.fail_before(1, TryLater("Drive sibuk"))
    outcome = world.tick(wita(2, 9, 10))
    assert outcome.exit_status == 3
    assert TWO in world.shown(TWO, "Nomor")
    assert f"{THREE} Form Pengaduan.docx" in world.files_of(THREE)
    assert world.tick(wita(2, 9, 11)).exit_status == 0
    assert f"{TWO} Form Pengaduan.docx" in world.files_of(TWO)


def test_two_calls_in_a_row_that_fail_for_the_moment_end_the_tick_for_later(world: World) -> None:
    for _ in range(5):
        world.complain()
    world.faults.fail_always(TryLater("Drive sibuk"))
    assert world.tick().exit_status == 3
    assert len(world.faults.writes) <= 3
    world.faults.heal()
    assert world.tick(wita(2, 9, 1)).exit_status == 0


def test_one_thing_alone_that_fails_for_the_moment_is_told_of_with_since_when(world: World) -> None:
    world.faults.fail_always(TryLater("Drive sibuk."), "drive.as_pdf")
    run_to_signature(world)
    (begun,) = world.ledger.setbacks().values()
    for minutes in range(5, 45, 5):
        outcome = attended_sync(world.job, world.now + timedelta(minutes=minutes))
    (setback,) = outcome.setbacks
    assert (setback.since, outcome.exit_status) == (begun.since, 3)
    assert setback.times > begun.times + 3
    assert len(alarms(world)) == 1
    assert "Drive sibuk." in world.shown(ONE, "Peringatan")


def test_a_workbook_that_takes_no_row_is_one_matter_and_is_whole_once_it_takes_them(world: World) -> None:
    world.complain()
    world.complain(email="ani@kayu.example")
    world.faults.fail_always(RowRefused("Google menolaknya."), "workbook.write")
    for minutes in range(4):
        outcome = world.tick(wita(2, 9, minutes))
    assert [one.name for one in outcome.setbacks] == ["baris/Buku Kerja"]
    assert outcome.exit_status == 1
    world.faults.forget()
    world.tick(wita(2, 9, 5))
    assert len(world.faults.writes) <= 3
    world.faults.heal()
    assert world.tick(wita(2, 9, 6)).setbacks == ()
    assert world.shown(TWO, "Status") == "Menunggu pemilahan"


def test_what_was_done_before_access_was_refused_is_shown_all_the_same(world: World) -> None:
    world.complain()
    world.faults.fail_always(NotAllowed("Gmail dimatikan bagi akun ini."), "mailbox.draft")
    with pytest.raises(NotAllowed):
        world.tick()
    assert world.shown(ONE, "Status") == "Menunggu pemilahan"


@pytest.mark.parametrize("names_rows", [True, False])
def test_a_row_that_google_refuses_is_left_out_and_the_others_are_shown(world: World, names_rows: bool) -> None:
    world.workbook.refused.add("TOLAK")
    world.workbook.names_rows = names_rows
    world.complain(subject="TOLAK ini")
    world.complain(subject="Yang baik")
    outcome = world.tick()
    assert [row["Perihal"] for row in world.workbook.rows("Register")] == ["Yang baik"]
    assert [row["Nomor"] for row in world.workbook.rows("Status")] == [ONE, TWO]
    assert any(
        reason.startswith("KEL-2026-0001 di lembar Register belum ditampilkan.")
        for reason in outcome.refused.values()
    )
    with world.quiet():
        world.tick()
    world.workbook.refused.clear()
    world.tick(wita(2, 9, 2))
    assert {row["Perihal"] for row in world.workbook.rows("Register")} == {"TOLAK ini", "Yang baik"}
    assert world.ledger.setbacks() == {}


class _OddAnswer(dict[str, tuple[str, ...]]):
    """An answer that breaks whoever reads it, in a way that nobody foresaw."""

    def items(self) -> None:  # type: ignore[override]  # (it never returns)
        raise RuntimeError("siti@kayu.example")


def in_an_office(world: World) -> JobContext:
    """Give the desk as an office has it: a bug is kept to what it happened in."""
    return replace(world.job, on_bug=keep)


def test_a_bug_in_one_answer_is_told_by_its_place_and_the_others_are_taken_in(world: World) -> None:
    world.complain(subject="Pertama")
    world.complain(subject="Kedua")
    spoilt, _ = world.forms.given["form-public"]
    world.forms.given["form-public"][0] = replace(spoilt, answers=_OddAnswer(spoilt.answers))
    outcome = attended_sync(in_an_office(world), wita(2, 9))
    assert outcome.registered == (ONE,)
    (mail,) = [mail for mail in world.mailbox.to("penyelia@bspji-samarinda.example") if "Perlu" in mail["Subject"]]
    assert "automation/intake/taking_in.py:" in text_of(mail)
    assert "siti@kayu" not in text_of(mail)
    world.forms.given["form-public"][0] = spoilt
    assert attended_sync(in_an_office(world), wita(2, 9, 20)).registered == (TWO,)
    assert world.ledger.setbacks() == {}


def test_a_bug_in_one_effect_keeps_no_other_waiting(world: World) -> None:
    world.complain()
    world.complain()
    world.faults.fail_before(1, RuntimeError("rusak"))
    outcome = attended_sync(in_an_office(world), wita(2, 9))
    assert outcome.exit_status == 1
    assert "Kesalahan program" in world.shown(ONE, "Peringatan")
    assert f"{TWO} Form Pengaduan.docx" in world.files_of(TWO)
    assert len(alarms(world)) == 1
    assert attended_sync(in_an_office(world), wita(2, 9, 1)).exit_status == 0


def test_a_google_document_among_the_scans_goes_to_a_person_and_the_scan_beside_it_is_filed(world: World) -> None:
    world.complain()
    world.tick()
    id = world.drive.drop("folder-scans", "Catatan rapat", b"", "application/vnd.google-apps.document")
    world.print_form(ONE)
    world.complain()
    world.tick(wita(2, 10))
    assert [file.id for file in world.drive.inside("folder-review")] == [id]
    assert any("Form Pengaduan" in name and name.endswith(".pdf") for name in world.files_of(ONE))
    assert f"{TWO} Form Pengaduan.docx" in world.files_of(TWO)


def test_an_empty_file_is_left_alone_while_it_may_still_be_coming(world: World) -> None:
    id = world.drive.drop("folder-scans", "scan.pdf", b"")
    listed = world.drive.contents("folder-scans")
    assert isinstance(listed[0], FileEntry)
    world.drive.files[id].modified_at = wita(2, 8, 55)
    world.tick(wita(2, 9))
    assert [file.id for file in world.drive.inside("folder-scans")] == [id]
    world.tick(wita(2, 9, 6))
    assert [file.id for file in world.drive.inside("folder-review")] == [id]


def test_who_is_written_to_by_others_gets_three_acknowledgements_a_day(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    for _ in range(8):
        world.complain(email="korban@contoh.example")
    world.complain(email="pelapor@contoh.example")
    outcome = world.tick()
    assert len(outcome.registered) == 9
    assert len(world.subjects("korban@contoh.example")) == 3
    assert len(world.subjects("pelapor@contoh.example")) == 1
    waiting = [one for one in world.tick(dry_run=True).coming if "menunggu giliran" in one.why]
    assert len(waiting) == 5
    world.tick(wita(3, 9, 1))
    assert len(world.subjects("korban@contoh.example")) == 6


def test_acknowledgements_take_no_more_than_half_of_what_the_account_may_send(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, surel__batas_akun=20)
    for place in range(15):
        world.complain(email=f"pelapor{place}@contoh.example")
    world.tick()
    assert sum(len(world.subjects(f"pelapor{place}@contoh.example")) for place in range(15)) == 10


def test_five_hundred_and_one_answers_in_one_tick_are_as_many_complaints(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "CALLS_FOR_MAILS", 10)
    monkeypatch.setattr(ticking, "CALLS_A_TICK", 20)  # Their papers would take long here.
    for place in range(501):
        world.complain(email="", phone="", subject=f"Keluhan {place}")
    outcome = world.tick()
    assert len(outcome.registered) == 501
    assert outcome.left > 400
    for minute in (1, 2):  # A tick writes so many bytes and no more.
        assert world.tick(wita(2, 9, minute)).registered == ()
    assert len(world.workbook.rows("Register")) == 501
