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

from .test_sync import ONE, run_to_decision, run_to_signature
from .world import World

LEAD = "Bambang Sutrisno"
NEW = ("nomor_sop", "sop_terkait", "dasar_hukum", "rujukan_sop", "kualifikasi", "berlaku")
NAMED = ("SOP/BSPJI-SMD.1/12", "SOP/BSPJI-SMD.1/01 Surat Masuk", "Nomor 1 Tahun 2022; SNI ISO 9001:2015.")
#: The papers on which an auditor looks for it.
ON = (
    "Form Pengaduan",
    "Lembar Disposisi",
    "Konsep Tindakan Perbaikan",
    "Laporan Tindakan Perbaikan",
    "Notulen Penyerahan",
)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(
        tmp_path,
        sop__nomor="SOP/BSPJI-SMD.1/12 Penanganan Keluhan",
        sop__surat_masuk="SOP/BSPJI-SMD.1/01 Surat Masuk",
    )


def run_to_end(world: World) -> None:
    run_to_signature(world)
    world.drop_scan_of(ONE)
    world.tick(wita(4, 14))
    world.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    world.tick(wita(5, 9))


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


def paper(world: World, title: str) -> str:
    """Return what the complaint's paper of a title says."""
    named = [one for one in world.drive.files.values() if one.name.startswith(f"{ONE} {title}")]
    (file,) = (one for one in named if one.name.endswith(".docx"))
    return as_text(file.content)


def report_of_step_7(world: World) -> str:
    return paper(world, "Laporan Tindakan Perbaikan")


def test_every_record_of_the_procedure_names_it_its_basis_and_related_procedures(world: World) -> None:
    run_to_end(world)
    for title in ON:
        text = paper(world, title)
        assert [said for said in NAMED if said not in text] == [], title


def test_where_an_office_names_none_of_them_no_paper_has_an_empty_line(tmp_path: Path) -> None:
    world = World(tmp_path, sop__nomor="", sop__surat_masuk="", sop__surat_keluar="", sop__dasar_hukum=[])
    run_to_end(world)
    for title in ON:
        assert "SOP" not in paper(world, title).replace("menurut SOP dan dilaporkan", ""), title
        assert "{{" not in paper(world, title)


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


@pytest.mark.parametrize("kind", [one for one in DocumentKind if one.title in ON])
def test_a_template_of_an_older_office_is_filled_as_before(world: World, kind: DocumentKind) -> None:
    id = world.ledger.memory().places[Place.template(kind.value)]
    world.drive.edit(id, as_older_offices_have_it(world.drive.files[id].content))
    run_to_end(world)
    text = paper(world, kind.title)
    assert "Siti Aminah" in text
    assert "SOP/BSPJI-SMD.1/12" not in text


def test_the_words_that_templates_had_before_are_still_filled(world: World) -> None:
    id = world.ledger.memory().places[Place.template(DocumentKind.LAPORAN_TINDAKAN.value)]
    document = docx.Document(BytesIO(world.drive.files[id].content))
    document.add_paragraph("Asal: {{ nomor_sop }} | {{ sop_terkait }} | {{ dasar_hukum }}")
    out = BytesIO()
    document.save(out)
    world.drive.edit(id, out.getvalue())
    run_to_decision(world)
    assert "Asal: SOP/BSPJI-SMD.1/12 Penanganan Keluhan | SOP/BSPJI-SMD.1/01 Surat Masuk; " in report_of_step_7(world)
