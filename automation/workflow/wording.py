"""What the workflow says to people: names of steps, states, tasks and warnings, in Indonesian."""

from __future__ import annotations

from collections.abc import Mapping

from automation.domain.case import Case
from automation.domain.complaint import StaffFacts
from automation.domain.numbers import ComplaintNumber
from automation.domain.vocabulary import STEP_NAMES, Step

from .phase import Phase

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

STATES: Mapping[Phase, str] = {
    Phase.SORTING: "Menunggu pemilahan",
    Phase.ASK_HEAD: "Menunggu disposisi Kepala Balai",
    Phase.CONFIRMATION: "Menunggu konfirmasi disposisi",
    Phase.REVIEW: "Dikaji",
    Phase.CAUSE: "Mencari penyebab",
    Phase.ACTION: "Menetapkan tindakan",
    Phase.APPLICATION: "Menerapkan tindakan",
    Phase.VERIFICATION: "Memverifikasi tindakan",
    Phase.REPLY_TEXT: "Menyusun surat balasan",
    Phase.INITIALS: "Menunggu paraf",
    Phase.DECISION: "Menunggu keputusan Kepala Balai",
    Phase.LETTER_NUMBER: "Menunggu nomor surat",
    Phase.LETTER: "Surat sedang diselesaikan",
    Phase.SIGNED_SCAN: "Menunggu pindaian bertanda tangan",
    Phase.DELIVERY: "Menunggu diterima pelanggan",
    Phase.CLOSING: "Sedang ditutup",
    Phase.CLOSED: "Selesai",
}

#: What the responsible person does now, and in which columns.
TASKS: Mapping[Phase, str] = {
    Phase.SORTING: "Baca uraian keluhan, lalu isi Klasifikasi dan Jenis layanan (serta Tingkat).",
    Phase.ASK_HEAD: "Pilih pokja yang menangani di kolom Disposisi kepada.",
    Phase.CONFIRMATION: "Setujui usulan disposisi dengan memilih pokja di kolom Disposisi kepada.",
    Phase.REVIEW: "Kaji keluhan dan isi Hasil kajian; bila perlu rapat, isi juga kolom-kolom rapat.",
    Phase.CAUSE: "Cari penyebab ketidaksesuaian dan isi Penyebab.",
    Phase.ACTION: "Tetapkan tindakan: isi Tindakan koreksi dan Tindakan pencegahan.",
    Phase.APPLICATION: "Terapkan tindakan dan isi Tanggal penerapan.",
    Phase.VERIFICATION: "Nilai hasilnya: isi Hasil verifikasi, Diverifikasi oleh dan Efektif.",
    Phase.REPLY_TEXT: "Isi pokok jawaban di kolom Isi balasan; konsep surat lalu dibuat di folder kasus.",
    Phase.INITIALS: "Periksa dan sunting konsep surat di folder kasus, lalu isi Paraf.",
    Phase.DECISION: "Baca konsep surat, lalu pilih Keputusan: Setuju atau Kembalikan (dengan Catatan).",
    Phase.LETTER_NUMBER: "Ambil nomor di Srikandi, lalu isi No. surat keluar dan Tanggal surat.",
    Phase.LETTER: "Tidak ada; sistem sedang menyelesaikan surat.",
    Phase.SIGNED_SCAN: "Cetak surat, mintakan tanda tangan, lalu letakkan pindaiannya di folder Pindaian Masuk.",
    Phase.DELIVERY: "Sampaikan surat balasan, lalu isi Cara kirim, Tanggal diterima pelanggan dan Diterima oleh.",
    Phase.CLOSING: "Tidak ada; sistem sedang menutup keluhan.",
    Phase.CLOSED: "Tidak ada.",
}

#: Columns that only make sense once a step is reached, in the order of the SOP.
_BELONGS_TO = (
    ("findings", Step.REVIEW),
    ("cause", Step.CAUSE),
    ("corrective_action", Step.ACTION),
    ("effective", Step.VERIFICATION),
    ("initials", Step.REPLY_DRAFT),
    ("decision", Step.SIGNATURE),
    ("letter_number", Step.SIGNATURE),
    ("delivered_on", Step.DELIVERY),
)

#: The cells whose content ends a step.
_NEEDED: Mapping[Step, tuple[str, ...]] = {
    Step.SORTING: ("classification", "service"),
    Step.DISPOSITION: ("assigned_to",),
    Step.REVIEW: ("findings",),
    Step.CAUSE: ("cause",),
    Step.ACTION: ("corrective_action", "preventive_action"),
    Step.VERIFICATION: ("applied_on", "verification", "verified_by", "effective"),
    Step.REPLY_DRAFT: ("reply_text", "initials"),
    Step.SIGNATURE: ("decision",),
}


def out_of_order(case: Case, facts: StaffFacts, headings: Mapping[str, str]) -> str:
    """Warn of a cell that was filled before its turn, naming what comes first; "" when all is in order."""
    current = case.current.step
    early = next((key for key, step in _BELONGS_TO if step > current and getattr(facts, key)), None)
    missing = [headings[key] for key in _NEEDED.get(current, ()) if not getattr(facts, key)]
    if early is None or not missing:
        return ""
    return (
        f"{headings[early]} sudah diisi, padahal langkah {current.value} ({STEP_NAMES[current]}) belum selesai: "
        f"isi dulu {', '.join(missing)}{to_renew(case, _NEEDED[current])}."
    )


def to_renew(case: Case, keys: tuple[str, ...]) -> str:
    """Explain why a cell that holds something counts as empty; "" when none of these does."""
    return " (perbarui isinya, karena ini putaran baru)" if any(key in case.stale for key in keys) else ""


def ended_with_a_person(number: ComplaintNumber) -> str:
    """Say that a thing is not tried again by itself, and how it is."""
    return (
        "Sistem tidak mencobanya lagi sendiri. Sesudah diperbaiki, minta penyelia menjalankan "
        f"`sync --ulangi {number}`."
    )
