"""One office, one complaint and all its documents, for the tests of letters and of scans."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from automation.domain.codes import DocumentCode
from automation.domain.complaint import Intake, StaffFacts
from automation.domain.documents import DocumentKind
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import Channel, Delivery, Level, YesNo
from automation.letters.filling import fill
from automation.letters.values import (
    Assignment,
    Complaint,
    Concept,
    Handover,
    IssuingOffice,
    Letterhead,
    Meeting,
    Official,
    Procedure,
    Reply,
    Report,
)
from automation.letters.words import (
    concept_words,
    cover_words,
    disposition_words,
    form_words,
    handover_words,
    invitation_words,
    label_words,
    reply_words,
    report_words,
)

TEMPLATES = Path(__file__).parents[2] / "doc_templates"
SECRET = b"a secret of the tests, 32 bytes!"
WITA = ZoneInfo("Asia/Makassar")
NUMBER = ComplaintNumber(2026, 42)

OFFICE = IssuingOffice(
    letterhead=Letterhead(
        ministry="KEMENTERIAN PERINDUSTRIAN REPUBLIK INDONESIA",
        agency="BADAN STANDARDISASI DAN KEBIJAKAN JASA INDUSTRI",
        office="BALAI STANDARDISASI DAN PELAYANAN JASA INDUSTRI SAMARINDA",
        address="Jalan Contoh Nomor 1, Samarinda 75124, Kalimantan Timur",
        contact="Telepon (0541) 000000   ·   Surel: layanan@balai.example   ·   Laman: balai.example",
    ),
    city="Samarinda",
    head=Official("Ir. Rahmawati Noor, M.T.", "19700101 199503 2 001", "Kepala Balai"),
    zone=WITA,
    procedure=Procedure(
        number="SOP/BSPJI-SMD.1/12 Penanganan Keluhan Pelanggan",
        legal_basis=("Peraturan Menteri PANRB Nomor 35 Tahun 2012", "SNI ISO 9001:2015"),
        related=("SOP/BSPJI-SMD.1/01 Penanganan Surat Masuk", "SOP/BSPJI-SMD.1/02 Penanganan Surat Keluar"),
    ),
)
ASSIGNMENT = Assignment(
    group="Pokja Pengujian",
    lead="Budi Santoso, S.T.",
    lead_number="197503122000031002",
    among=("Pokja Pengujian", "Pokja Kalibrasi"),
    at=datetime(2026, 11, 2, 10, 30, tzinfo=WITA),
    review_due=datetime(2026, 11, 3, 16, 0, tzinfo=WITA),
)


def an_intake(**changes: Any) -> Intake:
    facts: dict[str, Any] = {
        "response": "ACYDBNh",
        "submitted_at": datetime(2026, 11, 2, 9, 12, tzinfo=WITA),
        "received_at": datetime(2026, 11, 2, 9, 12, tzinfo=WITA),
        "channel": Channel.FORM,
        "complainant": "Siti Aminah",
        "company": "PT Borneo Sejahtera",
        "email": "siti@borneo.example",
        "phone": "0812-5500-0042",
        "address": "Jalan Mawar 12, Samarinda",
        "stated_service": "Pengujian laboratorium",
        "order_reference": "ORD/2026/1187",
        "subject": "Laporan uji terlambat",
        "description": (
            "Laporan uji air limbah kami dijanjikan tanggal 20 Oktober 2026, tetapi sampai hari ini belum kami "
            "terima.\n"
            "Kami sudah dua kali menelepon dan belum mendapat kepastian."
        ),
        "remedy": "Laporan uji dikirim paling lambat minggu ini.",
        "attachments": ("file-1", "file-2"),
    }
    return Intake(**(facts | changes))


FACTS = StaffFacts(
    service="Pengujian laboratorium",
    level=Level.MODERATE,
    incoming_number="B/118/XI/2026",
    instruction="Periksa sebab keterlambatan dan sampaikan hasilnya kepada saya.",
    findings=(
        "Sampel diterima lengkap pada 6 Oktober 2026. Pengujian selesai pada 15 Oktober 2026; laporan tertahan "
        "pada penelaahan."
    ),
    cause="Penelaah laporan cuti dan penggantinya belum ditunjuk.",
    cause_category="Metode",
    corrective_action="Laporan ditelaah dan dikirim pada 4 November 2026.",
    preventive_action="Setiap penelaah memiliki pengganti tetap yang tercantum dalam jadwal bulanan.",
    applied_on=date(2026, 11, 4),
    verification="Lima laporan berikutnya terbit tepat waktu.",
    effective=YesNo.YES,
    verified_by="Dewi Lestari, S.Si.",
    reply_text=(
        "Laporan uji Saudara tertahan pada tahap penelaahan karena penelaah sedang cuti dan penggantinya belum "
        "ditunjuk.\n\n"
        "Laporan tersebut telah kami selesaikan dan kami kirimkan pada 4 November 2026. Agar hal serupa tidak "
        "terulang, "
        "setiap penelaah kini memiliki pengganti tetap.\n"
    ),
)
COMPLAINT = Complaint(NUMBER, an_intake(), FACTS)


def all_words(complaint: Complaint = COMPLAINT) -> dict[DocumentKind, Mapping[str, str]]:
    """The words of each of the eight documents."""
    meeting = Meeting(
        at=datetime(2026, 11, 3, 13, 30, tzinfo=WITA),
        place="Ruang rapat lantai 2",
        agenda="",
        invited=("Kepala Laboratorium", "Dewi Lestari, S.Si.", "Petugas Pelayanan"),
        written_on=date(2026, 11, 2),
        copied_to=("Kepala Balai",),
    )
    handover = Handover(
        delivered_on=date(2026, 11, 18),
        way=Delivery.HANDED_OVER,
        recipient="",
        officer="Andi Pratama",
        officer_number="199001012015031001",
        letter_number="B/1234/BSKJI/BSPJI-Samarinda/XI/2026",
        letter_date=date(2026, 11, 16),
        written_on=date(2026, 11, 18),
    )
    reply = Reply(attachments=1, copied_to=("Ketua Pokja Pengujian",))
    return {
        DocumentKind.FORM_PENGADUAN: form_words(OFFICE, complaint),
        DocumentKind.LEMBAR_DISPOSISI: disposition_words(OFFICE, complaint, ASSIGNMENT),
        DocumentKind.UNDANGAN_RAPAT: invitation_words(OFFICE, complaint, ASSIGNMENT, meeting),
        DocumentKind.KONSEP_TINDAKAN: concept_words(OFFICE, complaint, ASSIGNMENT, Concept(1, date(2026, 11, 3))),
        DocumentKind.LAPORAN_TINDAKAN: report_words(
            OFFICE,
            complaint,
            ASSIGNMENT,
            Report(
                1,
                date(2026, 11, 12),
                qualifications=("Verifikator, Dewi Lestari, S.Si.: pelatihan ISO 10002",),
            ),
        ),
        DocumentKind.SURAT_BALASAN: reply_words(OFFICE, complaint, reply),
        DocumentKind.NOTULEN: handover_words(OFFICE, complaint, handover),
        DocumentKind.LEMBAR_SAMPUL: cover_words(OFFICE, complaint, "Surat Pengaduan"),
        DocumentKind.LABEL_MAP: label_words(OFFICE, complaint, "Pokja Pengujian"),
    }


def template(kind: DocumentKind) -> bytes:
    return (TEMPLATES / f"{kind.value}.docx").read_bytes()


def code_of(kind: DocumentKind, sequence: int = 1) -> str:
    return DocumentCode(NUMBER, kind, sequence).signed(SECRET)


def filled(kind: DocumentKind, complaint: Complaint = COMPLAINT) -> bytes:
    """One of the eight documents of a complaint, as the job writes it."""
    return fill(template(kind), all_words(complaint)[kind], code_of(kind), name=kind.title)
