"""The tab Tindakan: listed by the job, filled by people, reminded of, checked later by somebody else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from automation.domain.actions import ActionKey
from automation.domain.numbers import ComplaintNumber
from automation.domain.places import Place
from automation.jobs.rebuild.command import restore
from automation.jobs.tick.emptiness_guard import SuddenEmptiness
from automation.register.schema import tabs
from tests.builders import wita
from tests.fakes import text_of
from tests.letters.letter_lines import as_text

from .test_rebuild import without_ledger
from .test_sync import ONE, run_to_decision
from .world import World

K1, P1, FREE = f"{ONE}/K1", f"{ONE}/P1", "TND-0001"
TAB = "Tindakan"
LEAD, HEAD = "bambang@bspji-samarinda.example", "kepala@bspji-samarinda.example"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def write(world: World, key: str, **cells: Any) -> None:
    row = world.workbook.row_of(TAB, key)
    for name, value in cells.items():
        world.workbook.type(TAB, row, tabs()["actions"].column(name).heading, value)


def keys(world: World) -> list[str]:
    return [str(row["Kode tindakan"]) for row in world.workbook.rows(TAB)]


def row(world: World, key: str) -> dict[str, Any]:
    return next(one for one in world.workbook.rows(TAB) if one["Kode tindakan"] == key)


def status(world: World) -> str:
    return next(str(one["Tindakan"]) for one in world.workbook.rows("Status") if one["Nomor"] == ONE)


def told(world: World, address: str) -> str:
    return "\n".join(text_of(mail) for mail in world.mailbox.to(address))


def decide_actions(world: World) -> None:
    world.complain()
    world.tick()
    world.fill(ONE, classification="Keluhan", service="Pengujian", workers="tidak ada", findings="Tertukar")
    world.fill(ONE, cause="Label terlepas", corrective_action="Uji ulang", preventive_action="Label ganda")
    world.tick(wita(2, 11))


def test_step_6_lists_one_corrective_and_one_preventive_action_with_empty_cells(world: World) -> None:
    decide_actions(world)
    assert keys(world)[-2:] == [K1, P1]
    assert row(world, K1)["Ditetapkan di langkah 6"] == "Uji ulang"
    assert row(world, P1)["Jenis tindakan"] == "Pencegahan"
    own = {"Kode tindakan", "Nomor", "Jenis tindakan", "Ditetapkan di langkah 6"}
    assert {row(world, K1)[column.heading] for column in tabs()["actions"].columns if column.heading not in own} == {
        ""
    }
    with world.quiet():
        world.tick(wita(2, 11, 1))


def test_what_step_6_decided_is_a_document_before_the_work(world: World) -> None:
    decide_actions(world)
    concept = next(one for one in world.drive.files.values() if one.name == f"{ONE} Konsep Tindakan Perbaikan.docx")
    for said in ("Uji ulang", "Label ganda", "Label terlepas"):
        assert said in as_text(concept.content)


def test_an_office_without_the_template_and_the_tab_goes_on_as_before(world: World) -> None:
    world.ledger.forget_place(Place.template("konsep_tindakan"))
    world.ledger.forget_place(Place.tab("actions"))
    decide_actions(world)
    assert f"{ONE} Konsep Tindakan Perbaikan.docx" not in world.files_of(ONE)
    assert world.shown(ONE, "Status") == "Menerapkan tindakan"


def test_the_report_of_step_7_is_told_to_the_head(world: World) -> None:
    run_to_decision(world)
    world.tick(wita(5, 9))
    assert "Laporan tindakan perbaikan untuk Anda" in told(world, HEAD)


def test_who_answers_for_an_action_is_asked_to_plan_it_and_then_reminded(world: World) -> None:
    decide_actions(world)
    world.tick(wita(3, 9))
    assert "Tindakan K1 belum punya penanggung jawab" in told(world, LEAD)
    write(world, K1, owner="rudi@lab.example", due="06/11/2026")
    write(world, P1, owner="Bambang Wijaya", due="20/11/2026")
    world.tick(wita(3, 10))
    assert "K1 (Koreksi): dikerjakan, tenggat 6 November 2026" in status(world)
    world.tick(wita(6, 9))
    assert "Segera jatuh tempo – Tindakan K1" in told(world, "rudi@lab.example")
    world.tick(wita(9, 9))
    assert "TERLAMBAT – Tindakan K1" in told(world, "rudi@lab.example")
    world.tick(wita(10, 9))
    assert "Mohon perhatian pimpinan, TERLAMBAT – Tindakan K1" in told(world, HEAD)


def test_an_owner_without_an_address_is_reminded_through_the_lead(world: World) -> None:
    decide_actions(world)
    write(world, K1, owner="Pak Karyo", due="06/11/2026")
    world.tick(wita(3, 10))
    world.tick(wita(6, 9))
    assert "Segera jatuh tempo – Tindakan K1" in told(world, LEAD)


def test_effective_within_three_days_holds_until_the_later_check(world: World) -> None:
    run_to_decision(world)
    assert "K1 (Koreksi): efektif sementara, diperiksa lagi 2 Februari 2027" in status(world)
    write(world, K1, done_on="03/11/2026", check_on="01/12/2026")
    world.tick(wita(5, 9))
    assert "K1 (Koreksi): efektif sementara, diperiksa lagi 1 Desember 2026" in status(world)
    assert "P1 (Pencegahan): efektif sementara, diperiksa lagi 2 Februari 2027" in status(world)
    world.tick(wita(1, 9, month=12))
    assert "Segera jatuh tempo – Pemeriksaan tindakan K1" in told(world, LEAD)
    write(world, K1, result="Efektif", note="Tidak ada label lepas", checked_by="Siti Aminah")
    world.tick(wita(2, 9, month=12))
    assert "K1 (Koreksi): efektif, sudah diperiksa" in status(world)


def test_a_check_of_what_nobody_has_done_yet_does_not_count(world: World) -> None:
    decide_actions(world)
    write(world, K1, owner="Pak Karyo", due="06/11/2026", result="Efektif", checked_by="Siti Aminah")
    world.tick(wita(3, 9))
    assert "K1 (Koreksi): dikerjakan, tenggat 6 November 2026" in status(world)
    assert "belum dikerjakan, jadi Hasil pemeriksaan belum berlaku" in str(world.shown(ONE, "Peringatan"))
    write(world, K1, done_on="04/11/2026")
    world.tick(wita(3, 10))
    assert "efektif, sudah diperiksa" not in status(world)
    world.tick(wita(4, 9))
    assert "K1 (Koreksi): efektif, sudah diperiksa" in status(world)


def test_who_did_an_action_does_not_check_it_and_is_not_asked_to(world: World) -> None:
    run_to_decision(world)
    lead = next(group.lead for group in world.settings.disposition.groups if "Pengujian" in group.services)
    write(world, K1, owner=lead.name, due="03/11/2026", done_on="03/11/2026", check_on="01/12/2026")
    world.tick(wita(1, 9, month=12))
    assert "Pemeriksaan tindakan K1" not in told(world, LEAD)
    write(world, K1, result="Efektif", checked_by=lead.email)
    world.tick(wita(2, 9, month=12))
    assert "tidak boleh memeriksanya" in str(world.shown(ONE, "Peringatan"))
    assert "efektif sementara" in status(world)


@pytest.mark.parametrize("code", [f"{ONE}/K7", "KEL-2026-0099/P1"])
def test_a_row_with_a_code_that_somebody_thought_of_is_named(world: World, code: str) -> None:
    run_to_decision(world)
    world.workbook.add_row("Tindakan", action=code, what="Ganti alat")
    outcome = world.tick(wita(5, 9))
    assert any("bukan baris bernomor" in problem for problem in outcome.problems)
    assert code not in world.ledger.memory().actions


def test_a_dash_checks_no_action(world: World) -> None:
    run_to_decision(world)
    write(world, K1, done_on="03/11/2026", result="Efektif", checked_by="-")
    world.tick(wita(5, 9))
    assert f"Tindakan {K1}: isi Diperiksa oleh" in str(world.shown(ONE, "Peringatan"))
    assert "K1 (Koreksi): efektif sementara" in status(world)


def test_a_dash_is_nobody_who_does_an_action(world: World) -> None:
    decide_actions(world)
    write(world, K1, owner="–", due="06/11/2026")
    world.tick(wita(3, 9))
    assert "K1 (Koreksi): belum ada penanggung jawab" in status(world)


def test_a_round_that_was_not_effective_is_followed_by_rows_of_its_own(world: World) -> None:
    decide_actions(world)
    world.fill(ONE, applied_on="02/11/2026", verification="Belum", verified_by="Siti Aminah", effective="Tidak")
    world.tick(wita(3, 9))
    world.fill(ONE, cause="Perekat", corrective_action="Ganti perekat", preventive_action="Uji perekat")
    world.tick(wita(3, 10))
    assert keys(world)[-2:] == [f"{ONE}/K2", f"{ONE}/P2"]
    assert status(world).startswith("K2 (Koreksi)")
    assert f"{ONE} Konsep Tindakan Perbaikan (2).docx" in world.files_of(ONE)


def test_a_free_row_takes_an_action_of_no_complaint_and_more_rows_follow(world: World) -> None:
    world.tick()
    for key in ("TND-0001", "TND-0002", "TND-0003"):
        write(world, key, origin="Audit internal 2026", what="Perbarui daftar alat", owner=LEAD, due="06/11/2026")
    world.tick(wita(3, 9))
    assert keys(world) == [f"TND-{place:04d}" for place in range(1, 9)]
    world.tick(wita(6, 9))
    assert "Segera jatuh tempo – Tindakan TND-0001" in told(world, LEAD)
    assert "Perbarui daftar alat" in told(world, LEAD)


def test_sorting_the_tab_changes_nothing(world: World) -> None:
    decide_actions(world)
    write(world, K1, owner="Pak Karyo")
    world.tick(wita(2, 11, 30))
    world.workbook.sort(TAB, "Penanggung jawab")
    with world.quiet():
        world.tick(wita(2, 11, 31))
    assert row(world, K1)["Penanggung jawab"] == "Pak Karyo"


def test_a_deleted_row_comes_back_whole_and_riwayat_tells_it(world: World) -> None:
    decide_actions(world)
    write(world, K1, owner="Pak Karyo", due="06/11/2026")
    world.tick(wita(2, 11, 30))
    before = row(world, K1)
    world.workbook.delete_row(TAB, world.workbook.row_of(TAB, K1))
    world.tick(wita(2, 11, 31))
    assert row(world, K1) == before
    assert "Baris tindakan K1 dihapus" in str([line.what for line in world.ledger.history()])


def test_edits_are_told_in_riwayat_with_who_knows_what_before(world: World) -> None:
    decide_actions(world)
    write(world, K1, owner="Pak Karyo")
    world.tick(wita(2, 11, 30))
    line = world.ledger.history()[-1]
    assert (line.what, line.old, line.new) == ("Tindakan K1: Penanggung jawab diubah", "", "Pak Karyo")
    assert line.number == ONE


def test_a_tab_suddenly_bare_stops_the_tick(world: World) -> None:
    for place in range(3):
        world.complain(email=f"p{place}@contoh.example", subject=f"Hal {place}")
    world.tick()
    for place in range(1, 4):
        number = f"KEL-2026-{place:04d}"
        world.fill(number, classification="Keluhan", service="Pengujian", workers="tidak ada", findings="x")
        world.fill(number, cause="y", corrective_action="z", preventive_action="w")
    world.tick(wita(2, 11))
    world.tick(wita(2, 11, 1))
    while len(world.workbook.rows(TAB)):
        world.workbook.delete_row(TAB, 1)
    with pytest.raises(SuddenEmptiness, match="Tindakan"):
        world.tick(wita(2, 11, 2))


def test_a_row_that_people_made_is_named_and_counts_for_nothing(world: World) -> None:
    world.tick()
    world.workbook.add_row(TAB, what="Tanpa kode")
    outcome = world.tick(wita(2, 10))
    assert any("bukan baris bernomor" in problem for problem in outcome.problems)


def test_what_cannot_be_read_is_named_beside_the_complaint(world: World) -> None:
    decide_actions(world)
    write(world, K1, due="31/02/2026")
    world.tick(wita(2, 11, 30))
    assert f"Tindakan {K1}: Tenggat tindakan: tulis tanggal" in str(world.shown(ONE, "Peringatan"))


def test_evidence_that_is_gone_is_told_to_who_did_it_and_who_answers_for_it(world: World) -> None:
    run_to_decision(world)
    folder = next(id for id, file in world.drive.files.items() if file.name == ONE)
    proof = world.drive.drop(folder, "foto label.jpg", b"foto")
    write(world, K1, owner="rudi@lab.example", due="03/11/2026", done_on="03/11/2026", evidence="Foto  label.jpg")
    write(world, P1, evidence=f"https://drive.google.com/file/d/{proof}/view")
    world.tick(wita(4, 11))
    assert "Bukti" not in told(world, LEAD)
    world.faults.forget()
    world.tick(wita(4, 11, 5))
    assert world.faults.reads.count("drive.contents") == 0  # Once a day, and when another file is named.
    del world.drive.files[proof]
    world.tick(wita(5, 9))
    assert "Bukti tindakan K1 tidak ditemukan" in told(world, "rudi@lab.example")
    assert "Bukti tindakan K1 tidak ditemukan" in told(world, LEAD)
    assert f"Tindakan {K1}: berkas di Bukti tidak ditemukan" in str(world.shown(ONE, "Peringatan"))
    world.drive.drop(folder, "foto label.jpg", b"foto")
    world.tick(wita(6, 9))
    assert f"Tindakan {K1}: berkas di Bukti" not in str(world.shown(ONE, "Peringatan"))


@pytest.mark.parametrize(
    "evidence",
    [
        "foto label",
        "foto label.jpg; daftar hadir.pdf",
        "daftar hadir.pdf, foto label.jpg",
        "–",
        "a.jpg\nfoto label.jpg",
    ],
)
def test_evidence_is_found_as_people_name_it_and_a_dash_names_none(world: World, evidence: str) -> None:
    run_to_decision(world)
    folder = next(id for id, file in world.drive.files.items() if file.name == ONE)
    world.drive.drop(folder, "Foto label.jpg", b"foto")
    write(world, K1, evidence=evidence)
    world.tick(wita(4, 11))
    assert "berkas di Bukti" not in str(world.shown(ONE, "Peringatan"))


def test_a_lost_ledger_knows_the_actions_again_and_tells_nobody_twice(world: World) -> None:
    run_to_decision(world)
    write(world, K1, owner="Pak Karyo", due="06/11/2026")
    write(world, FREE, what="Perbarui daftar alat")
    world.tick(wita(4, 11))
    world.tick(wita(5, 9))
    before, shown, mails = world.workbook.rows(TAB), status(world), len(world.mailbox.to(LEAD))
    without_ledger(world)
    restore(world.job, wita(5, 9, 30))
    world.tick(wita(5, 9, 30))
    assert world.workbook.rows(TAB) == before
    assert status(world) == shown
    assert len(world.mailbox.to(LEAD)) == mails
    assert world.ledger.memory().actions[K1].cells["owner"] == "Pak Karyo"


def test_an_action_goes_on_after_its_complaint_was_withdrawn_no_more(world: World) -> None:
    decide_actions(world)
    world.fill(ONE, classification="Dicabut pelapor")
    world.tick(wita(3, 7))
    before = told(world, LEAD)
    world.tick(wita(4, 9))
    assert status(world) == ""
    assert told(world, LEAD) == before


@pytest.mark.parametrize("printed", [K1, P1, FREE, "KEL-2026-0042/P12", "TND-00123"])
def test_a_key_is_printed_and_read_back(printed: str) -> None:
    found = ActionKey.read(printed)
    assert found is not None
    assert str(found).replace("TND-0123", "TND-00123") == printed


@pytest.mark.parametrize("text", ["", "K1", "KEL-2026-0042", "KEL-2026-0042/K0", "TND-1", "TND-0001/K1", "KEL/K1"])
def test_what_is_no_key_is_none(text: str) -> None:
    assert ActionKey.read(text) is None


def test_free_rows_are_topped_up_where_people_deleted_some(world: World) -> None:
    world.tick()
    world.tick(wita(2, 10))
    world.workbook.delete_row(TAB, world.workbook.row_of(TAB, "TND-0003"))
    world.tick(wita(2, 10, 30) + timedelta(minutes=1))
    assert sorted(keys(world)) == [f"TND-{place:04d}" for place in range(1, 6)]
    assert ComplaintNumber.read(ONE) not in world.ledger.memory().cases
