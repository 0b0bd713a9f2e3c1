"""The complaints of the story: the branches they take, and how each must end."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from automation.domain.documents import DocumentKind
from automation.domain.vocabulary import Channel, Outcome


class Branch(Enum):
    """A way that the SOP may take; the value is what the table at the end says."""

    PLAIN = "jalan biasa"
    BY_MAIL = "datang dan dilengkapi lewat surel"
    NOT_A_COMPLAINT = "bukan keluhan"
    OUT_OF_SCOPE = "di luar kewenangan"
    DUPLICATE = "duplikat"
    WITHDRAWN = "dicabut pelapor"
    ON_HOLD = "ditunda, lalu dilanjutkan"
    DATA_WANTED = "data pelapor diminta"
    CORRECTED = "data pelapor dibetulkan"
    HEAD_ASKED = "tidak ada pokja: Kepala Balai ditanya"
    OVERRIDDEN = "disposisi dialihkan Kepala Balai"
    CONFIRMED = "disposisi dikonfirmasi Kepala Balai"
    MEETING = "rapat dengan undangan"
    INEFFECTIVE = "tidak efektif, kembali ke langkah 5"
    RETURNED = "konsep dikembalikan ke langkah 8"
    LEAD_INVOLVED = "ketua pokja terlibat: wakil memverifikasi"
    HEAD_INVOLVED = "Kepala Balai terlibat: wakil menyetujui"
    WHATSAPP_ONLY = "pelapor hanya punya WhatsApp"
    HOSTILE_TEXT = "isian aneh tetap teks biasa"
    LATE = "terlambat: pengingat dan eskalasi"
    BAD_CELL = "sel salah isi, lalu dibetulkan"
    DELETED_ROW = "baris terhapus, lalu kembali"
    REFUSED_EDIT = "mengisi kolom orang lain ditolak"
    EDITED_DRAFT = "konsep surat disunting orang"
    UNSEALED = "konsep berubah sesudah Setuju: diparaf dan disetujui lagi"
    REPLACED = "surat bernomor dibatalkan, lalu diganti"
    SRIKANDI = "ditandatangani elektronik lewat Srikandi"
    BATCH_SCAN = "satu berkas pindaian dipisah"
    REOPENED = "dibuka kembali: langkah 4 sekali lagi"
    SUPPORTED = "pokja lain ikut membantu"
    NIGHT = "masuk di luar jam kerja"
    RECURRED = "kambuh: tindakan lama ditinjau ulang"
    FIRST_LOST = "duplikat yang keluhan pertamanya dicabut"
    OFFICIALS = "pejabat berganti"
    JOINT_LETTER = "satu surat untuk dua keluhan"
    COVER_SHEET = "kertas tanpa kode, dengan lembar sampul"
    RECEIVED = "tanggal diterima dibetulkan"
    APPEAL = "banding: diputuskan pokja lain"


#: Papers of a complaint that went all ten steps.
WHOLE_FILE: frozenset[DocumentKind] = frozenset(
    {
        DocumentKind.FORM_PENGADUAN,
        DocumentKind.LEMBAR_DISPOSISI,
        DocumentKind.KONSEP_TINDAKAN,
        DocumentKind.LAPORAN_TINDAKAN,
        DocumentKind.SURAT_BALASAN,
        DocumentKind.NOTULEN,
    }
)


@dataclass(slots=True)
class Case:
    """One complaint of the story, known by its subject until it has a number.

    Attributes:
        subject: Perihal; no two cases share one.
        reader: the complainant's address; "" where there is none that can be written to.
        outcome: how it must end.
        documents: the kinds of paper that must be in its folder.
        topics: what its complainant must have been written, subjects in order without the number.
        warned: what warnings must have stood beside its row at some time (parts of their texts).
        letter_says: what the final letter must hold, such as what people wrote into its draft.
        reopened: how often it went on after it was settled, as far as the story has come.
        replaced: how many of its letters were declared void.
        joint: the letter of another case answers it.
        electronic: its letter is signed through Srikandi.
        told: what staff must have read of it in their mails (parts of the texts).
        marks: what the complainant says in the survey, U1 to U9; empty where they leave it.
    """

    subject: str
    channel: Channel
    branches: frozenset[Branch]
    outcome: Outcome = Outcome.SETTLED
    reader: str = ""
    documents: frozenset[DocumentKind] = WHOLE_FILE
    topics: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    letter_says: list[str] = field(default_factory=list)
    replaced: int = 0
    reopened: int = 0
    joint: bool = False
    electronic: bool = False
    told: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
