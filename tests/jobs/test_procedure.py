"""What the SOP names stands where an auditor looks: its number and legal basis, related SOPs, qualifications."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from automation.domain.documents import DocumentKind
from automation.domain.places import Place
from automation.letters.values import Assignment, Complaint, IssuingOffice, Letterhead, Official, Report
from automation.letters.words import made_from, report_words
from automation.register.schema import tabs
from tests.builders import WITA, a_number, an_intake, wita
from tests.letters.letter_lines import as_text

from .test_sync import ONE, run_to_decision
from .world import World

LEAD = "Bambang Sutrisno"
NEW = ("nomor_sop", "sop_terkait", "dasar_hukum", "kualifikasi", "berlaku")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(
        tmp_path,
        sop__nomor="SOP/BSPJI-SMD.1/12 Penanganan Keluhan",
        sop__surat_masuk="SOP/BSPJI-SMD.1/01 Surat Masuk",
    )


def qualified(world: World, name: str, said: str) -> None:
    heading = tabs()["officials"].column("qualifications").heading
    rows = world.workbook.rows("Pejabat")
    place = next((n for n, row in enumerate(rows, 1) if row["Nama"] == name), None)
    if place is None:
        world.workbook.add_row(
            "Pejabat", post="Petugas Pelayanan", name=name, email="verifikator@bspji-samarinda.example"
        )
        place = len(rows) + 1
    world.workbook.type("Pejabat", place, heading, said)


def report_of_step_7(world: World) -> str:
    (file,) = (one for one in world.drive.files.values() if one.name == f"{ONE} Laporan Tindakan Perbaikan.docx")
    return as_text(file.content)


def test_the_report_names_procedure_basis_and_related_procedures(world: World) -> None:
    run_to_decision(world)
    text = report_of_step_7(world)
    for said in ("SOP/BSPJI-SMD.1/12", "SOP/BSPJI-SMD.1/01 Surat Masuk", "Nomor 1 Tahun 2022; SNI ISO 9001:2015."):
        assert said in text


def test_it_names_the_qualifications_of_those_who_acted_and_of_nobody_else(world: World) -> None:
    head = world.settings.office.head.name
    qualified(world, head, "Pelatihan SNI ISO/IEC 17025")
    qualified(world, "Siti Aminah", "Auditor internal")
    qualified(world, "Dewi Lestari", "Bukan urusan keluhan ini")
    run_to_decision(world)
    text = report_of_step_7(world)
    assert f"Kepala Balai, {head}: Pelatihan SNI ISO/IEC 17025" in text
    assert "Verifikator, Siti Aminah: Auditor internal" in text
    assert "Bukan urusan" not in text


def test_effective_is_told_as_provisional_there(world: World) -> None:
    run_to_decision(world)
    assert "Berlaku | Sementara, sampai diperiksa lagi" in report_of_step_7(world)


def test_a_report_made_before_is_not_asked_to_be_made_anew_by_these_words() -> None:
    """Neither an update nor a later qualification changes what a document was made from."""
    complaint = Complaint(a_number(1), an_intake())
    head = Letterhead(ministry="", agency="", office="", address="", contact="")
    office = IssuingOffice(letterhead=head, city="Samarinda", head=Official("Ratna", "", "Kepala Balai"), zone=WITA)
    assignment = Assignment(group="Pokja", lead=LEAD, at=wita(2))
    before = report_words(office, complaint, assignment, Report(1, wita(2).date()))
    now = report_words(office, complaint, assignment, Report(1, wita(2).date(), qualifications=("Ketua: S2",)))
    older = {key: text for key, text in before.items() if key not in NEW}
    assert made_from(older) == made_from(before) == made_from(now)


def as_older_offices_have_it(content: bytes) -> bytes:
    """Return the template without the lines that came with these words."""
    document = docx.Document(BytesIO(content))
    rows = [(row._tr, row.cells[-1].text) for table in document.tables for row in table.rows]
    for line, text in [*rows, *((one._p, one.text) for one in document.paragraphs)]:
        if any(f"{{{{ {word} }}}}" in text for word in NEW):
            line.getparent().remove(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_template_of_an_older_office_is_filled_as_before(world: World) -> None:
    id = world.ledger.memory().places[Place.template(DocumentKind.LAPORAN_TINDAKAN.value)]
    world.drive.edit(id, as_older_offices_have_it(world.drive.files[id].content))
    run_to_decision(world)
    text = report_of_step_7(world)
    assert "Diverifikasi oleh | Siti Aminah" in text
    assert "SOP/BSPJI-SMD.1/12" not in text
