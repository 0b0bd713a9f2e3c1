"""Each question of an auditor is answered, for a played complaint, at the one place that docs/audit.md names."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from automation.domain.numbers import ComplaintNumber
from automation.jobs.explaining.command import explain
from automation.jobs.explaining.text import as_text as explained
from automation.register.schema import tabs
from tests.builders import wita

from .test_actions import K1, write
from .test_periodic import documents, lines_of
from .test_procedure import ON, paper, qualified
from .test_recurrence import TWO, again
from .test_sync import ONE, run_to_signature
from .world import World

AUDIT = Path(__file__).parents[2] / "docs" / "audit.md"
ROW = re.compile(r"^\| (?P<clause>[^|]+) \| (?P<question>[^|]+\?) \| (?P<place>[^|]+) \|$", re.MULTILINE)
QUESTIONS = {found["question"]: found["place"] for found in ROW.finditer(AUDIT.read_text(encoding="utf-8"))}
FILED = "Laporan Penanganan Keluhan Desember 2026.docx"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An office that answered a complaint, whose matter came back in December; its report is made in January."""
    office = World(tmp_path_factory.mktemp("kantor"), sop__nomor="SOP/BSPJI-SMD.1/12 Penanganan Keluhan")
    qualified(office, "Siti Aminah", "Auditor internal")
    run_to_signature(office)
    office.drop_scan_of(ONE)
    office.tick(wita(4, 14))
    office.fill(ONE, sent_by="Surel", delivered_on="05/11/2026", recipient="Siti Aminah")
    office.tick(wita(5, 9))
    write(office, K1, result="Efektif", note="Baik", checked_by="Siti Aminah")
    again(office)
    office.fill(TWO, recurrence="Ya")
    office.tick(wita(9, 11, month=12))
    office.tick(wita(4, 9, month=1, year=2027))
    yield office
    office.ledger.close()


def register(*headings: str, number: str = ONE) -> Callable[[World], bool]:
    return lambda world: all(str(world.shown(number, heading) or "") for heading in headings)


def archive(title: str) -> Callable[[World], bool]:
    def holds(world: World) -> bool:
        rows = [row for row in world.workbook.rows("Arsip") if row["Nomor"] == ONE]
        return any(str(row["Jenis dokumen"]).startswith(title) and len(str(row["SHA-256"])) == 64 for row in rows)

    return holds


def history(*words: str) -> Callable[[World], bool]:
    def tells(world: World) -> bool:
        told = "\n".join(
            f"{row['Kejadian']} {row['Oleh']}" for row in world.workbook.rows("Riwayat") if row["Nomor"] == ONE
        )
        return all(word in told for word in words)

    return tells


def report_of_step_7(*words: str) -> Callable[[World], bool]:
    return lambda world: all(word in paper(world, "Laporan Tindakan Perbaikan") for word in words)


def named_on_its_papers(world: World) -> bool:
    named = re.findall(r"\*([^*]+)\*", QUESTIONS["Which SOP, on which legal basis, beside which others?"])
    said = ("SOP: SOP/BSPJI-SMD.1/12", "SOP terkait: SOP/BSPJI-SMD.1/01", "Dasar hukum: Peraturan Menteri")
    return set(named) == set(ON) and all(word in paper(world, title) for title in named for word in said)


def report_of_the_month(*words: str) -> Callable[[World], bool]:
    return lambda world: all(any(word in line for line in lines_of(documents(world)[FILED])) for word in words)


def on_the_form(world: World) -> bool:
    form = tomllib.loads((AUDIT.parents[1] / "sheets_schema" / "form_public.toml").read_text(encoding="utf-8"))
    return all(word in form["description"] for word in ("nomor keluhan", "kabar perkembangan", "surat balasan"))


def mails(world: World) -> bool:
    told = explained(explain(world.job, ComplaintNumber.parse(ONE), world.now))
    return all(word in told for word in ("konfirmasi penerimaan", "surat balasan", "pemberitahuan penutupan"))


def appeals_apart(world: World) -> bool:
    """The row names who did the work beside who verified; the report counts appeals in a part of their own."""
    beside = register("Klasifikasi", "Pelaksana pekerjaan", "Diverifikasi oleh")
    return beside(world) and report_of_the_month("Banding")(world)


ANSWERS: dict[str, Callable[[World], bool]] = {
    "Is there a documented process?": lambda world: (AUDIT.parent / "sop.md").is_file(),
    "Which SOP, on which legal basis, beside which others?": named_on_its_papers,
    "Are those who handle complaints qualified?": report_of_step_7("Verifikator, Siti Aminah: Auditor internal"),
    "Is a description of it given to who asks?": on_the_form,
    "Is it confirmed that the complaint concerns the office's own work?": register("Klasifikasi"),
    "Is the office answerable for all decisions?": archive("Surat Balasan (pindaian)"),
    "How was it received, validated and investigated, and what was decided?": report_of_step_7(
        "belum kami terima", "Contoh uji tertukar", "Label terlepas", "Uji ulang"
    ),
    "Is it tracked and recorded, with what was done about it?": history("Keluhan dicatat", "Masuk langkah 7"),
    "Was suitable action taken?": register("Tindakan koreksi", "Hasil verifikasi", "Efektif"),
    "Who gathered and verified what was needed to validate it?": history("Hasil kajian", "kolom"),
    "Was receipt acknowledged, were progress and outcome told?": mails,
    "Was the outcome made, or reviewed and approved, by people not involved?": register(
        "Pelaksana pekerjaan", "Diverifikasi oleh"
    ),
    "Is an appeal decided by people who took no part in the decision?": appeals_apart,
    "Was formal notice given of the end?": archive("Notulen Penyerahan"),
    "How did the office react?": register("Tindakan koreksi"),
    "Was the cause found, and were like cases looked for?": register("Kategori penyebab"),
    "Was action taken?": register("Tanggal penerapan"),
    "Was its effectiveness reviewed?": register("Hasil verifikasi", "Efektif", "Diverifikasi oleh"),
    "Does the same matter come back, and is an action checked later?": report_of_the_month(
        f"{TWO} | {ONE}", "Diperiksa kemudian: efektif", "Ditinjau ulang karena kambuh | 2"
    ),
    "Is there evidence of nature, actions and results?": archive("Laporan Tindakan Perbaikan"),
    "How many, how fast, how kept, how often again?": report_of_the_month(
        "Sisa dari masa sebelumnya", "Persentil ke-90", "Langkah 4 kajian", "Dinyatakan kambuh | 1"
    ),
    "Were the law's terms kept?": report_of_the_month("Batas menurut undang-undang", "Keluhan diselesaikan"),
}


def test_every_question_of_the_page_is_tried() -> None:
    assert set(QUESTIONS) == set(ANSWERS)


@pytest.mark.parametrize("question", ANSWERS)
def test_the_place_that_is_named_answers(question: str, world: World) -> None:
    assert ANSWERS[question](world), QUESTIONS[question]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_columns_that_are_named_are_there(question: str) -> None:
    place = QUESTIONS[question]
    for tab in ("Register", "Status", "Pejabat"):
        if named := re.search(rf"{tab}, ((?:\*[^*]+\*(?:, | and | beside )?)+)", place):
            (schema,) = (one for one in tabs().values() if one.title == tab)
            headings = {column.heading for column in schema.columns}
            assert set(re.findall(r"\*([^*]+)\*", named[1])) <= headings
