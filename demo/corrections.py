"""Complaints that go another way since something else changed: a first one, an official, a date, a letter for two."""

from __future__ import annotations

from automation.domain.documents import DocumentKind
from automation.domain.vocabulary import Channel, Delivery, Outcome
from local_workspace.scanner import bundled

from . import papers
from .cases import WHOLE_FILE, Branch
from .casework import Casework, a_case
from .people import AGUS, DEWI, MAYA, RATNA, Somebody
from .script import Script
from .stage import Stage

_GROUP = "Pokja Pelatihan dan Konsultansi"


def corrections(script: Script) -> None:
    """Add them all."""
    first = _withdrawn_first(script)
    second = _duplicate_without_first(script, first)
    _official_changes(script)
    third = _answered_with(script, second)
    _answered_together(second, third)


def _withdrawn_first(script: Script) -> Casework:
    case = a_case(
        script,
        "Modul pelatihan auditor belum dibagikan",
        Channel.FORM,
        Branch.WITHDRAWN,
        outcome=Outcome.WITHDRAWN,
        reader="sri.wahyuni@borneoteknik.example",
        documents=frozenset({DocumentKind.FORM_PENGADUAN, DocumentKind.LEMBAR_DISPOSISI}),
    )
    case.by_form(
        "21/12 10.40",
        complainant="Sri Wahyuni",
        company="CV Borneo Teknik",
        email="sri.wahyuni@borneoteknik.example",
        stated_service="Pelatihan",
        description="Modul pelatihan auditor internal angkatan 7 belum kami terima.",
    )
    case.sorted("21/12 10.46", "Pelatihan", "Ringan")
    case.fills(
        "21/12 14.00",
        DEWI,
        "mencatat pelapor mencabut keluhannya",
        classification="Dicabut pelapor",
        hold_reason="Pelapor sudah menerima modulnya dari rekan satu angkatan.",
    )
    return case


def _duplicate_without_first(script: Script, first: Casework) -> Casework:
    case = a_case(
        script,
        "Modul dan sertifikat pelatihan auditor belum kami terima",
        Channel.FORM,
        Branch.FIRST_LOST,
        Branch.JOINT_LETTER,
        reader="eko.susanto@borneoteknik.example",
        topics=(
            *("penerimaan", "akhir.duplicate", "dipisah.1"),
            *("dikaji", "ditetapkan", "balasan", "akhir.settled"),
        ),
    )
    case.by_form(
        "21/12 11.20",
        complainant="Eko Susanto",
        company="CV Borneo Teknik",
        email="eko.susanto@borneoteknik.example",
        stated_service="Pelatihan",
        description="Modul dan sertifikat pelatihan auditor internal angkatan 7 belum ada.",
        remedy="Keduanya dikirim.",
    )
    _named(
        case,
        "21/12 11.26",
        DEWI,
        "menandai duplikat dari keluhan tentang modul yang sama",
        {"duplicate_of": first, "classification": "Duplikat"},
    )
    case.sorted("21/12 14.10", "Pelatihan")
    return case


def _official_changes(script: Script) -> None:
    row = {"post": f"Ketua {_GROUP}", "name": "Maya Sari", "email": MAYA.email, "first": "22/12/2026"}
    script.at(
        "22/12 07.40",
        f"{RATNA.name} menulis di lembar Pejabat: mulai hari ini Maya Sari memimpin {_GROUP}",
        lambda stage: stage.appoint(RATNA, row),
    )
    script.told += [
        (MAYA, f"Anda kini Ketua {_GROUP}"),
        (AGUS, f"Tugas Anda sebagai Ketua {_GROUP} beralih"),
    ]


def _answered_with(script: Script, other: Casework) -> Casework:
    case = a_case(
        script,
        "Sertifikat pelatihan auditor angkatan 7",
        Channel.LETTER,
        Branch.OFFICIALS,
        Branch.JOINT_LETTER,
        Branch.COVER_SHEET,
        Branch.RECEIVED,
        reader="umum@pelabuhandayak.example",
        documents=WHOLE_FILE | {DocumentKind.SURAT_PENGADUAN, DocumentKind.LEMBAR_SAMPUL, DocumentKind.LABEL_MAP},
        told=("Maya Sari",),
        joint=True,
    )
    case.by_officer(
        "22/12 09.00",
        DEWI,
        "02/12 08.50",
        complainant="Yuliana Lempang",
        company="PT Pelabuhan Dayak",
        email="umum@pelabuhandayak.example",
        address="Jalan Pelabuhan 12, Samarinda",
        stated_service="Pelatihan",
        description="Sertifikat pelatihan auditor internal angkatan 7 untuk empat karyawan kami belum ada.",
    )
    case.fills(
        "22/12 09.04",
        DEWI,
        "membetulkan tanggal diterima: 22, bukan 2 Desember",
        corrected_received="22/12/2026 08:50",
    )
    case.sorted("22/12 09.06", "Pelatihan", to_print="Surat Pengaduan; Label Map")

    def scanned(stage: Stage) -> None:
        sheet = stage.printed_sheet(DEWI, case.case, "Lembar Sampul Surat Pengaduan")
        stage.drop_scan(DEWI, "scan0031.pdf", bundled([sheet, papers.customers_letter()]))

    case.does("22/12 09.20", f"{DEWI.name} memindai surat pelapor dengan lembar sampulnya di atas", scanned)
    case.answered_with("28/12 09.10", MAYA, other, "surat keluhan modul")
    return case


def _answered_together(second: Casework, third: Casework) -> None:
    for case, minute in ((second, "00"), (third, "20")):
        case.reviewed(f"22/12 10.{minute}", MAYA, "Percetakan modul dan sertifikat menunggu tanda tangan narasumber.")
        case.explained(f"22/12 14.{minute}", MAYA, "Narasumber tidak diberi tenggat tanda tangan.")
        case.decided(
            f"23/12 09.{minute}",
            MAYA,
            "Modul dan sertifikat dikirim.",
            "Narasumber menandatangani pada hari terakhir.",
        )
        case.applied(f"23/12 11.{minute}", MAYA)
        case.verified(f"28/12 08.{minute}", MAYA, "Semua peserta angkatan 7 menerima keduanya.", "Siti Aminah")
    second.fills("28/12 09.20", DEWI, "tidak mengizinkan surat menyebut pelapornya", addressees_shown="Tidak")
    second.drafted("28/12 09.30", MAYA, "Modul dan sertifikat angkatan 7 telah kami kirim pada 23 Desember 2026.")
    second.case.letter_says += [" dan KEL-", "Bapak/Ibu pelapor keluhan tersebut di atas"]
    second.initialled("28/12 09.40", MAYA, "MS")
    second.approved("28/12 09.50")
    second.numbered("28/12 09.55", "B/1252/BSPJI-Smd/XII/2026")
    second.scanned("28/12 10.05", "bersih", seed=47)
    second.delivered("29/12 09.00", Delivery.EMAIL, "Eko Susanto")
    third.delivered("29/12 09.10", Delivery.POST, "Yuliana Lempang")


def _named(case: Casework, when: str, who: Somebody, what: str, cells: dict[str, Casework | str]) -> None:
    """Type into a row what names another complaint, whose number is known by then."""

    def typed(stage: Stage) -> None:
        given = {key: text if isinstance(text, str) else stage.number(text.case) for key, text in cells.items()}
        stage.fill(who, case.case, given)

    case.does(when, f"{who.name} {what}", typed)
