"""A period's report tells what became of actions, and which matters came back, as it stood when the period ended."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from automation.domain.actions import Check, CheckResult
from automation.jobs.periodic.contents import report_of
from automation.jobs.periodic.counting import figures_of
from automation.jobs.periodic.national import national_calendar
from automation.jobs.rebuild.command import restore
from automation.jobs.report import report
from automation.report.period import Period
from automation.report.rows import Section
from tests.builders import wita

from .test_actions import FREE, K1, P1, write
from .test_rebuild import without_ledger
from .test_recurrence import TWO, again
from .test_sync import ONE, run_to_decision
from .world import World

NOVEMBER, DECEMBER = "2026-11", "2026-12"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """An office in which one complaint was answered on 2 November, and both its actions called effective for now."""
    world = World(tmp_path, plain=True)
    run_to_decision(world)
    world.fill(ONE, cause_category="Metode")
    world.tick(wita(4, 11))
    return world


def counted(world: World, period: str, section: Section = Section.ACTIONS) -> dict[str, Any]:
    memory, settings = world.ledger.memory(), world.settings
    rows = figures_of(memory, settings, Period.parse(period), national_calendar(memory, settings))
    return {row.measure: row.value for row in rows if row.section is section and row.value}


def paper(world: World, period: str) -> str:
    memory, settings = world.ledger.memory(), world.settings
    blocks, _ = report_of(memory, settings, Period.parse(period), national_calendar(memory, settings))
    return "\n".join([*(one.text for one in blocks), *(" | ".join(row) for one in blocks for row in one.rows)])


def test_what_step_7_called_effective_is_told_as_provisional(world: World) -> None:
    assert counted(world, NOVEMBER) == {
        "Tindakan baru": 2,
        "Tindakan selesai dikerjakan": 2,
        "Efektif sementara: menunggu pemeriksaan kemudian": 2,
    }
    text = paper(world, NOVEMBER)
    assert f"{K1} | Koreksi | efektif sementara | 02/02/2027 | –" in text
    assert "efektif sementara, sampai diperiksa lagi" in text


def test_open_and_overdue_ones_are_counted_and_named_by_code_alone(world: World) -> None:
    write(world, FREE, what="Latih petugas loket", owner="Pak Karyo", due="20/11/2026")
    write(world, "TND-0002", what="Perbarui daftar alat", owner="Pak Karyo", due="20/12/2026")
    world.tick(wita(9, 9))
    assert counted(world, NOVEMBER)["Belum selesai pada akhir masa"] == 2
    assert counted(world, NOVEMBER)["Belum selesai dan melewati tenggat"] == 1
    text = paper(world, NOVEMBER)
    assert f"{FREE} | Peningkatan | dikerjakan | 20/11/2026 | terlambat" in text
    assert "TND-0002 | Peningkatan | dikerjakan | 20/12/2026 | –" in text
    assert "Karyo" not in text
    assert "Latih" not in text


def test_a_row_without_a_complaint_counts_from_the_day_it_says_something(world: World) -> None:
    write(world, FREE, what="Perbarui daftar alat")
    world.tick(wita(7, 9, month=12))
    assert world.ledger.memory().actions[FREE].listed_on == date(2026, 12, 7)
    assert counted(world, NOVEMBER)["Tindakan baru"] == 2
    assert counted(world, DECEMBER)["Tindakan baru"] == 1


def test_a_later_check_counts_in_its_month_and_changes_no_month_before(world: World) -> None:
    write(world, K1, result="Efektif", note="Baik", checked_by="Siti Aminah")
    write(world, P1, result="Tidak efektif", note="Label lepas", checked_by="Siti Aminah")
    world.tick(wita(7, 9, month=12))
    assert counted(world, NOVEMBER)["Efektif sementara: menunggu pemeriksaan kemudian"] == 2
    assert counted(world, DECEMBER) == {"Diperiksa kemudian: efektif": 1, "Diperiksa kemudian: tidak efektif": 1}
    assert K1 not in paper(world, DECEMBER)


def test_a_check_that_does_not_count_is_none(world: World) -> None:
    write(world, K1, result="Efektif")
    world.tick(wita(7, 9, month=12))
    assert counted(world, DECEMBER) == {"Efektif sementara: menunggu pemeriksaan kemudian": 2}
    write(world, K1, checked_by="Siti Aminah")
    world.tick(wita(8, 9, month=12))
    write(world, K1, result="")
    world.tick(wita(9, 9, month=12))
    assert not world.ledger.memory().actions[K1].checks


def test_a_check_whose_time_is_over_is_late(world: World) -> None:
    write(world, K1, check_on="20/11/2026")
    world.tick(wita(9, 9))
    assert counted(world, NOVEMBER)["Pemeriksaan kemudian melewati waktunya"] == 1


def test_a_suspected_recurrence_is_counted_apart_until_somebody_says(world: World) -> None:
    again(world)
    assert counted(world, DECEMBER, Section.RECURRENCES) == {"Diduga kambuh, belum dinyatakan": 1}
    assert f"{TWO} | {ONE}" not in paper(world, DECEMBER)
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(5, 9, month=1, year=2027))
    assert counted(world, DECEMBER, Section.RECURRENCES) == {"Diduga kambuh, belum dinyatakan": 1}
    assert counted(world, "2027-01", Section.RECURRENCES) == {"Dinyatakan kambuh": 1}
    assert f"{TWO} | {ONE}" in paper(world, "2027-01")


def test_a_denied_one_is_counted_as_that(world: World) -> None:
    again(world)
    world.fill(TWO, recurrence="Tidak")
    world.tick(wita(9, 11, month=12))
    assert counted(world, DECEMBER, Section.RECURRENCES) == {"Dinyatakan bukan kambuh": 1}


def test_an_action_whose_matter_came_back_is_reviewed_and_checked_a_second_time(world: World) -> None:
    write(world, K1, result="Efektif", note="Baik", checked_by="Siti Aminah")
    world.tick(wita(5, 9))
    again(world)
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 11, month=12))
    assert counted(world, NOVEMBER)["Diperiksa kemudian: efektif"] == 1
    assert counted(world, DECEMBER)["Ditinjau ulang karena kambuh"] == 2
    assert counted(world, DECEMBER)["Peninjauan ulang belum selesai"] == 2
    write(world, K1, result="Tidak efektif", note="Label tetap lepas")
    world.tick(wita(5, 9, month=1, year=2027))
    assert world.ledger.memory().actions[K1].checks == (
        Check(date(2026, 11, 5), CheckResult.EFFECTIVE),
        Check(date(2027, 1, 5), CheckResult.INEFFECTIVE, 1),
    )
    assert counted(world, DECEMBER)["Peninjauan ulang belum selesai"] == 2
    assert counted(world, "2027-01")["Peninjauan ulang belum selesai"] == 1


def test_what_another_round_took_the_place_of_is_open_no_more(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", workers="tidak ada", findings="Tertukar")
    world.fill(ONE, cause="Label terlepas", corrective_action="Uji ulang", preventive_action="Label ganda")
    world.tick(wita(2, 11))
    world.fill(ONE, applied_on="02/11/2026", verification="Belum", verified_by="Siti Aminah", effective="Tidak")
    world.tick(wita(3, 9))
    assert counted(world, NOVEMBER)["Belum selesai pada akhir masa"] == 2
    world.fill(ONE, cause="Lem", corrective_action="Ganti lem", preventive_action="Uji lem")
    world.tick(wita(1, 9, month=12))
    assert counted(world, NOVEMBER)["Belum selesai pada akhir masa"] == 2
    text = paper(world, DECEMBER)
    assert f"{ONE}/K2 | Koreksi" in text
    assert f"{K1} |" not in text


def test_a_lost_ledger_counts_the_same_again(world: World) -> None:
    write(world, K1, result="Efektif", note="Baik", checked_by="Siti Aminah")
    world.tick(wita(5, 9))
    again(world)
    world.fill(TWO, recurrence="Ya")
    world.tick(wita(9, 11, month=12))
    sections = (Section.ACTIONS, Section.RECURRENCES)
    before = [counted(world, DECEMBER, section) for section in sections]
    november, checks = counted(world, NOVEMBER), world.ledger.memory().actions[K1].checks
    without_ledger(world)
    restore(world.job, wita(9, 13, month=12))
    world.tick(wita(9, 13, month=12))
    assert world.ledger.memory().actions[K1].checks == checks
    assert [counted(world, DECEMBER, section) for section in sections] == before
    assert counted(world, NOVEMBER) == november


def test_in_a_year_that_is_not_over_nothing_is_late_before_its_day(world: World) -> None:
    write(world, FREE, what="Latih petugas loket", owner="Pak Karyo", due="20/12/2026")
    world.tick(wita(9, 9))
    told = report(world.ledger, world.settings, Period.parse("2026"), today=date(2026, 11, 9))
    assert re.search(r"Belum selesai dan melewati tenggat +0$", told, re.MULTILINE)
    on_its_day = report(world.ledger, world.settings, Period.parse("2026"), today=date(2026, 12, 20))
    assert re.search(r"Belum selesai dan melewati tenggat +0$", on_its_day, re.MULTILINE)
    later = report(world.ledger, world.settings, Period.parse("2026"), today=date(2026, 12, 21))
    assert re.search(r"Belum selesai dan melewati tenggat +1$", later, re.MULTILINE)


def test_a_complaint_that_was_withdrawn_for_a_while_leaves_no_action_open_in_that_month(tmp_path: Path) -> None:
    world = World(tmp_path, plain=True)
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", workers="tidak ada", findings="Tertukar")
    world.fill(ONE, cause="Label terlepas", corrective_action="Uji ulang", preventive_action="Label ganda")
    world.tick(wita(2, 11))
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(3, 9))
    assert "Belum selesai pada akhir masa" not in counted(world, NOVEMBER)
    world.fill(ONE, classification="Keluhan")
    world.tick(wita(1, 9, month=12))
    assert "Belum selesai pada akhir masa" not in counted(world, NOVEMBER)
    assert counted(world, DECEMBER)["Belum selesai pada akhir masa"] == 2
