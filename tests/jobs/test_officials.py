"""Who holds an office from which day on: signers, addressees and rights follow the tab Pejabat at the next tick."""

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from automation.domain.places import Place
from automation.jobs.officials import editors_of, known_terms
from automation.jobs.rebuild.command import restore
from automation.jobs.setup.layout import Editors
from automation.jobs.setup.plan import protections
from automation.jobs.setup.seeds import seeds_for
from automation.jobs.setup.setup_context import SetupContext, SetupReport
from automation.jobs.setup.workbook import _officials as officials_of_setup
from automation.jobs.tick import succession, sync
from automation.jobs.watch.officials import officials_found
from automation.register.schema import tabs
from tests.builders import wita
from tests.fakes import text_of
from tests.letters.letter_lines import as_text

from .test_locale import AMERICAN
from .test_rebuild import without_ledger
from .test_sync import ONE, run_to_decision, run_to_signature
from .world import World

HEAD, OLD = "kepala@bspji-samarinda.example", "bambang@bspji-samarinda.example"
NEW, ACTING = "wulan@bspji-samarinda.example", "indra@bspji-samarinda.example"
NIP = "198001012005012001"


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path, plain=True)
    made.workbook.arrange(protections({}, Editors("job@bspji.example", editors_of(made.settings, ()))))
    for folder, emails in (("folder-root", [HEAD, "dewi@bspji-samarinda.example"]), ("book", [OLD])):
        made.drive.files.setdefault(folder, made.drive.files["folder-root"].__class__(folder, folder, "root", "x"))
        for email in emails:
            made.drive.share(folder, email, "writer")
    made.tick(wita(2, 9))
    return made


def names(world: World, **cells) -> int:
    """Write a row into Pejabat and give its place."""
    world.workbook.add_row("Pejabat", **cells)
    return len(world.workbook.sheets["Pejabat"]) - 1


def a_lead(world: World, **cells) -> int:
    row = {"post": "Ketua Pokja Pengujian", "name": "Wulan Sari, S.T.", "email": NEW}
    return names(world, **{**row, **cells})


def may_write(world: World, title: str, column: str) -> frozenset[str]:
    """Give who may write in the first of our protections whose name holds a column."""
    (tab,) = (tab for tab in tabs().values() if tab.title == title)
    name = f"Tanggap: {title}, {tab.column(column).heading}–"
    return next(one.editors for _, one in world.workbook.protections.values() if one.name.startswith(name))


def officials_told(world: World, address: str) -> list[str]:
    return [one for one in world.subjects(address) if "sebagai" in one or "Anda kini" in one]


def test_a_lead_follows_the_tab_on_the_day_and_not_before(world):
    a_lead(world, first=date(2026, 11, 4))
    world.tick(wita(3, 9))
    assert NEW not in world.drive.files["book"].shares
    world.tick(wita(4, 9))
    assert NEW in world.drive.files["book"].shares
    assert OLD not in world.drive.files["book"].shares
    assert officials_told(world, NEW) == ["[Tanggap] Anda kini Ketua Pokja Pengujian"]
    assert officials_told(world, OLD) == ["[Tanggap] Tugas Anda sebagai Ketua Pokja Pengujian beralih"]
    assert NEW in may_write(world, "Register", "workers")
    assert OLD not in may_write(world, "Register", "workers")
    with world.quiet():
        world.tick(wita(4, 9, 5))


def test_to_and_fro_is_told_each_time(world):
    row = a_lead(world)
    world.tick(wita(3, 9))
    world.workbook.type("Pejabat", row, "Sampai", date(2026, 11, 3))
    world.tick(wita(4, 9))
    world.workbook.type("Pejabat", row, "Sampai", "")
    world.tick(wita(5, 9))
    come, go = (
        "[Tanggap] Anda kini Ketua Pokja Pengujian",
        "[Tanggap] Tugas Anda sebagai Ketua Pokja Pengujian beralih",
    )
    assert officials_told(world, NEW) == [come, go, come]
    assert officials_told(world, OLD) == [go, come, go]


def test_a_lead_who_acts_for_a_while_keeps_the_workbook_and_their_cases(world):
    world.drive.files["book"].parent = world.drive.files["folder-cases"].parent = "folder-root"
    acting = {"post": "Plh.", "name": "Bambang Sutrisno", "email": OLD, "nip": NIP}
    row = names(world, **acting, first=date(2026, 11, 3), last=date(2026, 11, 3))
    for day in (3, 5):
        world.workbook.type("Pejabat", row, "Dari", date(2026, 11, day))
        world.workbook.type("Pejabat", row, "Sampai", date(2026, 11, day))
        world.tick(wita(day, 9))
        assert world.drive.role_of("folder-root", OLD) == "writer"
        world.complain(subject=f"Perihal {day}")
        world.tick(wita(day, 9, 5))
        number = f"KEL-2026-000{(day - 1) // 2}"
        world.fill(number, classification="Keluhan", service="Pengujian", level="Sedang")
        world.tick(wita(day, 9, 10))
        world.tick(wita(day + 1, 9))
        assert world.drive.role_of("folder-root", OLD) is None
        assert world.drive.role_of("book", OLD) == "writer"
        cases = [file for file in world.drive.files.values() if file.parent == "folder-cases"]
        assert {world.drive.role_of(case.id, OLD) for case in cases} == {"writer"}
    with world.quiet():
        world.tick(wita(6, 9, 5))


def test_who_leaves_many_cases_is_shut_out_of_all_and_keeps_nothing_waiting(world, monkeypatch):
    monkeypatch.setattr(succession, "AT_ONCE", 2)
    for which in range(4):
        world.complain(subject=f"Perihal {which}", email=f"pelapor{which}@contoh.example")
    world.tick(wita(2, 9, 5))
    for which in range(4):
        world.fill(f"KEL-2026-000{which + 1}", classification="Keluhan", service="Pengujian", level="Sedang")
    world.tick(wita(2, 9, 10))
    assert sum(OLD in file.shares for file in world.drive.files.values()) == 5
    monkeypatch.setattr(sync, "CALLS_A_TICK", 3)
    monkeypatch.setattr(sync, "CALLS_FOR_MAILS", 1)
    a_lead(world)
    for minute in range(12):
        world.tick(wita(3, 9, minute))
    assert [file.name for file in world.drive.files.values() if OLD in file.shares] == []
    assert len(officials_told(world, OLD)) == 1


def test_who_was_let_in_while_a_tick_ran_is_shut_out_again(world):
    officer = {"post": "Petugas", "name": "Rudi Hartono", "email": "rudi@bspji-samarinda.example"}
    rows = []
    world.complain()
    world.drive.meanwhile(lambda: rows.append(names(world, **officer)))
    world.tick(wita(2, 9, 5))
    assert "rudi@bspji-samarinda.example" in world.drive.files["folder-root"].shares
    world.workbook.delete_row("Pejabat", rows[0])
    world.tick(wita(2, 9, 10))
    assert "rudi@bspji-samarinda.example" not in world.drive.files["folder-root"].shares


def test_what_comes_at_night_is_mailed_when_the_office_opens(world):
    a_lead(world, first=date(2026, 11, 3))
    world.tick(wita(3, 0, 5))
    assert NEW in world.drive.files["book"].shares
    assert officials_told(world, NEW) == []
    world.tick(wita(3, 7, 31))
    assert len(officials_told(world, NEW)) == 1


def test_who_cannot_be_let_in_is_one_warning_and_the_rest_goes_on(world):
    world.drive.without_account.add(NEW)
    a_lead(world)
    names(world, post="Petugas", name="Rudi Hartono", email="rudi@bspji-samarinda.example")
    report = world.tick(wita(3, 9))
    assert [one for one in report.refused if "akses" in one] == [next(iter(report.refused))]
    assert "belum dapat membuka buku kerja" in next(iter(report.refused.values()))
    assert "rudi@bspji-samarinda.example" in world.drive.files["folder-root"].shares
    world.tick(wita(3, 9, 1))
    assert OLD not in world.drive.files["book"].shares
    assert NEW not in may_write(world, "Register", "workers")
    assert len(officials_told(world, NEW)) == len(officials_told(world, OLD)) == 1


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        ({"email": "bukan alamat"}, "kolom Surel"),
        ({"email": ""}, "kolom Surel"),
        ({"name": ""}, "kolom Nama"),
        ({"post": "Ketua Pokja Kopi"}, "kolom Jabatan"),
        ({"first": "besok"}, "kolom Dari"),
        ({"first": date(2026, 11, 9), "last": date(2026, 11, 8)}, "kolom Sampai"),
        ({"nip": 198001012005012001.0}, "kolom NIP"),
        ({"nip": "1980"}, "kolom NIP"),
        ({"post": "Kepala Balai"}, "kolom Dari"),
    ],
)
def test_a_row_that_cannot_hold_leaves_the_last_good_state(world, cells, where):
    names(world, post="Petugas", name="Rudi Hartono", email="rudi@bspji-samarinda.example")
    world.tick(wita(3, 9))
    row = a_lead(world, **cells)
    report = world.tick(wita(3, 10))
    assert any(f"Lembar Pejabat, baris {row + 1}, {where}" in one for one in report.problems)
    assert NEW not in world.drive.files["book"].shares
    assert "rudi@bspji-samarinda.example" in world.drive.files["folder-root"].shares
    world.workbook.delete_row("Pejabat", row)
    assert world.tick(wita(3, 11)).problems == ()


def test_an_emptied_tab_changes_nothing_and_is_told(world):
    while len(world.workbook.sheets["Pejabat"]) > 1:
        world.workbook.delete_row("Pejabat", 1)
    report = world.tick(wita(3, 9))
    assert any("tidak ada baris Kepala Balai" in one for one in report.problems)
    assert HEAD in world.drive.files["folder-root"].shares
    assert report.effects == ()


def test_a_day_that_nobody_holds_is_bridged_and_told(world):
    world.workbook.type("Pejabat", 1, "Sampai", date(2026, 11, 3))
    names(world, post="Kepala Balai", name="Wulan Sari, S.T.", email=NEW, nip=NIP, first=date(2026, 11, 5))
    assert world.tick(wita(3, 9)).problems == ()
    report = world.tick(wita(4, 9))
    assert any("tidak ada yang menjabat Kepala Balai" in one for one in report.problems)
    assert HEAD in world.drive.files["folder-root"].shares
    assert world.tick(wita(5, 9)).problems == ()
    assert HEAD not in world.drive.files["folder-root"].shares
    assert NEW in may_write(world, "Pejabat", "post")


def test_who_acts_gets_the_tasks_and_the_kepala_balai_keeps_the_right(world):
    world.complain(stated_service="Lainnya")
    world.tick(wita(2, 9, 5))
    names(
        world,
        post="Plh.",
        name="Indra Kusuma",
        email=ACTING,
        nip=NIP,
        first=date(2026, 11, 3),
        last=date(2026, 11, 4),
    )
    world.tick(wita(3, 9))
    assert officials_told(world, ACTING) == ["[Tanggap] Anda kini Plh. Kepala Balai"]
    assert officials_told(world, HEAD) == ["[Tanggap] Tugas Anda sebagai Kepala Balai beralih"]
    assert HEAD in may_write(world, "Pejabat", "post")
    world.tick(wita(5, 9))
    assert officials_told(world, HEAD)[-1] == "[Tanggap] Anda kini Kepala Balai"


def test_a_workbook_without_the_tab_works_as_before(tmp_path):
    world = World(tmp_path, plain=True)
    world.ledger.forget_place(Place.tab("officials"))
    world.workbook.remove_tab("Pejabat")
    report = world.tick(wita(2, 9))
    assert report.problems == ()
    assert report.effects == ()


def test_a_draft_that_names_a_former_official_is_warned_of_until_it_is_edited(world):
    run_to_decision(world)
    draft = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.docx")
    world.workbook.type("Pejabat", 1, "Sampai", date(2026, 11, 4))
    names(world, post="Plt. Kepala Balai", name="Wulan Sari, S.T.", email=NEW, nip=NIP, first=date(2026, 11, 5))
    assert "masih menyebut" not in str(world.tick(wita(4, 14)).warnings)
    assert "kini Wulan Sari, S.T., Plt. Kepala Balai" in str(world.tick(wita(5, 9)).warnings[ONE])
    letter = docx.Document(BytesIO(draft.content))
    for text in letter.element.iter(qn("w:t")):
        if text.text == "Ratna Wulandari, S.T., M.T.":
            text.text = "Wulan Sari, S.T."
    out = BytesIO()
    letter.save(out)
    world.drive.edit(draft.id, out.getvalue())
    assert "masih menyebut" not in str(world.tick(wita(5, 10)).warnings)


def test_a_letter_that_names_a_former_official_is_not_made(world):
    run_to_decision(world)
    world.fill(ONE, decision="Setuju")
    world.workbook.type("Pejabat", 1, "Sampai", date(2026, 11, 4))
    names(world, post="Plt. Kepala Balai", name="Wulan Sari, S.T.", email=NEW, nip=NIP, first=date(2026, 11, 5))
    world.tick(wita(4, 15))
    world.fill(ONE, letter_number="B/120/BSPJI/XI/2026", letter_date="05/11/2026")
    world.tick(wita(5, 9))
    assert "Suratnya menunggu" in world.shown(ONE, "Peringatan")
    assert world.shown(ONE, "Status") == "Menunggu konsep disesuaikan"
    assert any("sunting penanda tangannya" in text_of(mail) for mail in world.mailbox.to(OLD))
    assert not [name for name in world.files_of(ONE) if name.endswith(".pdf")]


def test_a_cell_of_pokja_in_hand_shuts_nobody_out(world):
    world.workbook.type("Pokja", 1, "Ketua", "")
    world.tick(wita(3, 9))
    assert OLD in world.drive.files["book"].shares
    assert officials_told(world, OLD) == []
    world.workbook.type("Pokja", 1, "Ketua", "Wulan Sari")
    world.workbook.type("Pokja", 1, "Surel ketua", NEW)
    world.tick(wita(3, 9, 5))
    assert OLD not in world.drive.files["book"].shares
    assert officials_told(world, NEW) == ["[Tanggap] Anda kini Ketua Pokja Pengujian"]


def test_a_row_of_pokja_in_hand_keeps_nobody_out_who_comes(world):
    world.workbook.type("Pokja", 1, "Ketua", "Indra Kusuma")
    world.workbook.type("Pokja", 1, "Surel ketua", ACTING)
    world.tick(wita(2, 10))
    world.workbook.type("Pokja", 1, "Ketua", "")
    world.workbook.type("Pejabat", 1, "Sampai", date(2026, 11, 2))
    names(world, post="Kepala Balai", name="Wulan Sari, S.T.", email=NEW, nip=NIP, first=date(2026, 11, 3))
    report = world.tick(wita(3, 9))
    assert any("belum dicabut" in one for one in report.problems)
    assert NEW in world.drive.files["folder-root"].shares
    assert HEAD in world.drive.files["folder-root"].shares
    assert officials_told(world, NEW) == ["[Tanggap] Anda kini Kepala Balai"]
    assert NEW in may_write(world, "Pejabat", "post")
    assert ACTING in may_write(world, "Register", "workers")
    world.workbook.type("Pokja", 1, "Ketua", "Indra Kusuma")
    assert world.tick(wita(3, 9, 5)).problems == ()
    assert HEAD not in world.drive.files["folder-root"].shares
    assert ACTING in may_write(world, "Register", "workers")


def test_a_row_of_pokja_that_cannot_be_read_is_no_fault_of_pejabat(world):
    row = a_lead(world, first=date(2026, 11, 9))
    world.tick(wita(3, 9))
    for heading in ("Ketua", "Pokja"):
        world.workbook.type("Pokja", 1, heading, "")
        report = world.tick(wita(3, 10))
        assert not [one for one in report.problems if "Pejabat" in one]
    names(world, post="Petugas", name="Rudi Hartono", email="rudi@bspji-samarinda.example")
    world.tick(wita(3, 10, 5))
    assert "rudi@bspji-samarinda.example" in world.drive.files["folder-root"].shares
    world.workbook.type("Pokja", 1, "Pokja", "Pokja Lain")
    world.workbook.type("Pokja", 1, "Ketua", "Bambang Sutrisno")
    assert f"baris {row + 1}, kolom Jabatan" in str(world.tick(wita(3, 11)).problems)


def test_a_deleted_tab_pejabat_leaves_the_last_good_state_and_is_told(world):
    a_lead(world)
    world.tick(wita(3, 9))
    kept = [list(row) for row in world.workbook.sheets["Pejabat"]]
    world.workbook.remove_tab("Pejabat")
    report = world.tick(wita(3, 10))
    assert [one for one in report.problems if "Lembar Pejabat" in one and "setup" in one]
    assert NEW in world.drive.files["book"].shares
    with world.quiet():
        world.tick(wita(3, 10, 5))
    world.complain()
    assert world.tick(wita(3, 10, 10)).registered == (ONE,)
    world.workbook.add_tab("Pejabat", kept[0])
    world.workbook.sheets["Pejabat"] = kept
    assert world.tick(wita(3, 11)).problems == ()
    assert NEW in world.drive.files["book"].shares


def test_who_left_and_came_back_opens_what_is_reopened_meanwhile_or_later(world):
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(wita(5, 9))
    world.tick(wita(5, 9, 1))
    assert world.shown(ONE, "Status") == "Selesai"
    folder = next(id for id, file in world.drive.files.items() if file.name == ONE)
    assert OLD in world.drive.files[folder].shares
    a_lead(world, first=date(2026, 11, 6), last=date(2026, 11, 6))
    world.tick(wita(6, 9))
    assert OLD not in world.drive.files[folder].shares
    world.tick(wita(9, 9))
    assert OLD in world.drive.files["book"].shares
    world.fill(ONE, reopening="Hasil uji masih salah")
    world.tick(wita(9, 10))
    assert OLD in world.drive.files[folder].shares
    with world.quiet():
        world.tick(wita(9, 10, 5))


def test_a_lost_ledger_knows_the_officials_again_and_mails_nobody(world):
    a_lead(world)
    world.tick(wita(3, 9))
    before = len(world.mailbox.mails)
    restore(without_ledger(world).job, wita(3, 10))
    assert [one.name for one in known_terms(world.ledger.memory().notes).terms][-1] == "Wulan Sari, S.T."
    world.tick(wita(3, 10, 5))
    assert len(world.mailbox.mails) == before
    assert [effect for effect in world.tick(wita(3, 10, 6)).effects if "kantor/" in effect] == []
    names(world, post="Petugas", name="Rudi Hartono", email="rudi@bspji-samarinda.example")
    world.tick(wita(3, 11))
    assert officials_told(world, "rudi@bspji-samarinda.example") == ["[Tanggap] Anda kini Petugas Pelayanan"]


def test_a_letter_of_who_acts_reads_so(world):
    names(world, post="Plh.", name="Indra Kusuma", email=ACTING, nip=NIP, first=date(2026, 11, 2))
    run_to_signature(world)
    draft = next(file for file in world.drive.files.values() if file.name == f"{ONE} Surat Balasan.docx")
    text = as_text(draft.content)
    assert "Plh. Kepala Balai" in text
    assert "Indra Kusuma" in text
    assert NIP in text
    assert "Ratna Wulandari" not in text


def test_a_tab_that_was_deleted_comes_back_as_it_was(world):
    a_lead(world)
    world.tick(wita(3, 9))
    known = known_terms(world.ledger.memory().notes).terms
    rows = seeds_for(world.settings, date(2026, 11, 3), frozenset(), known)["officials"]
    assert ("Ketua Pokja Pengujian", "Wulan Sari, S.T.") in [row[:2] for row in rows]


def test_setup_and_doctor_doubt_the_dates_that_a_tick_doubts(world):
    world.workbook.in_force = AMERICAN
    names(world, post="Petugas", name="Rudi Hartono", email="rudi@bspji-samarinda.example", first=date(2026, 3, 12))
    assert "terbaca 12 Maret 2026" in str(world.tick(wita(3, 9)).problems)
    nothing: Any = None
    setup = SetupContext(
        settings=world.settings, ledger=world.ledger, construction=nothing, drive=world.drive, open_workbook=nothing
    )
    [table] = world.workbook.read(["Pejabat"])
    report = SetupReport()
    seen, (found, *_) = officials_found(setup, table, (), wita(3, 10))
    again = officials_of_setup(setup, {"officials": table}, (), date(2026, 11, 3), report)
    assert "terbaca 12 Maret 2026" in found.advice
    assert "terbaca 12 Maret 2026" in str(report.problems)
    assert "Rudi Hartono" not in str((seen.known, again.known))
