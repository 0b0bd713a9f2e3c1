"""Twelve ways in which such systems fail, each seen in one that does part of our job; here none does."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from automation.domain.calendar import CalendarRunOut, Norm, OfficeCalendar
from automation.domain.numbers import ComplaintNumber
from automation.domain.office_hours import OfficeHours
from automation.domain.rules import Ladder
from automation.jobs.explaining.command import explain
from automation.letters.filling import fill
from automation.ports import TryLater
from automation.register.lines import WrongHeadings
from tests.builders import a_calendar, wita
from tests.fakes import Killed, text_of
from tests.intake.mails import CUSTOMER, a_mail
from tests.jobs.mail_world import ACKNOWLEDGED, an_answer, complained
from tests.jobs.world import World

ONE, TWO = "KEL-2026-0001", "KEL-2026-0002"
HEAD = "kepala@bspji-samarinda.example"
OFFICER = "dewi@bspji-samarinda.example"
LEAD = "bambang@bspji-samarinda.example"
#: Of the writes of a tick that takes in one complaint, those that draft and send its three mails.
WRITES_OF_ITS_MAILS = range(3, 9)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, plain=True)


def in_review(world: World, day: int = 2, **answers: Any) -> str:
    """Take a complaint in at nine, dispose of it at ten: its review is due at the close of the next working day."""
    number = f"KEL-2026-{len(world.ledger.memory().cases) + 1:04}"
    world.now = wita(day, 9)
    world.complain(**answers)
    world.tick()
    world.fill(number, classification="Keluhan", service="Pengujian")
    world.tick(wita(day, 10))
    return number


def told(world: World, address: str) -> str:
    return "\n".join(text_of(mail) for mail in world.mailbox.to(address))


def due(world: World, number: str = ONE) -> Any:
    return world.ledger.memory().cases[ComplaintNumber.parse(number)].current.due


def happened(world: World) -> list[str]:
    return [str(row["Kejadian"]) for row in world.workbook.rows("Riwayat")]


def test_01_a_hold_over_a_weekend_and_a_holiday_stops_the_clock_for_its_office_time_alone(world: World) -> None:
    world.workbook.add_row("Hari Libur", day=date(2026, 11, 10), kind="Libur kantor", description="Pindah gedung")
    number = in_review(world, day=5)
    assert due(world) == wita(6, 16, 30)
    world.fill(number, held_from="06/11/2026", held_until="10/11/2026", hold_reason="Menunggu contoh uji")
    world.tick(wita(6, 8))
    world.tick(wita(11, 9))
    assert due(world) == wita(11, 16)
    review = explain(world.job, ComplaintNumber.parse(number), wita(11, 9)).steps[-1]
    assert review.on_hold_minutes == 2 * 450  # Friday and Monday; neither the weekend nor the holiday.


def test_02_no_alert_comes_before_the_deadline_the_break_counts_nothing_and_a_year_off_ends(world: World) -> None:
    in_review(world)
    for at in (wita(3, 0), wita(3, 0, 1), wita(3, 12, 30), wita(3, 15, 59), wita(3, 16)):
        world.tick(at)
    assert "TERLAMBAT" not in told(world, LEAD)
    assert not any("terlewati" in what for what in happened(world))
    assert a_calendar().add_minutes(wita(2, 11, 55), 10) == wita(2, 13, 5)
    assert a_calendar().end_of_working_day(wita(6), 3) == wita(11, 16)
    every_day = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365))
    with pytest.raises(CalendarRunOut, match="2027"):
        OfficeCalendar(hours=OfficeHours(), years=frozenset({2026}), closed=every_day).due_at(
            Norm(minutes=10), wita(2)
        )


def test_03_rules_changed_in_mid_case_move_deadlines_in_the_open_and_silence_what_was_switched_off(
    world: World,
) -> None:
    in_review(world)
    world.workbook.add_row("Hari Libur", day=date(2026, 11, 3), kind="Cuti bersama", description="Susulan")
    world.tick(wita(2, 11))
    assert due(world) == wita(4, 16)
    (moved,) = [row for row in world.workbook.rows("Riwayat") if "Tenggat berubah" in str(row["Kejadian"])]
    assert (moved["Semula"], moved["Menjadi"]) == ("03/11/2026 16.00", "04/11/2026 16.00")
    silent = Ladder(start=False, soon=None, due=False, daily=False)
    world.settings = replace(world.settings, ladders=dict.fromkeys(world.settings.ladders, silent))
    before = len(world.mailbox.mails)
    for day in (4, 5, 6, 9):
        world.tick(wita(day, 15))
    assert not any("Langkah 4" in text_of(mail.message) for mail in world.mailbox.mails[before:])
    assert "Tenggat langkah 4 terlewati" in happened(world)


def test_04_a_reopened_case_is_not_overdue_at_once_and_its_breach_is_not_erased(world: World) -> None:
    number = in_review(world)
    world.tick(wita(5, 9))
    world.fill(number, classification="Dicabut pelapor")
    world.tick(wita(5, 10))
    world.fill(number, classification="Keluhan")
    world.tick(wita(11, 10))
    assert due(world) == wita(12, 16)
    assert world.shown(number, "Urgensi") != "Terlambat"
    reviews = [one for one in explain(world.job, ComplaintNumber.parse(number), wita(11, 10)).steps if one.step == 4]
    assert [(one.round, one.late) for one in reviews] == [(1, True), (2, False)]
    (kept,) = [
        row["Nilai"] for row in world.workbook.rows("Rekap") if row["Ukuran"] == "Norma langkah 4 ditepati (%)"
    ]
    assert kept == 0


def test_05_a_second_deadline_of_one_person_and_day_is_told_too_before_it_passes_and_never_at_midnight(
    world: World,
) -> None:
    in_review(world)
    in_review(world, email="kedua@contoh.example")
    before = len(world.mailbox.to(LEAD))
    world.tick(wita(3, 0))
    world.tick(wita(3, 8))
    (soon,) = world.mailbox.to(LEAD)[before:]
    assert text_of(soon).count("Segera jatuh tempo – Langkah 4") == 2
    world.tick(wita(4, 0))
    world.tick(wita(4, 8))
    (late,) = world.mailbox.to(LEAD)[before + 1 :]
    assert text_of(late).count("TERLAMBAT – Langkah 4") == 2


def test_06_nothing_is_reminded_once_its_state_is_gone_nor_many_at_once(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, surel__batas_tidak_biasa=5)
    number = in_review(world)
    world.fill(number, findings="Contoh tertukar")
    before = len(world.mailbox.to(LEAD))
    world.tick(wita(4, 9))
    fresh = "\n".join(text_of(mail) for mail in world.mailbox.to(LEAD)[before:])
    assert "Langkah 4: kajian" not in fresh
    world.fill(number, classification="Bukan keluhan")
    world.tick(wita(4, 10))
    for place in range(9):
        world.complain(email=f"pelapor{place}@contoh.example")
    world.tick(wita(5, 9))
    for place in range(9):
        world.fill(f"KEL-2026-{place + 2:04}", classification="Bukan keluhan")
    outcome = world.tick(wita(5, 10))
    assert "ditahan" in outcome.problems[0]
    assert not any("Langkah" in text_of(mail) for mail in world.mailbox.to(LEAD)[before:])


@pytest.mark.parametrize("how", ["die_before", "die_after"])
def test_07_dying_at_any_write_makes_neither_a_second_mail_nor_none(tmp_path: Path, how: str) -> None:
    for write in WRITES_OF_ITS_MAILS:
        (tmp_path / str(write)).mkdir()
        world = World(tmp_path / str(write), plain=True)
        world.complain()
        getattr(world.faults, how)(write)
        with pytest.raises(Killed):
            world.tick()
        world.reborn()
        world.tick()
        world.tick()
        assert len(world.subjects("siti@kayu.example")) == 1
        assert len(world.subjects(OFFICER)) == 1
        assert world.mailbox.drafts == {}


def test_08_a_machine_is_never_answered_and_auto_submitted_no_is_a_person(tmp_path: Path) -> None:
    world = complained(tmp_path)
    for headers in ({"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<daftar.example>"}):
        world.receive(a_mail("Saya cuti.", **headers), wita(2, 10))
        world.receive(an_answer("Saya cuti.", **headers), wita(2, 10), answers=ACKNOWLEDGED)
    assert world.tick(wita(2, 10)).registered == ()
    assert len(world.mailbox.to(CUSTOMER)) == 1
    world.receive(a_mail("Keluhan kedua.", Auto_Submitted="no"), wita(2, 11))
    assert world.tick(wita(2, 11)).registered == (TWO,)


def test_09_an_answer_joins_by_its_thread_a_number_in_a_subject_does_not_and_merged_cases_get_theirs(
    tmp_path: Path,
) -> None:
    world = complained(tmp_path)
    world.receive(a_mail("Tolong cabut.", Subject=f"[{ONE}]", From="orang@lain.example"), wita(2, 9, 10))
    world.tick(wita(2, 9, 10))
    assert world.in_folder(ONE) == [f"{ONE} Surel 1.eml"]
    assert len(world.in_review()) == 1
    world.receive(an_answer(), wita(2, 9, 20), answers=ACKNOWLEDGED)
    world.tick(wita(2, 9, 20))
    assert f"{ONE} Surel 2.eml" in world.in_folder(ONE)
    world.receive(a_mail(Subject="Masih sama"), wita(2, 9, 30))
    world.tick(wita(2, 9, 30))
    world.fill(TWO, classification="Duplikat", duplicate_of=ONE)
    world.tick(wita(2, 10))
    world.receive(a_mail("Ini fotonya."), wita(2, 11), answers=f"{TWO}/surel/penerimaan")
    world.tick(wita(2, 11))
    assert f"{ONE} Surel 3.eml" in world.in_folder(ONE)


def test_10_a_row_keeps_its_own_status_through_sorting_deleting_and_a_repeated_append(world: World) -> None:
    for subject in ("Zat", "Air", "Mesin"):
        world.complain(subject=subject, email=f"{subject.lower()}@contoh.example")
        world.now += timedelta(seconds=1)
    world.faults.fail_after(17, TryLater("jawaban hilang"))
    world.tick()
    assert world.faults.writes[-1] == "workbook.write"
    world.tick(wita(2, 9, 5))
    world.workbook.sort("Register", "Perihal")
    world.fill(TWO, classification="Bukan keluhan")
    world.workbook.delete_row("Register", world.row_of(ONE))
    world.tick(wita(2, 10))
    world.tick(wita(2, 10, 5))
    shown = {row["Nomor"]: (row["Perihal"], row["Status"]) for row in world.workbook.rows("Register")}
    assert len(world.workbook.rows("Register")) == 3
    assert shown == {
        ONE: ("Zat", "Menunggu pemilahan"),
        TWO: ("Air", "Ditutup: bukan keluhan"),
        "KEL-2026-0003": ("Mesin", "Menunggu pemilahan"),
    }


def test_11_cells_keep_what_was_written_days_come_before_months_and_a_doubled_heading_is_refused(
    world: World,
) -> None:
    texts = ("0042", "1e5", "=1+1", "inf", "+62 812")
    for text in texts:
        world.complain(company=text, email="sama@contoh.example")
        world.now += timedelta(seconds=1)
    world.tick()
    assert [row["Perusahaan"] for row in world.workbook.rows("Register")] == list(texts)
    world.fill(ONE, classification="Keluhan", service="Pengujian", held_from="03/11/2026", hold_reason="Menunggu")
    world.tick(wita(2, 10))
    (hold,) = world.ledger.memory().cases[ComplaintNumber.parse(ONE)].holds
    assert hold.began == wita(3, 0)
    world.workbook.insert_column("Register", 5, "Klasifikasi")
    with pytest.raises(WrongHeadings, match="Klasifikasi"):
        world.tick(wita(2, 11))


def test_12_no_two_letters_share_a_number_split_words_are_filled_and_folders_do_not_multiply(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True, surat__penomoran_sendiri=True)
    world.complain()
    world.complain(email="kedua@contoh.example")
    world.faults.die_after(1)
    with pytest.raises(Killed):
        world.tick()
    world.reborn()
    world.tick()
    for number in (ONE, TWO):
        world.fill(number, classification="Keluhan", service="Pengujian", findings="A", cause="B")
        world.fill(number, corrective_action="C", preventive_action="D", applied_on="02/11/2026", verification="E")
        world.fill(number, verified_by="Siti Aminah", effective="Ya", reply_text="F", initials="G")
    world.tick(wita(2, 10))
    for number in (ONE, TWO):
        world.fill(number, decision="Setuju")
    world.tick(wita(2, 11))
    numbers = {case.own_letter_number for case in world.ledger.memory().cases.values()}
    assert numbers == {"1/BSPJI-Samarinda/XI/2026", "2/BSPJI-Samarinda/XI/2026"}
    names = [file.name for file in world.drive.files.values()]
    assert (names.count(ONE), names.count(TWO)) == (1, 1)
    template = docx.Document()
    paragraph = template.add_paragraph("Nomor {")
    for piece in ("{ no", "mor_", "keluhan }", "} {{ qr", " }}"):
        paragraph.add_run(piece)
    content = BytesIO()
    template.save(content)
    filled = docx.Document(BytesIO(fill(content.getvalue(), {"nomor_keluhan": ONE}, "X")))
    assert filled.paragraphs[0].text.strip() == f"Nomor {ONE}"
