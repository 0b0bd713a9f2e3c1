"""Complaints that end early: a duplicate, a suggestion, another body's matter, and one that is withdrawn."""

from __future__ import annotations

from automation.domain.documents import DocumentKind
from automation.domain.vocabulary import Channel, Outcome

from .cases import Branch
from .casework import a_case
from .people import DEWI, FAUZI
from .script import Script
from .stage import Stage


def early_endings(script: Script, first: str) -> None:
    """Add the four; `first` is the subject of the complaint that one of them repeats."""
    _duplicate(script, first)
    _suggestion(script)
    _elsewhere(script)
    _withdrawn(script)


def _duplicate(script: Script, first: str) -> None:
    case = a_case(
        script,
        "Menanyakan lagi laporan uji air limbah PT Kayu Lestari",
        Channel.PHONE,
        Branch.DUPLICATE,
        outcome=Outcome.DUPLICATE,
        reader="joko.lingkungan@kayulestari.example",
        topics=("penerimaan", "akhir.duplicate", "hasil-gabungan.KEL-2026-0001"),
    )
    case.by_officer(
        "30/11 10.02",
        FAUZI,
        "30/11 10.00",
        complainant="Joko Prasetyo",
        company="PT Kayu Lestari",
        email="joko.lingkungan@kayulestari.example",
        stated_service="Pengujian",
        order_reference="0042/UJI/XI/2026",
        description="Laporan hasil uji air limbah order 0042/UJI/XI/2026 belum kami terima. Mohon kabar.",
    )

    def mark(stage: Stage) -> None:
        joined = {"classification": "Duplikat", "duplicate_of": stage.numbers[first], "same_person": "Tidak"}
        stage.fill(FAUZI, case.case, joined)

    case.does("30/11 10.07", f"{FAUZI.name} menandai duplikat dari keluhan pertama PT Kayu Lestari", mark)


def _suggestion(script: Script) -> None:
    case = a_case(
        script,
        "Saran: tambah kursi di ruang tunggu",
        Channel.BOX,
        Branch.NOT_A_COMPLAINT,
        outcome=Outcome.NOT_A_COMPLAINT,
        warned=("tidak meninggalkan surel maupun telepon",),
    )
    case.by_officer(
        "02/12 08.30",
        DEWI,
        "02/12 08.27",
        complainant="Tanpa nama",
        stated_service="Layanan umum",
        description="Pelayanannya sudah baik. Mohon kursi ruang tunggu ditambah.",
    )
    case.fills(
        "02/12 08.34",
        DEWI,
        "memilah: bukan keluhan",
        classification="Bukan keluhan",
        hold_reason="Saran diteruskan ke Subbagian Tata Usaha.",
    )


def _elsewhere(script: Script) -> None:
    case = a_case(
        script,
        "Listrik padam berulang di kawasan pergudangan",
        Channel.LAPOR,
        Branch.OUT_OF_SCOPE,
        outcome=Outcome.OUT_OF_SCOPE,
        reader="gudang.makmur@surel.example",
    )
    case.by_officer(
        "02/12 10.15",
        FAUZI,
        "02/12 10.12",
        complainant="Gudang Makmur",
        email="gudang.makmur@surel.example",
        stated_service="Layanan umum",
        description="Sudah tiga kali minggu ini listrik di kawasan kami padam. Mohon ditindak.",
    )
    case.fills(
        "02/12 10.20",
        FAUZI,
        "memilah: di luar kewenangan",
        classification="Di luar kewenangan",
        reason_given="Gangguan listrik ditangani PLN. Mohon hubungi PLN 123 atau kantor PLN terdekat.",
    )


def _withdrawn(script: Script) -> None:
    case = a_case(
        script,
        "Sertifikat pelatihan belum dikirim",
        Channel.FORM,
        Branch.WITHDRAWN,
        outcome=Outcome.WITHDRAWN,
        reader="rina.hse@tambangjaya.example",
        documents=frozenset({DocumentKind.FORM_PENGADUAN, DocumentKind.LEMBAR_DISPOSISI}),
        topics=("penerimaan", "akhir.withdrawn"),
    )
    case.by_form(
        "07/12 09.10",
        complainant="Rina Oktavia",
        company="PT Tambang Jaya",
        email="rina.hse@tambangjaya.example",
        stated_service="Pelatihan",
        description="Sertifikat pelatihan K3 laboratorium bulan Oktober belum kami terima.",
        remedy="Sertifikat dikirim.",
    )
    case.sorted("07/12 09.16", "Pelatihan", "Ringan")
    case.fills(
        "07/12 14.30",
        DEWI,
        "mencatat pelapor mencabut keluhannya lewat telepon",
        classification="Dicabut pelapor",
        hold_reason="Sertifikat ternyata sudah diterima bagian lain; pelapor mencabut keluhan lewat telepon.",
    )
