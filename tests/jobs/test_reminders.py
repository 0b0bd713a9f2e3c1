"""Reminders and digests: each matter once, in office hours, to who can act, and as few mails as can be."""

from datetime import timedelta
from pathlib import Path

import pytest

from automation.domain.places import Place
from automation.domain.views import RegisterView
from automation.ports import TryLater
from tests.builders import wita
from tests.fakes import text_of

from .world import World

ONE = "KEL-2026-0001"
HEAD, SUPERIOR = "kepala@bspji-samarinda.example", "laras@bskji.example"
LEAD, DEPUTY = "bambang@bspji-samarinda.example", "siti@bspji-samarinda.example"
OFFICERS = ("dewi@bspji-samarinda.example", "fauzi@bspji-samarinda.example")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def sorted_at(world: World, hour: int = 10) -> None:
    """Take one complaint in on Monday at nine, and sort it later that day: step 4 is due on Tuesday at the close."""
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, hour))


def told(world: World, address: str) -> list[str]:
    return [text_of(mail) for mail in world.mailbox.to(address)]


def test_a_step_that_comes_from_somebody_else_is_told_at_once(world: World) -> None:
    sorted_at(world)
    (mail,) = told(world, LEAD)
    assert "Langkah 4: kajian" in mail


def test_a_step_that_follows_ones_own_waits_for_the_next_mornings_digest(world: World) -> None:
    sorted_at(world)
    world.fill(ONE, findings="Contoh tertukar")
    world.tick(wita(2, 11))
    assert len(told(world, LEAD)) == 1
    world.tick(wita(3, 7, 59))
    assert len(told(world, LEAD)) == 1
    world.tick(wita(3, 8))
    assert "Langkah 5: pencarian penyebab" in told(world, LEAD)[1]


def test_the_head_reads_of_dispositions_made_by_the_table_in_one_digest(world: World) -> None:
    for place in range(3):
        world.complain(email=f"pelapor{place}@contoh.example")
    world.tick(wita(2, 9))
    for place in range(3):
        world.fill(f"KEL-2026-000{place + 1}", classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 10))
    assert told(world, HEAD) == []
    world.tick(wita(3, 8))
    (digest,) = told(world, HEAD)
    assert digest.count("Disposisi telah dijalankan") == 3


def test_the_head_reads_of_the_disposition_of_a_severe_complaint_at_once(world: World) -> None:
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Berat")
    world.tick(wita(2, 10))
    assert "Disposisi telah dijalankan" in told(world, HEAD)[0]


def test_a_deadline_is_announced_on_its_day_then_called_late_every_working_day(world: World) -> None:
    sorted_at(world)
    for day in (3, 4, 5, 6, 7, 8, 9):
        for hour in (7, 8, 12, 16, 20):
            world.tick(wita(day, hour))
    mails = told(world, LEAD)
    assert len(mails) == 1 + 5  # the start; Tuesday to Friday, and Monday
    assert "Segera jatuh tempo – Langkah 4" in mails[1]
    assert "TERLAMBAT – Langkah 4: kajian (hari kerja ke-1 sesudah tenggat)" in mails[2]
    assert "hari kerja ke-4 sesudah tenggat" in mails[5]


def test_a_step_long_overdue_is_told_to_the_head_once(world: World) -> None:
    sorted_at(world)
    for day in (3, 4, 5, 6):
        world.tick(wita(day, 8))
        world.tick(wita(day, 15))
    assert sum("Mohon perhatian pimpinan" in mail for mail in told(world, HEAD)) == 1
    assert told(world, SUPERIOR) == []


def test_the_heads_own_step_left_undone_is_told_to_their_superior(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, disposisi__mode="konfirmasi")
    sorted_at(world)
    for day in (3, 4, 5):
        world.tick(wita(day, 8))
    assert sum("Mohon perhatian pimpinan" in mail for mail in told(world, SUPERIOR)) == 1
    assert not any("Mohon perhatian pimpinan" in mail for mail in told(world, HEAD))


def test_a_norm_of_minutes_is_called_late_within_the_minute(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, disposisi__mode="konfirmasi")
    sorted_at(world)  # 30 minutes for the disposition, from ten
    world.tick(wita(2, 10, 30))
    assert len(told(world, HEAD)) == 1
    world.tick(wita(2, 10, 31))
    assert "TERLAMBAT – Langkah 3" in told(world, HEAD)[1]
    world.tick(wita(2, 10, 32))
    assert len(told(world, HEAD)) == 2


def test_while_the_lead_is_away_the_deputy_is_told_instead(world: World) -> None:
    pokja = next(n for n, row in enumerate(world.workbook.rows("Pokja"), 1) if row["Surel ketua"] == LEAD)
    world.workbook.type("Pokja", pokja, "Ketua absen dari", wita(1).date())
    world.workbook.type("Pokja", pokja, "Ketua absen sampai", wita(3).date())
    sorted_at(world)
    deputy = str(world.workbook.rows("Pokja")[pokja - 1]["Surel wakil"])
    assert (len(told(world, LEAD)), len(told(world, deputy))) == (0, 1)
    world.tick(wita(3, 8))
    assert (len(told(world, LEAD)), len(told(world, deputy))) == (0, 2)
    world.tick(wita(4, 8))
    assert "TERLAMBAT – Langkah 4" in told(world, LEAD)[0]
    assert len(told(world, deputy)) == 2


def test_an_absence_that_cannot_be_read_is_named_and_changes_nothing(world: World) -> None:
    world.workbook.type("Pokja", 1, "Ketua absen dari", "besok")
    assert any("Ketua absen dari" in problem for problem in world.tick(wita(2, 9)).problems)


def test_a_deadline_that_moved_is_announced_anew(world: World) -> None:
    sorted_at(world)
    world.tick(wita(3, 8))
    world.fill(ONE, held_from=wita(3).date(), held_until=wita(4).date(), hold_reason="Menunggu contoh")
    world.tick(wita(3, 9))
    world.fill(ONE, held_from="", held_until="", hold_reason="")
    for day in (4, 5, 6):
        world.tick(wita(day, 8))
    assert sum("Segera jatuh tempo – Langkah 4" in mail for mail in told(world, LEAD)) == 2


def test_a_reminder_of_what_was_done_meanwhile_is_not_sent(world: World) -> None:
    sorted_at(world)
    world.fill(ONE, findings="Contoh tertukar", cause="Label lepas")
    world.tick(wita(4, 8))
    assert not any("Langkah 4" in mail for mail in told(world, LEAD)[1:])


def test_no_mail_to_staff_leaves_outside_office_hours(world: World) -> None:
    sorted_at(world)
    moment = wita(2, 16)
    while moment < wita(4, 7, 30):
        before = len(world.mailbox.mails)
        world.tick(moment)
        open_hours = world.settings.hours.week.on(moment.weekday()).spans
        if not any(span.opens <= moment.time() < span.closes for span in open_hours):
            assert len(world.mailbox.mails) == before
        moment += timedelta(minutes=50)


def test_a_digest_links_to_the_list_of_what_waits_and_the_folder(world: World) -> None:
    world.ledger.remember_place(Place.tab("today"), "55")
    sorted_at(world)
    (mail,) = told(world, LEAD)
    assert "#gid=55\n" in mail
    assert "/folders/" in mail


def test_before_setup_has_made_that_list_it_links_to_the_view_of_whose_move_it_is(world: World) -> None:
    world.ledger.forget_place(Place.tab("today"))
    world.ledger.remember_place(Place.filter_view(RegisterView.LEADS), "77")
    sorted_at(world)
    (mail,) = told(world, LEAD)
    assert "#gid=1&fvid=77" in mail


def test_where_setup_has_made_no_views_yet_a_digest_links_to_the_register(world: World) -> None:
    world.ledger.forget_place(Place.tab("today"))
    sorted_at(world)
    (mail,) = told(world, LEAD)
    assert "#gid=1\n" in mail


def test_a_digest_repeats_what_still_waits_beside_what_is_new(world: World) -> None:
    sorted_at(world)
    world.complain(email="kedua@contoh.example", stated_service="Pengujian", subject="Hal kedua")
    world.tick(wita(3, 9))
    world.fill("KEL-2026-0002", classification="Keluhan", service="Pengujian")
    world.tick(wita(3, 10))
    world.tick(wita(4, 8))
    digest = told(world, LEAD)[-1]
    assert ONE in digest
    assert "Hal kedua" in digest


def test_a_digest_says_which_complaints_bring_something_new(world: World) -> None:
    sorted_at(world)
    world.complain(email="kedua@contoh.example", stated_service="Pengujian")
    world.tick(wita(3, 9))
    world.fill("KEL-2026-0002", classification="Keluhan", service="Pengujian")
    world.tick(wita(3, 10))
    world.tick(wita(5, 8))
    world.tick(wita(6, 8))
    first, second = told(world, HEAD)[-2:]
    assert "Yang baru" not in first
    assert ONE in second
    assert "Yang baru: KEL-2026-0002." in second


def initialled(world: World) -> None:
    """Go on from the sorting to step 9 on the same day."""
    sorted_at(world)
    world.fill(
        ONE,
        findings="Contoh tertukar",
        cause="Label lepas",
        corrective_action="Uji ulang",
        preventive_action="Label ganda",
        applied_on=wita(2).date(),
        verification="Sesuai",
        verified_by="Rudi Hartono",
        effective="Ya",
        reply_text="Telah kami perbaiki.",
    )
    world.tick(wita(2, 11))


def test_a_deadline_that_passed_is_told_at_once_no_second_time_when_ones_own_deed_brings_the_next_task(
    world: World,
) -> None:
    initialled(world)
    world.fill(ONE, initials="BS 1", decision="Setuju")
    world.tick(wita(2, 11, 10))
    world.tick(wita(2, 13, 0))
    officer = told(world, OFFICERS[0])
    assert "Nomor surat keluar diperlukan" in officer[-2]
    assert "TERLAMBAT – Langkah 9" in officer[-1]
    world.fill(ONE, letter_number="B/1/2026", letter_date=wita(2).date())
    world.tick(wita(2, 13, 10))
    assert world.shown(ONE, "Status") == "Menunggu pindaian bertanda tangan"
    assert len(told(world, OFFICERS[0])) == len(officer)
    world.tick(wita(3, 8))
    assert "letakkan pindaiannya" in told(world, OFFICERS[0])[-1]


def test_a_draft_is_called_returned_only_when_it_was(world: World) -> None:
    initialled(world)
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(2, 11, 10))
    world.fill(ONE, classification="Keluhan")
    world.tick(wita(2, 11, 20))
    world.tick(wita(3, 8))
    assert "Langkah 8" in told(world, LEAD)[-1]
    assert not any("dikembalikan" in mail for mail in told(world, LEAD))
    world.fill(ONE, initials="BS 1")
    world.tick(wita(3, 9))
    world.fill(ONE, decision="Kembalikan", decision_note="Sebutkan nomornya")
    world.tick(wita(3, 10))
    assert "Konsep surat balasan dikembalikan" in told(world, LEAD)[-1]


def test_a_chat_that_can_wait_is_no_reason_for_a_digest_in_mid_day(world: World) -> None:
    world.complain(email="")
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian")
    world.tick(wita(2, 10))
    world.tick(wita(3, 8))
    before = len(told(world, OFFICERS[0]))
    world.fill(ONE, findings="Contoh tertukar")
    world.tick(wita(3, 10))
    assert len(told(world, OFFICERS[0])) == before
    world.tick(wita(4, 8))
    assert "keluhan telah dikaji" in told(world, OFFICERS[0])[-1]


def test_what_people_do_while_the_job_writes_papers_counts_before_it_tells_anybody(world: World) -> None:
    world.complain()
    world.tick(wita(2, 9))
    world.fill(ONE, classification="Keluhan", service="Pengujian", level="Sedang")
    world.drive.meanwhile(lambda: world.fill(ONE, classification="Dicabut pelapor"))
    world.tick(wita(2, 10))
    assert told(world, LEAD) == []
    assert world.shown(ONE, "Status") == "Ditutup: dicabut pelapor"


def test_a_paper_that_cannot_be_written_holds_no_mail_back(world: World) -> None:
    for id in [id for id, file in world.drive.files.items() if file.name == "form_pengaduan.docx"]:
        del world.drive.files[id]
    world.complain()
    assert world.tick(wita(2, 9)).refused
    assert len(told(world, OFFICERS[0])) == 1


@pytest.mark.parametrize("change", range(1, 8))
def test_a_mail_that_failed_before_it_was_drafted_goes_out_later(world: World, change: int) -> None:
    world.complain()
    world.faults.forget()
    world.faults.fail_before(change, TryLater("terputus"))
    world.tick(wita(2, 9))
    world.reborn()
    for at in (wita(2, 9, 2), wita(2, 9, 30), wita(2, 11)):
        world.tick(at)
    for officer in OFFICERS:
        assert any("Langkah 2: pemilahan" in text for text in told(world, officer))
