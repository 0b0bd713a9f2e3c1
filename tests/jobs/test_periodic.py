"""The report of a period is made once, on the first working day after it, and its figures never change."""

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest

from automation.domain.documents import PERIODIC_REPORT
from automation.domain.notes import Note
from automation.domain.periodic import StatedFigures
from automation.domain.places import Place
from automation.jobs.rebuild.command import restore
from automation.ports import TryLater
from tests.builders import wita
from tests.fakes import Killed, text_of
from tests.jobs.test_rebuild import without_ledger
from tests.jobs.world import OFFICER, World

HEAD = "kepala@bspji-samarinda.example"
#: Sunday is the first of November 2026.
SUNDAY, MONDAY = wita(1, 10), wita(2, 8)
OCTOBER = "kantor/laporan/2026-10"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "kantor", plain=True)


def october(world: World, count: int = 2) -> None:
    for place in range(count):
        world.now = wita(12 + place, 9, month=10)
        world.complain(subject=f"Keluhan {place}")
    world.tick(wita(20, 9, month=10))


def documents(world: World) -> dict[str, bytes]:
    return {file.name: file.content for file in world.drive.inside("folder-reports")}


def lines_of(content: bytes) -> list[str]:
    document = docx.Document(BytesIO(content))
    cells = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def riwayat(world: World) -> list[tuple[str, str, str]]:
    about = ("Laporan penanganan", "Angka 20")
    return [(line.what, line.old, line.new) for line in world.ledger.history() if line.what.startswith(about)]


def told_of(world: World, address: str, words: str) -> list[str]:
    texts = [text_of(mail) for mail in world.mailbox.to(address)]
    return [text for text in texts if words in text]


def stated(world: World, period: str) -> dict[str, int]:
    figures = StatedFigures.read(world.ledger.memory().notes[Note.reported(period)])
    assert figures is not None
    return dict(figures.named)


def test_what_comes_in_with_the_tick_that_makes_it_is_in_it(world: World) -> None:
    october(world)
    world.complain(OFFICER, channel="Surat", received_at="2026-10-30 10:00", subject="Baru dicatat sesudah bulannya")
    world.tick(MONDAY)
    assert stated(world, "2026-10")["diterima"] == 3


def test_it_is_told_of_in_the_tick_that_makes_it_though_a_cell_was_edited_before(world: World) -> None:
    october(world)
    world.fill("KEL-2026-0001", incoming_number="Agenda 12")
    world.tick(MONDAY)
    assert documents(world)
    assert told_of(world, HEAD, "Laporan sudah disusun")


def test_it_is_made_on_the_first_working_day_and_not_before(world: World) -> None:
    october(world)
    assert not world.tick(SUNDAY).effects
    assert not [one for one in world.tick(wita(2, 7)).effects if "laporan/" in one]
    done = world.tick(MONDAY).effects
    assert [one for one in done if one.startswith("kantor/laporan")] == [OCTOBER]
    assert set(documents(world)) == {
        "Laporan Penanganan Keluhan Oktober 2026.docx",
        "Laporan Penanganan Keluhan Oktober 2026.pdf",
    }
    with world.quiet():
        world.tick(wita(2, 8, 1))
    assert stated(world, "2026-10")["diterima"] == 2


def test_nothing_is_made_of_a_time_before_the_office_began(world: World) -> None:
    world.now = wita(3, 9)
    world.complain()
    world.tick(wita(3, 9))
    world.tick(wita(4, 9))
    assert documents(world) == {}


def test_an_office_of_before_makes_the_last_month_quarter_and_year_alone(world: World) -> None:
    world.now = datetime(2025, 3, 3, 1, tzinfo=wita(1).tzinfo)
    world.complain()
    world.tick(world.now)
    done = world.tick(wita(4, 9)).effects
    assert {one for one in done if one.startswith("kantor/laporan")} == {
        OCTOBER,
        "kantor/laporan/2026-Q3",
        "kantor/laporan/2025",
    }


def test_the_head_is_told_once_and_the_next_above_by_the_offices_choice(tmp_path: Path) -> None:
    world = World(tmp_path / "kantor", plain=True, laporan__kabari_atasan=True)
    october(world)
    world.tick(MONDAY)
    world.tick(wita(3, 9))
    head, superior = world.settings.office.head.email, world.settings.office.superior
    assert superior is not None
    for address in (head, superior.email):
        (told,) = told_of(world, address, "Laporan sudah disusun")
        assert "Diterima 2, berakhir 0, masih ditangani 2" in told


def test_arsip_shows_both_files_with_what_lies_there(world: World) -> None:
    october(world)
    world.tick(MONDAY)
    rows = {str(row["Kode sistem"]): row for row in world.workbook.rows("Arsip")}
    for ending in ("docx", "pdf"):
        row, name = rows[f"{OCTOBER}.{ending}"], f"Laporan Penanganan Keluhan Oktober 2026.{ending}"
        assert row["SHA-256"] == hashlib.sha256(documents(world)[name]).hexdigest()
        assert (row["Nama berkas"], row["Jenis dokumen"], row["Nomor"]) == (name, "Laporan Penanganan Keluhan", "")


def test_it_names_nobody_and_repeats_nobodys_words(world: World) -> None:
    october(world)
    world.tick(MONDAY)
    text = "\n".join(lines_of(documents(world)["Laporan Penanganan Keluhan Oktober 2026.docx"]))
    assert "KEL-2026-0001 | 12/10/2026 | – | Pengujian | – | Masih ditangani" in text
    for theirs in ("Siti", "Kayu", "Keluhan 0", "belum kami terima", "siti@"):
        assert theirs not in text


def test_what_came_in_late_changes_no_report_and_stands_as_a_correction_in_the_next_one_once(world: World) -> None:
    october(world)
    world.tick(MONDAY)
    before = documents(world)
    world.now = wita(9, 9)
    world.complain(OFFICER, channel="Surat", received_at="2026-10-30 10:00")
    world.tick(wita(9, 9))
    world.tick(wita(1, 9, month=12))
    world.tick(wita(4, 9, month=1, year=2027))
    assert {name: content for name, content in documents(world).items() if "Oktober" in name} == before
    november = lines_of(documents(world)["Laporan Penanganan Keluhan November 2026.docx"])
    assert "Koreksi atas laporan terdahulu" in november
    assert "Oktober 2026 | Diterima | 2 | 3" in november
    december = lines_of(documents(world)["Laporan Penanganan Keluhan Desember 2026.docx"])
    assert "Koreksi atas laporan terdahulu" not in december
    assert "Angka 2026-10 dikoreksi dalam laporan sesudahnya" in [what for what, _, _ in riwayat(world)]
    assert stated(world, "2026-10")["diterima"] == 3


@pytest.mark.parametrize(
    ("how", "change"),
    [
        *(("die_before", change) for change in range(1, 8)),
        *(("die_after", change) for change in (3, 4, 5)),
        ("fail_before", 2),
        ("fail_before", 8),
        ("fail_after", 3),
        ("fail_after", 8),
    ],
)
def test_killed_or_cut_off_anywhere_it_is_made_once(tmp_path: Path, how: str, change: int) -> None:
    world = World(tmp_path / "kantor", plain=True)
    october(world, 1)
    world.faults.forget()
    arm = getattr(world.faults, how)
    arm(change) if "die" in how else arm(change, TryLater("terputus"))
    with suppress(Killed):
        world.tick(MONDAY)
    world.reborn()
    # Where the day's mail went out before the report was there, the next one tells of it.
    for at in (wita(2, 8, 1), wita(2, 8, 3), wita(2, 9, 30), wita(2, 11), wita(3, 8, 1)):
        world.tick(at)
    assert sorted(documents(world)) == [
        "Laporan Penanganan Keluhan Oktober 2026.docx",
        "Laporan Penanganan Keluhan Oktober 2026.pdf",
    ]
    shown = {str(row["Kode sistem"]): str(row["SHA-256"]) for row in world.workbook.rows("Arsip")}
    assert {shown[f"{OCTOBER}.{ending}"] for ending in ("docx", "pdf")} == {
        hashlib.sha256(content).hexdigest() for content in documents(world).values()
    }
    assert [what for what, _, _ in riwayat(world)] == ["Laporan penanganan keluhan 2026-10 disusun"]
    assert len(told_of(world, world.settings.office.head.email, "Laporan sudah disusun")) == 1


def test_returned_with_a_note_its_figures_stay(world: World) -> None:
    october(world)
    world.tick(MONDAY)
    row = world.workbook.row_of("Arsip", f"{OCTOBER}.docx")
    world.now = wita(5, 9)
    world.complain(OFFICER, channel="Surat", received_at="2026-10-30 10:00")
    world.workbook.type("Arsip", row, "Catatan Kepala Balai", "Lampirkan bukti pelatihan.")
    world.tick(wita(5, 9))
    first = lines_of(documents(world)["Laporan Penanganan Keluhan Oktober 2026.docx"])
    second = lines_of(documents(world)["Laporan Penanganan Keluhan Oktober 2026 (versi 2).docx"])
    tables = [[line for line in lines if " | " in line and "Kepala Balai," not in line] for lines in (first, second)]
    assert tables[0] == tables[1]
    assert "Lampirkan bukti pelatihan." in second
    rows = {str(one["Kode sistem"]): one for one in world.workbook.rows("Arsip")}
    assert "Diganti versi 2" in str(rows[f"{OCTOBER}.docx"]["Keterangan"])
    assert rows[f"{OCTOBER}.2.docx"]["Keterangan"] in ("", None)
    with world.quiet():
        world.tick(wita(5, 9, 30))
    officer = world.settings.office.service_officers[0].email
    world.tick(wita(6, 9))
    assert told_of(world, officer, "Laporan dikembalikan")


def test_an_office_whose_setup_is_older_is_left_as_it_is(world: World) -> None:
    october(world)
    world.ledger.forget_place(Place.folder("reports"))
    world.tick(MONDAY)
    assert documents(world) == {}


def test_a_template_without_its_place_is_named_and_the_report_made_once_it_is_mended(world: World) -> None:
    october(world)
    id = world.ledger.memory().places[Place.template(PERIODIC_REPORT)]
    whole = world.drive.files[id].content
    bare = docx.Document(BytesIO(whole))
    place = next(one for one in bare.paragraphs if one.text == "{{ isi }}")
    bare.element.body.remove(place._p)
    out = BytesIO()
    bare.save(out)
    world.drive.edit(id, out.getvalue())
    found = world.tick(MONDAY)
    assert any("{{ isi }}" in why for why in found.refused.values())
    world.drive.edit(id, whole)
    world.tick(wita(2, 9, 30))
    world.tick(wita(2, 11))
    assert len(documents(world)) == 2


def test_after_the_ledger_was_lost_no_period_is_reported_again_and_its_figures_are_known(world: World) -> None:
    october(world)
    world.tick(MONDAY)
    world.now = wita(9, 9)
    world.complain(OFFICER, channel="Surat", received_at="2026-10-30 10:00")
    world.tick(wita(9, 9))
    before, kept = documents(world), world.ledger.memory()
    without_ledger(world)
    restore(world.job, wita(9, 10))
    memory = world.ledger.memory()
    assert stated(world, "2026-10")["diterima"] == 2
    assert [replace(one, filed_at=MONDAY) for one in memory.office_documents] == [
        replace(one, filed_at=MONDAY) for one in kept.office_documents
    ]
    assert memory.results[OCTOBER] == kept.results[OCTOBER]
    world.tick(wita(9, 11))
    assert documents(world) == before
    world.tick(wita(1, 9, month=12))
    november = lines_of(documents(world)["Laporan Penanganan Keluhan November 2026.docx"])
    assert "Oktober 2026 | Diterima | 2 | 3" in november
