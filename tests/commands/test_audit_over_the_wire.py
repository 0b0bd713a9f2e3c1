"""Each question of docs/audit.md, asked by an auditor of a served office: the one place that is named answers it."""

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import requests

from automation import cli
from automation.domain.places import Place
from demo import office
from demo.people import OFFICE, RATNA
from demo.stage import Stage
from tests.jobs.test_audit import QUESTIONS
from tests.letters.letter_lines import as_text

from .audited import ANSWERED, APPEAL, QUALIFICATION, RECURRED, SOP, audited

pytestmark = pytest.mark.xdist_group("audit")
Looks = Callable[[Stage], bool]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with audited(tmp_path_factory.mktemp("kantor")) as office:
        yield office


def rows(stage: Stage, tab: str) -> list[dict[str, str]]:
    """Give a tab as whoever opens the workbook sees it, by heading."""
    ((head, *lines),) = stage.hands(RATNA).table(stage.place(Place.WORKBOOK), [tab])
    return [dict(zip(head, [*map(str, line), *[""] * len(head)], strict=False)) for line in lines]


def of(stage: Stage, tab: str, subject: str = ANSWERED) -> list[dict[str, str]]:
    return [row for row in rows(stage, tab) if row["Nomor"] == stage.numbers[subject]]


def register(subject: str = ANSWERED, **said: str) -> Looks:
    """Hold what columns of a complaint's row say."""

    def looks(stage: Stage) -> bool:
        (row,) = of(stage, "Register", subject)
        return all(word in row[heading.replace("_", " ")] for heading, word in said.items())

    return looks


def archived(title: str) -> Looks:
    """Hold that Arsip has it, and that the file it links is the very one whose SHA-256 stands there."""

    def looks(stage: Stage) -> bool:
        found = [row for row in of(stage, "Arsip") if row["Jenis dokumen"].startswith(title)]
        files = {file.name: file.id for file in stage.hands(RATNA).inside(folder(stage))}
        contents = [(stage.hands(RATNA).download(files[row["Nama berkas"]]), row["SHA-256"]) for row in found]
        return bool(found) and all(hashlib.sha256(one).hexdigest() == sha for one, sha in contents)

    return looks


def folder(stage: Stage) -> str:
    number = stage.numbers[ANSWERED]
    return stage.hands(RATNA).files(f"name = '{number}' and mimeType = 'application/vnd.google-apps.folder'")[0].id


def paper(stage: Stage, title: str) -> str:
    """Give the words of a document in the case folder."""
    files = stage.hands(RATNA).inside(folder(stage))
    (file,) = (file for file in files if file.name == f"{stage.numbers[ANSWERED]} {title}.docx")
    return as_text(stage.hands(RATNA).download(file.id))


def papers(*titles: str, say: tuple[str, ...]) -> Looks:
    return lambda stage: all(word in paper(stage, title) for title in titles for word in say)


def riwayat(*words: str) -> Looks:
    return lambda stage: all(any(word in str(row) for row in of(stage, "Riwayat")) for word in words)


def report(*words: str) -> Looks:
    def looks(stage: Stage) -> bool:
        text = as_text(stage.hands(RATNA).download(stage.report_of(RATNA, "Desember 2026.docx").id))
        return all(word in text for word in words)

    return looks


def on_the_public_page(stage: Stage) -> bool:
    """Hold that the form tells it to who is not signed in."""
    form = stage.hands(OFFICE).ask("GET", f"/v1/forms/{stage.place(Place.form('public'))}").json()
    page = requests.get(form["responderUri"], timeout=60).text
    return all(word in page for word in ("nomor keluhan", "kabar perkembangan", "surat balasan"))


def explained(stage: Stage) -> bool:
    told = io.StringIO()
    with redirect_stdout(told):
        status = cli.main(["explain", stage.numbers[ANSWERED], "--office", str(stage.folder / office.SETTINGS)])
    words = ("konfirmasi penerimaan", "surat balasan", "pemberitahuan penutupan")
    return status == 0 and all(word in told.getvalue() for word in words)


def in_the_guide(stage: Stage) -> bool:
    told = str(stage.hands(RATNA).table(stage.place(Place.WORKBOOK), ["Petunjuk"]))
    return (Path(__file__).parents[2] / "docs" / "sop.md").is_file() and "Langkah 5" in told


def qualified(stage: Stage) -> bool:
    listed = [row["Kualifikasi"] for row in rows(stage, "Pejabat") if row["Nama"] == "Nur Hidayah"]
    return listed == [QUALIFICATION] and QUALIFICATION in paper(stage, "Laporan Tindakan Perbaikan")


def recurred(stage: Stage) -> bool:
    numbers = f"{stage.numbers[RECURRED]}", f"{stage.numbers[ANSWERED]}"
    (action,) = (row for row in rows(stage, "Tindakan") if row["Kode tindakan"] == f"{numbers[1]}/K1")
    return report(*numbers, "Dinyatakan kambuh", "Diperiksa kemudian: efektif")(stage) and bool(
        action["Diperiksa oleh"]
    )


def likenesses(stage: Stage) -> bool:
    (row,) = of(stage, "Status", RECURRED)
    return stage.numbers[ANSWERED] in row["Keluhan serupa"] and register(
        Kategori_penyebab="Bahan", Penyebab="Kantong"
    )(stage)


def an_appeal(stage: Stage) -> bool:
    who = {"Pelaksana_pekerjaan": "Yohanes", "Diverifikasi_oleh": "Nur", "Disetujui_oleh": "Ratna"}
    return register(APPEAL, Klasifikasi="Banding", **who)(stage) and report("Banding: diterima")(stage)


LOOKS: dict[str, Looks] = {
    "Is there a documented process?": in_the_guide,
    "Which SOP, on which legal basis, beside which others?": papers(
        "Form Pengaduan",
        "Lembar Disposisi",
        "Konsep Tindakan Perbaikan",
        "Laporan Tindakan Perbaikan",
        "Notulen Penyerahan",
        say=(SOP, "SOP terkait: SOP/BSPJI-SMD.1/01", "Dasar hukum: Peraturan Menteri"),
    ),
    "Are those who handle complaints qualified?": qualified,
    "Is a description of it given to who asks?": on_the_public_page,
    "Is it confirmed that the complaint concerns the office's own work?": register(Klasifikasi="Keluhan"),
    "Is the office answerable for all decisions?": archived("Surat Balasan (pindaian)"),
    "How was it received, validated and investigated, and what was decided?": papers(
        "Laporan Tindakan Perbaikan", say=("16,1 %", "bocor", "tidak kedap", "Diuji ulang")
    ),
    "Is it tracked and recorded, with what was done about it?": riwayat("Keluhan dicatat", "Masuk langkah 7"),
    "Was suitable action taken?": register(Tindakan_koreksi="Diuji", Hasil_verifikasi="Lima", Efektif="Ya"),
    "Who gathered and verified what was needed to validate it?": riwayat("Hasil kajian"),
    "Was receipt acknowledged, were progress and outcome told?": explained,
    "Was the outcome made, or reviewed and approved, by people not involved?": register(
        Pelaksana_pekerjaan="Hendra", Diverifikasi_oleh="Nur"
    ),
    "Is an appeal decided by people who took no part in the decision?": an_appeal,
    "Was formal notice given of the end?": archived("Notulen Penyerahan"),
    "How did the office react?": register(Tindakan_koreksi="Diuji"),
    "Was the cause found, and were like cases looked for?": likenesses,
    "Was action taken?": register(Tanggal_penerapan="02/12/2026"),
    "Was its effectiveness reviewed?": register(Hasil_verifikasi="Lima", Efektif="Ya", Diverifikasi_oleh="Nur"),
    "Does the same matter come back, and is an action checked later?": recurred,
    "Is there evidence of nature, actions and results?": archived("Laporan Tindakan Perbaikan"),
    "How many, how fast, how kept, how often again?": report(
        "Sisa dari masa sebelumnya", "Persentil ke-90", "Langkah 4 kajian", "Dinyatakan kambuh"
    ),
    "Were the law's terms kept?": report("Batas menurut undang-undang", "Keluhan diselesaikan"),
}


def test_every_question_of_the_page_is_asked() -> None:
    assert set(QUESTIONS) == set(LOOKS)


@pytest.mark.parametrize("question", LOOKS)
def test_the_auditor_finds_the_answer_at_the_one_place(question: str, stage: Stage) -> None:
    assert LOOKS[question](stage), QUESTIONS[question]
