"""A register of before is taken over whole and once; nothing of its past is mailed, written or timed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from automation.domain.case import Case
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Outcome, Step
from automation.jobs.importing.command import BroughtOver, bring_over
from automation.jobs.importing.old_file import WrongRegister
from automation.jobs.rebuild.command import restore
from automation.jobs.settings_views import rules_of
from automation.ledger import open_ledger
from automation.report.lives import Window, stays_in
from automation.report.measures import Balance, lives_of
from automation.report.period import Period
from tests.archive.paper import a_pdf
from tests.archive.paper import a_sheet as a_page
from tests.builders import WITA, wita
from tests.fakes import text_of
from tests.importing.registers import a_map, a_row, a_sheet, an_open_row
from tests.jobs.test_sync import run_to_decision
from tests.jobs.world import World

OVER, WITHDRAWN, OPEN = "KEL-2025-0001", "KEL-2025-0002", "KEL-2026-0001"
ROWS = (
    a_row(1),
    a_row(2, status="Dicabut", received_at=date(2025, 3, 6)),
    an_open_row(
        3,
        received_at="01/10/2026",
        complainant="Rina",
        email="rina@lain.example",
        description="Ruang tunggu panas",
        stated_service="Pelatihan",
    ),
)
WORK = a_map(columns={"cause": "Penyebab", "letter_number": "No Surat"}, kept=("PIC",))


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, plain=True)
    world.tick(wita(2, 9))
    return world


def bring(world: World, *rows: dict[str, Any], columns=None, sure: bool = True, minute: int = 1) -> BroughtOver:
    at = world.now + timedelta(minutes=minute)
    return bring_over(world.job, [a_sheet(*rows)], columns or a_map(), at, sure=sure)


def case_of(world: World, number: str) -> Case:
    return world.ledger.memory().cases[ComplaintNumber.parse(number)]


def history_of(world: World, number: str) -> list[tuple[str, str, str]]:
    lines = world.ledger.history_of(ComplaintNumber.parse(number))
    return [(line.what, line.old, line.new) for line in lines]


def test_what_is_only_checked_changes_nothing(world: World) -> None:
    before = world.ledger.memory()
    found = bring(world, *ROWS, sure=False)
    assert found.may_go_on
    assert found.lines()[-1].startswith("Ini baru pemeriksaan")
    assert world.ledger.memory() == before


def test_whole_rows_are_appended_once_and_the_tick_after_is_quiet(world: World) -> None:
    bring(
        world, *(a_row(1, Penyebab="Alat rusak", **{"No Surat": "B/7/2025", "PIC": "Sari"}), *ROWS[1:]), columns=WORK
    )
    world.tick(wita(2, 10))
    assert world.shown(OVER, "Status") == "Selesai"
    assert world.shown(OVER, "No. register lama") == "1"
    assert world.shown(OVER, "Klasifikasi") == "Keluhan"
    assert world.shown(OVER, "Penyebab") == "Alat rusak"
    assert world.shown(OVER, "Jawaban lain") == "PIC: Sari"
    assert world.shown(OVER, "Tenggat") in ("", None)
    assert world.shown(OVER, "Peringatan") in ("", None)
    assert world.shown(OVER, "Kelengkapan berkas") in ("", None)
    assert world.shown(WITHDRAWN, "Status") == "Ditutup: dicabut pelapor"
    assert world.shown(OPEN, "Status") == "Menunggu pemilahan"
    world.tick(wita(2, 10, 1))
    with world.quiet():
        world.tick(wita(2, 10, 2))


def test_the_history_says_where_it_comes_from_and_how_it_had_ended(world: World) -> None:
    bring(world, *ROWS, a_row(4, ended_on=None, received_at=date(2025, 4, 1)))
    assert history_of(world, OVER) == [
        ("Dipindahkan dari register lama", "1", ""),
        ("Sudah berakhir sebelum dipindahkan: Selesai", "", "20/03/2025"),
    ]
    assert history_of(world, OPEN) == [("Dipindahkan dari register lama", "3", "")]
    assert history_of(world, "KEL-2025-0003")[-1] == ("Sudah berakhir sebelum dipindahkan: Selesai", "", "")


def test_taking_over_again_adds_nothing_and_only_what_is_new_comes_in(world: World) -> None:
    bring(world, *ROWS)
    world.tick(wita(2, 10))
    again = bring(world, *ROWS, a_row(9, received_at=date(2025, 3, 9)))
    assert again.known == 3
    assert [str(case.number) for case in again.cases] == ["KEL-2025-0003"]
    assert not bring(world, *ROWS).fresh
    assert len(world.ledger.memory().cases) == 4


def test_another_program_s_way_to_save_a_number_adds_nothing_twice(world: World) -> None:
    bring(world, *ROWS)
    rows = (
        a_row("001", description=ROWS[0]["Uraian Keluhan"]),
        a_row("2.0", description=ROWS[1]["Uraian Keluhan"], status="Dicabut", received_at=date(2025, 3, 6)),
    )
    again = bring(world, *rows)
    assert (again.known, again.cases) == (2, ())


def test_other_sheets_of_the_file_are_named(world: World) -> None:
    sheets = [a_sheet(*ROWS), a_sheet(a_row(7), title="2024")]
    found = bring_over(world.job, sheets, a_map(sheet="Register"), world.now, sure=False)
    assert any("Lembar lain tidak dibaca: “2024”" in line for line in found.lines())


def test_the_same_number_with_another_content_stops_everything(world: World) -> None:
    bring(world, *ROWS)
    found = bring(world, a_row(1, complainant="Orang Lain"), a_row(8))
    (fault,) = found.faults
    assert "nomor 1 tahun itu sudah dipindahkan sebagai KEL-2025-0001 dengan isi lain" in str(fault)
    assert found.cases == ()
    assert len(world.ledger.memory().cases) == 3


def test_with_one_fault_nothing_is_taken_over_and_many_are_counted(world: World) -> None:
    found = bring(world, *ROWS, *(a_row(number, received_at="kapan?") for number in range(10, 70)))
    assert len(found.lines()) == 52
    assert found.lines()[-2:] == [
        "… dan 10 kesalahan lagi.",
        "60 kesalahan: belum satu pun keluhan dipindahkan. Betulkan berkasnya, lalu ulangi.",
    ]
    assert not world.ledger.memory().cases


def test_killed_while_it_is_kept_leaves_nothing_and_the_next_run_everything(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as within:
        within.setattr("automation.ledger.history.append", dies)
        with pytest.raises(KeyboardInterrupt):
            bring(world, *ROWS)
    world.reborn()
    assert not world.ledger.memory().cases
    assert len(bring(world, *ROWS).cases) == 3
    world.reborn()
    world.tick(wita(2, 10))
    assert world.shown(OPEN, "No. register lama") == "3"
    assert sum(row["Nomor"] == OPEN for row in world.workbook.rows("Register")) == 1


def test_numbers_go_on_within_the_year_of_receipt(world: World) -> None:
    world.complain()
    world.tick(wita(2, 9, 30))
    found = bring(world, an_open_row(3, received_at=date(2026, 10, 9)), an_open_row(2, received_at=date(2026, 10, 1)))
    assert {case.intake.former_number: str(case.number) for case in found.cases} == {
        "2": "KEL-2026-0002",
        "3": "KEL-2026-0003",
    }
    world.complain(subject="Berikutnya")
    world.tick(wita(2, 10))
    assert world.shown("KEL-2026-0004", "Perihal") == "Berikutnya"


# -- nothing of the past is mailed, written or timed


def test_who_complained_before_hears_nothing_of_it(world: World) -> None:
    bring(world, *ROWS)
    for hour in (10, 11, 14):
        world.tick(wita(2, hour))
    world.tick(wita(12, 9))
    assert world.subjects("hasan@lama.example") == world.subjects("rina@lain.example") == []
    told = [text_of(mail.message) for mail in world.mailbox.mails]
    assert not any(OVER in text or WITHDRAWN in text for text in told)


def test_what_was_over_is_settled_from_the_start(world: World) -> None:
    bring(world, *ROWS)
    assert [case_of(world, number).settled for number in (OVER, WITHDRAWN, OPEN)] == [True, True, False]


def test_what_was_over_gets_no_folder_and_no_paper(world: World) -> None:
    bring(world, *ROWS)
    world.tick(wita(2, 10))
    assert not any(file.name.startswith((OVER, WITHDRAWN)) for file in world.drive.files.values())
    assert any(file.name == f"{OPEN} Form Pengaduan.docx" for file in world.drive.files.values())


def test_edits_of_what_was_over_bring_no_mail_either(world: World) -> None:
    bring(world, *ROWS)
    world.tick(wita(2, 10))
    world.fill(OVER, corrected_email="baru@lama.example", workers="Dewi Lestari", response="Puas")
    world.fill(WITHDRAWN, classification="Bukan keluhan")
    world.tick(wita(2, 11))
    assert case_of(world, WITHDRAWN).outcome is Outcome.NOT_A_COMPLAINT
    world.tick(wita(2, 12))
    assert world.subjects("baru@lama.example") == world.subjects("hasan@lama.example") == []
    assert "Tidak independen" not in str(history_of(world, OVER))
    assert not any(file.name.startswith((OVER, WITHDRAWN)) for file in world.drive.files.values())
    with world.quiet():
        world.tick(wita(2, 12, 1))


def test_nobody_is_late_with_the_sorting_of_what_was_taken_over_and_norms_begin_after_it(world: World) -> None:
    bring(world, *ROWS)
    case = case_of(world, OPEN)
    assert (case.current.step, case.current.began, case.current.due) == (Step.SORTING, wita(2, 9, 1), None)
    world.tick(wita(4, 10))
    assert not case_of(world, OPEN).current.breached
    world.fill(
        OPEN, classification="Keluhan", service="Pelatihan", assigned_to=world.settings.disposition.groups[0].name
    )
    world.tick(wita(4, 11))
    now = case_of(world, OPEN).current
    assert (now.step, now.began) == (Step.REVIEW, wita(4, 11))
    assert now.due is not None
    assert now.due > wita(4, 11)


def test_a_time_received_that_is_put_right_moves_no_clock(world: World) -> None:
    bring(world, *ROWS)
    world.tick(wita(2, 10))
    before = case_of(world, OPEN).current
    world.fill(OPEN, corrected_received="02/10/2026 08:00")
    world.tick(wita(2, 10, 5))
    case = case_of(world, OPEN)
    assert case.stated.received_at == wita(2, 8, month=10)
    assert (case.current.began, case.current.due) == (before.began, before.due)


def test_officers_are_told_once_of_what_is_open_and_the_law_s_limits_of_nothing(world: World) -> None:
    bring(world, *(an_open_row(number, received_at=date(2026, 1, 5)) for number in range(1, 9)))
    world.tick(wita(2, 10))
    world.tick(wita(2, 15))
    officers = rules_of(world.settings).officers
    assert [len(world.subjects(person.email)) for person in officers] == [1] * len(officers)
    said = str(world.shown(OPEN, "Peringatan"))
    assert "undang" not in said.lower()
    assert "Kanal tidak ada di register lama" in said


def test_what_is_open_goes_its_way_like_any_other(world: World) -> None:
    bring(world, *ROWS)
    world.tick(wita(2, 10))
    world.fill(OPEN, classification="Keluhan", service="Pengujian", corrected_channel="Surat")
    world.tick(wita(2, 10, 5))
    assert case_of(world, OPEN).current.step is Step.REVIEW
    assert world.shown(OPEN, "Peringatan") != ""


# -- what others may know of it


def test_a_number_of_an_old_letter_is_taken(world: World) -> None:
    bring(world, a_row(1, **{"No Surat": "B/7/2025"}), columns=a_map(columns={"letter_number": "No Surat"}))
    world.tick(wita(2, 10))
    run_to_decision(world)
    world.fill(OPEN, decision="Setuju", letter_number="B/7/2025", letter_date="04/11/2026")
    world.tick(wita(4, 11))
    assert OVER in world.shown(OPEN, "Peringatan")


def test_a_new_complaint_is_known_to_be_like_an_old_one(world: World) -> None:
    bring(world, a_row(1, description="Sertifikat SNI air minum kemasan terlambat terbit berbulan-bulan"))
    world.tick(wita(2, 10))
    world.complain(
        stated_service="Sertifikasi produk",
        subject="Sertifikat terlambat",
        description="Sertifikat SNI air minum kemasan kami terlambat terbit berbulan-bulan",
    )
    world.tick(wita(2, 10, 5))
    world.tick(wita(2, 10, 6))
    assert OVER in str(world.workbook.shown("Status", world.workbook.row_of("Status", OPEN), "Keluhan serupa"))


def balance_of(world: World, period: str) -> Balance:
    lives = lives_of(world.ledger.memory().cases.values())
    return Balance.of(stays_in(lives, Window.of(Period.parse(period), WITA)))


def test_the_figures_count_what_is_open_as_imported_and_the_past_stays_as_it_was(world: World) -> None:
    bring(world, *ROWS, a_row(4, received_at=date(2025, 4, 1), ended_on=None))
    for past in ("2025", "2025-03", "2026-10"):
        assert balance_of(world, past) == Balance(0, 0, 0, 0, 0, 0)
    assert balance_of(world, "2026-11") == Balance(carried_over=0, came_in=0, reopened=0, imported=1, ended=0, left=1)


def test_no_report_is_made_of_a_time_before_it_was_taken_over(world: World) -> None:
    bring(world, *ROWS)
    world.tick(wita(2, 10))
    assert not [key for key in world.ledger.memory().results if "/laporan/" in key]


# -- what was over goes on


def test_what_was_over_and_is_opened_again_begins_at_the_disposition_and_counts_as_reopened(world: World) -> None:
    bring(world, *ROWS)
    world.tick(wita(2, 10))
    world.fill(OVER, reopening="Pelapor membawa bukti baru")
    world.tick(wita(1, 10, month=12))
    case = case_of(world, OVER)
    assert case.outcome is None
    assert case.current.step is Step.REVIEW
    assert case.disposition is not None, "its kind of service says which group"
    assert case.disposition.group == "Pokja Sertifikasi dan Inspeksi"
    assert world.subjects("hasan@lama.example") != []
    assert balance_of(world, "2026-12").reopened == 1


def test_an_officer_s_proposal_to_reopen_what_was_over_reaches_the_head(world: World) -> None:
    bring(world, a_row(1, received_at=date(2026, 10, 5), ended_on=date(2026, 10, 20)))
    world.tick(wita(2, 10))
    world.fill(OPEN, reopening_proposed="Masalahnya muncul lagi")
    world.tick(wita(2, 11))
    assert world.subjects(rules_of(world.settings).head.email) != []
    assert world.subjects("hasan@lama.example") == []


def test_a_label_that_is_wanted_of_what_was_over_is_printed(world: World) -> None:
    bring(world, *ROWS)
    world.tick(wita(2, 10))
    world.fill(OVER, to_print="Label Map")
    world.tick(wita(2, 11))
    assert world.files_of(OVER) == {f"{OVER} Label Map.docx"}
    assert world.subjects("hasan@lama.example") == []


def test_an_old_paper_that_is_scanned_gets_a_folder_and_nobody_is_mailed(world: World) -> None:
    bring(world, *ROWS)
    world.tick(wita(2, 10))
    world.drive.drop("folder-scans", f"{OVER} Lampiran.pdf", a_pdf(a_page()))
    world.tick(wita(2, 11))
    world.tick(wita(2, 11, 5))
    assert [name.startswith(f"{OVER} Lampiran") for name in world.files_of(OVER)] == [True]
    assert world.subjects("hasan@lama.example") == []


# -- a lost ledger, a deleted row, an older workbook


def told(case: Case) -> Case:
    return replace(case, steps=tuple(replace(record, calendar="") for record in case.steps))


def test_a_lost_ledger_comes_back_with_what_was_taken_over_and_it_is_still_known(world: World) -> None:
    rows = (a_row(1, Penyebab="Alat rusak", **{"No Surat": "B/7/2025", "PIC": "Sari"}), *ROWS[1:])
    bring(world, *rows, columns=WORK)
    world.tick(wita(2, 10))
    world.fill(OVER, cause="Alat rusak sekali")
    world.tick(wita(2, 10, 5))
    before, places = world.ledger.memory(), world.ledger.places()
    mails = len(world.mailbox.mails)
    world.ledger.close()
    world.ledger = open_ledger(f"sqlite:///{world.folder / 'baru.db'}")
    for name, id in places.items():
        world.ledger.remember_place(name, id)
    restored = restore(world.job, wita(2, 11))
    assert restored.gaps == ()
    after = world.ledger.memory()
    assert {n: told(case) for n, case in after.cases.items()} == {n: told(case) for n, case in before.cases.items()}
    assert after.responses == before.responses
    world.tick(wita(2, 11, 5))
    assert len(world.mailbox.mails) == mails
    assert bring(world, *rows, columns=WORK).known == 3


def test_a_row_that_is_deleted_comes_back(world: World) -> None:
    bring(world, *ROWS)
    world.tick(wita(2, 10))
    world.workbook.delete_row("Register", world.row_of(OVER))
    world.tick(wita(2, 11))
    assert world.shown(OVER, "No. register lama") == "1"


def test_a_workbook_without_the_column_asks_for_setup_first(world: World) -> None:
    heading = world.workbook.column("Register", "No. register lama")
    world.workbook.type("Register", 0, "No. register lama", "Kolom kami")
    assert heading
    with pytest.raises(WrongRegister, match="Jalankan `setup`"):
        bring(world, *ROWS)
